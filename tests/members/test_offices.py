"""Offices change hands: appointing, handing over, acting, ending; the rights follow on the next request."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from forums.access import may
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from members import appointing
from members.models import Appointment, Office, Organisation, Person
from members.models.appointments import holders_of

TODAY = {"since": "1 March 2025", "basis": "ex_officio", "instrument": "Posting order of July 2024"}


def office(country, code: str, seat: str) -> Office:
    return Office.objects.get(forum=country.forums[code], seat=seat)


def make(country, seat="chair", name="Ruth Gathogo", **more):
    return appointing.appoint(
        office=office(country, "032-njoro", seat),
        person=Person.objects.create(name=name),
        since=more.pop("since", dt.date(2025, 3, 1)),
        **more,
    )


def test_a_handover_closes_one_appointment_opens_the_next_and_moves_the_rights(country, cast, signed_in, fresh):
    njoro = country.areas["032-njoro"]
    before = signed_in(cast.chair)
    assert before.get(reverse("forum_stage", args=["032-njoro"])).status_code == 200
    answer = signed_in(cast.county_chair).post(
        reverse("appoint", args=[office(country, "032-njoro", "chair").pk]),
        TODAY | {"name": "Ruth Gathogo", "ended_for": "transfer"},
    )
    assert answer.status_code == 302
    former = Appointment.objects.get(person=cast.chair.person)
    assert (former.until, former.ended_for) == (dt.date(2025, 2, 28), "transfer")
    assert holders_of(country.forums["032-njoro"])["chair"].person.name == "Ruth Gathogo"
    assert before.get(reverse("forum_stage", args=["032-njoro"])).status_code == 403  # still a member of the roster
    assert not may(fresh(cast.chair), "clear_minutes", njoro)
    assert "appointment.handover" in LedgerEntry.objects.values_list("verb", flat=True)


def test_a_handover_shows_what_passes_on(country, cast, signed_in, clearing):
    page = signed_in(cast.county_chair).get(reverse("appoint", args=[office(country, "032-njoro", "chair").pk]))
    assert "Minutes of" in page.content.decode()


def test_an_office_is_not_handed_over_without_saying_why(country, cast, signed_in):
    answer = signed_in(cast.county_chair).post(
        reverse("appoint", args=[office(country, "032-njoro", "chair").pk]), TODAY | {"name": "Ruth Gathogo"}
    )
    assert answer.status_code == 422
    assert "Say why Chair leaves the office." in answer.content.decode()
    assert not Person.objects.filter(name="Ruth Gathogo").exists()


def test_whoever_acts_suspends_the_holder_until_the_acting_ends(country, cast, fresh):
    njoro = country.areas["032-njoro"]
    acting = make(country, by=cast.county_chair, is_acting=True)
    assert holders_of(country.forums["032-njoro"])["chair"].person.name == "Ruth Gathogo"
    assert not may(fresh(cast.chair), "clear_minutes", njoro)
    appointing.end(
        appointment=acting, until=dt.date(2025, 4, 1), ended_for="relieved", ended_by="Letter", by=cast.county_chair
    )
    assert may(fresh(cast.chair), "clear_minutes", njoro)


def test_nobody_appoints_to_an_office_of_another_county_or_to_his_own_chair(country, cast):
    for user in (cast.chair, cast.secretary, cast.baringo_secretary, cast.region_chair):
        with pytest.raises(PermissionDenied):
            make(country, by=user, ended_for="transfer")


def test_nobody_appoints_himself(country, cast):
    with pytest.raises(StepRefused):
        appointing.appoint(
            office=office(country, "032-njoro", "chair"),
            person=cast.county_chair.person,
            since=dt.date(2025, 3, 1),
            ended_for="transfer",
            by=cast.county_chair,
        )


def test_an_appointment_does_not_begin_before_the_one_it_follows(country, cast):
    with pytest.raises(StepRefused):
        make(country, since=dt.date(2024, 1, 1), ended_for="transfer", by=cast.county_chair)
    assert Appointment.objects.get(seat="chair", office__forum=country.forums["032-njoro"]).until is None


def test_one_chair_at_a_time_is_said_by_the_database_too(country, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            office=office(country, "032-njoro", "chair"),
            person=Person.objects.create(name="Somebody"),
            basis="ex_officio",
            since=dt.date(2025, 3, 1),
        )


def test_a_co_chair_from_the_state_side_is_refused_by_the_form_and_by_the_database(country, cast, signed_in):
    Organisation.objects.create(name="Police service", sector=country.sectors["S01"])
    typed = TODAY | {
        "name": "Somebody", "organisation": "Police service", "ended_for": "term", "accepted_on": "1 March 2025",
    }  # fmt: skip
    seat = office(country, "032-njoro", "co_chair")
    answer = signed_in(cast.chair).post(reverse("appoint", args=[seat.pk]), typed)
    assert answer.status_code == 422
    assert "The co-chair is of the non-state side" in answer.content.decode()
    body = Organisation.objects.get(name="Police service")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            office=seat, person=Person.objects.create(name="S"), organisation=body, basis="elected",
            since=dt.date(2025, 3, 1), until=dt.date(2025, 4, 1),
        )  # fmt: skip


def test_a_co_chairs_office_is_delegated_to_a_member_organisation(country, cast, signed_in):
    network = Organisation.objects.create(name="MIDRIFT HURINET", sector=country.sectors["S15"])
    Organisation.objects.create(name="Baringo Peace Action Consortium", sector=country.sectors["S15"], network=network)
    typed = {
        "name": "Naomi Jerotich", "organisation": "Baringo Peace Action Consortium", "basis": "delegated",
        "delegated_by": "MIDRIFT HURINET", "since": "1 March 2025", "ended_for": "term", "accepted_on": "1 March 2025",
    }  # fmt: skip
    answer = signed_in(cast.chair).post(reverse("appoint", args=[office(country, "032-njoro", "co_chair").pk]), typed)
    assert answer.status_code == 302
    page = signed_in(cast.secretary).get(reverse("offices", args=["032-njoro"])).content.decode()
    assert "Delegated by MIDRIFT HURINET" in page
    assert Organisation.objects.filter(name="MIDRIFT HURINET").count() == 1


def test_a_chair_does_not_relieve_a_co_chair_at_will(country, cast, signed_in):
    held = Appointment.objects.get(seat="co_chair", office__forum=country.forums["032-njoro"])
    page = reverse("appointment_end", args=[held.pk])
    answer = signed_in(cast.chair).post(page, {"until": "1 March 2025", "ended_for": "relieved"})
    assert answer.status_code == 422
    with pytest.raises(StepRefused):
        appointing.end(appointment=held, until=dt.date(2025, 3, 1), ended_for="relieved", ended_by="", by=cast.chair)
    answer = signed_in(cast.chair).post(
        page, {"until": "1 March 2025", "ended_for": "resolution", "ended_by": "MIN. 5/02/2025"}
    )
    assert answer.status_code == 302
    held.refresh_from_db()
    assert (held.until, held.ended_for, held.ended_by) == (dt.date(2025, 3, 1), "resolution", "MIN. 5/02/2025")


def test_nobody_is_made_co_chair_unasked(country, cast, signed_in):
    answer = signed_in(cast.chair).post(
        reverse("appoint", args=[office(country, "032-njoro", "co_chair").pk]),
        TODAY | {"name": "Somebody", "ended_for": "term"},
    )
    assert answer.status_code == 422
    assert "nobody is made co-chair unasked" in answer.content.decode()
