"""Nobody gets in where they don't belong: headers, cookies, second factor, sessions, forged links."""

import time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from members import grants, welcome
from members.models import Appointment, User
from portal.models import Installation


def test_every_page_forbids_foreign_scripts_and_frames(client, db):
    answer = client.get(reverse("account_login"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_officer_without_a_second_factor_is_led_to_set_one_up(cast):
    browser = Client()
    browser.force_login(cast.secretary, backend="members.signing_in.PortalBackend")
    for name in ("desk", "forums", "downloads"):
        answer = browser.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp"))


def test_a_member_needs_no_second_factor(cast):
    browser = Client()
    browser.force_login(cast.member, backend="members.signing_in.PortalBackend")
    assert browser.get(reverse("desk")).status_code == 200


def demonstration_user(cast) -> User:
    User.objects.filter(pk=cast.secretary.pk).update(is_demonstration=True)
    return cast.secretary


@pytest.mark.parametrize(
    ("marked", "loopback", "may"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_demonstration_passwords_work_only_on_a_marked_database_behind_loopback(cast, settings, marked, loopback, may):
    Installation.objects.create(pk=1, is_demonstration=marked)
    settings.IS_LOOPBACK = loopback
    user = demonstration_user(cast)
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": "a-long-password"})
    assert (browser.get(reverse("desk")).status_code == 200) is may


def test_a_session_ends_after_half_an_hour_without_a_request(cast, signed_in):
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = signed_in(cast.secretary)
        assert browser.get(reverse("desk")).status_code == 200
        clock.shift(29 * 60)
        assert browser.get(reverse("desk")).status_code == 200
        clock.shift(31 * 60)
        assert browser.get(reverse("desk"))["Location"] == reverse("account_login")


def test_a_session_ends_after_twelve_hours_in_any_case(cast, signed_in):
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = signed_in(cast.secretary)
        for _ in range(36):
            assert browser.get(reverse("desk")).status_code == 200
            clock.shift(20 * 60)
        clock.shift(5 * 60)
        assert browser.get(reverse("desk"))["Location"] == reverse("account_login")


def test_the_rights_of_a_post_end_with_it_on_the_next_request(cast, signed_in):
    browser = signed_in(cast.secretary)
    assert browser.get("/forums/032-njoro/meetings/plan/").status_code == 200
    appointment = Appointment.objects.get(person__user=cast.secretary)
    appointment.until = appointment.since
    appointment.save()
    grants.rebuild_those_touched_by(appointment)
    assert browser.get("/forums/032-njoro/meetings/plan/").status_code == 403


def test_an_appointment_that_runs_out_at_midnight_ends_by_itself(cast, signed_in):
    appointment = Appointment.objects.get(person__user=cast.county_secretary)
    with time_machine.travel("2026-03-10 12:00 +0300", tick=False) as clock:
        appointment.until = "2026-03-10"
        appointment.save()
        grants.rebuild(User.objects.get(pk=cast.county_secretary.pk))
        assert signed_in(cast.county_secretary).get("/forums/032-njoro/").status_code == 200
        clock.move_to("2026-03-11 00:01 +0300")
        assert signed_in(cast.county_secretary).get("/forums/032-njoro/").status_code == 404


def test_an_acting_holder_suspends_the_substantive_one(cast, country):
    chair = Appointment.objects.get(person__user=cast.chair)
    Appointment.objects.create(
        office=chair.office, person=cast.member.person, basis="appointed", since=chair.since, is_acting=True
    )
    assert [a.person for a in Appointment.objects.live().filter(office=chair.office)] == [cast.member.person]


def test_known_and_unknown_addresses_get_the_same_answer_when_a_password_is_forgotten(client, cast):
    known = client.post(reverse("account_reset_password"), {"email": cast.secretary.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@kikao.test"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[cast.secretary.email]]


def test_nobody_signs_up(client, db):
    answer = client.post(reverse("account_signup"), {"email": "new@kikao.test", "password1": "a-long-password-1"})
    assert not User.objects.filter(email="new@kikao.test").exists()
    assert answer.status_code in {200, 302, 403}


def test_the_first_directors_link_works_once_and_for_an_hour(client, country):
    address = reverse("welcome_first", args=[welcome.make_token()])
    typed = {"name": "Ruth Gathogo", "email": "ruth@kikao.test", "password": "peace and quiet 2025"}
    with time_machine.travel(time.time() + 3700):
        assert Client().get(address).status_code == 404
    assert client.post(address, typed).status_code == 302
    assert Appointment.objects.get(office__seat="nsc_director").person.name == "Ruth Gathogo"
    assert Client().get(address).status_code == 404


def test_the_language_switch_leads_nowhere_else(client, db):
    answer = client.post(reverse("set_language"), {"language": "sw", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/" or answer["Location"].startswith("/")
    assert "elsewhere" not in answer["Location"]


def test_a_forged_form_is_answered_by_our_own_page(cast):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(reverse("account_login"), {"login": "x@kikao.test", "password": "y"})
    assert answer.status_code == 403
    assert "Kikao" in answer.content.decode()


def test_pages_travel_compressed_and_say_so(client, db):
    answer = client.get(reverse("account_login"), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
