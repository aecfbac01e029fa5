"""How do actions come to be? From the minutes as they are circulated, or entered by hand; and who is it that took one on?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPoint, Activity, Request
from forums import ledger, lines
from forums.access import require
from forums.models import Forum
from forums.quarter import Quarter
from forums.workflow import StepRefused
from meetings.models import Deed, Minutes, Resolution
from members.models import Membership, Office, Person
from members.models.appointments import holders_of

SEATS = ("chair", "co_chair", "secretary")
# how a meeting names an office of its own, in both languages
SAID_SHORT = {
    "chair": ("chair", "chairperson", "the chair", "the chairperson", "mwenyekiti"),
    "co_chair": ("co-chair", "co-chairperson", "the co-chair", "the co-chairperson", "mwenyekiti mwenza"),
    "secretary": ("secretary", "secretariat", "the secretary", "the secretariat", "katibu", "sekretarieti"),
}


class FieldRefused(StepRefused):
    """What cannot be, and the field of the form in which it was said."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def start_actions(minutes: Minutes, *, by: Any) -> None:
    """Begin an action point for every action in minutes that are being circulated; twice does no harm."""
    deeds = Deed.objects.filter(entry__minutes=minutes, kind="action", action_point=None).exclude(text="")
    forum, held_on = minutes.meeting.forum, minutes.meeting.held_on
    known = owners_known(forum)
    ActionPoint.objects.bulk_create(
        ActionPoint(
            forum=forum,
            deed=deed,
            reference=deed.reference,
            year=deed.year,
            number=deed.number,
            text=deed.text,
            owner=deed.owner,
            set_on=min(filter(None, (held_on, deed.due))),
            due=deed.due,
            officers_only=deed.entry.officers_only,
            **known.get(_plain(deed.owner), {}),
        )
        for deed in deeds.select_related("entry", "forum__area")
    )


def follow_amendment(deed: Deed, *, by: Any) -> None:
    """Let an action point say what its action says since it was amended."""
    ActionPoint.objects.filter(deed=deed).update(text=deed.text)


def owners_known(forum: Forum) -> dict[str, dict[str, Any]]:
    """Who is meant by which words: the offices of the forum and of those above it, and the people on the roster.

    A place on the roster (`Chair, Boda Boda Association`) means the person who has it, where it is one alone; the
    `Secretariat` is the forum's own. Words that could mean two people mean nobody. Five queries.
    """
    found: dict[str, dict[str, Any]] = {}
    twice = set()
    rows = Membership.objects.on_roster().filter(forum=forum)
    for row in rows.select_related("person", "organisation"):
        places = [row.person.name, ", ".join(filter(None, [row.designation, str(row.organisation or "")]))]
        for words in filter(None, map(_plain, places)):
            if words in found and found[words]["person"] != row.person:
                twice.add(words)
            found[words] = {"person": row.person}
    for words in twice:
        del found[words]
    for office in offices_known(forum):
        found[_plain(office.title)] = {"office": office}
        for words in SAID_SHORT[office.seat] if office.forum_id == forum.pk else ():
            found.setdefault(words, {"office": office})
    return found


def offices_known(forum: Forum) -> list[Office]:
    """The offices that can take an action on: those of the forum, and chairs and secretariats above. Three queries."""
    areas = [forum.area, *lines.above(forum.area)]
    rows = Office.objects.filter(forum__area__in=areas, seat__in=SEATS).select_related("forum__area")
    own_first = {area.pk: place for place, area in enumerate(areas)}
    found = [office for office in rows if office.seat != "co_chair" or office.forum_id == forum.pk]
    return sorted(found, key=lambda office: (own_first[office.forum.area_id], SEATS.index(office.seat)))


def owner_now(point: ActionPoint) -> Person | None:
    """The person with whom an action lies today: who took it on, or who holds the office that did. At most one query."""
    if point.person:
        return point.person
    if point.office is None:
        return None
    held = holders_of(point.office.forum).get(point.office.seat)
    return held.person if held else None


def has_left(point: ActionPoint) -> bool:
    """Whether the person who took it on is no more on the forum's roster, nor in one of its offices. Two queries."""
    if point.person is None:
        return False
    here = Membership.objects.on_roster().filter(forum=point.forum, person=point.person)
    return not here.exists() and point.person_id not in {h.person_id for h in holders_of(point.forum).values()}


