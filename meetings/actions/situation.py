"""How is a row of the situation item written, and how does it come down to the area once the minutes are circulated?"""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forums import ledger
from forums.models import Area, Forum
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.actions import agendas
from meetings.actions.drafting import Answer, clock
from meetings.actions.writing import keep_aside, lock_draft
from meetings.actions.writing import said as as_entry
from meetings.models import AgendaItem, Meeting, Minutes, SituationRevision, SituationRow, Suggestion
from members.models import Membership, Organisation, Person, Sector

OTHER = "S99"
Stakeholder = dict[str, str]


class SomebodyElseWrote(Exception):
    """The row was saved by somebody else meanwhile; `row` is theirs, `copy` keeps what was typed here."""

    def __init__(self, row: SituationRow, copy: SituationRevision) -> None:
        super().__init__(_("Somebody else saved this area meanwhile."))
        self.row, self.copy = row, copy


def save_row(
    *,
    minutes: Minutes,
    item: AgendaItem,
    area: Area,
    version: int,
    reported: str,
    measure: str,
    stakeholders: list[Stakeholder],
    by: Any,
) -> SituationRow:
    """Save an area's row; `version` is the one the writer saw (0: none). The same words sent twice are saved once.

    Raises SomebodyElseWrote when other words were saved since, StepRefused when the minutes are no draft any more.
    """
    typed = {"reported": reported.strip(), "measure": measure.strip(), "stakeholders": stakeholders}
    with transaction.atomic():
        lock_draft(minutes)
        row = SituationRow.objects.filter(minutes=minutes, area=area).select_related("saved_by").first()
        if row is None:
            row = SituationRow(minutes=minutes, item=item, area=area)
        elif row.said == typed:
            return row
        elif version == row.version:
            _keep(row, row.said, row.saved_by)
        else:
            copy = _keep(row, typed, by, is_conflict_copy=True)
        if row.pk is None or version == row.version:
            for name, value in typed.items():
                setattr(row, name, value)
            row.version += 1
            row.saved_at, row.saved_by = timezone.now(), by
            row.save()
            return row
    raise SomebodyElseWrote(row, copy)


def take_in(*, minutes: Minutes, item: AgendaItem, area: Area, by: Any, **typed: Any) -> Answer:
    """Save an area's row that a device has kept, or say which text stands at the office. No text is refused.

    Where the draft was closed meanwhile the words are kept aside as a text under the item, which waits for a decision.
    """
    try:
        row = save_row(minutes=minutes, item=item, area=area, by=by, **typed)
    except SomebodyElseWrote as conflict:
        other = conflict.row
        who = other.saved_by.name if other.saved_by else ""
        theirs = {"version": other.version, "who": who, "at": clock(other.saved_at), "words": _in_words(other.said)}
        return {"state": "decide", "theirs": theirs}
    except StepRefused as refused:
        words = {name: typed[name] for name in ("reported", "measure", "stakeholders")}
        there = SituationRow.objects.filter(minutes=minutes, area=area).first()
        if there is not None and there.said == words:
            return {"state": "saved", "version": there.version, "at": clock(there.saved_at)}
        with translation.override(rules_of(minutes.meeting.forum).language):
            said = as_entry("report", f"{area.title}\n{_in_words(words)}", False, [])
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{minutes.pk}/{area.pk}")
        copy = keep_aside(minutes=minutes, entry=None, key=key, item=item, said=said, why="closed", by=by)
        return {"state": "settled", "copy": copy.pk, "words": str(refused)}
    return {"state": "saved", "version": row.version, "at": clock(row.saved_at)}


def _in_words(said: dict[str, Any]) -> str:
    """A row as one text: what was reported, the measure, who was suggested."""
    people = "; ".join(", ".join(filter(None, (who["name"], who["organisation"]))) for who in said["stakeholders"])
    told = [said["reported"]]
    told += [_("Measure recommended: %(measure)s") % {"measure": said["measure"]}] if said["measure"] else []
    told += [_("Stakeholders suggested: %(people)s") % {"people": people}] if people else []
    return "\n".join(filter(None, told))


def _keep(row: SituationRow, said: dict[str, Any], by: Any, *, is_conflict_copy: bool = False) -> SituationRevision:
    return SituationRevision.objects.create(
        row=row, version=row.version, said=said, saved_by=by, is_conflict_copy=is_conflict_copy
    )


def bring_down(minutes: Minutes, *, by: Any) -> None:
    """Put each measure on its area's next agenda, or let it wait for one; and the stakeholders on its mapping list.

    Told again, it does nothing twice.
    """
    rows = list(minutes.situation_rows.filled().select_related("area__forum__area"))
    for row in rows:
        forum = row.area.forum
        if row.measure and row.placed_at is None:
            _place(row, forum, by)
        if row.stakeholders and not row.suggestions.exists():
            _suggest(row, forum, by)


def _place(row: SituationRow, forum: Forum, by: Any) -> None:
    ahead = Meeting.objects.filter(forum=forum, status__in=["planned", "convened"]).order_by("held_on").first()
    if ahead is None:
        return  # it waits: `agendas.begin` places it when the next meeting is planned
    with translation.override(rules_of(forum).language):
        title = agendas.measure_title(row)
    row.placed = agendas.add_item(meeting=ahead, title=title, by=by)
    row.placed_at = timezone.now()
    row.save(update_fields=["placed", "placed_at"])


def _suggest(row: SituationRow, forum: Forum, by: Any) -> None:
    """Nobody comes twice: whoever is on the roster or the mapping list already is only noted there."""
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    for position, told in enumerate(row.stakeholders, 1):
        name, body = told["name"], told["organisation"]
        found = _known(forum, name, body)
        was_there = found is not None
        if found is None:
            found = _identified(forum, name, body, sectors.get(told["sector"]) or _sector_of(body, sectors))
            ledger.record("member.suggest", found, by=by, area=forum.area)
        Suggestion.objects.create(row=row, position=position, membership=found, was_there=was_there)


def _known(forum: Forum, name: str, body: str) -> Membership | None:
    rows = Membership.objects.filter(forum=forum)
    return (
        rows.filter(person__name__iexact=name).first() if name else rows.filter(organisation__name__iexact=body).first()
    )


def _sector_of(body: str, sectors: dict[str, Sector]) -> Sector:
    """The sector that the organisation is known by, else `other`."""
    known = Organisation.objects.filter(name__iexact=body, sector__isnull=False).select_related("sector").first()
    if body and known is not None:
        return known.sector
    return sectors.get(OTHER) or next(reversed(sectors.values()))


def _identified(forum: Forum, name: str, body: str, sector: Sector) -> Membership:
    organisation = None
    if body:
        organisation = Organisation.objects.filter(name__iexact=body).first()
        organisation = organisation or Organisation.objects.create(name=body, sector=sector)
    if not name:
        with translation.override(rules_of(forum).language):
            name = _("Somebody from %(organisation)s, to be named") % {"organisation": body}
    person = Person.objects.create(name=name[:120])
    return Membership.objects.create(
        forum=forum, person=person, organisation=organisation, sector=sector, standing=Membership.Standing.IDENTIFIED
    )
