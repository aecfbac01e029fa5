"""What a device sends: once done however often it comes, never over another's text, never refused without being kept."""

import datetime as dt
import time
import uuid
from base64 import b64decode

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.models import LedgerEntry
from forums.workflow import StepRefused
from meetings.actions import attendance, drafting, writing
from meetings.comparing import word_diff
from meetings.models import Attendance, Deed, DeviceKey, DraftReply, Entry, EntryRevision
from meetings.workflow import MINUTES
from members.models import Membership


class Device:
    """A browser of somebody's that sends entries as the minute book's script does."""

    def __init__(self, browser, meeting) -> None:
        self.browser, self.meeting = browser, meeting

    def send(self, text, *, key, version=0, once=None, writer=None, **more):
        typed = {
            "key": str(key), "item": self.meeting.agenda.get(position=5).pk, "version": version, "kind": "discussion",
            "text": text, "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0, "once": str(once or uuid.uuid4()), **more,
        }  # fmt: skip
        typed |= {"writer": writer} if writer else {}
        address = f"/minutes/{self.meeting.minutes.pk}/save/"
        return self.browser.post(address, typed, headers={"Accept": "application/json"})


@pytest.fixture
def device(held, signed_in):
    return lambda user: Device(signed_in(user), held)


@pytest.fixture
def two_texts(held, cast, device):
    """The chair's words stand, the secretary's were kept aside; the key of the entry."""
    key = uuid.uuid4()
    device(cast.secretary).send("The base.", key=key)
    device(cast.chair).send("The chair has words.", key=key, version=1)
    assert device(cast.secretary).send("The secretary has words.", key=key, version=1).status_code == 409
    return key


def deed(kind, text, **more):
    row = {"pk": "", "key": "", "kind": kind, "text": text, "owner": "", "due": ""} | more
    return {f"deed-0-{name}": value for name, value in row.items()} | {"deed-TOTAL_FORMS": 1}


def test_the_same_request_gets_the_same_answer_also_after_others_have_written(device, cast):
    key, once, mine = uuid.uuid4(), uuid.uuid4(), device(cast.secretary)
    first = mine.send("One.", key=key, once=once)
    mine.send("Two.", key=key, version=1)
    again = mine.send("One.", key=key, once=once)
    assert (again.status_code, again.json()) == (200, first.json())
    assert (Entry.objects.get(key=key).text, Entry.objects.get(key=key).version) == ("Two.", 2)
    assert not EntryRevision.objects.filter(is_conflict_copy=True).exists()


def test_an_answer_belongs_to_its_writer_alone(device, cast):
    once = uuid.uuid4()
    device(cast.secretary).send("The secretary has words.", key=uuid.uuid4(), once=once)
    key = uuid.uuid4()
    device(cast.chair).send("The chair has words.", key=key, once=once)
    assert Entry.objects.get(key=key).text == "The chair has words."


def test_the_same_text_is_a_success_whatever_the_version(device, cast):
    key, mine = uuid.uuid4(), device(cast.secretary)
    mine.send("One.", key=key)
    device(cast.chair).send("Two.", key=key, version=1)
    answer = mine.send("Two.", key=key, version=1).json()
    assert (answer["state"], answer["version"]) == ("saved", 2)


def test_another_text_is_answered_with_both_and_who_and_when(device, cast):
    key, mine = uuid.uuid4(), device(cast.secretary)
    mine.send("One.", key=key)
    with time_machine.travel("2026-03-10 14:02 +0300", tick=False):
        device(cast.chair).send("The chair has words.", key=key, version=1)
    answer = mine.send("The secretary has words.", key=key, version=1)
    assert answer.status_code == 409
    said = answer.json()
    assert (said["state"], said["who"], said["at"]) == ("decide", "Chair", "14:02")
    assert said["theirs"]["text"] == "The chair has words."
    copy = EntryRevision.objects.undecided().get()
    assert (copy.pk, copy.said["text"], copy.saved_by) == (said["copy"], "The secretary has words.", cast.secretary)


def test_a_text_kept_aside_is_kept_once_and_a_newer_one_takes_its_place(device, cast, two_texts):
    mine = device(cast.secretary)
    mine.send("The secretary has words.", key=two_texts, version=1)
    assert EntryRevision.objects.undecided().count() == 1
    mine.send("The secretary has more words.", key=two_texts, version=1)
    assert EntryRevision.objects.undecided().get().said["text"] == "The secretary has more words."
    kept = EntryRevision.objects.filter(is_conflict_copy=True).values_list("said__text", "decision")
    assert set(kept) == {("The secretary has words.", "newer"), ("The secretary has more words.", "")}


