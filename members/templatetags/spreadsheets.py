"""How does the preview of a spreadsheet tell what a row comes to?"""

from django import template
from django.utils.translation import gettext as _

from members.spreadsheets.giving import headings

register = template.Library()


@register.filter
def kind(which: str) -> str:
    """What a row comes to, in words."""
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "same": _("The same"),
        "twice": _("Twice in the file"),
        "wrong": _("Wrong"),
    }[which]


@register.filter
def shape(which: str) -> str:
    """The shape of its pill."""
    return {"new": "done", "changed": "going", "same": "wait", "twice": "wait", "wrong": "late"}[which]


@register.filter
def heading(column: str) -> str:
    """The heading of a column."""
    return headings([column])[0]
