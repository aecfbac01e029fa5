"""How does an order that moves many officers at once come in? Read, compared with who holds what, done as a whole.

The case: the transfers of July 2024, when 117 deputy county commissioners moved at once.
"""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.models import Area, AreaAlias
from forums.workflow import StepRefused
from members import grants
from members.models import Appointment, Office, Person, PostingOrder, User
from members.spreadsheets.reading import read

# column -> how it may be headed, in English and Kiswahili; the first of each is the template's own
HEADINGS = {
    "name": ("Name", "Jina", "Officer", "Full name", "Afisa"),
    "to": ("Posted to", "Kituo kipya", "To", "New station", "Station", "Kwenda"),
    "from": ("From", "Kutoka", "Old station", "Present station", "Kituo cha sasa"),
}
BY_HEADING = {word.casefold(): column for column, words in HEADINGS.items() for word in words}
ENDINGS = {
    " sub-county": "sub_county", " sub county": "sub_county", " subcounty": "sub_county", " sub-region": "sub_region",
    " county": "county", " region": "region",
}  # fmt: skip


@dataclass
class Move:
    """What a row comes to: `move`, `new`, `same` or `wrong`, and why in words."""

    number: int
    said: dict[str, str]
    kind: str = "wrong"
    words: str = ""
    office: Office | None = None
    person: Person | None = None
    leaves: Appointment | None = None
    takes_over: Appointment | None = None


def named(heading: Any) -> str | None:
    """The column that a heading means."""
    return BY_HEADING.get(" ".join(str(heading or "").split()).rstrip(":.").casefold())


def preview(*, file: BinaryIO, name: str, size: int, instrument: str, since: dt.date, by: Any) -> PostingOrder:
    """Read an order and keep its rows until it is decided; an earlier undecided one of the user goes.

    Raises Unreadable in words, PermissionDenied for whoever does not appoint chairs in the whole country.
    """
    _require(by)
    rows = [
        {"number": number, **{column: str(said.get(column, "")) for column in HEADINGS}}
        for number, said in read(file, size, named).rows
    ]
    file.seek(0)
    with transaction.atomic():
        PostingOrder.objects.filter(by=by, status=PostingOrder.Status.PREVIEWED).delete()
        return PostingOrder.objects.create(
            instrument=instrument,
            since=since,
            file_name=name[-160:],
            sha256=hashlib.sha256(file.read()).hexdigest(),
            rows=rows,
            by=by,
        )


def compared(order: PostingOrder) -> list[Move]:
    """What each row comes to as things stand now. Four queries, whatever the number of rows."""
    stations = _Stations()
    running = Appointment.objects.on(order.since).filter(seat=Office.Seat.CHAIR, is_acting=False)
    held = list(running.select_related("person__user", "office__forum__area"))
    by_office = {row.office_id: row for row in held}
    by_name: dict[str, list[Appointment]] = {}
    for row in held:
        by_name.setdefault(_plain(row.person.name), []).append(row)
    moves = [_one(order, row, stations, by_office, by_name) for row in order.rows]
    _say_what_is_twice(moves)
    return moves


def _one(
    order: PostingOrder, row: dict[str, Any], stations: "_Stations", by_office: dict[int, Appointment],
    by_name: dict[str, list[Appointment]],
) -> Move:  # fmt: skip
    move = Move(row["number"], row)
    if not row["name"]:
        move.words = _("The name is missing.")
        return move
    move.office, move.words = stations.found(row["to"])
    if move.office is None:
        return move
    known = by_name.get(_plain(row["name"]), [])
    if row["from"]:
        left, why = stations.found(row["from"])
        if left is None:
            move.words = why
            return move
        known = [held for held in known if held.office_id == left.pk]
        if not known:
            move.words = _("%(name)s is not on record at %(station)s.") % {"name": row["name"], "station": row["from"]}
            return move
    if len(known) > 1:
        move.words = _("Several officers have this name. Say from which station.")
        return move
    move.leaves = known[0] if known else None
    move.person = move.leaves.person if move.leaves else None
    move.takes_over = by_office.get(move.office.pk)
    if move.leaves and move.leaves.office_id == move.office.pk:
        move.kind, move.words, move.leaves, move.takes_over = "same", _("Holds this office already."), None, None
        return move
    late = [held for held in (move.leaves, move.takes_over) if held and held.since >= order.since]
    if late:
        move.words = _("%(name)s holds %(office)s only since %(day)s. The order takes effect before that.") % {
            "name": late[0].person.name,
            "office": late[0].office.title,
            "day": f"{late[0].since:%d/%m/%Y}",
        }
        return move
    if move.person is not None and move.person.user_id == order.by_id:
        move.words = _("Nobody appoints himself or herself. Ask the office above.")
        return move
    move.kind = "move" if move.person else "new"
    return move


def _say_what_is_twice(moves: list[Move]) -> None:
    """One officer to one station, one station to one officer."""
    to = Counter(move.office.pk for move in moves if move.office)
    who = Counter(move.person.pk for move in moves if move.person)
    for move in moves:
        if move.kind == "wrong":
            continue
        if move.office and to[move.office.pk] > 1:
            move.kind, move.words = "wrong", _("Two officers are posted to this station.")
        elif move.person and who[move.person.pk] > 1:
            move.kind, move.words = "wrong", _("This officer is posted to two stations.")


