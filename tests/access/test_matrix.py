"""Every address, every office: exactly what the rights page says."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from actionplans import agreeing, doing, pledging, progress, requesting
from actionplans.models import Accord, AccordScan, ActionPoint, Pledge, Request, RequestFile
from actionplans.request_flow import REQUESTS, watch_clocks
from documents.models import Paper
from forums import instruments
from forums.models import Area, AreaChange, ElectionPeriod
from meetings import excerpts, notices
from meetings.actions import attendance, files, writing
from meetings.holding import MEETING
from meetings.models import Attendance, EntryRevision, Minutes, Proposal, Resolution
from meetings.workflow import MINUTES
from members import inviting
from members.models import (
    Appointment,
    Contact,
    Correction,
    Membership,
    Office,
    Organisation,
    Person,
    PostingOrder,
    Sector,
    Training,
    User,
)
from portal.jobs.models import Job
from tests.access.matrix import EVERYBODY, OFFICES, ROWS
from tests.actionplans import planned
from tests.conftest import photograph, plan

# who sees the file that an address is asked for with
MEETING_FILES = {
    "meeting_file": "members",
    "meeting_file_small": "members",
    "meeting_file_download": "officers",
    "meeting_file_remove": "members",
}
FIGURES = {"requests_country", "requests_picture"}
# how a request of Njoro stands
ASKED = {"draft request", "raised", "answered"}
LETTER = b"%PDF-1.7 letter\nstartxref\n0\n%%EOF\n"


def let_go(answer) -> None:
    """Close an answer's file, and not the connection that the test's transaction lives on."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def document(request, country, cast):
    """The meeting of Njoro in the state that a row asks for, with what its address needs."""

    def in_state(state: str):
        here = {"planned", "negotiated", "chair", "co_chair", "secretary", "invited", "proposed", "agreed"}
        if state in here | ASKED:
            meeting, minutes = plan(country, cast.secretary), None
        elif state == "convened":
            meeting, minutes = plan(country, cast.secretary), None
            MEETING.take(meeting, "convene", by=cast.secretary)
            notices.send(meeting=meeting, kind="convening", sms="none", words="", by=cast.secretary)
        elif state == "county":
            meeting = plan(country, cast.county_secretary, code="032")
            members = Membership.objects.filter(forum=meeting.forum)
            attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.county_secretary)
            minutes = Minutes.objects.get(meeting=meeting)
        elif state == "held":
            meeting = request.getfixturevalue("held")
            minutes = meeting.minutes
            attendance.add_guest(
                meeting=meeting, name="Guest", designation="", organisation="", gender="", by=cast.secretary
            )
        else:
            filed = state in {"filed", "officers' copy"}
            circulated = filed or state == "officers' entry"
            minutes = request.getfixturevalue("circulated" if circulated else state)
            meeting = minutes.meeting
            if filed:
                file_by_hand(minutes)
        return meeting, minutes

    return in_state


def file_by_hand(minutes) -> None:
    """Files of one byte, so that a download can be asked for without printing."""
    for paper in Paper.objects.filter(subject_id=minutes.pk):
        paper.file.save(f"{paper.pk}.pdf", ContentFile(b"%"), save=False)
        paper.status, paper.file_sha256, paper.filed_at, paper.pages, paper.size = (
            "filed",
            "00" * 32,
            timezone.now(),
            1,
            1,
        )
        paper.save()


def uninvited(forum) -> Membership:
    """A member without an account."""
    person = Person.objects.create(name="Lilian Chebet")
    return Membership.objects.create(forum=forum, person=person, sector=Sector.objects.get(code="S18"))


def agreed(member: Membership) -> Membership:
    """The member's contacts are kept, and the co-chair may see them."""
    Contact.objects.create(person=member.person, phone="+254712345678", co_chair_too=True)
    return member