def test_what_was_decided_on_is_settled_for_the_device_that_sends_it_again(device, cast, two_texts):
    copy = EntryRevision.objects.undecided().get()
    drafting.decide(copy=copy, choice="theirs", version=2, by=cast.secretary)
    answer = device(cast.secretary).send("The secretary has words.", key=two_texts, version=1)
    assert (answer.status_code, answer.json()["state"]) == (200, "settled")
    assert answer.json()["theirs"]["text"] == "The chair has words."
    assert not EntryRevision.objects.undecided().exists()


def test_a_text_that_comes_after_the_draft_was_closed_is_kept_aside(device, cast, held):
    mine, new = device(cast.secretary), uuid.uuid4()
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    answer = mine.send("Too late.", key=new, **deed("action", "Do it"))
    assert (answer.status_code, answer.json()["state"]) == (409, "decide")
    assert "no longer a draft" in answer.json()["words"]
    copy = EntryRevision.objects.undecided().get()
    assert (copy.why, copy.entry, copy.minutes, copy.said["text"]) == ("closed", None, held.minutes, "Too late.")
    assert "Too late." in mine.browser.get(f"/decisions/{copy.pk}/").content.decode()
    refused = mine.browser.post(f"/decisions/{copy.pk}/", {"choice": "mine", "version": 0})
    assert refused.status_code == 409
    MINUTES.take(held.minutes, "return", by=cast.chair, note="Add what is missing.")
    mine.browser.post(f"/decisions/{copy.pk}/", {"choice": "mine", "version": 0})
    assert Entry.objects.get(key=new).text == "Too late."
    assert Deed.objects.get(entry__key=new).text == "Do it"


def test_what_another_user_wrote_is_never_taken_as_ones_own(device, cast):
    key = uuid.uuid4()
    answer = device(cast.chair).send("The secretary has words.", key=key, writer=str(cast.secretary.pk))
    assert (answer.status_code, answer.json()) == (403, {"state": "other"})
    assert not Entry.objects.filter(key=key).exists()


def test_a_deed_travels_with_its_entry_and_is_numbered_once(device, cast):
    key, own, mine = uuid.uuid4(), uuid.uuid4(), device(cast.secretary)
    first = mine.send("Text.", key=key, **deed("action", "Name the team", key=str(own))).json()
    known = {"pk": str(first["deeds"][0]["pk"]), "key": str(own)}
    mine.send("Text, more.", key=key, version=1, **deed("action", "Name the team", key=str(own)))
    third = mine.send("Text, more still.", key=key, version=2, **deed("action", "Name the whole team", **known)).json()
    assert first["deeds"] == third["deeds"]
    assert first["deeds"][0]["reference"] == "NJORO/2025/002"
    assert [(d.number, d.text) for d in Deed.objects.filter(entry__key=key)] == [(2, "Name the whole team")]


def test_the_page_shows_both_texts_in_full_with_the_words_that_differ(signed_in, cast, two_texts, held):
    page = signed_in(cast.secretary).get(f"/minutes/{held.minutes.pk}/decisions/").content.decode()
    assert "<p>The chair has words.</p>" in page
    assert "<p>The secretary has words.</p>" in page
    assert '<del><span class="vh">only at the office: </span>chair</del>' in page
    assert '<ins><span class="vh">only kept aside: </span>secretary</ins>' in page
    desk = signed_in(cast.secretary).get("/").content.decode()
    assert "Decide between two texts in the minutes of 12 March 2025" in desk


