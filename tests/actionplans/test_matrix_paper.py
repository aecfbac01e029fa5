"""The action matrix as a paper: what is open, what is late, and nothing for officers only in the members' copy."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from actionplans.models import ActionPoint
from actionplans.papers import print_matrix
from documents import press, signing
from documents.models import Paper
from forums.models import Rules
from forums.workflow import StepRefused
from meetings.workflow import MINUTES
from tests.conftest import write
from tests.documents.test_letters import printed
from tests.papers.validator import assert_both_standards_kept, needs_validator


@pytest.fixture
def njoro(held, cast, country):
    """Njoro with two open actions, one of them from an entry for officers only, due on 4 April 2025."""
    write(held, cast.secretary, officers_only=True, position=5)
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(held.minutes, "clear", by=user)
    ActionPoint.objects.filter(officers_only=True).update(text="Ask the station")
    return country.forums["032-njoro"]


@time_machine.travel(dt.datetime(2025, 4, 7, 9, tzinfo=dt.UTC), tick=False)
def test_the_matrix_tells_what_is_open_and_what_is_late(njoro, cast):
    officers, members = print_matrix(forum=njoro, by=cast.secretary)
    assert (officers.copy, members.copy) == ("officers", "members")
    assert officers.reference == members.reference == "MSCF/032/NJORO/L1/2025"
    said = printed(officers.record)
    for words in ("ACTION MATRIX, 7 APRIL 2025", "2 actions are open. 2 of them are late.", "Ask the station"):
        assert words in said
    table = members.record["tables"][0]
    assert table["rows"] == [
        ["1", "Name the team", "NJORO/2025/001", "Sub-County Administrator", "4 April 2025", "Late by 3 days"]
    ]
    assert "Ask the station" not in printed(members.record)


def test_the_matrix_is_printed_from_the_forums_actions_and_in_its_language(njoro, cast, signed_in):
    Rules.objects.create(forum=njoro, scope="forum", language="sw")
    browser = signed_in(cast.secretary)
    assert "Print the open actions" in browser.get(reverse("forum_actions", args=[njoro.slug])).content.decode()
    answer = browser.post(reverse("forum_actions_print", args=[njoro.slug]))
    paper = Paper.objects.get(kind="matrix", copy="officers")
    assert answer["Location"] == paper.get_absolute_url()
    assert paper.title.startswith("Jedwali la hatua")


def test_where_nothing_is_open_nothing_is_printed(country, cast, signed_in):
    browser, forum = signed_in(cast.secretary), country.forums["032-njoro"]
    page = browser.post(reverse("forum_actions_print", args=[forum.slug]), follow=True).content.decode()
    assert "No action is open, so there is nothing to print." in page
    assert "Print the open actions" not in page
    with pytest.raises(StepRefused):
        print_matrix(forum=forum, by=cast.secretary)
    with pytest.raises(PermissionDenied):
        print_matrix(forum=forum, by=cast.member)
    assert not Paper.objects.exists()


@needs_validator
def test_the_validator_passes_the_matrix(njoro, cast, settings, tmp_path):
    settings.SIGNING_KEY_FILE = tmp_path / "signing.pem"
    signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")
    files = []
    for paper in print_matrix(forum=njoro, by=cast.secretary):
        files.append(tmp_path / f"{paper.copy}.pdf")
        files[-1].write_bytes(press.print_paper(paper.record).pdf)
    assert_both_standards_kept(files)