def kept_aside(minutes) -> EntryRevision:
    """A text of the secretary's that came while the chair had saved another."""
    entry, secretary = minutes.entries.get(), User.objects.get(email="secretary@kikao.test")
    return writing.keep_aside(
        minutes=minutes, entry=entry, key=entry.key, item=entry.item, why="meanwhile", by=secretary,
        said=writing.said("report", "Another text.", False, []),
    )  # fmt: skip


def named_co_chair(forum) -> Appointment:
    """The outsider is named to act as co-chair, and has not answered."""
    person = Person.objects.create(name="Naomi Jerotich", user=User.objects.get(email="outsider@kikao.test"))
    return Appointment.objects.create(
        office=Office.objects.get(forum=forum, seat="co_chair"), person=person, basis="appointed",
        since=timezone.localdate(), is_acting=True, awaits_acceptance=True,
    )  # fmt: skip


def held_by_a_body(forum) -> Appointment:
    """The co-chair is an organisation."""
    held = Appointment.objects.get(office__forum=forum, seat="co_chair")
    held.organisation, held.held_by_body = Organisation.objects.create(name="MIDRIFT HURINET"), True
    held.save()
    return held


def of_a_plan(name: str, state: str, meeting) -> list:
    """The arguments of an address of the forum's work plan: a draft, or where a meeting was held adopted by it."""
    secretary = User.objects.get(email="secretary@kikao.test")
    is_draft = state == "planned" or name == "plan_adopt"
    made = planned.drafted(meeting.forum, secretary) if is_draft else planned.adopted(meeting, secretary)
    if name.startswith("progress_"):
        shown = [doing.Sent("hall.jpg", photograph(), "The elders at the bridge")]
        said = progress.Said("on_track", "One dialogue was held.")
        progress.say_progress(activity=made.activity, quarter=1, said=said, files=shown, by=secretary)
        return [made.activity.evidence.get().pk]
    if name.startswith("plan") or name in {"objective_add", "activity_add"}:
        return [made.plan.pk]
    if name.startswith("objective"):
        return [made.objective.pk]
    return [made.activity.pk, *([1] if name == "activity_progress" else [])]


def asked_for(name: str, state: str, forum) -> int:
    """The key of a request to the County Commissioner, or of the file of its answer."""
    secretary = User.objects.get(email="secretary@kikao.test")
    to = Office.objects.get(forum__area__code="032", seat="chair")
    said = {"office": to, "urgency": "urgent", "text": "A patrol", "why": "Shots.", "by": secretary}
    upward = requesting.write_request(forum=forum, **said)
    if state != "draft request":
        REQUESTS.take(upward, "send", by=secretary)
    if state == "raised":
        Request.objects.update(look_at=timezone.now())
        watch_clocks(timezone.now())
    elif state == "answered":
        shown = [doing.Sent("order.pdf", LETTER)]
        chair = User.objects.get(email="county_chair@kikao.test")
        requesting.answer(request=upward, words="It comes.", files=shown, by=chair)
    return RequestFile.objects.get().pk if name == "request_file" else upward.pk


def offered(forum) -> Pledge:
    """Forty litres of fuel, accepted; ten came, with a picture."""
    day, by = timezone.localdate(), User.objects.get(email="secretary@kikao.test")
    said = {"giver": "Boda boda association", "kind": "fuel", "purpose": "Fuel for the caravan", "unit": "litres"}
    pledge = pledging.offer(forum=forum, offered_on=day, quantity=Decimal(40), by=by, **said)
    pledging.say(pledge=pledge, verb="accept", words="", on=day, by=by)
    shown = doing.Sent("drums.jpg", photograph(), "Two drums")
    came = {"words": "At the hall.", "on": day, "quantity": Decimal(10), "file": shown}
    pledging.say(pledge=pledge, verb="deliver_part", by=by, **came)
    return pledge


