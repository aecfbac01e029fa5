"""Offices change hands: appointing, handing over, acting, ending; the rights follow on the next request."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forums.access import may
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from members import appointing
from members.models import Appointment, Membership, Office, Organisation, Person, User
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


def earlier(country, **more):
    """A chair of Njoro before the present one, who came on 25 July 2024."""
    said = {"since": dt.date(2022, 1, 10), "until": dt.date(2024, 7, 24), "ended_for": "transfer"} | more
    return appointing.enter_earlier(
        office=office(country, "032-njoro", "chair"), person=Person.objects.create(name="Wanjiru Maina"), **said
    )


def test_an_earlier_holder_is_entered_and_named_then_and_nobodys_rights_change(country, cast, signed_in, fresh):
    njoro, seat = country.forums["032-njoro"], office(country, "032-njoro", "chair")
    address = reverse("appoint_earlier", args=[seat.pk])
    assert "Why the holder leaves" not in signed_in(cast.county_chair).get(address).content.decode()
    typed = {"name": "Wanjiru Maina", "since": "10 January 2022", "until": "24 July 2024", "basis": "ex_officio"}
    answer = signed_in(cast.county_chair).post(address, typed, follow=True)
    assert "Wanjiru Maina is entered as an earlier holder" in answer.content.decode()
    assert "1 earlier holder" in answer.content.decode()
    assert holders_of(njoro, dt.date(2023, 5, 1))["chair"].person.name == "Wanjiru Maina"
    assert holders_of(njoro)["chair"].person == cast.chair.person
    assert may(fresh(cast.chair), "clear_minutes", njoro.area)
    assert LedgerEntry.objects.get(verb="appointment.earlier").subject_id == str(
        Appointment.objects.get(person__name="Wanjiru Maina").pk
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"until": dt.date(2024, 7, 25)}, "Chair held this office on some of these days"),
        ({"until": dt.date(2021, 1, 1)}, "The last day must not be before the first"),
        ({"until": dt.date(2999, 1, 1)}, "The last day has not passed"),
        ({"ended_for": "declined"}, "Choose why it ended"),
    ],
)
def test_days_on_which_somebody_else_is_entered_and_days_to_come_are_refused_in_words(country, cast, days, words):
    with pytest.raises(StepRefused, match=words):
        earlier(country, by=cast.county_chair, **days)
    assert not Appointment.objects.filter(person__name="Wanjiru Maina").exists()


def test_a_co_chair_who_has_left_is_not_asked_to_accept(country, cast):
    seat = office(country, "032-njoro", "co_chair")
    days = {"since": dt.date(2022, 1, 10), "until": dt.date(2023, 1, 9)}
    held = appointing.enter_earlier(office=seat, person=Person.objects.create(name="Asha Ali"), by=cast.chair, **days)
    assert not held.is_pending
    with pytest.raises(PermissionDenied):
        earlier(country, by=cast.chair)


def test_one_chair_at_a_time_is_said_by_the_database_too(country, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            office=office(country, "032-njoro", "chair"),
            person=Person.objects.create(name="Somebody"),
            basis="ex_officio",
            since=dt.date(2025, 3, 1),
        )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        (dt.date(2024, 7, 25), dt.date(2024, 7, 25)),
        (dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
    ],
    ids=["over its beginning", "on its first day", "within it"],
)
def test_appointments_that_overlap_are_refused_by_the_database_in_words(country, cast, since, until):
    seat = office(country, "032-njoro", "chair")
    person = Person.objects.create(name="Somebody")
    with pytest.raises(IntegrityError, match="Somebody holds this office on these days"), transaction.atomic():
        Appointment.objects.create(office=seat, person=person, basis="ex_officio", since=since, until=until)
    held = Appointment.objects.create(
        office=seat, person=person, basis="ex_officio", since=dt.date(2023, 1, 1), until=dt.date(2024, 7, 24)
    )
    with pytest.raises(IntegrityError, match="serve at a time"), transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(until=dt.date(2024, 7, 25))


def test_one_acts_at_a_time_say_the_form_and_the_database(country, cast, signed_in):
    seat = office(country, "032-njoro", "chair")
    make(country, by=cast.county_chair, is_acting=True)
    typed = TODAY | {"name": "Somebody", "since": "1 April 2025", "is_acting": "on"}
    answer = signed_in(cast.county_chair).post(reverse("appoint", args=[seat.pk]), typed)
    assert answer.status_code == 422
    assert "Ruth Gathogo acts in this office from 1 March 2025 on." in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            office=seat, person=Person.objects.create(name="S"), basis="ex_officio", since=dt.date(2025, 4, 1),
            until=dt.date(2025, 4, 2), is_acting=True,
        )  # fmt: skip


def test_after_somebody_declined_another_is_named_for_the_same_day(country, cast, signed_in, fresh):
    user = User.objects.create_user("naomi@kikao.test", "x")
    held = ask_a_co_chair(country, cast, signed_in, user=user, since="1 March 2025")
    appointing.answer(appointment=held, accepts=False, on=dt.date(2025, 3, 1), by=user)
    second = make(country, seat="co_chair", name="Peter Lelei", by=cast.chair, accepted_on=dt.date(2025, 3, 1))
    held.refresh_from_db()
    assert (held.ended_for, second.since, second.until) == ("declined", dt.date(2025, 3, 1), None)


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


def ask_a_co_chair(country, cast, signed_in, user=None, **more):
    """Grace's successor is named without an acceptance; the person, who may have an account."""
    person = Person.objects.create(name="Naomi Jerotich", user=user)
    Membership.objects.create(
        forum=country.forums["032-njoro"], person=person, sector=country.sectors["S15"], standing="identified"
    )
    typed = TODAY | {"person": person.pk, "ended_for": "term"} | more
    seat = office(country, "032-njoro", "co_chair")
    assert signed_in(cast.chair).post(reverse("appoint", args=[seat.pk]), typed).status_code == 302
    return Appointment.objects.get(person=person)


