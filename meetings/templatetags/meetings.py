"""How does a page of the meeting room tell what happened? Deeds of the ledger as lines of a timeline."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def happened(verb: str) -> str:
    """A deed of the ledger as a line of the timeline."""
    return {
        "minutes.send": _("Sent for clearing"),
        "minutes.return": _("Returned with a note"),
        "minutes.clear": _("Cleared"),
        "minutes.circulate": _("Circulated, unconfirmed"),
        "minutes.confirm": _("Confirmed by the meeting"),
        "minutes.sign": _("Signed"),
        "minutes.seal": _("Sealed"),
    }.get(verb, verb)
