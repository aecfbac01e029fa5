"""How does a page tell a deed of the ledger?"""

from django import template

from forums.deeds import words

register = template.Library()


@register.filter
def happened(verb: str) -> str:
    """A deed in words; one that has none as it stands in the ledger."""
    return str(words().get(verb, verb))