def negotiated(forum) -> Accord:
    """A charter with two parties, a signatory, a clause and a scan."""
    by = User.objects.get(email="secretary@kikao.test")
    accord = agreeing.begin(forum=forum, title="Charter", kind="charter", language="en", by=by)
    party, _other = (agreeing.add_party(accord=accord, name=name, by=by) for name in ("Elders", "Youth"))
    agreeing.add_signatory(accord=accord, name="Wilson Mwaura", party=party, by=by)
    agreeing.add_clause(accord=accord, number=1, text="Shared grazing", by=by)
    agreeing.add_scan(accord=accord, sent=doing.Sent("charter.pdf", LETTER), by=by)
    return accord


def signed(forum) -> Accord:
    """The same, signed, with a breach."""
    day, by = timezone.localdate(), User.objects.get(email="secretary@kikao.test")
    accord = negotiated(forum)
    agreeing.say(accord=accord, verb="sign", words="", on=day, by=by)
    agreeing.note_breach(accord=accord, on=day, what="A gate was closed.", source="Peace committee", by=by)
    return accord


def promise_arguments(name: str, state: str, forum) -> list:
    """The arguments of an address of a pledge, an accord or a clause."""
    if name in {"pledges", "pledges_below", "pledge_add", "accords", "accords_below", "accords_print", "accord_add"}:
        if name == "accords_print":
            signed(forum)
        return [forum.slug]
    if name.startswith("pledge"):
        return [offered(forum).pk]
    if name.startswith("delivery"):
        came = offered(forum).deliveries.get()
        return [came.evidence.pk if name == "delivery_evidence" else came.pk]
    accord = negotiated(forum) if state == "negotiated" else signed(forum)
    if name == "accord_scan":
        return [AccordScan.objects.get().pk]
    if name == "accord_clause" or name.startswith("clause"):
        return [accord.clauses.get().pk]
    more = {
        "accord_part": lambda: ["party"],
        "accord_part_remove": lambda: ["clause", accord.clauses.get().pk],
        "accord_breach": lambda: [accord.breaches.get().pk],
    }
    return [accord.pk, *(more[name]() if name in more else [])]


