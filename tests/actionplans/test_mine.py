"""Whoever took an action on says in a minute what was done, with an account or behind the link of a message."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans import doing, jobs, reminding
from actionplans.actions import add_action
from actionplans.links import VALID_FOR, link_of, mark_of, read_mark
from actionplans.models import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest
from forums.models import LedgerEntry
from meetings.fillers import fillers_of
from members.models import Contact, Membership
from portal.jobs import running
from portal.jobs.models import Job
from tests.actionplans.test_owners import by_hand
from tests.conftest import photograph, plan

assert jobs  # the worker's handlers
TODAY = timezone.localdate


@pytest.fixture
def mine(country, cast, roster):
    """An action of a member of the roster without an account, with a telephone."""
    point = by_hand(country, cast.secretary)
    Contact.objects.create(person=point.person, phone="+254712345678")
    return ActionPoint.objects.with_meeting().get(pk=point.pk)


def on(day):
    """The morning of a day."""
    return time_machine.travel(timezone.make_aware(dt.datetime.combine(day, dt.time(9))), tick=False)


def a_round(day) -> list[str]:
    """The daily round of a day and all that it asked for: to whom letters went, and the texts in the outbox."""
    with on(day):
        reminding.daily_round(day)
        for job in Job.objects.filter(kind__in=["send_action_reminder", "send_late_digest"], status="queued"):
            running.run(job.pk)
    return [letter.to[0].split("@")[0] for letter in mail.outbox]


def texts(settings) -> list[str]:
    return [file.read_text() for file in sorted(settings.OUTBOX.glob("*.sms"))] if settings.OUTBOX.exists() else []


def test_behind_the_link_the_owner_sees_what_is_theirs_and_nothing_else(mine, country, cast):
    other = by_hand(country, cast.secretary, owner="Member 2", text="Paint the wall")
    mark = mark_of(mine.person_id, TODAY())
    page = Client().get(reverse("mine", args=[mark])).content.decode()
    assert ("Mend the lamp" in page, "Paint the wall" in page) == (True, False)
    assert Client().get(reverse("mine_action", args=[mark, other.pk])).status_code == 404


def test_it_is_closed_from_a_telephone_with_a_photograph_and_arises_as_done(mine, country, cast, signed_in):
    address = reverse("mine_action", args=[mark_of(mine.person_id, TODAY()), mine.pk])
    photo = SimpleUploadedFile("lamp.jpg", photograph(), content_type="image/jpeg")
    said = {"verb": "finish", "on": "today", "words": "The lamp burns again.", "file": photo, "shows": "The lamp"}
    page = Client().post(address, said, follow=True).content.decode()
    assert "Thank you. What you said is with the secretariat." in page
    mine.refresh_from_db()
    word, kept = ActionWord.objects.get(), ActionEvidence.objects.get()
    assert (mine.status, mine.done_by) == ("done", mine.person)
    assert (word.name, word.by, kept.sent_by, kept.by) == ("Member 1", None, "Member 1", None)
    entry = LedgerEntry.objects.get(verb="action.finish")
    assert (entry.by, entry.subject_id) == (None, str(mine.pk))
    assert "The lamp burns again." in signed_in(cast.secretary).get(mine.get_absolute_url()).content.decode()
    arising = [words for words, _url in fillers_of(plan(country, cast.secretary, TODAY()), "arising")["arising"]]
    assert len(arising) == 1 and arising[0].endswith("Done.")


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda mark: mark[:-1] + ("0" if mark[-1] != "0" else "1"),
        lambda mark: "9" + mark,
        lambda mark: "x-y-z",
        lambda mark: "",
        lambda mark: f"{mark}-1",
        lambda mark: "1-99999999999999-" + "0" * 20,
    ],
)
def test_a_forged_or_broken_link_leads_nowhere(mine, spoilt):
    assert read_mark(spoilt(mark_of(mine.person_id, TODAY())), TODAY()) is None


def test_a_link_ends_after_its_days(mine):
    mark = mark_of(mine.person_id, TODAY())
    assert read_mark(mark, TODAY() + VALID_FOR) == mine.person
    assert read_mark(mark, TODAY() + VALID_FOR + dt.timedelta(days=1)) is None
    assert read_mark(mark, TODAY() - dt.timedelta(days=1)) is None


def test_the_page_behind_the_link_says_what_is_missing(mine):
    address = reverse("mine_action", args=[mark_of(mine.person_id, TODAY()), mine.pk])
    answer = Client().post(address, {"verb": "finish", "on": "today", "words": ""})
    assert (answer.status_code, "Say in a sentence how it stands." in answer.content.decode()) == (422, True)
    bad = SimpleUploadedFile("x.exe", b"MZ" * 30)
    answer = Client().post(address, {"verb": "finish", "on": "today", "words": "Done.", "file": bad})
    assert (answer.status_code, "Only photographs" in answer.content.decode()) == (422, True)
    assert ActionPoint.objects.get().status == "not_started"


def test_a_member_with_an_account_says_it_on_the_actions_page_and_others_cannot(country, cast, roster, signed_in):
    point = by_hand(country, cast.secretary, owner="Member", officers_only=True)
    address = reverse("action_word", args=[point.pk])
    said = {"verb": "progress", "on": "today", "words": "The lamp is ordered."}
    page = signed_in(cast.member).get(reverse("my_actions")).content.decode()
    assert point.get_absolute_url() in page
    assert signed_in(cast.member).post(address, said).status_code == 302
    assert ActionPoint.objects.get().status == "in_progress"
    assert signed_in(cast.co_chair).post(address, said).status_code == 403
    assert signed_in(cast.naivasha_member).post(address, said).status_code == 404
    with pytest.raises(PermissionDenied):
        doing.say(point=point, verb="reopen", words="So.", on=TODAY(), person=cast.member.person, by=cast.member)


def test_one_reminder_before_and_one_the_day_after_by_text_where_there_is_no_address(mine, cast, settings):
    days = [mine.due + dt.timedelta(days=n) for n in (-4, -3, -2, 0, 1, 2)]
    sent = []
    for day in days:
        a_round(day)
        sent.append(len(texts(settings)))
    assert sent == [0, 1, 1, 1, 2, 2]
    before, after = texts(settings)
    assert f"due on {mine.due.day}" in before and link_of(mine.person_id, days[1], mine.pk) in before
    assert f"was due on {mine.due.day}" in after and "Mend the lamp" not in after


def test_what_is_done_by_then_is_not_reminded_of(mine, cast, settings):
    with on(mine.due - dt.timedelta(days=3)):
        reminding.daily_round(TODAY())
        doing.say(point=mine, verb="finish", words="Done.", on=TODAY(), by=cast.secretary)
        for job in Job.objects.filter(kind="send_action_reminder", status="queued"):
            running.run(job.pk)
    assert texts(settings) == []
    assert ActionReminder.objects.get().status == "not_needed"


def test_the_letter_of_an_action_for_officers_does_not_tell_its_words(country, cast, roster):
    point = by_hand(country, cast.secretary, owner="Member", officers_only=True)
    assert a_round(point.due - dt.timedelta(days=3)) == ["member"]
    assert "Mend the lamp" not in mail.outbox[0].body
    assert point.reference in mail.outbox[0].body


def test_the_secretariat_is_told_once_a_week_and_only_while_something_is_late(mine, country, cast):
    assert a_round(mine.due) == []
    monday = mine.due + dt.timedelta(days=7 - mine.due.weekday())
    assert a_round(monday) == ["secretary"]
    assert a_round(monday + dt.timedelta(days=1)) == ["secretary"]
    assert a_round(monday + dt.timedelta(days=7)) == ["secretary", "secretary"]
    assert mine.reference in mail.outbox[0].body and "Mend the lamp" not in mail.outbox[0].body
    with on(monday + dt.timedelta(days=8)):
        doing.say(point=mine, verb="finish", words="Done.", on=TODAY(), by=cast.secretary)
    assert len(a_round(monday + dt.timedelta(days=14))) == 2
    assert LateDigest.objects.count() == 2


def test_a_reminder_claimed_by_a_worker_that_died_is_not_sent_twice(mine, settings):
    with on(mine.due - dt.timedelta(days=3)):
        reminding.daily_round(TODAY())
        ActionReminder.objects.update(status="sending")
        reminding.remind(ActionReminder.objects.get())
    assert texts(settings) == []


def test_due_days_stand_in_the_owners_calendar(country, cast, roster, signed_in):
    from meetings.models import CalendarFeed

    point = by_hand(country, cast.secretary, owner="Member")
    feed = CalendarFeed.objects.create(user=cast.member)
    told = Client().get(reverse("calendar_feed", args=[feed.secret])).content.decode()
    assert f"Due: {point.reference}" in told and f"DTSTART;VALUE=DATE:{point.due:%Y%m%d}" in told


def test_the_county_sees_what_is_late_below_without_asking(mine, country, cast, signed_in):
    ActionPoint.objects.update(set_on=dt.date(2025, 1, 1), due=dt.date(2025, 2, 1))
    browser = signed_in(cast.county_chair)
    desk = browser.get(reverse("desk")).content.decode()
    assert "1 action is late below" in desk
    below = browser.get(reverse("actions_below", args=["032"])).content.decode()
    assert mine.get_absolute_url() in below and "Member 1" in below
    lines = browser.get(reverse("actions_below", args=["032"]), {"as": "csv", "only": "late"})
    sheet = b"".join(lines.streaming_content).decode("utf-8-sig").splitlines()
    assert sheet[1].startswith("Njoro Sub-County") or "Njoro" in sheet[1]
    assert sheet[1].endswith(",1,1,0,0,")
    assert len(sheet) == 2


def test_sectors_and_offices_of_what_is_late_are_counted(country, cast, roster):
    from actionplans.below import by_office, by_sector, forums_below, late_in

    by_hand(country, cast.secretary)
    by_hand(country, cast.secretary, owner="Member 2")
    ActionPoint.objects.update(set_on=dt.date(2025, 1, 1), due=dt.date(2025, 2, 1))
    late = list(late_in(forums_below(country.forums["032"], cast.county_chair), TODAY()))
    assert by_office(late) == [("Member 1", 1), ("Member 2", 1)]
    assert by_sector(late) == [("Youth", 2)]
    assert Membership.objects.filter(person=late[0].person).count() == 1


def test_a_long_list_of_mine_ends_on_the_desk_with_one_row_for_the_rest(country, cast, signed_in):
    forum = country.forums["032-njoro"]
    owner = forum.offices.get(seat="secretary").title
    for number in range(11):
        add_action(
            forum=forum, text=f"Do the thing {number}", owner=owner, due=timezone.localdate(), priority="normal",
            officers_only=False, by=cast.secretary,
        )  # fmt: skip
    page = signed_in(cast.secretary).get(reverse("desk")).content.decode()
    assert page.count("Do the thing") == 8 + 1  # the main action of the desk is its first row once more
    assert "3 more actions that you took on" in page
