"""Does a page ask the database as often for one row as for forty-five?"""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans import agreeing, pledging, requesting
from actionplans.accord_workflow import CLAUSES
from actionplans.actions import add_action
from actionplans.models import ActionPoint, Request, WorkPlan
from actionplans.planning import add_activity, add_objective
from actionplans.request_flow import REQUESTS
from actionplans.workflow import ACTIONS
from documents.models import Paper
from meetings import excerpts
from meetings.actions import agendas, attendance, files, planning, writing
from meetings.models import Meeting, Minutes, Resolution
from meetings.workflow import MINUTES, RESOLUTIONS
from members.models import Membership, Office, Organisation, Person
from tests.actionplans import planned
from tests.conftest import photograph

MOST = 12


def grown(country, cast, rows: int) -> dict:
    """A forum in which everything that is listed is there `rows` times: members, guests, entries, actions, papers."""
    forum, secretary = country.forums["032-njoro"], cast.secretary
    there = Membership.objects.filter(forum=forum).count()
    for number in range(rows):
        person = Person.objects.create(name=f"Member {there + number}", gender="F", age_band="youth")
        body = Organisation.objects.create(name=f"Body {there + number}", sector=country.sectors["S18"])
        Membership.objects.create(
            forum=forum, person=person, organisation=body, sector=country.sectors["S18"], designation="Chair"
        )
    members = list(Membership.objects.filter(forum=forum))
    first = forum.meetings.count()
    for number in range(first, first + rows):
        minutes = written(forum, dt.date(2025, 1, 6) + dt.timedelta(days=number), members[:4], 1, by=secretary)
        circulate(minutes, cast)
    waiting = written(forum, dt.date(2025, 6, 1), members, rows, by=secretary)
    MINUTES.take(waiting, "send", by=secretary)
    draft = written(forum, dt.date(2025, 6, 2), members, rows, by=secretary)
    for number in range(rows):
        attendance.add_guest(
            meeting=draft.meeting, name=f"Guest {number}", designation="", organisation="", gender="", by=secretary
        )
        agendas.propose(forum=forum, person=cast.member.person, title=f"Item {there + number}", why="", by=cast.member)
    for number in range(rows):
        sent = {"meeting": draft.meeting, "title": "Hall", "by": secretary}
        files.put(name="hall.jpg", content=photograph((64 + there, 64 + number)), **sent)
        if number < 10:  # a meeting is full with sixty
            files.put(name="list.pdf", content=pdf(number), **sent)
    paper = Paper.objects.filter(copy="officers").first()
    amended = Minutes.objects.get(pk=paper.subject_id)
    entry = amended.entries.get()
    for number in range(rows):
        said = {"note": "As it was said.", "entry": entry, "deed": None, "text": f"Other words {there + number}."}
        MINUTES.take(amended, "amend", by=cast.chair, **said)
    resolved = Resolution.objects.with_meeting().filter(forum=forum).first()
    for number in range(rows):
        said = {"to": f"Office {number}", "email": "", "words": "", "by": secretary}
        excerpts.write_excerpt(resolution=resolved, **said)
        RESOLUTIONS.take(resolved, "progress", by=secretary, note="So far.", on=dt.date(2025, 9, 1))
    promised = ActionPoint.objects.with_meeting().filter(forum=forum, deed__isnull=False).first()
    for _number in range(rows):
        ACTIONS.take(promised, "progress", by=cast.secretary, note="So far.", on=dt.date(2025, 9, 1))
    plan = planned_out(forum, waiting.meeting, rows, by=secretary)
    for number in range(rows):
        asked_up = asked_for(country, forum, number, cast)
    for _number in range(rows):
        for verb, user, note in (("answer", cast.county_chair, "Soon."), ("reopen", cast.secretary, "When?")):
            REQUESTS.take(Request.objects.get(pk=asked_up.pk), verb, by=user, note=note)
    promised_here, agreed_here = promises(forum, there, rows, by=secretary)
    return {
        "work plan": ("plan", [plan.pk], cast.secretary),
        "work plan by quarter": ("plan", [plan.pk], cast.member, {"show": "quarters"}),
        "activity": ("activity", [plan.objectives.first().activities.first().pk], cast.secretary),
        "entering an activity": ("activity_add", [plan.pk], cast.secretary),
        "work plans below": ("plans_below", ["032"], cast.county_secretary),
        "desk": ("desk", [], cast.secretary),
        "the chair's desk": ("desk", [], cast.chair),
        "the NSC's desk": ("desk", [], cast.nsc_officer),
        "forums": ("forums", [], cast.nsc_officer),
        "forum": ("forum", [forum.slug], cast.secretary),
        "roster": ("roster", [forum.slug], cast.secretary),
        "meetings": ("meetings", [forum.slug], cast.secretary),
        "proposals": ("proposals", [forum.slug], cast.secretary),
        "offices": ("offices", [forum.slug], cast.secretary),
        "ledger of the forum": ("forum_ledger", [forum.slug], cast.secretary),
        "ledger": ("ledger", [], cast.auditor),
        "registry": ("registry", [forum.slug], cast.secretary),
        "search": ("search", [], cast.secretary, {"q": "reported", "kind": "paragraph", "sector": "S18"}),
        "search, the latest": ("search", [], cast.nsc_officer),
        "actions": ("forum_actions", [forum.slug], cast.secretary),
        "actions as a board": ("forum_actions", [forum.slug], cast.secretary, {"as_board": "1"}),
        "action": ("action", [promised.pk], cast.secretary),
        "my actions": ("my_actions", [], cast.secretary),
        "requests": ("forum_requests", [forum.slug], cast.secretary),
        "requests received": ("forum_requests", ["032"], cast.county_secretary, {"show": "received"}),
        "request, sent": ("request", [asked_up.pk], cast.secretary),
        "request, to answer": ("request", [asked_up.pk], cast.county_chair),
        "asking": ("request_ask", [forum.slug], cast.secretary),
        "how long answers take": ("requests_country", [], cast.nsc_officer),
        "the county chair's desk": ("desk", [], cast.county_chair),
        "actions below": ("actions_below", ["032"], cast.county_secretary),
        "pledges": ("pledges", [forum.slug], cast.secretary),
        "pledges below": ("pledges_below", ["032"], cast.county_secretary),
        "pledge": ("pledge", [promised_here.pk], cast.secretary),
        "entering a pledge": ("pledge_add", [forum.slug], cast.secretary),
        "accords": ("accords", [forum.slug], cast.secretary),
        "accords below": ("accords_below", ["032"], cast.county_secretary),
        "accord": ("accord", [agreed_here.pk], cast.secretary),
        "clause": ("accord_clause", [agreed_here.clauses.first().pk], cast.secretary),
        "resolutions": ("resolutions", [forum.slug], cast.secretary),
        "resolution": ("resolution", [forum.slug, resolved.deed.year, resolved.deed.number], cast.secretary),
        "meeting": ("meeting", [draft.meeting_id], cast.secretary),
        "photographs and files": ("meeting_files", [draft.meeting_id], cast.secretary),
        "one file": ("meeting_file", [draft.meeting.files.first().pk], cast.secretary),
        "attendance": ("attendance", [draft.meeting_id], cast.secretary),
        "minute book": ("minute_book", [draft.meeting_id], cast.secretary),
        "how an entry came about": ("entry_revisions", [draft.entries.first().pk], cast.secretary),
        "minutes, draft": ("minutes", [draft.pk], cast.secretary),
        "minutes, to clear": ("minutes", [waiting.pk], cast.chair),
        "minutes, circulated": ("minutes", [paper.subject_id], cast.secretary),
        "minutes, circulated, to a member": ("minutes", [paper.subject_id], cast.member),
        "amending": ("minutes_amend", [amended.pk, entry.key], cast.chair),
        "settling": ("amendment_settle", [amended.amendments.first().pk], cast.secretary),
        "editions": ("minutes_editions", [amended.pk], cast.secretary),
        "confirming by circulation": ("minutes_confirm_round", [amended.pk], cast.secretary),
        "paper": ("paper", [paper.pk], cast.secretary),
        "downloads": ("downloads", [], cast.nsc_officer),
    }


