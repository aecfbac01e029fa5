"""A place on a roster: from stakeholder to member, changed in one form; contacts behind a door whose every use is entered."""

import pytest
from django.urls import reverse

from forums.access import may
from forums.models import LedgerEntry
from members.models import Contact, Membership


@pytest.fixture
def member(cast, country):
    """The place of the member of Njoro who has an account."""
    return Membership.objects.get(person=cast.member.person)


def typed(member, **more):
    return {
        "name": member.person.name, "designation": member.designation, "organisation": "", "standing": member.standing,
        "sector": member.sector_id, "gender": "F", "age_band": "youth", **more,
    }  # fmt: skip


def test_what_the_roster_says_is_changed_in_one_form(member, cast, signed_in):
    said = typed(member, organisation="Njoro  Youth Bunge", designation="Chair", has_disability="on")
    answer = signed_in(cast.secretary).post(reverse("member_change", args=[member.pk]), said)
    assert answer.status_code == 302
    member.refresh_from_db()
    assert (str(member.organisation), member.designation) == ("Njoro Youth Bunge", "Chair")
    assert (member.person.age_band, member.person.has_disability) == ("youth", True)


def test_a_member_who_leaves_loses_access_and_stays_in_the_record(member, cast, signed_in, fresh, country):
    page = reverse("forum", args=["032-njoro"])
    browser = signed_in(cast.member)
    assert browser.get(page).status_code == 200
    signed_in(cast.secretary).post(reverse("member_change", args=[member.pk]), typed(member, standing="left"))
    assert browser.get(page).status_code == 404
    assert not may(fresh(cast.member), "see_forum", country.areas["032-njoro"])
    assert Membership.objects.filter(pk=member.pk, standing="left").exists()
    told = LedgerEntry.objects.get(verb="member.change").fields
    assert told == {"before": "confirmed", "after": "left"}


def test_each_look_at_contacts_is_entered_and_what_was_seen_is_not(member, cast, signed_in):
    Contact.objects.create(person=member.person, phone="+254712345678", email="lilian@kikao.test")
    page = signed_in(cast.secretary).post(reverse("member_contact", args=[member.pk]))
    assert "+254712345678" in page.content.decode()
    entry = LedgerEntry.objects.get()
    assert (entry.verb, entry.by_id) == ("contact.look", cast.secretary.pk)
    assert "712345678" not in str(LedgerEntry.objects.values_list())


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0712 345 678", "+254712345678"), ("+254 112-345678", "+254112345678"), ("+44 20 7946 0958", "+442079460958")],
)
def test_a_number_is_kept_with_its_country_however_it_was_typed(member, cast, signed_in, written, kept):
    said = {"save": "yes", "phone": written, "consented_on": "4 March 2025"}
    assert signed_in(cast.secretary).post(reverse("member_contact", args=[member.pk]), said).status_code == 302
    assert Contact.objects.get(person=member.person).phone == kept


def test_what_is_no_number_is_refused_and_nothing_is_kept_unasked(member, cast, signed_in):
    browser, page = signed_in(cast.secretary), reverse("member_contact", args=[member.pk])
    wrong = browser.post(page, {"save": "yes", "phone": "7123", "consented_on": "4 March 2025"})
    assert wrong.status_code == 422
    assert "0712 345678" in wrong.content.decode()
    unasked = browser.post(page, {"save": "yes", "phone": "0712345678"})
    assert unasked.status_code == 422
    assert "Without it, nothing is kept" in unasked.content.decode()
    assert not Contact.objects.exists()


def test_the_roster_shows_no_contacts_to_anybody(member, cast, signed_in):
    Contact.objects.create(person=member.person, phone="+254712345678", email="lilian@kikao.test")
    for user in (cast.secretary, cast.chair, cast.member, cast.nsc_officer):
        page = signed_in(user).get(reverse("roster", args=["032-njoro"])).content.decode()
        assert member.person.name in page
        assert "712345678" not in page
        assert "lilian@" not in page


def test_the_co_chair_reads_the_contacts_of_whoever_agreed_to_that_and_changes_nothing(member, cast, signed_in):
    Contact.objects.create(person=member.person, phone="+254712345678", consented_on="2025-03-04")
    page, roster = reverse("member_contact", args=[member.pk]), reverse("roster", args=["032-njoro"])
    browser = signed_in(cast.co_chair)
    assert browser.post(page).status_code == 403
    assert page not in browser.get(roster).content.decode()
    said = {"save": "yes", "phone": "0712345678", "consented_on": "4 March 2025", "co_chair_too": "on"}
    assert signed_in(cast.secretary).post(page, said).status_code == 302
    assert page in browser.get(roster).content.decode()
    answer = browser.post(page, {"save": "yes", "phone": "0700000000", "consented_on": "4 March 2025"})
    assert "+254712345678" in answer.content.decode()
    assert Contact.objects.get(person=member.person).phone == "+254712345678"
    assert LedgerEntry.objects.filter(verb="contact.look", by=cast.co_chair).count() == 1
    assert signed_in(cast.county_co_chair).post(page).status_code == 404


def test_age_and_disability_stand_on_the_roster_for_those_who_keep_it_alone(member, cast, signed_in):
    member.person.age_band, member.person.has_disability = "youth", True
    member.person.save()
    row = '<span class="sub">Youth Disability</span>'
    roster = reverse("roster", args=["032-njoro"])
    assert row in signed_in(cast.secretary).get(roster).content.decode()
    for user in (cast.member, cast.nsc_officer, cast.county_chair):
        assert row not in signed_in(user).get(roster).content.decode()


def test_the_roster_leads_to_its_sheets_and_takes_along_what_it_says(cast, signed_in):
    page = signed_in(cast.secretary).get(reverse("roster", args=["032-njoro"])).content.decode()
    assert 'href="/forums/032-njoro/sheets/">Sheets to print</a>' in page
    assert "?as=(" not in page and "&#x27;" not in page
