"""What does the ledger say in words? Each room tells the words for its own deeds."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.contributions import gather

WORDS = {
    "areas.load": _("The list of areas was loaded"),
    "area.add": _("An area was added"),
    "area.rename": _("An area was renamed"),
    "area.split": _("New areas came out of an area"),
    "area.report_to": _("Another reporting line was set"),
    "area.merge": _("An area went up in another"),
    "area.close": _("An area was closed"),
    "area.reopen": _("An area was reopened"),
    "area_change.accept": _("A proposed change was accepted"),
    "area_change.decline": _("A proposed change was declined"),
    "forum.mandate": _("The forum was given its mandate"),
    "forum.repurpose": _("The forum was given another mandate"),
    "forum.map": _("Mapping of stakeholders was recorded"),
    "forum.launch": _("The launch was recorded"),
    "forum.activate": _("The forum was recorded as active"),
    "forum.deny": _("It was confirmed that there is no forum"),
    "forum.rest": _("The forum was recorded as dormant"),
    "forum.close": _("The forum was closed"),
    "forum.reopen": _("The forum began again with mapping"),
    "forum.forget": _("A stage recorded by mistake was taken back"),
    "election.open": _("An election period was entered"),
    "election.end": _("An election period was ended"),
    "area.join": _("A joint forum was set up"),
    "instrument.file": _("An instrument was put on file"),
    "instrument.remove": _("An instrument was taken off file"),
    "rules.set": _("Working rules were set"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())


@cache
def words() -> dict[str, Any]:
    """Every deed the house knows, in words: verb -> words."""
    return dict(gather("deed_words"))
