"""How a forum comes to life: stages with day and instrument, mandates, working rules and where they come from."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from forums.life import FORUM, give_mandate
from forums.models import Forum, LedgerEntry, Rules, StageRecord
from forums.rules import rules_of
from forums.workflow import StepRefused

MAPPING = {"verb": "map", "since": "12 February 2025", "instrument": "Circular of 25 July 2024"}


@pytest.fixture
def marigat(country):
    """A forum of which nobody has said anything."""
    Forum.objects.filter(slug="030-marigat").update(stage="no_record")
    return Forum.objects.get(slug="030-marigat")


def test_a_forum_goes_from_mapping_to_launch_each_dated_with_its_instrument(marigat, cast, signed_in):
    browser = signed_in(cast.nsc_officer)
    page = reverse("forum_stage", args=[marigat.slug])
    assert browser.post(page, MAPPING).status_code == 302
    assert browser.post(page, {"verb": "launch", "since": "3 April 2025"}).status_code == 302
    marigat.refresh_from_db()
    assert (marigat.stage, marigat.stage_since) == ("launched", dt.date(2025, 4, 3))
    kept = list(StageRecord.objects.values_list("stage", "since", "instrument", "recorded_by__name"))
    assert kept == [
        ("mapping", dt.date(2025, 2, 12), "Circular of 25 July 2024", "Nsc Officer"),
        ("launched", dt.date(2025, 4, 3), "", "Nsc Officer"),
    ]
    assert list(LedgerEntry.objects.values_list("verb", flat=True)) == ["forum.map", "forum.launch"]


def test_a_stage_is_not_recorded_before_the_one_that_went_before(marigat, cast, signed_in):
    browser = signed_in(cast.nsc_officer)
    page = reverse("forum_stage", args=[marigat.slug])
    browser.post(page, MAPPING)
    answer = browser.post(page, {"verb": "launch", "since": "1 January 2025"})
    assert answer.status_code == 422
    assert "12 February 2025" in answer.content.decode()
    marigat.refresh_from_db()
    assert marigat.stage == "mapping"


def test_a_stage_is_not_recorded_ahead_of_its_day(marigat, cast, signed_in):
    answer = signed_in(cast.nsc_officer).post(
        reverse("forum_stage", args=[marigat.slug]), {"verb": "map", "since": "1 January 2090"}
    )
    assert answer.status_code == 422
    assert "has not come yet" in answer.content.decode()


def test_not_established_is_said_only_where_somebody_confirmed_it(marigat, cast, signed_in):
    browser = signed_in(cast.nsc_officer)
    page = reverse("forum_stage", args=[marigat.slug])
    answer = browser.post(page, {"verb": "deny", "since": "3 March 2025"})
    assert answer.status_code == 422
    assert "Say who confirmed" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        StageRecord.objects.create(forum=marigat, stage="not_established", since=dt.date(2025, 3, 3))
    said = {"verb": "deny", "since": "3 March 2025", "confirmed_by": "Deputy County Commissioner, Marigat"}
    assert browser.post(page, said).status_code == 302
    marigat.refresh_from_db()
    assert marigat.stage == "not_established"


def test_what_was_recorded_by_mistake_is_taken_back_and_kept(marigat, cast):
    FORUM.take(marigat, "map", by=cast.nsc_officer, since=dt.date(2025, 2, 12))
    FORUM.take(marigat, "forget", by=cast.nsc_officer, note="It was Mogotio.", since=None)
    assert (marigat.stage, marigat.stage_since) == ("no_record", None)
    assert list(marigat.stages.values_list("stage", "taken_back")) == [("mapping", True)]
    FORUM.take(marigat, "map", by=cast.nsc_officer, since=dt.date(2025, 1, 5))
    assert marigat.stage == "mapping"


def test_closing_asks_why(country, cast):
    forum = country.forums["032-njoro"]
    with pytest.raises(StepRefused):
        FORUM.take(forum, "close", by=cast.chair, since=dt.date(2025, 9, 1))
    FORUM.take(forum, "close", by=cast.chair, note="Merged into Molo's.", since=dt.date(2025, 9, 1))
    forum.refresh_from_db()
    assert forum.stage == "closed"
    assert not forum.is_open


def test_a_secretariat_does_not_establish_its_forum(country, cast):
    with pytest.raises(PermissionDenied):
        FORUM.take(country.forums["032-njoro"], "rest", by=cast.secretary, since=dt.date(2025, 9, 1))


def test_a_forum_is_repurposed_and_keeps_its_first_mandate(country, cast, signed_in):
    forum = country.forums["032"]
    forum.mandates.all().delete()
    give_mandate(
        forum=forum, name="Election Preparedness", since=None, since_words="February 2022", instrument="Circular",
        by=cast.county_chair,
    )  # fmt: skip
    said = {"name": "Peace and Security", "since": "12 October 2022", "instrument": "Letter"}
    answer = signed_in(cast.county_chair).post(reverse("forum_mandate", args=[forum.slug]), said)
    assert answer.status_code == 302
    assert [str(mandate) for mandate in forum.mandates.all()] == ["Election Preparedness", "Peace and Security"]
    assert "Peace and Security" in signed_in(cast.county_chair).get(forum.get_absolute_url()).content.decode()
    assert list(LedgerEntry.objects.values_list("verb", flat=True)) == ["forum.mandate", "forum.repurpose"]


def test_a_rule_comes_from_the_forum_else_from_its_level_else_from_the_country(country, cast, signed_in):
    officer, secretary = signed_in(cast.nsc_officer), signed_in(cast.secretary)
    officer.post(reverse("default_rules", args=["every"]), {"quorum": "10", "clearing_days": "14"})
    officer.post(reverse("default_rules", args=["sub_county"]), {"quorum": "12"})
    page = reverse("forum_rules", args=["032-njoro"])
    assert "12 (every sub-county forum)" in secretary.get(page).content.decode()
    assert rules_of(Forum.objects.with_area().get(slug="032-njoro")).quorum == 12
    secretary.post(page, {"quorum": "15", "office_name": "Office of the DCC, Njoro"})
    own = rules_of(Forum.objects.with_area().get(slug="032-njoro"))
    assert (own.quorum, own.clearing_days, own.office_name) == (15, 14, "Office of the DCC, Njoro")
    other = rules_of(Forum.objects.with_area().get(slug="032"))
    assert (other.quorum, other.office_name) == (10, "")


def test_a_numbering_pattern_with_an_unknown_place_is_refused_in_words(country, cast, signed_in):
    page = reverse("forum_rules", args=["032-njoro"])
    answer = signed_in(cast.secretary).post(page, {"minute_pattern": "MIN {number}/{YYYY}"})
    assert answer.status_code == 422
    assert "Use only these places" in answer.content.decode()
    answer = signed_in(cast.secretary).post(page, {"minute_pattern": "MIN {YYYY}"})
    assert answer.status_code == 422
    assert not Rules.objects.filter(forum__slug="032-njoro").exists()
