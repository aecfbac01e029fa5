"""Accounts come by invitation: a link that works once, can be sent again and revoked, and opens the office's rights."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from forums.access import may
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from members import inviting
from members.models import Invitation, Membership, Person, User

PASSWORD = {"password": "peace and quiet 2025"}


@pytest.fixture
def lilian(country):
    """A member of Njoro without an account."""
    person = Person.objects.create(name="Lilian Chebet")
    return Membership.objects.create(
        forum=country.forums["032-njoro"], person=person, sector=country.sectors["S18"], designation="Reporter"
    )


@pytest.fixture
def invited(lilian, cast, signed_in, django_capture_on_commit_callbacks):
    """The link in the letter to her."""

    def send(email: str = "lilian@kikao.test") -> str:
        with django_capture_on_commit_callbacks(execute=True):
            answer = signed_in(cast.secretary).post(reverse("member_invite", args=[lilian.pk]), {"to": email})
        assert answer.status_code == 302, answer.content.decode()
        return re.search(r"/account/invitation/\S+", mail.outbox[-1].body)[0]

    return send


def test_an_invitation_opens_an_account_with_the_rights_of_the_place(invited, lilian, country):
    link = invited()
    browser = Client()
    page = browser.get(link)
    assert page.status_code == 200
    assert "Welcome, Lilian Chebet" in page.content.decode()
    assert browser.post(link, PASSWORD).status_code == 302
    user = User.objects.select_related("person").get(email="lilian@kikao.test")
    assert user.person.pk == lilian.person_id
    assert may(user, "see_forum", country.areas["032-njoro"])
    assert not may(user, "keep_record", country.areas["032-njoro"])
    assert browser.get(reverse("desk")).status_code == 200


def test_the_link_works_once(invited):
    link = invited()
    Client().post(link, PASSWORD)
    answer = Client().get(link)
    assert answer.status_code == 404
    assert "This invitation is over" in answer.content.decode()


def test_the_link_works_for_fourteen_days(invited):
    link = invited()
    with time_machine.travel(time.time() + 13 * 86400):
        assert Client().get(link).status_code == 200
    with time_machine.travel(time.time() + 15 * 86400):
        assert Client().get(link).status_code == 404


def test_a_letter_sent_again_makes_the_earlier_link_worthless(
    invited, cast, signed_in, django_capture_on_commit_callbacks
):
    first = invited()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(cast.secretary).post(reverse("invitation_resend", args=[Invitation.objects.get().pk]))
    second = re.search(r"/account/invitation/\S+", mail.outbox[-1].body)[0]
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_revoked_invitation_opens_nothing(invited, cast, signed_in):
    link = invited()
    signed_in(cast.secretary).post(reverse("invitation_revoke", args=[Invitation.objects.get().pk]))
    assert Client().get(link).status_code == 404
    assert not User.objects.filter(email="lilian@kikao.test").exists()


def test_only_the_hash_of_the_link_is_kept_and_no_address_in_the_ledger(invited):
    token = invited().rstrip("/").rsplit("/", 1)[1]
    kept = Invitation.objects.get()
    assert token not in str(vars(kept))
    assert "lilian@" not in str(list(LedgerEntry.objects.values()))


def test_an_address_that_has_an_account_is_refused_in_words(lilian, cast, signed_in):
    answer = signed_in(cast.secretary).post(
        reverse("member_invite", args=[lilian.pk]), {"to": cast.member.email.upper()}
    )
    assert answer.status_code == 422
    assert "belongs to another account" in answer.content.decode()


def test_a_weak_password_is_refused_and_the_link_stays_good(invited):
    link = invited()
    assert Client().post(link, {"password": "kikao"}).status_code == 422
    assert Client().post(link, {"password": "lilian@kikao.test"}).status_code == 422
    assert Client().post(link, PASSWORD).status_code == 302


def test_nobody_invites_on_behalf_of_another_forum(lilian, country, cast):
    with pytest.raises(PermissionDenied):
        inviting.invite(
            person=lilian.person, forum=country.forums["032-njoro"], right="keep_record", email="x@kikao.test",
            by=cast.naivasha_secretary,
        )  # fmt: skip


def test_an_account_that_was_opened_cannot_be_revoked_by_its_invitation(invited, cast):
    Client().post(invited(), PASSWORD)
    with pytest.raises(StepRefused):
        inviting.revoke(invitation=Invitation.objects.get(), by=cast.secretary)


def test_a_mail_service_that_is_down_is_said_and_the_invitation_can_be_sent_again(
    lilian, cast, signed_in, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("members.inviting.send_mail", refuse)
    browser = signed_in(cast.secretary)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("member_invite", args=[lilian.pk]), {"to": "lilian@kikao.test"})
    page = browser.get(reverse("offices", args=["032-njoro"])).content.decode()
    assert "Could not be sent" in page
    assert "Send again" in page
