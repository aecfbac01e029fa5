"""The ledger on screen: every deed has its words, notes are read by whom they concern."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from actionplans.accord_workflow import ACCORDS, CLAUSES
from actionplans.planning import PLANS
from actionplans.pledge_workflow import PLEDGES
from actionplans.request_flow import REQUESTS
from actionplans.workflow import ACTIONS
from forums.deeds import words
from forums.life import FORUM
from forums.models import LedgerEntry
from meetings.holding import MEETING
from meetings.workflow import ADDENDA, MINUTES, RESOLUTIONS

FLOWS = (FORUM, MEETING, MINUTES, ADDENDA, RESOLUTIONS, ACTIONS, PLANS, REQUESTS, PLEDGES, ACCORDS, CLAUSES)
ROOMS = ("portal", "forums", "members", "documents", "meetings", "actionplans", "reports")


def entered_in(path: Path) -> set[str]:
    """The deeds that a file enters in the ledger."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    found = set()
    for call in calls:
        name = getattr(call.func, "attr", "")
        if name == "record" and call.args:
            found |= {
                node.value
                for node in ast.walk(call.args[0])
                if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(node.value))
            }
    return found


def test_every_deed_is_told_in_words():
    entered = {f"{flow.name}.{step.verb}" for flow in FLOWS for step in flow.steps}
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            entered |= entered_in(path)
    assert entered - set(words()) == set()
    assert set(words()) - entered == set()


def test_a_forums_officers_read_the_notes_and_the_nsc_does_not(clearing, cast, signed_in):
    MINUTES.take(clearing, "return", by=cast.chair, note="Which wards are meant?")
    page = reverse("forum_ledger", args=["032-njoro"])
    assert "Which wards are meant?" in signed_in(cast.co_chair).get(page).content.decode()
    national = signed_in(cast.nsc_officer).get(page).content.decode()
    assert "Returned with a note" in national
    assert "Which wards are meant?" not in national


def test_the_auditor_reads_every_deed_and_no_note(clearing, cast, signed_in):
    MINUTES.take(clearing, "return", by=cast.chair, note="Which wards are meant?")
    page = signed_in(cast.auditor).get(reverse("ledger")).content.decode()
    assert f"{LedgerEntry.objects.count()} deeds." in page
    assert "Returned with a note" in page
    assert "Which wards" not in page


def test_the_ledger_is_found_by_deed_and_by_day(clearing, cast, signed_in):
    browser, page = signed_in(cast.secretary), reverse("forum_ledger", args=["032-njoro"])
    assert "1 deed." in browser.get(page, {"deed": "minutes.send"}).content.decode()
    assert "No deed fits" in browser.get(page, {"day": "1 January 2001"}).content.decode()
    assert "Write the date like this" in browser.get(page, {"day": "soon"}).content.decode()