@pytest.mark.parametrize(
    ("posted", "text"),
    [
        ({"choice": "mine"}, "The secretary has words."),
        ({"choice": "theirs"}, "The chair has words."),
        (
            {"choice": "combined", "text": "Both have words.", "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0},
            "Both have words.",
        ),
    ],
)
def test_whatever_is_chosen_every_text_is_still_there(signed_in, cast, two_texts, held, posted, text):
    copy = EntryRevision.objects.undecided().get()
    answer = signed_in(cast.secretary).post(f"/decisions/{copy.pk}/", posted | {"version": 2})
    assert answer.status_code == 302
    entry = Entry.objects.get(key=two_texts)
    assert entry.text == text
    everything = {entry.text, *entry.revisions.values_list("said__text", flat=True)}
    assert everything >= {"The base.", "The chair has words.", "The secretary has words.", text}
    copy.refresh_from_db()
    assert (copy.decision, copy.decided_by) == (posted["choice"], cast.secretary)
    assert LedgerEntry.objects.filter(verb="entry.decide").count() == 1


def test_what_was_changed_at_the_office_after_one_looked_is_looked_at_again(signed_in, cast, two_texts, device):
    copy = EntryRevision.objects.undecided().get()
    device(cast.chair).send("The chair changed his mind.", key=two_texts, version=2)
    answer = signed_in(cast.secretary).post(f"/decisions/{copy.pk}/", {"choice": "mine", "version": 2})
    assert answer.status_code == 409
    assert "The chair changed his mind." in answer.content.decode()
    combined = {
        "choice": "combined",
        "version": 2,
        "text": "All of us.",
        "deed-TOTAL_FORMS": 0,
        "deed-INITIAL_FORMS": 0,
    }
    answer = signed_in(cast.secretary).post(f"/decisions/{copy.pk}/", combined)
    kept = EntryRevision.objects.undecided().get()
    assert (answer["Location"], kept.said["text"]) == (f"/decisions/{kept.pk}/", "All of us.")
    assert Entry.objects.get(key=two_texts).text == "The chair changed his mind."


def test_the_number_of_a_deed_outlives_the_decision(cast, device, held):
    key, own, mine = uuid.uuid4(), str(uuid.uuid4()), device(cast.secretary)
    mine.send("Base.", key=key, **deed("resolution", "That it be done.", key=own))
    number = Deed.objects.get(entry__key=key).number
    device(cast.chair).send("The chair.", key=key, version=1, **deed("resolution", "That it be done soon.", key=own))
    mine.send("Mine.", key=key, version=1, **deed("resolution", "That it be done now.", key=own))
    drafting.decide(copy=EntryRevision.objects.undecided().get(), choice="mine", version=2, by=cast.secretary)
    assert [(d.number, d.text) for d in Deed.objects.filter(entry__key=key)] == [(number, "That it be done now.")]


def test_undecided_texts_hold_back_the_minutes_and_their_entry(cast, two_texts, held):
    with pytest.raises(StepRefused, match="Decide first"):
        MINUTES.take(held.minutes, "send", by=cast.secretary)
    with pytest.raises(StepRefused, match="Decide first"):
        writing.remove_entry(entry=Entry.objects.get(key=two_texts), by=cast.secretary)


def test_nobody_decides_twice(cast, two_texts):
    copy = EntryRevision.objects.undecided().get()
    drafting.decide(copy=copy, choice="theirs", version=2, by=cast.chair)
    with pytest.raises(StepRefused, match="already"):
        drafting.decide(copy=copy, choice="mine", version=2, by=cast.secretary)


def test_taking_in_a_text_asks_the_database_little(device, cast):
    key, mine = uuid.uuid4(), device(cast.secretary)
    mine.send("One.", key=key)
    with CaptureQueriesContext(connection) as asked:
        mine.send("Two.", key=key, version=1)
    assert len([q for q in asked if q["sql"].startswith("SELECT")]) <= 12


def test_words_that_differ_are_found_and_the_pieces_are_the_texts_again():
    theirs, mine = "The bays were  given\nto both sides.", "The bays were  promised\nto both sides today."
    pieces = word_diff(theirs, mine)
    assert pieces[:3] == [("same", "The bays were  "), ("dropped", "given"), ("added", "promised")]
    assert "".join(words for kind, words in pieces if kind != "added") == theirs
    assert "".join(words for kind, words in pieces if kind != "dropped") == mine


# ticks of the attendance


def tick(browser, held, member, mark, version, once=None):
    posted = {f"m-{member.pk}": mark, f"v-{member.pk}": version, "once": str(once or uuid.uuid4())}
    return browser.post(f"/meetings/{held.pk}/attendance/mark/", posted)


def test_a_tick_is_saved_once_and_not_over_anothers(signed_in, cast, held, roster):
    mine, once = signed_in(cast.secretary), uuid.uuid4()
    first = tick(mine, held, roster[0], "apology", 1, once).json()
    assert (first["state"], first["versions"]) == ("saved", {str(roster[0].pk): 2})
    assert tick(signed_in(cast.chair), held, roster[0], "absent", 2).json()["state"] == "saved"
    assert tick(mine, held, roster[0], "apology", 1, once).json()["versions"] == first["versions"]
    answer = tick(mine, held, roster[0], "present", 2)
    assert answer.status_code == 409
    theirs = answer.json()["theirs"][str(roster[0].pk)]
    assert (theirs["mark"], theirs["who"], theirs["version"]) == ("absent", "Chair", 3)
    assert Attendance.objects.get(meeting=held, person=roster[0].person).status == "absent"
    assert tick(mine, held, roster[0], "present", 3).json()["state"] == "saved"


def test_the_same_mark_is_no_difference(signed_in, cast, held, roster):
    tick(signed_in(cast.chair), held, roster[0], "absent", 1)
    assert tick(signed_in(cast.secretary), held, roster[0], "absent", 1).json()["state"] == "saved"


def test_the_whole_form_shows_both_marks_where_somebody_else_was_faster(signed_in, cast, held, roster):
    tick(signed_in(cast.chair), held, roster[0], "absent", 1)
    posted = {f"m-{roster[0].pk}": "apology", f"v-{roster[0].pk}": 1, "opened_at": "10:00", "adjourned_at": ""}
    mine = signed_in(cast.secretary)
    answer = mine.post(f"/meetings/{held.pk}/attendance/", posted)
    assert answer.status_code == 409
    assert "At the office: Absent (Chair" in answer.content.decode()
    assert mine.post(f"/meetings/{held.pk}/attendance/", posted | {f"v-{roster[0].pk}": 2}).status_code == 302
    assert Attendance.objects.get(meeting=held, person=roster[0].person).status == "apology"


def test_a_tick_after_the_draft_was_closed_is_told_so(signed_in, cast, held, roster):
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    answer = tick(signed_in(cast.secretary), held, roster[0], "absent", 1)
    assert (answer.status_code, answer.json()["state"]) == (409, "refused")


def test_marking_everybody_again_changes_no_version(held, cast):
    members = Membership.objects.filter(forum=held.forum)
    attendance.mark(meeting=held, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    assert set(Attendance.objects.filter(meeting=held).values_list("version", flat=True)) == {1}


# the device and its key


def test_a_device_gets_its_key_after_signing_in_and_the_same_one_again(client, signed_in, cast):
    name = {"device": str(uuid.uuid4())}
    assert client.post("/draft/key/", name).status_code == 401
    browser = signed_in(cast.secretary)
    assert browser.post("/draft/key/").status_code == 422
    first = browser.post("/draft/key/", name).json()
    assert len(b64decode(first["key"])) == 32
    assert browser.post("/draft/key/", name).json()["key"] == first["key"]
    assert signed_in(cast.chair).post("/draft/key/", name).json()["key"] != first["key"]
    elsewhere = {"device": str(uuid.uuid4())}
    assert browser.post("/draft/key/", elsewhere).json()["key"] != first["key"]
    assert DeviceKey.objects.count() == 3
    assert 0 < first["until"] - time.time() <= 12 * 60 * 60


def test_a_fresh_seal_is_had_by_whoever_is_signed_in(client, signed_in, cast):
    assert client.get("/draft/token/").status_code == 401
    answer = signed_in(cast.secretary).get("/draft/token/")
    assert answer.json()["user"] == str(cast.secretary.pk)
    assert len(answer.json()["csrf"]) == 64
    assert "no-store" in answer["Cache-Control"]


def test_an_open_minute_book_keeps_its_session_and_no_longer_than_twelve_hours(signed_in, cast):
    with time_machine.travel("2026-03-10 08:00 +0300", tick=False) as clock:
        browser = signed_in(cast.secretary)
        for _ in range(71):
            assert browser.get("/draft/token/").status_code == 200
            clock.shift(dt.timedelta(minutes=10))
        assert browser.get("/").status_code == 200
        clock.shift(dt.timedelta(minutes=15))
        assert browser.get("/draft/token/").status_code == 302


def test_the_device_gets_agenda_entries_and_owners_of_the_meeting_and_no_contacts(signed_in, cast, held, roster):
    roster[0].person.phone = "+254700000001"
    roster[0].person.email = "canary@kikao.test"
    roster[0].person.save()
    answer = signed_in(cast.secretary).get(f"/meetings/{held.pk}/draft/")
    said = answer.json()
    assert [item["position"] for item in said["agenda"]] == list(range(1, held.agenda.count() + 1))
    assert said["entries"][0]["text"] == "The Chief reported calm."
    assert [d["kind"] for d in said["entries"][0]["deeds"]] == ["resolution", "action"]
    assert ["Chair, Organisation 0", "Member 0"] in said["owners"]
    assert "254700000001" not in answer.content.decode()
    assert "canary" not in answer.content.decode()


def test_answers_are_let_go_after_a_while(device, cast):
    device(cast.secretary).send("One.", key=uuid.uuid4())
    drafting.daily_round(dt.date.today())
    assert DraftReply.objects.count() == 1
    DraftReply.objects.update(at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    drafting.daily_round(dt.date.today())
    assert DraftReply.objects.count() == 0


# what the browser keeps


def test_the_page_that_a_device_keeps_is_the_same_for_everybody(client, signed_in, cast):
    anybody, officer = client.get("/draft/"), signed_in(cast.secretary).get("/draft/")
    assert anybody.content == officer.content
    assert "csrf" not in anybody.content.decode()
    assert not anybody.cookies
    assert '<html lang="sw">' in client.get("/draft/?language=sw").content.decode()


def test_the_worker_keeps_the_shell_and_that_page_and_nothing_else(client, db):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert (answer["Service-Worker-Allowed"], "no-store" in answer["Cache-Control"]) == ("/", True)
    said = answer.content.decode()
    kept = said[said.index("SHELL = [") : said.index("];")]
    assert all(line.strip().startswith('"/static/') for line in kept.split("[")[1].split(","))
    assert said == client.get("/sw.js").content.decode()
    assert "worker-src 'self'" in client.get("/account/login/")["Content-Security-Policy"]
