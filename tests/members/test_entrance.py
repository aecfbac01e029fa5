"""The door: a telephone number is as good as an address, members come in by a code, officers are asked for two things."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from forums.access import may
from members import inviting
from members.models import Membership, Person, User

NUMBER = "+254712345678"


@pytest.fixture
def texts(settings):
    """What was sent by SMS so far: pairs of number and words, the last one last."""

    def sent() -> list[tuple[str, str]]:
        files = sorted(settings.OUTBOX.glob("*.sms"), key=lambda file: file.stat().st_mtime_ns)
        return [tuple(file.read_text().removeprefix("To: ").rstrip("\n").split("\n\n", 1)) for file in files]

    return sent


@pytest.fixture
def with_number(cast):
    """A member of Njoro who signs in by telephone."""
    User.objects.filter(pk=cast.member.pk).update(phone=NUMBER, email=None)
    cast.member.refresh_from_db()
    return cast.member


def who(browser: Client) -> int:
    """Who is signed in; 0 for nobody."""
    return int(browser.session.get("_auth_user_id", 0))


def ask_for_a_code(number: str = "0712 345 678") -> Client:
    browser = Client()
    answer = browser.post(reverse("account_request_login_code"), {"phone": number})
    assert (answer.status_code, answer.url) == (302, reverse("account_confirm_login_code"))
    return browser


@pytest.mark.parametrize("typed", ["0712345678", "0712 345 678", "+254 712 345678", "254712345678"])
def test_a_number_signs_in_however_it_is_written(with_number, typed):
    browser = Client()
    browser.post(reverse("account_login"), {"login": typed, "password": "a-long-password"})
    assert who(browser) == with_number.pk


def test_an_unknown_number_and_a_wrong_password_are_told_the_same(with_number):
    said = []
    for login, password in (("0712345678", "wrong"), ("0799999999", "wrong"), ("nobody at all", "wrong")):
        page = Client().post(reverse("account_login"), {"login": login, "password": password})
        said.append(re.findall(r"This address or number and this password[^<]+", page.content.decode())[0])
    assert len(set(said)) == 1


def test_a_member_comes_in_by_a_code_sent_once(with_number, texts):
    browser = ask_for_a_code()
    ((number, words),) = texts()
    assert number == NUMBER
    browser.post(reverse("account_confirm_login_code"), {"code": re.search(r"\d{6}", words)[0]})
    assert who(browser) == with_number.pk
    assert browser.get(reverse("desk")).status_code == 200


def test_three_wrong_codes_end_the_try(with_number, texts):
    browser = ask_for_a_code()
    right = re.search(r"\d{6}", texts()[0][1])[0]
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(3):
        browser.post(reverse("account_confirm_login_code"), {"code": wrong})
    browser.post(reverse("account_confirm_login_code"), {"code": right})
    assert who(browser) == 0


def test_a_code_is_good_for_ten_minutes(with_number, texts):
    browser = ask_for_a_code()
    code = re.search(r"\d{6}", texts()[0][1])[0]
    with time_machine.travel(time.time() + 11 * 60):
        browser.post(reverse("account_confirm_login_code"), {"code": code})
    assert who(browser) == 0


def test_an_officer_gets_no_code_and_is_told_how_officers_sign_in(cast, texts):
    User.objects.filter(pk=cast.secretary.pk).update(phone=NUMBER)
    ask_for_a_code()
    ((_, words),) = texts()
    assert "second factor" in words
    assert not re.search(r"\d{6}", words)


def test_a_number_without_an_account_gets_nothing_and_the_page_does_not_tell(cast, texts):
    ask_for_a_code()
    assert texts() == []


def test_a_closed_account_gets_no_code(with_number, texts):
    User.objects.filter(pk=with_number.pk).update(is_active=False)
    ask_for_a_code()
    assert texts() == []


def test_somebody_without_an_address_chooses_a_new_password_by_sms(with_number, texts):
    Client().post(reverse("account_reset_password"), {"email": "0712345678"})
    ((number, words),) = texts()
    assert number == NUMBER
    link = re.search(r"/account/\S+", words)[0]
    browser = Client()
    page = browser.get(link, follow=True)
    browser.post(page.redirect_chain[-1][0], {"password1": "calm in the wards", "password2": "calm in the wards"})
    assert User.objects.get(pk=with_number.pk).check_password("calm in the wards")
    assert mail.outbox == []


def test_a_forgotten_password_of_an_unknown_number_sends_nothing(cast, texts):
    page = Client().post(reverse("account_reset_password"), {"email": "0712345678"})
    assert page.status_code == 302
    assert texts() == []


def test_a_number_is_added_once_its_code_was_typed(cast, texts, signed_in):
    browser = signed_in(cast.member)
    browser.post(reverse("account_change_phone"), {"phone": "0712345678"})
    assert User.objects.get(pk=cast.member.pk).phone is None
    ((_, words),) = texts()
    browser.post(reverse("account_verify_phone"), {"code": re.search(r"\d{6}", words)[0]})
    assert User.objects.get(pk=cast.member.pk).phone == NUMBER


def test_the_number_of_somebody_else_is_never_taken_over(with_number, cast, texts, signed_in):
    browser = signed_in(cast.naivasha_member)
    browser.post(reverse("account_change_phone"), {"phone": "0712345678"})
    code = re.search(r"\d{6}", texts()[0][1])[0]
    page = browser.post(reverse("account_verify_phone"), {"code": code})
    assert "This number belongs to another account." in page.content.decode()
    assert User.objects.get(pk=cast.naivasha_member.pk).phone is None


@pytest.fixture
def lilian(country):
    """A member of Njoro without an account."""
    person = Person.objects.create(name="Lilian Chebet")
    return Membership.objects.create(
        forum=country.forums["032-njoro"], person=person, sector=country.sectors["S18"], designation="Reporter"
    )


def test_an_invitation_by_sms_opens_an_account_that_signs_in_by_number(
    lilian, cast, country, signed_in, texts, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(cast.secretary).post(reverse("member_invite", args=[lilian.pk]), {"to": "0712 345678"})
    ((number, words),) = texts()
    assert number == NUMBER
    browser = Client()
    browser.post(re.search(r"/account/invitation/\S+", words)[0], {"password": ""})
    user = User.objects.select_related("person").get(phone=NUMBER)
    assert (user.email, user.has_usable_password(), who(browser)) == (None, False, user.pk)
    assert may(user, "see_forum", country.areas["032-njoro"])


def test_an_officer_invited_by_sms_must_choose_a_password(cast, country, texts, django_capture_on_commit_callbacks):
    chair = Person.objects.get(user=cast.naivasha_secretary)
    User.objects.filter(pk=cast.naivasha_secretary.pk).update(is_active=False)
    chair.user = None
    chair.save()
    with django_capture_on_commit_callbacks(execute=True):
        inviting.invite(
            person=chair,
            forum=country.forums["032-naivasha"],
            right="appoint_secretary",
            phone=NUMBER,
            by=make_chair(country),
        )
    link = re.search(r"/account/invitation/\S+", texts()[0][1])[0]
    assert Client().post(link, {"password": ""}).status_code == 422
    assert Client().post(link, {"password": "calm in the wards"}).status_code == 302


def make_chair(country):
    from tests.conftest import make_user

    return make_user(country, "naivasha_chair", "032-naivasha", "chair")


def test_neither_address_nor_number_is_said_in_words(lilian, cast, signed_in):
    browser = signed_in(cast.secretary)
    for typed, words in (
        ("", "Give the person&#x27;s e-mail address or telephone number."),
        ("lilian@", "This is no e-mail address."),
        ("07123", "Write the number like this"),
    ):
        page = browser.post(reverse("member_invite", args=[lilian.pk]), {"to": typed})
        assert page.status_code == 422
        assert words in page.content.decode()


def test_a_number_that_has_an_account_is_refused_in_words(with_number, lilian, cast, signed_in):
    page = signed_in(cast.secretary).post(reverse("member_invite", args=[lilian.pk]), {"to": NUMBER})
    assert "belongs to another account" in page.content.decode()


# Exports and appointments ask again


def test_an_export_asks_for_the_factor_again_and_then_gives_the_list(cast, country, signed_in):
    url = reverse("roster_export", args=["032-njoro"])
    browser = signed_in(cast.secretary)
    assert browser.post(url, {"as": "csv"}).status_code == 200
    with time_machine.travel(time.time() + 16 * 60):
        answer = browser.post(url, {"as": "csv"})
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_reauthenticate"))
        given = browser.post(answer.url, {"password": "a-long-password", "next": url})
        assert given.status_code == 200
        assert given["Content-Disposition"].startswith("attachment")


def test_whoever_has_a_second_factor_is_asked_for_that_and_not_for_the_password(cast, signed_in):
    from allauth.account.adapter import get_adapter
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(cast.secretary, generate_totp_secret())
    ways = [way["id"] for way in get_adapter().get_reauthentication_methods(cast.secretary)]
    assert ways == ["mfa_reauthenticate"]


def test_an_appointment_asks_for_the_factor_again(cast, country, signed_in):
    office = country.forums["032-njoro"].offices.get(seat="secretary")
    browser = signed_in(cast.chair)
    assert browser.get(reverse("appoint", args=[office.pk])).status_code == 200
    with time_machine.travel(time.time() + 16 * 60):
        assert browser.get(reverse("appoint", args=[office.pk])).url.startswith(reverse("account_reauthenticate"))
