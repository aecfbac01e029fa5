"""The register of resolutions, the dated words by which they move, and the excerpts that whoever must act is sent."""

import csv
import datetime as dt
import io

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from documents.models import Paper
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from meetings import excerpts
from meetings.actions import attendance
from meetings.models import Deed, Entry, Excerpt, Resolution, ResolutionWord
from meetings.resolving import enter_in_register, later_meetings
from meetings.workflow import MINUTES, RESOLUTIONS
from members.models import Membership, Office
from portal.jobs.models import Job
from portal.jobs.running import load_handlers, run
from tests.conftest import plan

DAY = dt.date(2025, 4, 2)


@pytest.fixture
def resolution(circulated):
    """The resolution of Njoro's circulated minutes, from the register."""
    return Resolution.objects.with_meeting().get(forum=circulated.meeting.forum)


@pytest.fixture
def met_again(circulated, country, cast):
    """A later meeting of the forum, held."""
    later = plan(country, cast.secretary, dt.date(2025, 6, 11))
    marks = {m.pk: ("present", "") for m in Membership.objects.filter(forum=later.forum)}
    attendance.mark(meeting=later, marks=marks, by=cast.secretary)
    later.refresh_from_db()
    return later


def address(resolution, name="resolution") -> str:
    return reverse(name, args=[resolution.forum.slug, resolution.deed.year, resolution.deed.number])


def say(resolution, verb, by, on=DAY, note="The bays are marked.", **more) -> None:
    RESOLUTIONS.take(resolution, verb, by=by, note=note, on=on, **more)


def file_by_hand(paper: Paper) -> None:
    """As the worker files it, without printing."""
    paper.file.save(f"{paper.pk}.pdf", ContentFile(b"%PDF-1.7 excerpt"), save=False)
    paper.status, paper.file_sha256, paper.filed_at, paper.pages, paper.size = "filed", "00" * 32, timezone.now(), 1, 16
    paper.save()
    excerpts.send_once_filed(paper)


def send(excerpt: Excerpt) -> Excerpt:
    load_handlers()
    file_by_hand(excerpt.paper)
    run(Job.objects.get(key=excerpt.job_key).pk)
    excerpt.refresh_from_db()
    return excerpt


def test_a_resolution_enters_the_register_with_circulation_and_once(clearing, cast):
    assert not Resolution.objects.exists()
    for chair in (cast.chair, cast.co_chair):
        MINUTES.take(clearing, "clear", by=chair)
    found = Resolution.objects.with_meeting().get()
    assert (found.status, found.reference, found.meeting.pk) == ("open", "NJORO/R/2025/001", clearing.meeting_id)
    enter_in_register(clearing, by=cast.secretary)
    assert Resolution.objects.count() == 1


