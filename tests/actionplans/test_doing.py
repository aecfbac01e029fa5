"""An action moves by dated words and closes only with what was done; the next agenda tells it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionPoint, ActionWord
from actionplans.workflow import ACTIONS
from forums.models import LedgerEntry
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.fillers import fillers_of
from tests.conftest import plan

DAY = dt.date(2025, 4, 2)


@pytest.fixture
def action(circulated):
    """The one action of Njoro's circulated minutes of 12 March 2025."""
    return ActionPoint.objects.with_meeting().get(forum=circulated.meeting.forum)


def say(action, verb, by, on=DAY, note="The team is named.") -> None:
    ACTIONS.take(action, verb, by=by, note=note, on=on)


def test_it_moves_by_dated_words_that_stay(action, cast, signed_in):
    say(action, "progress", cast.secretary)
    say(action, "finish", cast.chair, on=dt.date(2025, 4, 20), note="It has sat once.")
    say(action, "reopen", cast.secretary, on=dt.date(2025, 5, 2), note="One side has left.")
    kept = list(ActionWord.objects.order_by("on").values_list("status", "words", "office"))
    assert kept == [
        ("in_progress", "The team is named.", "Secretary, Njoro Sub-County"),
        ("done", "It has sat once.", "Chairperson, Njoro Sub-County"),
        ("in_progress", "One side has left.", "Secretary, Njoro Sub-County"),
    ]
    action.refresh_from_db()
    assert (action.status, action.stood_on) == ("in_progress", dt.date(2025, 5, 2))
    verbs = LedgerEntry.objects.filter(verb__startswith="action.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["action.progress", "action.finish", "action.reopen"]
    page = signed_in(cast.member).get(action.get_absolute_url()).content.decode()
    assert all(words in page for _status, words, _office in kept)
    assert "Say how far it is" not in page


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (timezone.localdate() + dt.timedelta(days=1), "lies ahead"),
        (dt.date(2025, 3, 11), "before this was asked for"),
        (dt.date(2025, 3, 31), "later word"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_nothing_moves(action, cast, on, why):
    say(action, "progress", cast.secretary)
    with pytest.raises(StepRefused, match=why):
        say(action, "finish", cast.secretary, on=on)
    action.refresh_from_db()
    assert (action.status, action.words.count()) == ("in_progress", 1)


def test_it_does_not_close_without_what_was_done(action, cast):
    with pytest.raises(StepRefused):
        say(action, "finish", cast.secretary, note=" ")
    with pytest.raises(PermissionDenied):
        say(action, "finish", cast.member)
    assert ActionPoint.objects.get(pk=action.pk).status == "not_started"


def test_of_two_who_close_it_one_was_faster(action, cast):
    other = ActionPoint.objects.with_meeting().get(pk=action.pk)
    say(action, "finish", cast.secretary)
    with pytest.raises(SomebodyWasFaster):
        say(other, "finish", cast.chair)
    assert ActionWord.objects.count() == 1


def test_the_page_takes_the_words_or_says_what_is_missing(action, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("action_word", args=[action.pk])
    answer = browser.post(address, {"verb": "finish", "on": "2 April 2025", "words": ""})
    assert (answer.status_code, "Say in a sentence how it stands." in answer.content.decode()) == (422, True)
    answer = browser.post(address, {"verb": "finish", "on": "2 March 2025", "words": "Done."})
    assert (answer.status_code, "before this was asked for" in answer.content.decode()) == (422, True)
    answer = browser.post(address, {"verb": "finish", "on": "2 April 2025", "words": "The team is named."}, follow=True)
    page = answer.content.decode()
    assert all(words in page for words in ("It is entered.", "“The team is named.”", "since 2 April 2025"))
    assert "The action is open again" in page


def test_what_was_done_since_the_last_meeting_arises_at_the_next_one_and_then_no_more(action, country, cast):
    say(action, "finish", cast.secretary)
    said = [
        words for words, _url in fillers_of(plan(country, cast.secretary, dt.date(2025, 6, 11)), "arising")["arising"]
    ]
    assert said == ["NJORO/2025/001: Name the team, Sub-County Administrator, by 4 April 2025. Done."]
    ActionPoint.objects.update(stood_on=dt.date(2025, 3, 1))
    assert "arising" not in fillers_of(plan(country, cast.secretary, dt.date(2025, 9, 10)), "arising")


def test_late_actions_lead_to_their_page(action, cast, signed_in):
    desk = signed_in(cast.secretary).get(reverse("desk")).content.decode()
    assert action.get_absolute_url() in desk
