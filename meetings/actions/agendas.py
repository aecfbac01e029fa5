"""How does an agenda begin: by the forum's template, as the last one, with what was left over; and what do members propose?"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import may, require, require_nationally
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.models import AgendaItem, AgendaTemplate, Meeting, Minutes, Proposal, SituationRow
from meetings.models.agendas import EVERY
from members.models import Person
from portal.contributions import gather

STANDING_ITEMS = [choice for choice in AgendaItem.Standing if choice]
LAST = {"other", "closing"}
Line = dict[str, Any]


def standing_lines() -> list[Line]:
    """The built-in agenda, in the language of the moment."""
    return [{"title": str(standing.label), "standing": standing.value, "minutes": None} for standing in STANDING_ITEMS]


def template_of(forum: Forum | None) -> tuple[list[Line], str]:
    """The lines that an agenda begins with, and whose they are: `forum`, `every` or `portal`. One query."""
    keys = [forum.slug, EVERY] if forum else [EVERY]
    found = {row.key: row.lines for row in AgendaTemplate.objects.filter(key__in=keys)}
    if forum and forum.slug in found:
        return found[forum.slug], "forum"
    if EVERY in found:
        return found[EVERY], "every"
    return standing_lines(), "portal"


def set_template(*, forum: Forum | None, lines: list[Line], by: Any) -> None:
    """Keep with which items agendas begin; no lines bring the wider template back.

    Raises PermissionDenied (for the country: Http404) without the right.
    """
    country = Forum.objects.select_related("area").get(area__level="national")
    if forum is None:
        require_nationally(by, "change_areas")
    else:
        require(by, "keep_record", forum.area)
    key = forum.slug if forum else EVERY
    with transaction.atomic():
        if lines:
            AgendaTemplate.objects.update_or_create(key=key, defaults={"lines": lines})
        else:
            AgendaTemplate.objects.filter(key=key).delete()
        ledger.record("agenda.template", forum or country, by=by, area=(forum or country).area, count=len(lines))


def begin(meeting: Meeting, *, like: str = "template") -> None:
    """Fill the agenda of a new meeting: by the template or as the `last` one, with what carries over in its place."""
    last = Meeting.objects.filter(forum=meeting.forum).took_place().exclude(pk=meeting.pk).first()
    before = list(last.agenda.all()) if last else []
    with translation.override(rules_of(meeting.forum).language):
        lines, _whose = template_of(meeting.forum)
        carried = [] if last is None else left_over(last, before)
        recommended = _recommended(meeting)
        if like == "last" and before:
            lines = [_line_of(item) for item in before]
            carried = [item for item in carried if item.title not in {line["title"] for line in lines}]
    known = {line["title"].lower() for line in lines}
    rows = [_item(meeting, line) for line in lines if line["standing"] not in LAST]
    rows += [
        AgendaItem(meeting=meeting, title=item.title, minutes=item.minutes, recurs=item.recurs, carried_from=item)
        for item in carried
        if item.title.lower() not in known
    ]
    rows += [item for item, _row in recommended]
    rows += [_item(meeting, line) for line in lines if line["standing"] in LAST]
    for position, row in enumerate(rows, 1):
        row.position = position
    AgendaItem.objects.bulk_create(rows)
    for item, row in recommended:
        row.placed, row.placed_at = item, timezone.now()
        row.save(update_fields=["placed", "placed_at"])
    _measures_follow(rows)


def _recommended(meeting: Meeting) -> list[tuple[AgendaItem, SituationRow]]:
    """An item for each measure recommended to this forum from above that still waits for an agenda. One query."""
    waiting = SituationRow.objects.waiting_at(meeting.forum).select_related("minutes__meeting__forum__area")
    return [(AgendaItem(meeting=meeting, title=measure_title(row)), row) for row in waiting]


def measure_title(row: SituationRow) -> str:
    """How a measure recommended from above stands on the agenda, shortened to what an item holds."""
    forum = row.minutes.meeting.forum.title
    said = _("Measure recommended by the %(forum)s: %(measure)s")
    return Truncator(said % {"forum": forum, "measure": " ".join(row.measure.split())}).chars(160)


def _measures_follow(rows: list[AgendaItem]) -> None:
    """A measure whose item carries over stands on the new agenda from now on. One query, and one a measure."""
    carried = {item.carried_from_id: item for item in rows if item.carried_from_id}
    for row in SituationRow.objects.filter(placed__in=carried):
        row.placed, row.placed_at = carried[row.placed_id], timezone.now()
        row.save(update_fields=["placed", "placed_at"])


def _line_of(item: AgendaItem) -> Line:
    return {"title": item.title, "standing": item.standing, "minutes": item.minutes}


def _item(meeting: Meeting, line: Line) -> AgendaItem:
    return AgendaItem(meeting=meeting, title=line["title"], standing=line["standing"], minutes=line["minutes"])


def left_over(last: Meeting, items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """What carries over from a meeting (1-domain): an item not reached, one that recurs, one with an open action."""
    written = set(AgendaItem.objects.filter(meeting=last, entries__isnull=False).values_list("pk", flat=True))
    unfinished = set(gather("items_with_open_actions", last))
    return [
        item for item in items if not item.standing and (item.recurs or item.pk not in written or item.pk in unfinished)
    ]


def add_item(*, meeting: Meeting, title: str, by: Any) -> AgendaItem:
    """Add an item before any other business, so that the closing items stay last. Raises StepRefused as all below."""
    with transaction.atomic():
        _lock(meeting.pk)
        items = list(meeting.agenda.all())
        after = [item for item in items if item.standing in {"other", "closing"}]
        position = after[0].position if after else len(items) + 1
        for item in reversed(after):
            AgendaItem.objects.filter(pk=item.pk).update(position=item.position + 1)
        item = AgendaItem.objects.create(meeting=meeting, position=position, title=title.strip())
        ledger.record("agenda.add", meeting, by=by, item=item.pk)
    return item


def move_item(*, item: AgendaItem, up: bool, by: Any) -> None:
    """Let an item change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        _lock(item.meeting_id)
        item.refresh_from_db()
        step = -1 if up else 1
        other = AgendaItem.objects.filter(meeting=item.meeting_id, position=item.position + step).first()
        if other is None:
            return
        here, there = item.position, other.position
        AgendaItem.objects.filter(pk=item.pk).update(position=0)
        AgendaItem.objects.filter(pk=other.pk).update(position=here)
        AgendaItem.objects.filter(pk=item.pk).update(position=there)
        ledger.record("agenda.move", item.meeting, by=by, item=item.pk)