def arguments_for(name: str, state: str, meeting, minutes) -> list:
    """The arguments of an address for the meeting in hand."""
    if name.startswith("request_") and name != "request_ask" or name == "request":
        return [asked_for(name, state, meeting.forum)]
    if name.startswith(("pledge", "accord", "clause", "delivery")):
        return promise_arguments(name, state, meeting.forum)
    if name == "default_rules":
        return ["every"]
    if name.startswith("roster_"):
        return [meeting.forum.slug]
    if name in {"area", "area_change"}:
        return ["032-njoro", *(["rename"] if name == "area_change" else [])]
    if name in {"change_accept", "change_decline"}:
        county = Area.objects.get(code="032")
        return [
            AreaChange.objects.create(county=county, kind="new", name="Elburgon", happened="2024", source="Notice").pk
        ]
    if name == "election_end":
        day = timezone.localdate()
        return [ElectionPeriod.objects.create(name="By-election", area=meeting.forum.area, since=day, until=day).pk]
    if name in {"posting", "posting_carry_out"}:
        officer = User.objects.get(email="nsc_officer@kikao.test")
        return [
            PostingOrder.objects.create(instrument="Order", since=timezone.localdate(), file_name="x", by=officer).pk
        ]
    if name in {
        "postings",
        "posting_template",
        "area_join",
        "election_periods",
        "areas",
        "area_add",
        "area_changes",
        "notice_accept",
    }:
        return []
    if name == "ledger":
        return []
    if name == "accounts":
        return []
    if name in {"account_close", "account_reopen"}:
        return [User.objects.get(email="outsider@kikao.test").pk]
    if name == "correction":
        person = User.objects.get(email="member@kikao.test").person
        return [Correction.objects.create(person=person, forum=meeting.forum, words="My name").pk]
    if name == "forum_instruments":
        return [meeting.forum.slug]
    if name.startswith("instrument_"):
        secretary = User.objects.get(email="secretary@kikao.test")
        scan = instruments.put_on_file(forum=meeting.forum, title="Letter", dated=None, content=LETTER, by=secretary)
        return [scan.pk]
    if name == "office_line":
        return [Office.objects.get(forum=meeting.forum, seat=state).pk]
    if name in {"roster_pipeline", "organisations"}:
        return [meeting.forum.slug]
    if name in {"trainings", "training_remove"}:
        person = uninvited(meeting.forum).person
        course = Training.objects.create(person=person, course="Mediation", provider="nsc")
        return [meeting.forum.slug, person.pk, *([course.pk] if name == "training_remove" else [])]
    if name == "member_letter":
        return [uninvited(meeting.forum).pk, "invitation"]
    if name == "forum_sheets":
        return [meeting.forum.slug]
    if name in {"appoint", "appoint_earlier"}:
        return [Office.objects.get(forum=meeting.forum, seat=state).pk]
    if name in {"appointment_end", "holder_invite", "appointment_letter", "handover_note"}:
        return [Appointment.objects.get(office__forum=meeting.forum, seat=state).pk]
    if name == "appointment_answer":
        return [named_co_chair(meeting.forum).pk]
    if name == "representative":
        return [held_by_a_body(meeting.forum).pk]
    if state == "agreed":
        return [agreed(uninvited(meeting.forum)).pk]
    if name in {"member_change", "member_contact", "member_held", "member_held_copy", "member_invite", "member_merge"}:
        return [uninvited(meeting.forum).pk]
    if name.startswith("invitation_"):
        secretary = User.objects.get(email="secretary@kikao.test")
        member = uninvited(meeting.forum)
        invited = inviting.invite(
            person=member.person, forum=meeting.forum, right="keep_record", email="new@kikao.test", by=secretary
        )
        return [invited.pk]
    if name in {"forum_composition", "forum_stage", "forum_mandate", "forum_rules", "forum_ledger", "offices"}:
        return [meeting.forum.slug]
    if name in {
        "resolutions",
        "meetings",
        "meeting_plan",
        "forum",
        "roster",
        "member_add",
        "registry",
        "forum_actions",
        "forum_actions_print",
        "action_add",
        "actions_below",
        "forum_plan",
        "plan_begin",
        "plans_below",
        "forum_requests",
        "request_ask",
    }:
        return [meeting.forum.slug]
    if name in {"establishment", "directory", "calendar_below", "country_tiles", "composition_below"} | FIGURES:
        return []
    if name in {"forum_agenda", "proposals"}:
        return [meeting.forum.slug]
    if name == "national_agenda":
        return []
    if name == "proposal_settle":
        person = User.objects.get(email="member@kikao.test").person
        return [Proposal.objects.create(forum=meeting.forum, person=person, title="Lights").pk]
    if name in MEETING_FILES:
        secretary = User.objects.get(email="secretary@kikao.test")
        said = {"title": "Charter", "name": "charter.pdf", "content": LETTER, "audience": MEETING_FILES[name]}
        if name == "meeting_file_small":
            said |= {"name": "hall.jpg", "content": photograph()}
        return [files.put(meeting=meeting, by=secretary, **said).pk]
    if name in {"agenda_move", "agenda_remove", "agenda_change"}:
        return [meeting.pk, meeting.agenda.get(position=5).pk]
    if name == "notice_again":
        notice = meeting.notices.get()
        Job.objects.filter(key=notice.job_key).update(status="done")
        return [notice.pk]
    if name == "reply_take":
        return [meeting.pk, Person.objects.get(user__email="member@kikao.test").pk]
    if name == "guest_remove":
        return [meeting.pk, Attendance.objects.get(meeting=meeting, is_guest=True).pk]
    if name == "entry_restore":
        entry = minutes.entries.get()
        said = {"version": 1, "said": writing.written(entry), "saved_by": entry.saved_by}
        return [EntryRevision.objects.create(entry=entry, **said).pk]
    if name.split("_")[0] in {"plan", "objective", "activity", "progress"}:
        return of_a_plan(name, state, meeting)
    if name.startswith("evidence"):
        point, secretary = ActionPoint.objects.get(forum=meeting.forum), User.objects.get(email="secretary@kikao.test")
        shown = doing.Sent("hall.jpg", photograph(), "The team at the bridge")
        return [doing.add_evidence(point=point, sent=shown, by=secretary).pk]
    if name in {"action", "action_word", "action_change"}:
        ActionPoint.objects.update(officers_only=state == "officers' entry")
        return [ActionPoint.objects.get(forum=meeting.forum).pk]
    if name.startswith("resolution_") or name == "resolution":
        found = Resolution.objects.get(forum=meeting.forum)
        Resolution.objects.update(officers_only=state == "officers' entry")
        return [meeting.forum.slug, found.deed.year, found.deed.number]
    if name == "excerpt_again":
        found = Resolution.objects.with_meeting().get(forum=meeting.forum)
        secretary = User.objects.get(email="secretary@kikao.test")
        said = {"to": "OCS", "email": "ocs@kikao.test", "words": "", "by": secretary}
        return [excerpts.write_excerpt(resolution=found, **said).pk]
    if name == "decisions":
        return [minutes.pk]
    if name == "decision":
        return [kept_aside(minutes).pk]
    if name.startswith("entry_") and name != "entry_save":
        return [minutes.entries.get().pk]
    if name == "situation_save":
        return [minutes.pk, Area.objects.get(code="032-njoro").pk]
    if name == "minutes_amend":
        minutes.entries.update(officers_only=state == "officers' entry")
        return [minutes.pk, minutes.entries.get().key]
    if name == "amendment_settle":
        said = {"entry": minutes.entries.get(), "deed": None, "text": "Calm.", "note": "So it was said."}
        MINUTES.take(minutes, "amend", by=User.objects.get(email="member@kikao.test"), **said)
        return [minutes.amendments.get().pk]
    if name.startswith("addendum_") and name != "addendum_add":
        secretary = User.objects.get(email="secretary@kikao.test")
        MINUTES.take(minutes, "add", by=secretary, note="Left out.", text="Two wards.")
        return [minutes.addenda.get().pk]
    if name.startswith("minutes") or name in {"entry_save", "addendum_add"}:
        return [minutes.pk]
    if name.startswith("paper"):
        copy = "officers" if state == "officers' copy" else "members"
        return [Paper.objects.get(subject_id=minutes.pk, edition=1, copy=copy).pk]
    return [meeting.pk]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_each_office_gets_what_the_rights_page_says(row, document, cast, signed_in):
    name, method, state, posted, expected = row
    meeting, minutes = document(state)
    address = reverse(name, args=arguments_for(name, state, meeting, minutes))
    got = []
    for office in OFFICES:
        browser = signed_in(getattr(cast, office)) if office else Client()
        with transaction.atomic():
            answer = browser.get(address) if method == "GET" else browser.post(address, posted)
            transaction.set_rollback(True)
        let_go(answer)
        got.append(answer.status_code)
    wanted = [int(code) for code in expected.replace("|", " ").split()]
    assert dict(zip(OFFICES, got, strict=True)) == dict(zip(OFFICES, wanted, strict=True))


@pytest.mark.parametrize("name", EVERYBODY)
def test_pages_without_an_area_answer_as_the_table_says(name, cast, signed_in):
    arguments, anonymous, officer = EVERYBODY[name]
    address = reverse(name, args=arguments)
    got = Client().get(address).status_code, signed_in(cast.secretary).get(address).status_code
    assert got == (anonymous, officer)


def every_name(patterns) -> set[str]:
    names = set()
    for entry in patterns:
        if isinstance(entry, URLResolver):
            names |= every_name(entry.url_patterns)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(entry.name)
    return names


def test_every_address_has_its_row():
    stated = {row[0] for row in ROWS} | set(EVERYBODY)
    assert every_name(get_resolver().url_patterns) - stated == set()
