"""How were the sample meetings held? Each is lived through the portal's own steps, as its officers would."""

import datetime as dt
import itertools
import uuid

from actionplans.models import ActionPoint
from actionplans.papers import print_matrix
from actionplans.workflow import ACTIONS
from forums.models import Forum
from forums.quarter import Quarter
from meetings import notices
from meetings.actions import agendas, attendance, planning, situation, writing
from meetings.below import forums_below
from meetings.holding import MEETING
from meetings.models import AgendaItem, Entry, Meeting, Minutes
from meetings.workflow import MINUTES
from members.models import Membership, Person, User
from reports.demonstration import endings, pictures
from reports.demonstration.founding import KIBRA_MAPPING
from reports.demonstration.sittings import (
    COUNTY_LATEST,
    EAST_LATEST,
    KIBRA_SITTING,
    NAIVASHA_EARLIER,
    NAIVASHA_LATEST,
    NJORO_EARLIER,
    NJORO_LATEST,
    Sitting,
)
from reports.demonstration.words import Said, naivasha, nakuru, njoro


def hold_all(users: dict[str, User], today: dt.date) -> None:
    """Hold the sample meetings of the last two quarters, and Kibra's of 12 February 2025, up to where each has come."""
    last = Quarter.of(today).previous()
    latest, earlier = _day_in(last), _day_in(last.previous())
    _njoro(users, earlier, latest)
    _naivasha(users, earlier, latest - dt.timedelta(days=7))
    county = _hold(users, COUNTY_LATEST, latest + dt.timedelta(days=8))
    _circulate(users, "nakuru", county)
    endings.seal_though_one_declined(users, Minutes.objects.get(meeting=county))
    _put_right(users["secretary.nakuru-east"], _hold(users, EAST_LATEST, latest + dt.timedelta(days=6)))
    _hold(users, KIBRA_SITTING, KIBRA_MAPPING[1])
    _convene_next(users, today)


def _njoro(users: dict[str, User], earlier: dt.date, latest: dt.date) -> None:
    """The earlier minutes go the whole way to sealed; the latest wait for the meeting that the newcomer will hold."""
    secretary = users["secretary.njoro"]
    first = _hold(users, NJORO_EARLIER, earlier, following=latest)
    attendance.add_guest(
        meeting=first,
        name="Lilian Chebet",
        designation="Guest",
        organisation="Vocational training centre, Njoro",
        gender="F",
        by=secretary,
    )
    _circulate(users, "njoro", first)
    second = _hold(users, NJORO_LATEST, latest, before=earlier)
    minutes = Minutes.objects.get(meeting=first)
    _note_progress(minutes, by=secretary)
    MINUTES.take(
        minutes,
        "confirm",
        by=secretary,
        meeting=second,
        proposer=Person.objects.get(name="Mary Chepkoech"),
        seconder=Person.objects.get(name="Paul Lagat"),
        corrections=njoro.CORRECTION.format(ex=f"{earlier:%m/%Y}"),
    )
    endings.sign_on_paper(users, minutes)
    endings.add(users, minutes)
    endings.carry_out(users, minutes)
    _circulate(users, "njoro", second)
    print_matrix(forum=second.forum, by=secretary)
    pictures.put_with(second, secretary)


def _note_progress(minutes: Minutes, *, by: User) -> None:
    """Note how far the actions have come, as the meeting after heard it."""
    actions = ActionPoint.objects.with_meeting().filter(deed__entry__minutes=minutes, text__in=njoro.PROGRESS)
    for action in actions:
        for verb, days, words in njoro.PROGRESS[action.text]:
            day = minutes.meeting.held_on + dt.timedelta(days=days)
            ACTIONS.take(action, verb, by=by, note=words, on=day)


def _naivasha(users: dict[str, User], earlier: dt.date, latest: dt.date) -> None:
    """One meeting circulated and amended; one draft that the co-chair has cleared and the chair has not."""
    first = _hold(users, NAIVASHA_EARLIER, earlier, following=latest)
    _circulate(users, "naivasha", first)
    endings.amend(users, Minutes.objects.get(meeting=first))
    minutes = Minutes.objects.get(meeting=_hold(users, NAIVASHA_LATEST, latest, before=earlier))
    MINUTES.take(minutes, "send", by=users["secretary.naivasha"])
    MINUTES.take(minutes, "clear", by=users["co-chair.naivasha"])


def _convene_next(users: dict[str, User], today: dt.date) -> None:
    """Naivasha meets on a Thursday in two weeks: everybody was told, some have answered."""
    secretary = users["secretary.naivasha"]
    meeting = planning.plan_meeting(
        forum=_forum_of(secretary),
        kind="ordinary",
        held_on=today + dt.timedelta(days=14 + (3 - today.weekday()) % 7),
        starts_at=dt.time(9, 30),
        venue="Sub-county hall, Naivasha",
        by=secretary,
    )
    _set_agenda(users, meeting)
    MEETING.take(meeting, "convene", by=secretary)
    notice = notices.send(meeting=meeting, kind="convening", sms="rest", words="", by=secretary)
    answers = itertools.cycle(
        [("yes", ""), ("yes", ""), ("apology", ""), ("represented", "Deputy of the office"), None]
    )
    for delivery, answer in zip(notice.deliveries.exclude(person=secretary.person), answers, strict=False):
        if answer is not None:
            notices.reply(
                meeting=meeting, person=delivery.person, answer=answer[0], represented_by=answer[1], by=secretary
            )


