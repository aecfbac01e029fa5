"""One person who stood twice on a roster becomes one, and nothing is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from forums.access import may
from forums.workflow import StepRefused
from meetings.models import Attendance
from members import merging
from members.models import Appointment, Contact, Membership, Office, Person


@pytest.fixture
def twice(country, cast, held):
    """The member with an account, and a second entry of hers with what is known only there."""
    again = Person.objects.create(name="Member, again", age_band="youth")
    place = Membership.objects.create(
        forum=country.forums["032-njoro"], person=again, sector=country.sectors["S15"], designation="Treasurer",
        is_pbld=True,
    )  # fmt: skip
    Contact.objects.create(person=again, phone="+254712345678")
    return place


def merge(country, cast, twice, by=None):
    merging.merge(
        forum=country.forums["032-njoro"], keep=cast.member.person, lose=twice.person, by=by or cast.secretary
    )


def test_what_hung_on_either_hangs_on_the_one_who_stays(country, cast, twice, held):
    office = Office.objects.get(forum=country.forums["032-naivasha"], seat="secretary")
    past = Appointment.objects.create(
        office=office, person=twice.person, basis="appointed", since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31)
    )
    Attendance.objects.filter(meeting=held, person=cast.member.person).delete()
    row = Attendance.objects.create(meeting=held, person=twice.person, name="Member, again", status="present")
    lost = twice.person_id
    merge(country, cast, twice)
    assert not Person.objects.filter(pk=lost).exists()
    member = Membership.objects.get(forum=country.forums["032-njoro"], person=cast.member.person)
    assert (member.standing, member.is_pbld) == ("confirmed", True)
    assert (member.person.age_band, member.person.contact.phone) == ("youth", "+254712345678")
    past.refresh_from_db()
    row.refresh_from_db()
    assert past.person_id == row.person_id == cast.member.person.pk


def test_the_account_comes_along_whichever_entry_held_it(country, cast, twice, fresh):
    merging.merge(forum=country.forums["032-njoro"], keep=twice.person, lose=cast.member.person, by=cast.secretary)
    user = fresh(cast.member)
    assert user.person.pk == twice.person_id
    assert may(user, "see_forum", country.areas["032-njoro"])


def test_two_who_were_at_one_meeting_are_not_made_one(country, cast, twice, held):
    Attendance.objects.update_or_create(
        meeting=held, person=cast.member.person, defaults={"name": "Member", "status": "present"}
    )
    Attendance.objects.create(meeting=held, person=twice.person, name="Member, again", status="apology")
    with pytest.raises(StepRefused, match="Both are on record"):
        merge(country, cast, twice)
    assert Membership.objects.filter(pk=twice.pk).exists()
    assert Contact.objects.filter(person=twice.person).exists()


def test_two_with_accounts_of_their_own_are_not_made_one(country, cast):
    with pytest.raises(StepRefused, match="accounts of their own"):
        merging.merge(
            forum=country.forums["032-njoro"], keep=cast.member.person, lose=cast.chair.person, by=cast.secretary
        )


def test_somebody_of_another_forum_is_neither_found_nor_taken(country, cast, twice):
    with pytest.raises(StepRefused, match="known to this forum"):
        merging.merge(
            forum=country.forums["032-njoro"], keep=cast.member.person, lose=cast.marigat_secretary.person,
            by=cast.secretary,
        )  # fmt: skip
    Membership.objects.create(forum=country.forums["032-naivasha"], person=twice.person, sector=country.sectors["S15"])
    with pytest.raises(StepRefused, match="another forum"):
        merge(country, cast, twice)


def test_both_are_shown_side_by_side_before_anything_is_done(country, cast, twice, signed_in):
    browser = signed_in(cast.secretary)
    page = reverse("member_merge", args=[Membership.objects.get(person=cast.member.person).pk])
    shown = browser.post(page, {"other": twice.person_id}).content.decode()
    assert "Comes in: Member, again" in shown
    assert "Treasurer" in shown
    assert Person.objects.filter(pk=twice.person_id).exists()
    assert browser.post(page, {"other": twice.person_id, "sure": "yes"}).status_code == 302
    assert not Person.objects.filter(pk=twice.person_id).exists()
