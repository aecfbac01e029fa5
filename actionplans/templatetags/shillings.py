"""How are money and figures of a plan written on a page?"""

from decimal import Decimal

from django import template

from actionplans import planning

register = template.Library()


@register.filter
def shillings(amount: int | None) -> str:
    """Whole shillings, `150,000`; nothing for what is not known."""
    return planning.shillings(amount)


@register.filter
def figure(number: Decimal | None) -> str:
    """A figure without needless decimals; nothing for what is not known."""
    return planning.figure(number)