def _set_agenda(users: dict[str, User], meeting: Meeting) -> None:
    """Naivasha's agenda has its times; one proposal stands on it, another waits for the secretariat."""
    secretary, chair, co_chair = (users[f"{seat}.naivasha"] for seat in ("secretary", "chair", "co-chair"))
    on_it, _waiting = (
        agendas.propose(forum=meeting.forum, person=user.person, title=title, why=why, by=user)
        for user, (title, why) in zip((co_chair, chair), naivasha.PROPOSED, strict=True)
    )
    agendas.settle(proposal=on_it, status="accepted", meeting=meeting, answer="", by=secretary)
    for item in meeting.agenda.all():
        minutes = naivasha.MINUTES_SET.get(item.standing, 20)
        agendas.change_item(item=item, minutes=minutes, recurs=False, by=secretary)


def _hold(
    users: dict[str, User],
    sitting: Sitting,
    day: dt.date,
    *,
    before: dt.date | None = None,
    following: dt.date | None = None,
) -> Meeting:
    """Plan, convene and hold a meeting, record who came, and write its minutes as a draft."""
    secretary = users[f"secretary.{sitting.place}"]
    meeting = planning.plan_meeting(
        forum=_forum_of(secretary),
        kind=sitting.kind,
        held_on=day,
        starts_at=sitting.starts,
        venue=sitting.venue,
        by=secretary,
    )
    known = set(meeting.agenda.values_list("standing", flat=True))
    for item in sitting.page:
        if item not in known:
            agendas.add_item(meeting=meeting, title=item, by=secretary)
    MEETING.take(meeting, "convene", by=secretary)
    attendance.mark(meeting=meeting, marks=_attended(meeting, sitting, secretary), by=secretary)
    times = {name: (came, left) for name, came, left in sitting.times}
    late = _forum_of(secretary).memberships.filter(person__name__in=times).values_list("pk", "person__name")
    attendance.note_presence(meeting=meeting, times={pk: times[name] for pk, name in late}, by=secretary)
    attendance.note_times(meeting=meeting, opened_at=sitting.opened, adjourned_at=sitting.adjourned, by=secretary)
    days = {"previous": _spoken(before), "next": _spoken(following), "ex": f"{before:%m/%Y}" if before else ""}
    minutes = Minutes.objects.get(meeting=meeting)
    items = {item.standing or item.title: item for item in meeting.agenda.all()}
    for name, entries in sitting.page.items():
        for said in entries:
            _write(minutes, items[name], said, days, secretary)
    areas = {below.forum.slug: below.forum.area for below in forums_below(meeting)} if sitting.areas else {}
    for told in sitting.areas:
        stakeholders = [dict(zip(("name", "organisation", "sector"), row, strict=True)) for row in told.stakeholders]
        situation.save_row(
            minutes=minutes, item=items["situation"], area=areas[told.slug], version=0, reported=told.reported,
            measure=told.measure, stakeholders=stakeholders, by=secretary,
        )  # fmt: skip
    return meeting


def _attended(meeting: Meeting, sitting: Sitting, secretary: User) -> attendance.Marks:
    """Everybody present but those named, and the secretary taking minutes."""
    usual = {secretary.name: ("in_attendance", "")} | sitting.others
    roster = Membership.objects.on_roster().filter(forum=meeting.forum).select_related("person")
    return {member.pk: usual.get(member.person.name, ("present", "")) for member in roster}


def _write(minutes: Minutes, item: AgendaItem, said: Said, days: dict[str, str], by: User) -> None:
    deeds = [writing.DeedText("resolution", text) for text in said.resolutions]
    for action in said.actions:
        due = minutes.meeting.held_on + dt.timedelta(days=action.days)
        deeds.append(writing.DeedText("action", action.text, owner=action.owner, due=due))
    writing.save_entry(
        minutes=minutes,
        key=uuid.uuid4(),
        item=item,
        version=0,
        kind=said.kind,
        text=said.text.format(**days),
        officers_only=said.officers_only,
        deeds=deeds,
        by=by,
    )


def _put_right(secretary: User, meeting: Meeting) -> None:
    """The secretary adds a sentence to the last entry, so that it has two versions to compare."""
    entry = Entry.objects.filter(minutes__meeting=meeting).prefetch_related("deeds").last()
    writing.save_entry(
        minutes=meeting.minutes,
        key=entry.key,
        item=entry.item,
        version=entry.version,
        kind=entry.kind,
        text=f"{entry.text} {nakuru.EAST_PUT_RIGHT}",
        officers_only=entry.officers_only,
        deeds=[writing.DeedText(d.kind, d.text, d.owner, d.due, d.pk) for d in entry.deeds.all()],
        by=secretary,
    )


def _circulate(users: dict[str, User], place: str, meeting: Meeting) -> None:
    """Send the draft for clearing; both chairs clear it, and it is circulated."""
    minutes = Minutes.objects.get(meeting=meeting)
    MINUTES.take(minutes, "send", by=users[f"secretary.{place}"])
    MINUTES.take(minutes, "clear", by=users[f"chair.{place}"])
    MINUTES.take(minutes, "clear", by=users[f"co-chair.{place}"])


def _forum_of(secretary: User) -> Forum:
    return secretary.appointments_now[0].office.forum


def _day_in(quarter: Quarter) -> dt.date:
    """The second Wednesday of the quarter's last month, when Njoro meets."""
    first = quarter.end.replace(day=1)
    return first + dt.timedelta(days=(2 - first.weekday()) % 7 + 7)


def _spoken(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