def fingerprint_of(moves: list[Move]) -> str:
    """What the preview comes to, as a short mark."""
    told = [
        (m.number, m.kind, m.office and m.office.pk, m.person and m.person.pk, m.takes_over and m.takes_over.pk)
        for m in moves
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def carry_out(*, order: PostingOrder, shown: str, without_wrong: bool, by: Any) -> int:
    """Do the whole order: all holders leave on the day before, all officers take over; how many. Or nothing.

    `shown` is the fingerprint of what was looked at. Raises StepRefused in words, PermissionDenied without the right.
    """
    _require(by)
    with transaction.atomic():
        found = PostingOrder.objects.select_for_update().get(pk=order.pk)
        if found.status != PostingOrder.Status.PREVIEWED:
            raise StepRefused(_("This order was carried out already."))
        moves = compared(found)
        list(Office.objects.select_for_update().filter(pk__in=[m.office.pk for m in moves if m.office]).order_by("pk"))
        if fingerprint_of(moves) != shown:
            raise StepRefused(_("Offices have changed hands since you looked. Look at the rows again."))
        if any(m.kind == "wrong" for m in moves) and not without_wrong:
            raise StepRefused(_("Some rows are wrong. Put them right in the file, or say that they may be left out."))
        doing = [move for move in moves if move.kind in {"move", "new"}]
        _leave(found, doing, by)
        _take_over(found, doing, by)
        found.status, found.rows, found.moved = PostingOrder.Status.APPLIED, [], len(doing)
        found.at, found.by = timezone.now(), by
        found.save()
        country = Area.objects.get(level=Area.Level.NATIONAL)
        ledger.record("posting.carry_out", found, by=by, area=country, note=found.instrument, count=len(doing))
        touched = User.objects.filter(person__appointments__office__in=[m.office.pk for m in doing if m.office])
        leaving = User.objects.filter(person__appointments__in=[m.leaves.pk for m in doing if m.leaves])
        for user in (touched | leaving).distinct():
            grants.rebuild(user)
    return len(doing)


def _leave(order: PostingOrder, doing: list[Move], by: Any) -> None:
    last = order.since - dt.timedelta(days=1)
    ending = {held.pk: held for move in doing for held in (move.leaves, move.takes_over) if held}
    for held in ending.values():
        held.until, held.ended_for, held.ended_by = last, Appointment.Ending.TRANSFER, order.instrument
        held.save(update_fields=["until", "ended_for", "ended_by"])
        ledger.record("appointment.end", held, by=by, area=held.area, reason=Appointment.Ending.TRANSFER.value)


def _take_over(order: PostingOrder, doing: list[Move], by: Any) -> None:
    for move in doing:
        assert move.office is not None  # noqa: S101  told to the type checker; a row without one is wrong
        appointment = Appointment.objects.create(
            office=move.office,
            person=move.person or Person.objects.create(name=" ".join(move.said["name"].split())),
            basis=Appointment.Basis.EX_OFFICIO,
            since=order.since,
            instrument=order.instrument,
        )
        former = {"former": move.takes_over.pk} if move.takes_over else {}
        verb = "appointment.handover" if former else "appointment.make"
        ledger.record(verb, appointment, by=by, area=move.office.area, **former)


class _Stations:
    """The chairs' offices, found by the name of their area: three queries for a whole order."""

    def __init__(self) -> None:
        offices = Office.objects.filter(seat=Office.Seat.CHAIR).exclude(forum__area__status=Area.Status.CLOSED)
        self.offices = list(offices.select_related("forum__area__parent"))
        self.by_name: dict[str, list[Office]] = {}
        by_area = {office.forum.area_id: office for office in self.offices}
        for office in self.offices:
            area = office.forum.area
            for word in {area.name, area.code}:
                self.by_name.setdefault(_plain(word), []).append(office)
        for area_id, name in AreaAlias.objects.values_list("area", "name"):
            if area_id in by_area and by_area[area_id] not in self.by_name.get(_plain(name), []):
                self.by_name.setdefault(_plain(name), []).append(by_area[area_id])

    def found(self, typed: str) -> tuple[Office | None, str]:
        """The office, or none and why in words. Without its level a name means the sub-county, if there is one."""
        if not typed:
            return None, _("The station is missing.")
        name, level = typed.casefold().strip(), ""
        for ending, told in ENDINGS.items():
            if name.endswith(ending):
                name, level = name.removesuffix(ending), told
                break
        offices = self.by_name.get(_plain(name), [])
        if level:
            offices = [office for office in offices if office.forum.area.level == level]
        elif len(offices) > 1:
            offices = [office for office in offices if office.forum.area.level == Area.Level.SUB_COUNTY] or offices
        if not offices:
            return None, _("There is no station called %(name)s.") % {"name": typed}
        if len(offices) > 1:
            several = ", ".join(f"{o.forum.area.title} ({o.forum.area.parent})" for o in offices)
            return None, _("Several stations are called so: %(names)s.") % {"names": several}
        return offices[0], ""


def _plain(name: str) -> str:
    """A name without what is typed in different ways."""
    kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold().replace("'", "").replace("’", ""))
    return " ".join(kept.split())


def _require(by: Any) -> None:
    require(by, "appoint_chair", Area.objects.get(level=Area.Level.NATIONAL))
