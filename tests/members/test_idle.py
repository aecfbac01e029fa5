"""Accounts that nobody uses are flagged, then closed; whoever is closed out has no right and no session left."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from forums.access import may
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from members import idle
from members.models import User
from portal.jobs import running
from portal.jobs.models import Heartbeat


def last_seen(user, days):
    moment = timezone.now() - dt.timedelta(days=days)
    User.objects.filter(pk=user.pk).update(last_login=moment, joined_at=moment, counted_from=None)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(("days", "standing"), [(10, "open"), (179, "open"), (181, "idle"), (364, "idle")])
def test_an_account_is_idle_after_half_a_year(cast, days, standing):
    assert idle.standing_of(last_seen(cast.member, days), timezone.now()) == standing
    idle.daily_round(timezone.localdate())
    assert User.objects.get(pk=cast.member.pk).is_active


def test_a_year_closes_it_with_its_rights_and_its_session_and_the_ledger_knows(country, cast, signed_in, fresh):
    browser = signed_in(cast.member)
    last_seen(cast.member, 366)
    idle.daily_round(timezone.localdate())
    idle.daily_round(timezone.localdate())
    user = fresh(cast.member)
    assert (user.is_active, user.areagrant_set.count()) == (False, 0)
    assert not may(user, "see_forum", country.areas["032-njoro"])
    assert browser.get(reverse("forum", args=["032-njoro"])).status_code == 302
    assert LedgerEntry.objects.filter(verb="account.close", reason="idle").count() == 1


def test_an_account_opened_again_has_its_rights_back_and_counts_anew(country, cast, signed_in, fresh):
    last_seen(cast.secretary, 400)
    idle.daily_round(timezone.localdate())
    signed_in(cast.administrator).post(reverse("account_reopen", args=[cast.secretary.pk]))
    idle.daily_round(timezone.localdate())
    user = fresh(cast.secretary)
    assert user.is_active and may(user, "keep_record", country.areas["032-njoro"])
    assert idle.standing_of(user, timezone.now()) == "open"


def test_the_administrator_closes_an_account_but_not_his_own(cast, signed_in):
    browser = signed_in(cast.administrator)
    browser.post(reverse("account_close", args=[cast.member.pk]))
    assert not User.objects.get(pk=cast.member.pk).is_active
    answer = browser.post(reverse("account_close", args=[cast.administrator.pk]), follow=True)
    assert "Nobody closes his or her own account" in answer.content.decode()
    with pytest.raises(StepRefused, match="closed already"):
        idle.close(user=cast.member, by=cast.administrator)
    with pytest.raises(PermissionDenied):
        idle.close(user=cast.outsider, by=cast.nsc_director)


def test_demonstration_accounts_are_never_idle(cast):
    last_seen(cast.member, 400)
    User.objects.filter(pk=cast.member.pk).update(is_demonstration=True)
    idle.daily_round(timezone.localdate())
    user = User.objects.get(pk=cast.member.pk)
    assert user.is_active and idle.standing_of(user, timezone.now()) == "open"


def test_the_list_tells_office_sign_in_and_standing_and_the_desk_says_how_many_are_idle(cast, signed_in):
    last_seen(cast.secretary, 200)
    browser = signed_in(cast.administrator)
    page = browser.get(reverse("accounts"), {"standing": "idle"}).content.decode()
    assert "secretary of Njoro Sub-County" in page and "chair of Njoro Sub-County" not in page
    assert "1 account is idle" in browser.get(reverse("desk")).content.decode()
    assert "account is idle" not in signed_in(cast.nsc_officer).get(reverse("desk")).content.decode()


def test_the_first_sweep_of_a_day_does_the_rounds_and_no_other_does(cast):
    last_seen(cast.member, 366)
    running.sweep()
    assert not User.objects.get(pk=cast.member.pk).is_active
    last_seen(cast.co_chair, 366)
    running.sweep()
    assert User.objects.get(pk=cast.co_chair.pk).is_active
    Heartbeat.objects.filter(worker="rounds").update(at=timezone.now() - dt.timedelta(days=1))
    running.sweep()
    assert not User.objects.get(pk=cast.co_chair.pk).is_active