def planned_out(forum, meeting, rows: int, *, by):
    """The forum's work plan with as many objectives more, an activity each that was rated, with an action of its own."""
    plan = WorkPlan.objects.filter(forum=forum).first()
    if plan is None:
        plan = planned.adopted(meeting, by).plan
    there = plan.objectives.count()
    for number in range(rows):
        objective = add_objective(plan=plan, aim=1, text=f"Objective {there + number}", why="So.", by=by)
        wanted = planned.wanted(forum, title=f"Activity {there + number}")
        activity = add_activity(objective=objective, wanted=wanted, why="So.", by=by)
        planned.said(activity, by)
        first = plan.objectives.first().activities.first()
        add_action(
            forum=forum, text="Do it", owner=first.responsible, due=None, priority="normal", officers_only=False,
            activity=first, by=by,
        )  # fmt: skip
        planned.said(first, by)
    return plan


def promises(forum, there: int, rows: int, *, by):
    """Late pledges and signed accords, and one of each with everything on it `rows` times more."""
    day = dt.date(2025, 3, 12)
    for number in range(there, there + rows):
        said = {"giver": f"Body {number}", "kind": "fuel", "purpose": "Fuel", "offered_on": day, "due": day}
        pledge = pledging.offer(forum=forum, by=by, **said)
        pledging.say(pledge=pledge, verb="accept", words="", on=day, by=by)
        accord = agreeing.begin(forum=forum, title=f"Charter {number}", kind="charter", language="en", by=by)
        sides = [agreeing.add_party(accord=accord, name=name, by=by) for name in ("Elders", "Youth")]
        agreeing.add_signatory(accord=accord, name="Wilson", party=sides[0], by=by)
        agreeing.add_clause(accord=accord, number=1, text="Meet", by=by)
        agreeing.say(accord=accord, verb="sign", words="", on=day, by=by)
    pledge, accord = forum.pledges.earliest("pk"), forum.accords.earliest("pk")
    elders, clause = accord.parties.first(), accord.clauses.first()
    for number in range(there, there + rows):
        pledging.say(pledge=pledge, verb="deliver_part", words="It came.", on=day, shillings=Decimal(5), by=by)
        agreeing.add_signatory(accord=accord, name=f"Elder {number}", party=elders, by=by)
        agreeing.note_breach(
            accord=accord, on=day, what="Closed.", source="Elders", clause=clause, said_by=elders, by=by
        )
        CLAUSES.take(clause, "keep_part", by=by, note="So far.", on=day)
        said = {"text": "Do it", "owner": "", "due": dt.date(2099, 1, 1), "priority": "normal", "officers_only": False}
        agreeing.act_on_clause(clause=clause, by=by, **said)
    return pledge, accord