def test_it_moves_by_dated_words_that_stay(resolution, cast, signed_in):
    say(resolution, "progress", cast.secretary)
    say(resolution, "progress", cast.secretary, on=dt.date(2025, 4, 9), note="Half of them.")
    say(resolution, "carry_out", cast.chair, on=dt.date(2025, 5, 1), note="All bays are marked.")
    say(resolution, "reopen", cast.secretary, on=dt.date(2025, 5, 20), note="The marks are gone.")
    kept = list(ResolutionWord.objects.order_by("on").values_list("status", "words", "office"))
    assert [row[:2] for row in kept] == [
        ("going", "The bays are marked."),
        ("going", "Half of them."),
        ("carried_out", "All bays are marked."),
        ("open", "The marks are gone."),
    ]
    assert kept[2][2] == "Chairperson, Njoro Sub-County"
    resolution.refresh_from_db()
    assert (resolution.status, resolution.stood_on) == ("open", dt.date(2025, 5, 20))
    verbs = LedgerEntry.objects.filter(verb__startswith="resolution.").values_list("verb", flat=True)
    assert sorted(verbs) == sorted(f"resolution.{verb}" for verb in ("carry_out", "progress", "progress", "reopen"))
    page = signed_in(cast.member).get(address(resolution)).content.decode()
    assert all(words in page for _status, words, _office in kept)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (timezone.localdate() + dt.timedelta(days=1), "lies ahead"),
        (dt.date(2025, 3, 11), "before this was asked for"),
        (dt.date(2025, 3, 31), "later word"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_nothing_moves(resolution, cast, on, why):
    say(resolution, "progress", cast.secretary)
    with pytest.raises(StepRefused, match=why):
        say(resolution, "carry_out", cast.secretary, on=on)
    resolution.refresh_from_db()
    assert (resolution.status, resolution.words.count()) == ("going", 1)


def test_only_a_later_meeting_rescinds(resolution, met_again, cast):
    for meeting in ({}, {"meeting": resolution.meeting}):
        with pytest.raises(StepRefused, match="Only a later meeting"):
            say(resolution, "rescind", cast.secretary, on=dt.date(2025, 6, 11), **meeting)
    with pytest.raises(StepRefused, match="before the meeting"):
        say(resolution, "rescind", cast.secretary, on=dt.date(2025, 6, 10), meeting=met_again)
    say(resolution, "rescind", cast.secretary, on=dt.date(2025, 6, 11), meeting=met_again)
    resolution.refresh_from_db()
    assert resolution.status == "rescinded" and list(later_meetings(resolution)) == [met_again]
    said = {"resolution": resolution, "status": "rescinded", "on": DAY, "words": "x", "name": "x", "by": cast.secretary}
    with pytest.raises(IntegrityError), transaction.atomic():
        ResolutionWord.objects.create(**said)


def test_a_word_needs_a_sentence_and_the_right(resolution, cast):
    with pytest.raises(StepRefused, match="sentence"):
        say(resolution, "carry_out", cast.secretary, note=" ")
    for user in (cast.co_chair, cast.member, cast.county_secretary, cast.outsider):
        with pytest.raises(PermissionDenied):
            say(resolution, "carry_out", user)
    assert not ResolutionWord.objects.exists()


def test_the_screen_says_what_is_wrong_at_its_field(resolution, cast, signed_in):
    browser, url = signed_in(cast.secretary), address(resolution, "resolution_word")
    answer = browser.post(url, {})
    assert answer.status_code == 422
    assert answer.context["word_form"].errors == {
        "verb": ["Choose how it stands."], "on": ["Give the day."], "words": ["Say in a sentence how it stands."],
    }  # fmt: skip
    answer = browser.post(url, {"verb": "rescind", "on": "2 April 2025", "words": "No longer."})
    assert answer.status_code == 422 and "none is on record" in answer.content.decode()
    answer = browser.post(url, {"verb": "carry_out", "on": "1 March 2025", "words": "Done."})
    assert answer.status_code == 422 and "before this was asked for" in answer.content.decode()
    assert Resolution.objects.get().status == "open"
    assert browser.post(url, {"verb": "carry_out", "on": "2 April 2025", "words": "Done."}).status_code == 302
    assert Resolution.objects.get().status == "carried_out"


def test_the_register_filters_and_is_taken_along(resolution, cast, signed_in):
    browser, url = signed_in(cast.member), reverse("resolutions", args=[resolution.forum.slug])
    say(resolution, "carry_out", cast.secretary)

    def shown(**asked) -> bool:
        return resolution.reference in browser.get(url, asked).content.decode()

    assert shown() and shown(year="2025", status="carried_out", q="BAYS")
    assert not (shown(status="unfinished") or shown(status="open") or shown(q="lights"))
    assert shown(year="1066", status="nonsense")
    answer = browser.get(url, {"as": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1][0] == "NJORO/R/2025/001" and rows[1][4:] == ["Carried out", "2025-04-02", "The bays are marked."]


def test_what_is_for_officers_only_is_in_neither_list_nor_page_of_a_member(held, cast, signed_in):
    Entry.objects.filter(minutes=held.minutes).update(officers_only=True)
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    for chair in (cast.chair, cast.co_chair):
        MINUTES.take(held.minutes, "clear", by=chair)
    found = Resolution.objects.with_meeting().get()
    register = reverse("resolutions", args=[found.forum.slug])
    assert found.officers_only
    for user, status in ((cast.member, 403), (cast.county_chair, 200), (cast.naivasha_secretary, 404)):
        assert signed_in(user).get(address(found)).status_code == status
    assert found.reference not in signed_in(cast.member).get(register).content.decode()
    with pytest.raises(StepRefused, match="officers only"):
        excerpts.write_excerpt(resolution=found, to="OCS", email="ocs@kikao.test", words="", by=cast.secretary)
    made = excerpts.write_excerpt(resolution=found, to="OCS", email="", words="", by=cast.secretary)
    assert (made.paper.copy, made.status) == ("officers", "hand")
    assert "email" not in signed_in(cast.secretary).get(address(found)).context["excerpt_form"].fields


def test_the_page_shows_what_led_to_it_and_the_actions_that_follow(resolution, cast, signed_in):
    page = signed_in(cast.member).get(address(resolution)).content.decode()
    for words in (
        "The Chief reported calm.",
        "Name the team",
        "NJORO/2025/001",
        "Sub-County Administrator",
        "Late by",
    ):
        assert words in page
    assert "Send an excerpt" not in page
    minutes = resolution.deed.entry.minutes
    assert f'href="{address(resolution)}"' in signed_in(cast.member).get(minutes.get_absolute_url()).content.decode()


def test_an_excerpt_holds_the_words_and_goes_once_its_paper_is_filed(resolution, cast):
    made = excerpts.write_excerpt(
        resolution=resolution, to="Sub-County Administrator", email="admin@kikao.test", words="Please act.",
        by=cast.secretary,
    )  # fmt: skip
    record = made.paper.record
    assert (record["kind"], record["to"], made.paper.copy) == ("excerpt", ["Sub-County Administrator"], "members")
    assert "\u201cThat the bays be allocated by both sides.\u201d" in record["paragraphs"]
    assert "not confirmed yet" in record["paragraphs"][2] and record["paragraphs"][3] == "Please act."
    assert record["tables"][0]["rows"] == [
        ["1", "Name the team", "Sub-County Administrator", "4 April 2025", "NJORO/2025/001"]
    ]
    assert (made.status, mail.outbox) == ("waiting", [])
    assert not Job.objects.filter(key=made.job_key).exists()
    assert send(made).status == "sent"
    letter = mail.outbox[0]
    assert letter.to == ["admin@kikao.test"] and "NJORO/R/2025/001" in letter.subject
    assert "That the bays be allocated by both sides." in letter.body and "Please act." in letter.body
    assert letter.attachments[0][0] == made.paper.file_name and letter.attachments[0][1].startswith(b"%PDF")
    assert excerpts.deliver(made) is None and len(mail.outbox) == 1


def test_two_excerpts_of_one_resolution_are_two_papers(resolution, cast):
    said = {"resolution": resolution, "email": "", "words": "", "by": cast.secretary}
    first, second = (excerpts.write_excerpt(to=to, **said) for to in ("OCS, Njoro", "Kenya Railways"))
    assert (first.paper.edition, second.paper.edition) == (1, 2)
    assert first.paper.reference != second.paper.reference


def test_a_mail_that_was_not_taken_is_told_and_sent_again_on_request(resolution, cast, signed_in, monkeypatch):
    made = excerpts.write_excerpt(resolution=resolution, to="OCS", email="ocs@kikao.test", words="", by=cast.secretary)

    def down(self, *args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", down)
        assert send(made).status == "failed"
    browser = signed_in(cast.secretary)
    page = browser.get(address(resolution)).content.decode()
    assert "The mail service did not take it." in page and "Send it again" in page
    again = reverse("excerpt_again", args=[made.pk])
    assert browser.post(again).status_code == 302
    run(Job.objects.get(key=made.job_key).pk)
    made.refresh_from_db()
    assert (made.status, len(mail.outbox)) == ("sent", 1)
    assert "nothing to send again" in browser.post(again, follow=True).content.decode()
    assert len(mail.outbox) == 1


def test_the_address_is_the_one_the_portal_knows_or_the_one_typed(resolution, cast, signed_in):
    browser, url = signed_in(cast.secretary), address(resolution, "resolution_send")
    office = Office.objects.get(forum=resolution.forum, seat="chair")
    answer = browser.post(url, {"to": "Kenya Railways", "way": "email"})
    assert answer.status_code == 422 and "knows no address" in answer.content.decode()
    assert excerpts.known_address(resolution.forum, cast.member.name) == "member@kikao.test"
    Office.objects.filter(pk=office.pk).update(email="dcc.njoro@kikao.test")
    assert browser.post(url, {"to": office.title, "way": "email"}).status_code == 302
    assert browser.post(url, {"to": "Kenya Railways", "way": "email", "email": "kr@kikao.test"}).status_code == 302
    answer = browser.post(url, {"to": "OCS, Njoro", "way": "hand", "email": "ignored@kikao.test"})
    assert answer.status_code == 302 and answer["Location"].startswith("/papers/")
    sent = Excerpt.objects.order_by("pk").values_list("to", "email", "status")
    assert list(sent) == [
        (office.title, "dcc.njoro@kikao.test", "waiting"),
        ("Kenya Railways", "kr@kikao.test", "waiting"),
        ("OCS, Njoro", "", "hand"),
    ]


def test_a_name_that_fits_two_people_has_no_known_address(resolution, cast):
    Membership.objects.filter(forum=resolution.forum).update(designation="Chief")
    assert excerpts.known_address(resolution.forum, "chief") == ""


def test_an_amended_resolution_reads_as_amended(resolution, circulated, cast, signed_in):
    deed = Deed.objects.get(pk=resolution.deed_id)
    said = {"entry": deed.entry, "deed": deed, "text": "That the bays be allocated by a team.", "note": "A team."}
    MINUTES.take(circulated, "amend", by=cast.chair, **said)
    amendment = circulated.amendments.get()
    details = {"amendment": amendment.pk, "text": amendment.text, "version": deed.entry.version, "note": ""}
    MINUTES.take(circulated, "take_in", by=cast.secretary, **details)
    assert "allocated by a team." in signed_in(cast.member).get(address(resolution)).content.decode()


def test_the_forums_page_leads_to_the_register_and_the_handover_tells_what_is_open(resolution, cast, signed_in):
    from meetings.desk import handover_items

    page = signed_in(cast.member).get(resolution.forum.get_absolute_url()).content.decode()
    assert reverse("resolutions", args=[resolution.forum.slug]) in page
    labels = [str(item["label"]) for item in handover_items(resolution.forum, "secretary")]
    assert "Resolution NJORO/R/2025/001" in labels
