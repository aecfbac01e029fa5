"""The members are told of a meeting, each once, and answer without signing in."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from documents.models import Paper
from forums.models import LedgerEntry, Rules
from forums.workflow import StepRefused
from meetings import notices
from meetings.models import Delivery, Meeting, Notice, Reply
from meetings.models.notices import reply_token
from members.models import Contact, Person
from portal import texting
from portal.jobs import running
from portal.jobs.models import Job
from tests.conftest import plan

DAY = dt.date(2025, 3, 12)
BEFORE = dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def in_time():
    """Before the day of the meeting."""
    with time_machine.travel(BEFORE, tick=True):
        yield


@pytest.fixture
def meeting(country, cast, roster):
    """Planned for 12 March; one member has an address, one a number only, the rest neither; officers have accounts."""
    Contact.objects.create(person=roster[0].person, email="zero@njoro.test", consented_on=DAY)
    Contact.objects.create(person=roster[1].person, phone="+254712345678", consented_on=DAY)
    return plan(country, cast.secretary)


@pytest.fixture
def convened(meeting, cast, signed_in):
    """Convened with SMS to those without an address; not yet sent by the worker."""
    answer = signed_in(cast.secretary).post(reverse("meeting_convene", args=[meeting.pk]), {"sms": "rest", "words": ""})
    assert answer.status_code == 302
    meeting.refresh_from_db()
    return meeting


def work() -> None:
    """What the worker does when the bell rings."""
    running.load_handlers()
    for job in Job.objects.filter(kind="send_notice", status="queued"):
        assert running.run(job.pk)


def texts(settings) -> list[str]:
    return [file.read_text() for file in settings.OUTBOX.glob("*.sms")]


def test_everybody_on_the_roster_is_told_by_the_way_that_reaches_them(convened, cast, settings):
    work()
    notice = Notice.objects.get()
    told = dict(notice.deliveries.values_list("name", "way"))
    assert told["Member 0"] == "email"
    assert told["Member 1"] == "sms"
    assert told["Member 2"] == "hand"
    assert told["Secretary"] == "email"
    assert len(told) == 10
    assert sorted(to for letter in mail.outbox for to in letter.to) == [
        "chair@kikao.test", "co_chair@kikao.test", "member@kikao.test", "secretary@kikao.test", "zero@njoro.test",
    ]  # fmt: skip
    (text,) = texts(settings)
    assert text.startswith("To: +254712345678")
    assert "Wed 12 Mar 2025, 10:00, DCC's boardroom, Njoro" in text
    assert texting.parts(text.split("\n\n")[1]) == 1
    assert set(notice.deliveries.exclude(way="hand").values_list("status", flat=True)) == {"sent"}


def test_the_letter_brings_the_agenda_a_link_and_an_entry_for_the_calendar(convened):
    work()
    letter = next(letter for letter in mail.outbox if letter.to == ["zero@njoro.test"])
    assert "4. Security and peace situation report" in letter.body
    assert re.search(r"/r/\d+-\d+-[0-9a-f]{20}/", letter.body)
    ((name, content, kind),) = letter.attachments
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind.split(";")[0]) == ("meeting.ics", "text/calendar")
    assert event.decoded("dtstart").isoformat() == "2025-03-12T07:00:00+00:00"
    assert str(event["location"]) == "DCC's boardroom, Njoro"
    assert int(event["sequence"]) == 0


def test_members_see_the_meeting_only_once_it_is_convened(meeting, cast, signed_in):
    assert signed_in(cast.member).get(meeting.get_absolute_url()).status_code == 404
    signed_in(cast.secretary).post(reverse("meeting_convene", args=[meeting.pk]), {"sms": "none"})
    assert signed_in(cast.member).get(meeting.get_absolute_url()).status_code == 200


def test_what_a_dead_worker_had_claimed_is_not_sent_twice(convened):
    notice = Notice.objects.get()
    claimed = notice.deliveries.get(name="Member 0")
    Delivery.objects.filter(pk=claimed.pk).update(status="sending")  # it died between sending and saying so
    work()
    assert ["zero@njoro.test"] not in [letter.to for letter in mail.outbox]
    assert notice.deliveries.get(pk=claimed.pk).status == "sending"
    work()
    assert len(mail.outbox) == 4


def test_the_same_job_again_sends_nothing_again(convened):
    work()
    Job.objects.filter(kind="send_notice").update(status="queued")
    work()
    assert len(mail.outbox) == 5


def test_what_the_mail_service_refused_is_said_and_sent_again_on_purpose(convened, cast, signed_in, monkeypatch):
    def refuse(self):
        raise OSError("no route")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        work()
    browser = signed_in(cast.secretary)
    page = browser.get(reverse("notices", args=[convened.pk])).content.decode()
    assert "The mail service did not take it." in page
    assert "5 were not sent" in page
    browser.post(reverse("notice_again", args=[Notice.objects.get().pk]))
    work()
    assert len(mail.outbox) == 5
    assert not Notice.objects.get().deliveries.filter(status="failed").exists()


def test_nothing_is_sent_again_while_the_worker_is_at_it(convened, cast):
    with pytest.raises(StepRefused, match="still being sent"):
        notices.send_rest(notice=Notice.objects.get(), by=cast.secretary)


def test_a_change_follows_with_the_next_number_so_that_calendars_update(convened, cast, signed_in):
    browser = signed_in(cast.secretary)
    typed = {"held_on": "19 March 2025", "starts_at": "9:00", "venue": "Social hall"}
    answer = browser.post(reverse("meeting_change", args=[convened.pk]), typed)
    assert answer.url == reverse("notice_change", args=[convened.pk])
    browser.post(answer.url, {"sms": "none", "words": "The hall is larger."})
    work()
    letter = [letter for letter in mail.outbox if letter.to == ["zero@njoro.test"]][-1]
    assert letter.subject.startswith("The meeting was changed")
    assert "The hall is larger." in letter.body
    (event,) = Calendar.from_ical(letter.attachments[0][1]).walk("VEVENT")
    assert int(event["sequence"]) == 1


@pytest.mark.parametrize(("verb", "status"), [("postpone", "postponed"), ("cancel", "cancelled")])
def test_whoever_was_told_is_told_that_it_is_off_and_their_calendar_too(convened, cast, signed_in, verb, status):
    work()
    mail.outbox.clear()
    browser = signed_in(cast.secretary)
    page = reverse(f"meeting_{verb}", args=[convened.pk])
    assert browser.post(page, {"note": ""}).status_code == 422
    browser.post(page, {"note": "The road is cut.", "tells": "on"})
    work()
    convened.refresh_from_db()
    assert convened.status == status
    letter = next(letter for letter in mail.outbox if letter.to == ["zero@njoro.test"])
    assert "The road is cut." in letter.body
    assert "/r/" not in letter.body
    calendar = Calendar.from_ical(letter.attachments[0][1])
    assert (calendar["method"], calendar.walk("VEVENT")[0]["status"]) == ("CANCEL", "CANCELLED")


def test_a_postponed_meeting_gets_a_new_day_and_is_convened_again(convened, cast, signed_in):
    browser = signed_in(cast.secretary)
    browser.post(reverse("meeting_postpone", args=[convened.pk]), {"note": "The road is cut."})
    browser.post(
        reverse("meeting_change", args=[convened.pk]),
        {"held_on": "26 March 2025", "starts_at": "10:00", "venue": "Social hall"},
    )
    convened.refresh_from_db()
    assert (convened.status, convened.held_on) == ("planned", dt.date(2025, 3, 26))
    browser.post(reverse("meeting_convene", args=[convened.pk]), {"sms": "none"})
    convened.refresh_from_db()
    assert convened.status == "convened"


def test_a_meeting_is_not_convened_twice(convened, cast, signed_in):
    signed_in(cast.secretary).post(reverse("meeting_convene", args=[convened.pk]), {"sms": "none"})
    assert Notice.objects.count() == 1


def test_an_answer_is_given_without_signing_in_and_may_be_changed(convened, roster):
    link = reverse("reply", args=[reply_token(convened.pk, roster[0].person.pk)])
    browser = Client()
    assert "For Member 0." in browser.get(link).content.decode()
    assert browser.post(link, {"answer": "yes"}).status_code == 200
    browser.post(link, {"answer": "represented", "represented_by": "Jane Doe"})
    assert Reply.objects.values_list("person__name", "answer", "represented_by").get() == (
        "Member 0", "represented", "Jane Doe",
    )  # fmt: skip


def test_whoever_sends_somebody_names_them(convened, roster):
    link = reverse("reply", args=[reply_token(convened.pk, roster[0].person.pk)])
    page = Client().post(link, {"answer": "represented"})
    assert page.status_code == 422
    assert "Name who comes in your place." in page.content.decode()


def test_a_forged_link_and_one_of_yesterday_open_nothing(convened, roster, cast):
    good = reply_token(convened.pk, roster[0].person.pk)
    forged = good.replace(f"-{roster[0].person.pk}-", f"-{roster[1].person.pk}-")
    for token in (forged, "1-2", "a-b-c", good[:-1]):
        assert Client().get(reverse("reply", args=[token])).status_code == 404
    with time_machine.travel(dt.datetime(2025, 3, 13, 9, tzinfo=dt.UTC)):
        assert Client().get(reverse("reply", args=[good])).status_code == 404


def test_a_meeting_that_is_off_takes_no_answer(convened, roster, cast, signed_in):
    signed_in(cast.secretary).post(reverse("meeting_cancel", args=[convened.pk]), {"note": "No fuel."})
    page = Client().get(reverse("reply", args=[reply_token(convened.pk, roster[0].person.pk)]))
    assert page.status_code == 410


def test_answers_stand_on_the_attendance_sheet_but_to_come_is_no_sign_of_having_come(convened, roster, cast, signed_in):
    for member, answer, instead in (
        (roster[0], "apology", ""),
        (roster[1], "represented", "Jane"),
        (roster[2], "yes", ""),
    ):
        notices.reply(meeting=convened, person=member.person, answer=answer, represented_by=instead)
    page = signed_in(cast.secretary).get(reverse("attendance", args=[convened.pk]))
    marks = {row["member"].pk: (row["mark"], row["instead"]) for row in page.context["people"]}
    assert [marks[m.pk] for m in roster[:4]] == [("apology", ""), ("represented", "Jane"), ("", ""), ("", "")]


def test_the_secretariat_takes_down_an_answer_given_by_telephone(convened, roster, cast, signed_in):
    page = reverse("reply_take", args=[convened.pk, roster[2].person.pk])
    signed_in(cast.secretary).post(page, {"answer": "apology"})
    assert Reply.objects.get().taken_by == cast.secretary
    stranger = Person.objects.create(name="Stranger")
    assert (
        signed_in(cast.secretary)
        .post(reverse("reply_take", args=[convened.pk, stranger.pk]), {"answer": "yes"})
        .status_code
        == 404
    )


def test_neither_address_nor_number_is_kept_with_notices_nor_in_the_ledger(convened):
    work()
    kept = str(list(Delivery.objects.values()) + list(Notice.objects.values()) + list(Job.objects.values()))
    kept += str(list(LedgerEntry.objects.values()))
    assert "zero@njoro.test" not in kept
    assert "712345678" not in kept


def test_nobody_sends_notices_of_another_forum(meeting, cast):
    for stranger in (cast.naivasha_secretary, cast.co_chair, cast.county_chair, cast.member):
        with pytest.raises(PermissionDenied):
            notices.send(meeting=meeting, kind="change", sms="none", words="", by=stranger)


def test_what_the_sms_cost_is_shown_before(meeting, cast, signed_in, settings):
    from decimal import Decimal

    settings.SMS_PRICE = Decimal("0.80")
    page = signed_in(cast.secretary).get(reverse("meeting_convene", args=[meeting.pk]))
    ways = {way["sms"]: (way["email"], way["sms"], way["hand"], way["price"]) for way in page.context["ways"]}
    assert [(w["email"], w["hand"], w["price"]) for w in page.context["ways"]] == [
        (5, 4, Decimal("0.80")), (5, 4, Decimal("0.80")), (5, 5, Decimal("0.00")),
    ]  # fmt: skip
    assert ways


def test_the_notice_is_printed_once_the_meeting_is_convened_and_the_sheet_at_any_time(meeting, cast, signed_in):
    browser = signed_in(cast.secretary)
    page = reverse("meeting_papers", args=[meeting.pk])
    assert "Convene the meeting first" in browser.post(page, {"kind": "notice"}).content.decode()
    Rules.objects.create(forum=meeting.forum, refunds="yes", language="sw")
    browser.post(page, {"kind": "sign_in"})
    sheet = Paper.objects.get(kind="sign_in").record
    assert sheet["tables"][0]["heads"][-2:] == ["Marejesho, KES", "Nimepokea, sahihi"]
    assert sheet["tables"][0]["rows"][0][1] == "Chair"
    browser.post(reverse("meeting_convene", args=[meeting.pk]), {"sms": "none"})
    browser.post(page, {"kind": "notice"})
    assert Paper.objects.get(kind="notice").copy == "members"


# A calendar of one's own


def feed_of(cast, signed_in, account: str) -> str:
    browser = signed_in(getattr(cast, account))
    browser.post(reverse("my_calendar"), {"do": "make"})
    user = getattr(cast, account)
    user.refresh_from_db()
    return reverse("calendar_feed", args=[user.calendar_feed.secret])


def summaries(address: str) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(Client().get(address).content).walk("VEVENT")]


def test_a_calendar_finds_what_its_owner_may_see_and_nothing_else(meeting, country, cast, signed_in):
    plan(country, cast.naivasha_secretary, code="032-naivasha")
    assert summaries(feed_of(cast, signed_in, "secretary")) == ["Third quarterly meeting, Njoro Sub-County Forum"]
    assert summaries(feed_of(cast, signed_in, "member")) == []
    signed_in(cast.secretary).post(reverse("meeting_convene", args=[meeting.pk]), {"sms": "none"})
    assert len(summaries(feed_of(cast, signed_in, "member"))) == 1


def test_an_address_taken_back_finds_nothing(meeting, cast, signed_in):
    address = feed_of(cast, signed_in, "secretary")
    signed_in(cast.secretary).post(reverse("my_calendar"), {"do": "revoke"})
    assert Client().get(address).status_code == 404


def test_the_calendar_of_a_closed_account_finds_nothing(meeting, cast, signed_in):
    address = feed_of(cast, signed_in, "secretary")
    cast.secretary.is_active = False
    cast.secretary.save()
    assert Client().get(address).status_code == 404


def test_a_meeting_that_was_postponed_stays_on_record(convened, cast, signed_in):
    signed_in(cast.secretary).post(reverse("meeting_postpone", args=[convened.pk]), {"note": "The road is cut."})
    assert Meeting.objects.get(pk=convened.pk).reference == convened.reference