def written(forum, day, members, entries: int, *, by):
    """A held meeting with its draft, each entry with a resolution and an action, all under one item."""
    meeting = planning.plan_meeting(
        forum=forum, kind="ordinary", held_on=day, starts_at=dt.time(10), venue="Njoro", by=by
    )
    attendance.mark(meeting=meeting, marks={member.pk: ("present", "") for member in members}, by=by)
    meeting = Meeting.objects.get(pk=meeting.pk)
    item = meeting.agenda.first()
    for _ in range(entries):
        deeds = [
            writing.DeedText("resolution", "That it be done."),
            writing.DeedText("action", "Do it", owner="Secretary", due=dt.date(2025, 3, 1)),
        ]
        writing.save_entry(
            minutes=meeting.minutes, key=uuid.uuid4(), item=item, version=0, kind="report", text="It was reported.",
            officers_only=False, deeds=deeds, by=by,
        )  # fmt: skip
    return meeting.minutes


def asked_for(country, forum, number: int, cast) -> Request:
    """A request sent to the county, every second one answered."""
    to = Office.objects.get(forum=country.forums["032"], seat="chair")
    said = {"urgency": "urgent", "text": "A patrol", "why": "Shots at night.", "by": cast.secretary}
    upward = requesting.write_request(forum=forum, office=to, **said)
    REQUESTS.take(upward, "send", by=cast.secretary)
    if number % 2:
        requesting.answer(request=upward, words="It comes.", by=cast.county_chair)
        REQUESTS.take(Request.objects.get(pk=upward.pk), "reopen", by=cast.secretary, note="Nobody came.")
    return upward


def pdf(number: int) -> bytes:
    return b"%%PDF-1.7 %d\nstartxref\n9\n%%%%EOF\n" % number


def circulate(minutes, cast) -> None:
    """Send, clear and circulate."""
    MINUTES.take(minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(minutes, "clear", by=user)


def asked(signed_in, pages: dict) -> dict[str, list[str]]:
    """What each page asks the database, once everything that is kept in memory is there.

    The shorter of two times counts: a page may meet the moment at which its session is written anew.
    """
    counts = {}
    for name, (url, arguments, user, *typed) in pages.items():
        browser = signed_in(user)
        address = reverse(url, args=arguments)
        browser.get(address, *typed)
        times = []
        for _time in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address, *typed).status_code == 200, name
            times.append([query["sql"] for query in queries])
        counts[name] = min(times, key=len)
    return counts


def test_every_page_asks_as_often_for_one_row_as_for_three_and_forty_five(country, cast, signed_in):
    with_one = asked(signed_in, grown(country, cast, 1))
    with_three = asked(signed_in, grown(country, cast, 2))
    with_forty_five = asked(signed_in, grown(country, cast, 42))
    assert len(with_three) == len(with_one)
    for name, queries in with_one.items():
        assert len(with_three[name]) == len(queries), (name, queries, with_three[name])
        assert len(with_forty_five[name]) == len(queries), (name, queries, with_forty_five[name])
    assert {name: len(queries) for name, queries in with_one.items() if len(queries) > MOST} == {}


def test_signing_sealing_and_adding_ask_seldom(confirmed, cast, signed_in):
    pages = {
        "to sign": ("minutes", [confirmed.pk], cast.co_chair),
        "to seal": ("minutes", [confirmed.pk], cast.secretary),
        "on paper": ("minutes_paper", [confirmed.pk], cast.secretary),
        "without waiting": ("minutes_seal", [confirmed.pk], cast.secretary),
        "the chair's desk": ("desk", [], cast.chair),
    }
    counts = asked(signed_in, pages)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(confirmed, "sign", by=user)
    MINUTES.take(confirmed, "add", by=cast.secretary, note="Left out.", text="Two wards.")
    pages = {
        "sealed": ("minutes", [confirmed.pk], cast.secretary),
        "sealed, to a member": ("minutes", [confirmed.pk], cast.member),
        "an addendum to sign": ("minutes", [confirmed.pk], cast.chair),
        "adding": ("addendum_add", [confirmed.pk], cast.secretary),
        "the secretary's desk": ("desk", [], cast.secretary),
    }
    counts |= asked(signed_in, pages)
    assert {name: len(queries) for name, queries in counts.items() if len(queries) > MOST} == {}