def add_action(
    *, forum: Forum, text: str, owner: str, due: dt.date | None, priority: str, officers_only: bool,
    resolution: Resolution | None = None, activity: Activity | None = None, request: Request | None = None, by: Any,
) -> ActionPoint:  # fmt: skip
    """Enter an action by hand, numbered on in the forum's year. Raises StepRefused in words for what cannot be."""
    require(by, "keep_record", forum.area)
    today = timezone.localdate()
    if due is not None and due < today:
        raise FieldRefused("due", _("The day is past. Give a day from today on."))
    if resolution is not None and resolution.forum_id != forum.pk:
        raise StepRefused(_("That resolution is another forum's."))
    _check_activity(forum, activity)
    if request is not None and request.office.forum_id != forum.pk:
        raise StepRefused(_("That request lies with another office."))
    for_officers = officers_only or bool(resolution and resolution.officers_only) or request is not None
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        number = max([0, *numbers_given(forum, "action", today.year), *_in_minutes(forum, today.year)]) + 1
        made = ActionPoint.objects.create(
            forum=forum, resolution=resolution, activity=activity, request=request, year=today.year, number=number,
            reference=f"{forum.area.mark}/{today.year}/{number:03d}", text=text, owner=owner, set_on=today, due=due,
            priority=priority, officers_only=for_officers,
            **owner_meant(forum, owner),
        )  # fmt: skip
        ledger.record("action.add", made, by=by, priority=priority)
    return made


def activities_open(forum: Forum, now: Activity | None = None) -> QuerySet:
    """The activities to which an action of the forum can belong: of this year's plan and the next; and the one it has."""
    alive = Q(objective__plan__forum=forum, objective__plan__year__gte=Quarter.now().year, dropped_on=None)
    rows = Activity.objects.filter(alive | Q(pk=now.pk) if now else alive)
    return rows.select_related("objective__plan")


def _check_activity(forum: Forum, activity: Activity | None) -> None:
    if activity is not None and activity.plan.forum_id != forum.pk:
        raise FieldRefused("activity", _("That activity is in another forum's plan."))


def change_action(
    *, point: ActionPoint, owner: str, due: dt.date | None, priority: str, why: str, activity: Activity | None = None,
    by: Any,
) -> None:  # fmt: skip
    """Give an action to somebody else, to another day, priority or activity (None: to none); the reason stays with it as a word.

    Raises StepRefused once it is done, for a day before it was set, and for an owner who is not of the forum.
    """
    require(by, "keep_record", point.area)
    _check_activity(point.forum, activity)
    with transaction.atomic():
        found = ActionPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
        if found.status in {"reported", "done"}:
            raise StepRefused(_("It was said to be done meanwhile, so its owner and day stay as they are."))
        if due is not None and due < found.set_on:
            day = date_format(found.set_on, "j F Y")
            raise FieldRefused(
                "due", _("The day lies before the action was taken on, which was on %(day)s.") % {"day": day}
            )
        meant = {"person": None, "office": None} | owner_meant(point.forum, owner) if owner != found.owner else {}
        said = {"owner": owner, "due": due, "priority": priority, "activity": activity} | meant
        changed = [name for name, value in said.items() if getattr(found, name) != value]
        if not changed:
            return
        for name in changed:
            setattr(found, name, said[name])
        found.save(update_fields=changed)
        moved = {"due": due} if "due" in changed else {}
        found.words.create(
            status=found.status, words=why, on=timezone.localdate(), name=by.name,
            office=by.office_line_at(point.area), by=by, **moved,
        )  # fmt: skip
        ledger.record("action.change", found, by=by, note=why, changed=changed)


def numbers_given(forum: Forum, kind: str, year: int) -> list[int]:
    """The highest number that an action of the forum has in a year; nothing for resolutions."""
    if kind != "action":
        return []
    last = ActionPoint.objects.filter(forum=forum, year=year).aggregate(last=Max("number"))["last"]
    return [last] if last else []


def _in_minutes(forum: Forum, year: int) -> list[int]:
    last = Deed.objects.filter(forum=forum, kind="action", year=year).aggregate(last=Max("number"))["last"]
    return [last] if last else []


def owner_meant(forum: Forum, owner: str) -> dict[str, Any]:
    """The person or the office meant. Raises StepRefused for words that mean nobody here, as of one who has left."""
    if not owner:
        return {}
    meant = owners_known(forum).get(_plain(owner))
    if meant is None:
        raise FieldRefused("owner", owner_unknown(owner))
    return meant


def owner_unknown(owner: str) -> str:
    """What is said of an owner who is nobody of the forum."""
    return _("“%(owner)s” is nobody on this forum's roster, and no office. Choose from the list.") % {"owner": owner}


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
