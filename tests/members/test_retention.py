"""Contacts go a year after somebody left; whoever finds something wrong asks, and the secretariat settles it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forums.models import LedgerEntry
from forums.workflow import StepRefused
from members import actions, held, retention
from members.models import Contact, Correction, Membership, Person

YEAR = retention.KEPT_FOR


@pytest.fixture
def guest(country):
    """Somebody on the roster without an account, whose address is kept."""
    person = Person.objects.create(name="Lilian Chebet", gender="F", age_band="youth")
    Contact.objects.create(person=person, email="lilian@kikao.test", consented_on="2025-03-04")
    return Membership.objects.create(
        forum=country.forums["032-njoro"], person=person, sector=country.sectors["S18"], standing="confirmed"
    )


def leave(member, days_ago, cast):
    actions.move_members(members=[member], standing="left", by=cast.secretary)
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    Membership.objects.filter(pk=member.pk).update(ended_on=day)
    return day


def test_the_clock_runs_only_for_whoever_left_and_stops_when_they_come_back(guest, cast):
    assert retention.due_on(guest.person) is None
    day = leave(guest, 10, cast)
    assert retention.due_on(guest.person) == day + YEAR
    guest.refresh_from_db()
    actions.move_members(members=[guest], standing="confirmed", by=cast.secretary)
    guest.refresh_from_db()
    assert (guest.ended_on, retention.due_on(guest.person)) == (None, None)


@pytest.mark.parametrize(("days", "kept"), [(364, True), (365, False)])
def test_a_year_after_leaving_contacts_go_and_the_name_stays(guest, cast, days, kept):
    leave(guest, days, cast)
    retention.daily_round(timezone.localdate())
    assert Contact.objects.filter(person=guest.person).exists() is kept
    person = Person.objects.get(pk=guest.person_id)
    assert (person.name, person.gender) == ("Lilian Chebet", "F" if kept else "")
    assert LedgerEntry.objects.filter(verb="contact.let_go").exists() is not kept


def test_an_account_or_another_roster_keeps_the_contacts(guest, country, cast):
    leave(guest, 400, cast)
    Membership.objects.create(
        forum=country.forums["032-naivasha"], person=guest.person, sector=country.sectors["S18"], standing="invited"
    )
    retention.daily_round(timezone.localdate())
    assert Contact.objects.filter(person=guest.person).exists()


def test_the_day_on_which_contacts_go_is_told(guest, cast):
    leave(guest, 10, cast)
    assert "Contacts are let go" in [line["what"] for line in held.held_on(guest.person, with_contacts=False)]


def test_a_member_asks_for_a_correction_and_reads_what_became_of_it(cast, signed_in):
    browser, page = signed_in(cast.member), reverse("my_held")
    forum = Membership.objects.get(person=cast.member.person).forum_id
    assert browser.post(page, {"forum": forum, "words": ""}).status_code == 422
    assert browser.post(page, {"forum": forum, "words": "My name is Wangari."}).status_code == 302
    again = browser.post(page, {"forum": forum, "words": "Still."})
    assert again.status_code == 422 and "still waits" in again.content.decode()
    found = Correction.objects.get()
    assert "Correct what is held on Member" in signed_in(cast.secretary).get(reverse("desk")).content.decode()
    settle = reverse("correction", args=[found.pk])
    assert "My name is Wangari." in signed_in(cast.secretary).get(settle).content.decode()
    assert signed_in(cast.secretary).post(settle, {"answer": "Corrected."}).status_code == 302
    assert "My name is Wangari.: Corrected." in browser.get(page).content.decode()
    with pytest.raises(StepRefused, match="settled already"):
        retention.settle(correction=found, answer="Again", by=cast.secretary)


def test_nobody_asks_a_forum_that_does_not_know_them_or_settles_elsewhere(cast, country, signed_in):
    with pytest.raises(PermissionDenied):
        retention.ask(person=cast.member.person, forum=country.forums["030"], words="Wrong")
    made = retention.ask(person=cast.member.person, forum=country.forums["032-njoro"], words="Wrong")
    with pytest.raises(PermissionDenied):
        retention.settle(correction=made, answer="No", by=cast.naivasha_secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(settled_at=timezone.now())