def remove_item(*, item: AgendaItem, by: Any) -> None:
    """Take an item off the agenda. Raises StepRefused once something was written under it."""
    with transaction.atomic():
        _lock(item.meeting_id)
        if item.entries.exists() or item.situation_rows.exists():
            raise StepRefused(_("Something was written under this item, so it stays on the agenda."))
        ledger.record("agenda.remove", item.meeting, by=by, item=item.pk)
        later = AgendaItem.objects.filter(meeting=item.meeting_id, position__gt=item.position)
        item.delete()
        for row in later.order_by("position"):
            AgendaItem.objects.filter(pk=row.pk).update(position=models.F("position") - 1)


def change_item(*, item: AgendaItem, minutes: int | None, recurs: bool, by: Any) -> None:
    """Set the time for an item, and whether it comes back at every meeting."""
    with transaction.atomic():
        _lock(item.meeting_id)
        item.minutes, item.recurs = minutes, recurs and not item.standing
        item.save(update_fields=["minutes", "recurs"])
        ledger.record("agenda.change", item.meeting, by=by, item=item.pk)


def _lock(meeting: int) -> None:
    """Hold the meeting's row until the transaction ends. Raises StepRefused once its minutes are no draft any more."""
    found = Meeting.objects.select_for_update().get(pk=meeting)
    status = Minutes.objects.filter(meeting=meeting).values_list("status", flat=True).first()
    if not (found.is_ahead or status == Minutes.Status.DRAFT):
        raise StepRefused(_("The agenda stands as it is: the minutes are no longer a draft."))


def propose(*, forum: Forum, person: Person, title: str, why: str, by: Any) -> Proposal:
    """Let a member of the forum propose an item. Raises PermissionDenied for anybody else."""
    if not may(by, "see_forum", forum.area) or not person.memberships.confirmed().filter(forum=forum).exists():
        raise PermissionDenied
    with transaction.atomic():
        made = Proposal.objects.create(forum=forum, person=person, title=title.strip(), why=why.strip())
        ledger.record("proposal.make", made, by=by, area=forum.area)
    return made


def settle(*, proposal: Proposal, status: str, meeting: Meeting | None, answer: str, by: Any) -> None:
    """Put a proposal on the agenda of a meeting ahead, defer or decline it. Raises StepRefused in words."""
    require(by, "keep_record", proposal.area)
    with transaction.atomic():
        found = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if found.status not in {Proposal.Status.WAITING, Proposal.Status.DEFERRED}:
            raise StepRefused(_("This was decided already."))
        if status == Proposal.Status.ACCEPTED:
            if meeting is None or not meeting.is_ahead or meeting.forum_id != found.forum_id:
                raise StepRefused(_("Choose a meeting that is still ahead."))
            found.item = add_item(meeting=meeting, title=found.title, by=by)
            AgendaItem.objects.filter(pk=found.item.pk).update(proposed_by=found.person.name)
        found.status, found.answer = status, answer.strip()
        found.settled_at, found.settled_by = timezone.now(), by
        found.save()
        ledger.record("proposal.settle", found, by=by, area=found.area, reason=status)
