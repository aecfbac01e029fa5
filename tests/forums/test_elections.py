"""An election period raises the cadence and adds expected sectors while it runs, where it runs; then it falls away."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forums import elections
from forums.models import ElectionPeriod, Forum, Rules
from forums.rules import cadence_of
from forums.workflow import StepRefused
from members.composition import composition_of
from members.models import Sector

TODAY = timezone.localdate


def period(country, code="032", *, since=0, until=30, **more):
    said = {"cadence": "monthly", "sectors": ["S08"], "instrument": "Gazette"} | more
    return ElectionPeriod.objects.create(
        name="By-election", area=country.areas[code], since=TODAY() + dt.timedelta(days=since),
        until=TODAY() + dt.timedelta(days=until), **said,
    )  # fmt: skip


def forum(code="032-njoro"):
    return Forum.objects.select_related("area").get(slug=code)


@pytest.fixture
def parties(db):
    return Sector.objects.create(code="S08", name_en="Political parties", side="non-state", is_expected=False)


def missing(code):
    return [sector.code for sector in composition_of(forum(code))["missing"]]


def test_a_period_raises_the_cadence_below_its_area_and_nowhere_else(country):
    period(country)
    assert cadence_of(forum("032-njoro")) == "monthly"
    assert cadence_of(forum("030-marigat")) == "quarterly"


def test_the_rules_page_and_the_letter_say_how_often_the_forum_meets_now(country, cast, signed_in):
    period(country)
    page = signed_in(cast.secretary).get(reverse("forum_rules", args=["032-njoro"])).content.decode()
    assert "the forum meets every month" in page
    member = forum().memberships.first()
    letter = signed_in(cast.secretary).get(reverse("member_letter", args=[member.pk, "invitation"]))
    assert "The forum meets every month." in letter.content.decode()


def test_a_period_never_lowers_what_a_forum_chose(country):
    Rules.objects.create(forum=forum(), cadence="monthly")
    period(country, cadence="quarterly")
    assert cadence_of(forum()) == "monthly"


@pytest.mark.parametrize(("since", "until"), [(-30, -1), (1, 30)])
def test_outside_its_days_nothing_changes(country, parties, since, until):
    period(country, since=since, until=until)
    assert cadence_of(forum()) == "quarterly"
    assert "S08" not in missing("032-njoro")


def test_sectors_expected_besides_are_named_as_gaps_on_the_roster_and_in_the_directory(
    country, cast, parties, signed_in
):
    assert "S08" not in missing("032-njoro")
    period(country)
    assert "S08" in missing("032-njoro") and "S08" not in missing("030-marigat")
    page = signed_in(cast.secretary).get(reverse("roster", args=["032-njoro"])).content.decode()
    assert "Political parties" in page and "More are expected: By-election." in page


def test_the_nearest_area_decides(country):
    period(country, "KE", sectors=[])
    own = period(country, "032")
    assert elections.period_at(country.areas["032-njoro"]) == own


def test_a_period_ends_today_or_is_taken_back_before_it_begins(country, cast):
    running, ahead = period(country), period(country, since=5)
    elections.end_period(period=running, by=cast.nsc_officer)
    elections.end_period(period=ahead, by=cast.nsc_officer)
    assert list(ElectionPeriod.objects.values_list("pk", "until")) == [(running.pk, TODAY())]
    over = period(country, since=-9, until=-1)
    with pytest.raises(StepRefused, match="over already"):
        elections.end_period(period=over, by=cast.nsc_officer)
    with pytest.raises(PermissionDenied):
        elections.end_period(period=running, by=cast.county_chair)


def test_the_screen_enters_a_period_and_refuses_days_in_the_wrong_order(country, cast, parties, signed_in):
    browser = signed_in(cast.nsc_officer)
    typed = {
        "name": "General election of August 2027", "area": country.areas["KE"].pk, "since": "1 March 2027",
        "until": "30 September 2027", "cadence": "monthly", "sectors": ["S08"], "instrument": "Gazette",
    }  # fmt: skip
    answer = browser.post(reverse("election_periods"), typed | {"until": "1 February 2027"})
    assert answer.status_code == 422 and "must not be before the first" in answer.content.decode()
    assert browser.post(reverse("election_periods"), typed).status_code == 302
    page = browser.get(reverse("election_periods")).content.decode()
    assert "General election of August 2027" in page and "Political parties" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        period(country, since=3, until=2)
