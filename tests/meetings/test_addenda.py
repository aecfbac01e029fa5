"""Something is added to sealed minutes: the sealed text stays, and a paper of its own lies beside it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from documents import press
from documents.models import Paper
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.models import Addendum
from meetings.workflow import ADDENDA, MINUTES
from tests.meetings.test_sealing import again, limits, vacate


def add(minutes, cast, text="The third ward is Mauche."):
    """The secretary writes an addendum."""
    MINUTES.take(again(minutes), "add", by=cast.secretary, note="It was left out.", text=text)
    return Addendum.objects.latest("pk")


def anew(addendum):
    """The addendum as the next request would find it."""
    return Addendum.objects.select_related("minutes__meeting__forum__area").get(pk=addendum.pk)


def test_both_chairs_sign_and_it_is_filed_beside_the_sealed_edition(sealed, cast):
    made = add(sealed, cast)
    ADDENDA.take(anew(made), "sign", by=cast.chair)
    assert anew(made).status == "waiting"
    ADDENDA.take(anew(made), "sign", by=cast.co_chair)
    made = anew(made)
    assert (made.status, made.edition, again(sealed).edition, again(sealed).status) == ("filed", 3, 3, "sealed")
    papers = Paper.objects.filter(subject_id=sealed.pk)
    assert sorted(papers.values_list("edition", "label", "copy")) == [
        (1, "unconfirmed", "members"),
        (1, "unconfirmed", "officers"),
        (2, "confirmed", "members"),
        (2, "confirmed", "officers"),
        (3, "addendum", "members"),
        (3, "addendum", "officers"),
    ]
    record = papers.get(edition=3, copy="members").record
    assert (record["form"], record["number"], record["text"]) == ("addendum/1", 1, "The third ward is Mauche.")
    assert [row["seat"] for row in record["signatures"]] == ["chair", "co_chair"]
    assert "ADDENDUM 1" in press.html_of(record)


def test_only_the_secretariat_adds_and_only_to_sealed_minutes(sealed, cast):
    for user in (cast.co_chair, cast.member, cast.county_secretary):
        with pytest.raises(PermissionDenied):
            MINUTES.take(again(sealed), "add", by=user, note="Why.", text="Words.")
    for note, text in (("", "Words."), ("Why.", "  ")):
        with pytest.raises(StepRefused):
            MINUTES.take(again(sealed), "add", by=cast.secretary, note=note, text=text)
    assert not Addendum.objects.exists()


def test_nothing_is_added_before_sealing(confirmed, cast):
    with pytest.raises(SomebodyWasFaster):
        MINUTES.take(confirmed, "add", by=cast.secretary, note="Why.", text="Words.")


def test_one_is_added_after_the_other(sealed, cast):
    made = add(sealed, cast)
    with pytest.raises(StepRefused, match="One is added after the other"):
        add(sealed, cast)
    ADDENDA.take(anew(made), "withdraw", by=cast.secretary, note="Written twice.")
    assert add(sealed, cast).number == 2


def test_nobody_signs_twice_nor_what_was_withdrawn(sealed, cast):
    made = add(sealed, cast)
    ADDENDA.take(anew(made), "sign", by=cast.chair)
    with pytest.raises(StepRefused):
        ADDENDA.take(anew(made), "sign", by=cast.chair)
    with pytest.raises(StepRefused):
        ADDENDA.take(anew(made), "sign", by=cast.secretary)
    with pytest.raises(StepRefused):
        ADDENDA.take(anew(made), "withdraw", by=cast.secretary, note=" ")
    ADDENDA.take(anew(made), "withdraw", by=cast.secretary, note="Written twice.")
    with pytest.raises(SomebodyWasFaster):
        ADDENDA.take(anew(made), "sign", by=cast.co_chair)


def test_past_the_limit_it_is_filed_and_says_who_did_not_sign(sealed, cast):
    made = add(sealed, cast)
    limits(sealed, signing_days=14)
    ADDENDA.take(anew(made), "sign", by=cast.chair)
    with pytest.raises(StepRefused, match="until"):
        ADDENDA.take(anew(made), "file_with_gaps", by=cast.secretary)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        ADDENDA.take(anew(made), "file_with_gaps", by=cast.secretary)
    record = Paper.objects.get(subject_id=sealed.pk, edition=3, copy="members").record
    assert [(row["seat"], row["name"], row["why"], row["days"]) for row in record["missing"]] == [
        ("co_chair", "Co Chair", "silent", 14)
    ]
    assert "Not signed within 14 days" in press.html_of(record)


def test_a_vacant_office_holds_no_addendum_up(sealed, cast):
    made = add(sealed, cast)
    vacate(sealed, "co_chair")
    ADDENDA.take(anew(made), "sign", by=cast.chair)
    assert (anew(made).status, anew(made).missing[0]["why"]) == ("filed", "vacant")


def test_the_page_shows_it_to_members_once_it_is_filed(sealed, cast, signed_in):
    address = reverse("minutes", args=[sealed.pk])
    made = add(sealed, cast, "The third ward is CANARY.")
    assert "CANARY" not in signed_in(cast.member).get(address).content.decode()
    co_chair = signed_in(cast.co_chair)
    assert "Sign the addendum" in co_chair.get(address).content.decode()
    co_chair.post(reverse("addendum_sign", args=[made.pk]))
    signed_in(cast.chair).post(reverse("addendum_sign", args=[made.pk]))
    page = signed_in(cast.member).get(address).content.decode()
    assert "CANARY" in page and "Addendum to minutes" in page
    assert "The Chief reported calm." in page


def test_the_form_adds_and_withdraws(sealed, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("addendum_add", args=[sealed.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"text": "Two wards."}).status_code == 422
    assert browser.post(address, {"text": "Two wards.", "why": "Left out."}).status_code == 302
    assert "One is added after the other" in browser.get(address).content.decode()
    withdraw = reverse("addendum_withdraw", args=[Addendum.objects.get().pk])
    assert "Say in a sentence" in browser.post(withdraw, {}, follow=True).content.decode()
    browser.post(withdraw, {"note": "Written twice."})
    assert Addendum.objects.get().status == "withdrawn"