def test_nobody_is_co_chair_before_they_accept_and_then_they_are(country, cast, signed_in, fresh):
    njoro = country.areas["032-njoro"]
    user = User.objects.create_user("naomi@kikao.test", "x")
    held = ask_a_co_chair(country, cast, signed_in, user=user)
    assert not may(fresh(user), "clear_minutes", njoro)
    assert "co_chair" not in holders_of(country.forums["032-njoro"])
    browser = signed_in(fresh(user))
    assert "Accept or decline: co_chair of Njoro" in browser.get(reverse("desk")).content.decode()
    assert "Will you be co-chairperson?" in browser.get(reverse("appointment_answer", args=[held.pk])).content.decode()
    browser.post(reverse("appointment_answer", args=[held.pk]), {"answer": "accept"})
    held.refresh_from_db()
    assert (held.awaits_acceptance, held.accepted_on) == (False, timezone.localdate())
    assert may(fresh(user), "clear_minutes", njoro)
    with pytest.raises(StepRefused, match="answered already"):
        appointing.answer(appointment=held, accepts=False, on=timezone.localdate(), by=user)


def test_a_named_co_chair_may_decline_and_the_office_is_vacant(country, cast, signed_in, fresh):
    user = User.objects.create_user("naomi@kikao.test", "x")
    held = ask_a_co_chair(country, cast, signed_in, user=user)
    signed_in(fresh(user)).post(reverse("appointment_answer", args=[held.pk]), {"answer": "decline"})
    held.refresh_from_db()
    assert (held.until, held.ended_for, held.accepted_on) == (timezone.localdate(), "declined", None)
    assert not may(fresh(user), "clear_minutes", country.areas["032-njoro"])


def test_the_chair_records_a_written_acceptance_but_never_declines_for_somebody(country, cast, signed_in):
    held = ask_a_co_chair(country, cast, signed_in)
    page = reverse("appointment_answer", args=[held.pk])
    browser = signed_in(cast.chair)
    assert browser.post(page, {"answer": "decline"}).status_code == 422
    assert browser.post(page, {"accepted_on": "3 March 2025"}).status_code == 302
    held.refresh_from_db()
    assert (held.accepted_on, held.awaits_acceptance) == (dt.date(2025, 3, 3), False)
    assert signed_in(cast.secretary).get(page).status_code == 403
    with pytest.raises(PermissionDenied):
        appointing.answer(appointment=held, accepts=False, on=dt.date(2025, 3, 3), by=cast.chair)


def test_an_organisation_holds_the_office_and_another_person_represents_it_from_a_day(country, cast, signed_in, fresh):
    njoro, forum = country.areas["032-njoro"], country.forums["032-njoro"]
    Organisation.objects.create(name="MIDRIFT HURINET", sector=country.sectors["S15"])
    first = User.objects.create_user("naomi@kikao.test", "x")
    held = ask_a_co_chair(
        country, cast, signed_in, user=first, accepted_on="1 March 2025", organisation="MIDRIFT HURINET",
        held_by_body="on",
    )  # fmt: skip
    assert may(fresh(first), "clear_minutes", njoro)
    page = reverse("representative", args=[held.pk])
    typed = {"name": "Peter Lelei", "since": "1 June 2025", "instrument": "Letter of 20 May 2025"}
    assert signed_in(cast.chair).post(page, typed | {"instrument": ""}).status_code == 422
    assert signed_in(cast.chair).post(page, typed | {"since": "1 March 2025"}).status_code == 422
    assert signed_in(cast.chair).post(page, typed).status_code == 302
    held.refresh_from_db()
    assert held.holder_name == "MIDRIFT HURINET, represented by Peter Lelei"
    assert forum.offices.get(seat="co_chair").appointments.filter(until=None).count() == 1
    assert not may(fresh(first), "clear_minutes", njoro)
    assert holders_of(forum, dt.date(2025, 4, 1))["co_chair"].person.name == "Naomi Jerotich"
    assert holders_of(forum, dt.date(2025, 6, 1))["co_chair"].person.name == "Peter Lelei"
    shown = signed_in(cast.secretary).get(reverse("offices", args=["032-njoro"])).content.decode()
    assert "MIDRIFT HURINET, represented by Peter Lelei" in shown and "Represented by Naomi Jerotich from" in shown


def test_a_person_who_holds_an_office_has_no_representative(country, cast, signed_in):
    held = Appointment.objects.get(seat="co_chair", office__forum=country.forums["032-njoro"])
    assert signed_in(cast.chair).get(reverse("representative", args=[held.pk])).status_code == 404
