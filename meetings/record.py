"""What exactly stands in the minutes? The record that the page shows and the press prints from, as plain values."""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forums.models import Area
from forums.rules import letterhead_of, rules_of
from meetings.models import Amendment, Attendance, Deed, Gap, Meeting, Minutes, Signature
from members.models import Sector
from members.models.appointments import holders_of
from portal.contributions import gather

DEED = ("kind", "text", "owner", "due", "year", "number")
LISTS = ("present", "represented", "apology", "absent", "in_attendance")


def records_of(minutes: Minutes, *, state: str) -> dict[str, dict[str, Any]]:
    """Both copies: copy -> record. State is `unconfirmed` or `confirmed`."""
    with translation.override(rules_of(minutes.meeting.forum).language):  # whoever's step it is that files the papers
        officers = record_of(minutes, copy="officers", state=state)
        members = record_of(minutes, copy="members", state=state)
    return {"officers": officers, "members": members}


def record_of(minutes: Minutes, *, copy: str, state: str) -> dict[str, Any]:
    """The minutes as one dictionary of plain values; the members' copy holds neither gender nor officers-only entries.

    Its shape is `minutes/1`, told key by key in docs/record.md. A constant number of queries.
    """
    meeting = minutes.meeting
    forum, area = meeting.forum, meeting.forum.area
    rules = rules_of(forum)
    attendance = list(meeting.attendance.all())
    items = _items(minutes, rules.minute_pattern, copy)
    return {
        "form": "minutes/1",
        "language": rules.language,
        "copy": copy,
        "edition": minutes.edition,
        "state": state,
        "is_sample": meeting.is_sample,
        "reference": meeting.reference,
        "quarter": meeting.quarter_of_year.printed,
        "quarter_code": meeting.quarter,
        "letterhead": letterhead_of(forum),
        "forum": forum_of(meeting),
        "meeting": meeting_of(meeting),
        "attendance": {
            status: [_attendee(row, copy) for row in _in_order(attendance) if row.status == status] for status in LISTS
        },
        "quorum": _quorum(attendance, rules.quorum),
        "agenda": [{"number": item["number"], "title": item["title"]} for item in items],
        "items": items,
        "action_matrix": _action_matrix(minutes, items),
        "prepared_by": _prepared_by(minutes),
        "cleared_by": [
            {"seat": c.seat, "name": c.name, "office": c.office, "on": _day(c.at)}
            for c in ([] if minutes.is_draft else minutes.clearances.all())
            if c.round == minutes.round
        ],
        "not_cleared_by": [] if minutes.status in Minutes.OPEN_STATUSES else _gaps(minutes, Gap.Step.CLEARING),
        "amendments": _amendments(minutes, items),
        "confirmation": _confirmation(minutes),
        "signatures": [
            {
                "seat": s.seat,
                "name": s.name,
                "office": s.office,
                "signed_at": _signed_at(s),
                "how": s.how,
                "reservation": s.reservation,
                "scan": s.scan.sha256 if s.scan else "",
            }
            for s in ([] if minutes.status in Minutes.OPEN_STATUSES else minutes.signatures.select_related("scan"))
        ],
        "not_signed_by": [] if minutes.status in Minutes.OPEN_STATUSES else _gaps(minutes, Gap.Step.SIGNING),
        "chairs": [
            {"seat": seat, "name": held.person.name, "office": held.office.title}
            for seat, held in holders_of(forum).items()
            if seat in {"chair", "co_chair"}
        ],
        "circulation": circulation_of(area),
        "check_url": f"{settings.ORIGIN}/check/",
    }


def forum_of(meeting: Meeting) -> dict[str, str]:
    """The forum as a record names it."""
    area = meeting.forum.area
    return {"name": area.title, "level": area.level, "area_code": area.code, "area_path": area.path}


def meeting_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting as a record tells it: number, kind, day, times, venue."""
    return {
        "number": meeting.number,
        "kind": meeting.kind,
        "name": meeting.name,
        "ordinal": _ordinal(meeting),
        "held_on": meeting.held_on.isoformat(),
        "starts_at": _time(meeting.starts_at),
        "opened_at": _time(meeting.opened_at),
        "adjourned_at": _time(meeting.adjourned_at),
        "venue": meeting.venue,
    }


def _ordinal(meeting: Meeting) -> str:
    """As the title of the paper counts it: `3RD QUARTERLY`, or the kind of meeting."""
    if meeting.kind != Meeting.Kind.ORDINARY:
        kinds = {
            "special": _("SPECIAL"),
            "joint": _("JOINT"),
            "mapping": _("STAKEHOLDER MAPPING"),
            "launch": _("LAUNCH"),
        }
        return kinds[meeting.kind]
    ending = {1: "ST", 2: "ND", 3: "RD"}.get(
        meeting.number % 10 if meeting.number % 100 not in {11, 12, 13} else 0, "TH"
    )
    ending = "" if translation.get_language() == "sw" else ending
    return _("%(count)s QUARTERLY") % {"count": f"{meeting.number}{ending}"}


def _in_order(rows: list[Attendance]) -> list[Attendance]:
    """The seats first, then as the roster goes."""
    order = {"chair": 0, "co_chair": 1, "secretary": 2}
    return sorted(rows, key=lambda row: (order.get(row.seat, 3), row.is_guest, row.name))


def _attendee(row: Attendance, copy: str) -> dict[str, str]:
    kept = {
        "name": row.name,
        "designation": row.designation,
        "organisation": row.organisation,
        "seat": row.seat,
        "represented_by": row.represented_by,
    }
    times = {"came_at": _time(row.came_at), "left_at": _time(row.left_at)}
    kept |= {name: said for name, said in times.items() if said}
    return {**kept, "gender": row.gender} if copy == "officers" else kept


def _quorum(rows: list[Attendance], rule: int | None) -> dict[str, Any]:
    present = sum(row.status == "present" for row in rows)
    return {"rule": rule, "present": present, "reached": None if rule is None else present >= rule}


def _items(minutes: Minutes, pattern: str, copy: str) -> list[dict[str, Any]]:
    entries, areas = _entries(minutes, copy), _areas(minutes)
    day = minutes.meeting.held_on
    return [
        {
            "number": item.position,
            "label": pattern.format(item=item.position, MM=f"{day.month:02d}", YYYY=day.year),
            "title": item.title,
            "entries": [
                {"number": f"{item.position}.{place}", **entry} for place, entry in enumerate(entries[item.pk], 1)
            ],
        }
        | ({"areas": areas[item.pk]} if item.pk in areas else {})
        for item in minutes.meeting.agenda.all()
    ]


def _entries(minutes: Minutes, copy: str) -> dict[int, list[dict[str, Any]]]:
    """The entries of a copy by agenda item, each with its deeds. One query."""
    mark = minutes.meeting.forum.area.mark
    rows = minutes.entries.order_by("position", "pk", "deeds__position", "deeds__pk").values(
        "pk", "key", "item_id", "kind", "text", "officers_only", *(f"deeds__{name}" for name in DEED)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for _pk, same in groupby(rows, key=itemgetter("pk")):
        told = list(same)
        entry = told[0]
        if copy == "officers" or not entry["officers_only"]:
            deeds = [
                _deed(Deed(**{name: row[f"deeds__{name}"] for name in DEED}), mark)
                for row in told
                if row["deeds__text"] or row["deeds__owner"] or row["deeds__due"]
            ]
            kept = {name: entry[name] for name in ("kind", "text", "officers_only")}
            found[entry["item_id"]].append({"key": str(entry["key"]), **kept, "deeds": deeds})
    return found


def _areas(minutes: Minutes) -> dict[int, list[dict[str, Any]]]:
    """The rows of the areas below by agenda item, the same in both copies. Two queries at most, none below a county."""
    if minutes.area.level == Area.Level.SUB_COUNTY:
        return {}
    rows = list(minutes.situation_rows.filled().select_related("area"))
    sectors = {sector.code: str(sector) for sector in Sector.objects.all()} if any(r.stakeholders for r in rows) else {}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(
            {
                "area": row.area.title,
                "reported": row.reported,
                "measure": row.measure,
                "stakeholders": [told | {"sector": sectors.get(told["sector"], "")} for told in row.stakeholders],
            }
        )
    return dict(found)


def _deed(deed: Deed, mark: str) -> dict[str, Any]:
    told = {"kind": deed.kind, "reference": deed.reference_at(mark), "text": deed.text}
    if deed.kind == Deed.Kind.ACTION:
        told |= {"owner": deed.owner, "due": deed.due.isoformat() if deed.due else None}
    return told


def _action_matrix(minutes: Minutes, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The actions of this copy in order, with how far they are where somebody has said so."""
    told = [] if minutes.status in Minutes.OPEN_STATUSES else gather("action_matrix", minutes)
    states = {row["reference"]: row["status"] for row in told}
    actions = [
        (entry["number"], deed)
        for item in items
        for entry in item["entries"]
        for deed in entry["deeds"]
        if deed["kind"] == "action"
    ]
    return [
        {
            "number": place,
            "text": deed["text"],
            "minute": number,
            "owner": deed["owner"],
            "due": deed["due"],
            "status": states.get(deed["reference"], "Not started"),
            "reference": deed["reference"],
        }
        for place, (number, deed) in enumerate(actions, 1)
    ]


def _prepared_by(minutes: Minutes) -> dict[str, str] | None:
    if not minutes.prepared_by_name:
        return None
    return {"name": minutes.prepared_by_name, "office": minutes.prepared_by_office, "on": _day(minutes.sent_at)}


def _gaps(minutes: Minutes, step: str) -> list[dict[str, Any]]:
    """The chairs whose word is missing at a step, with why: vacant, silent, absent or declined, in their words."""
    wanted = minutes.round if step == Gap.Step.CLEARING else 1
    return [
        {"seat": g.seat, "name": g.name, "office": g.office, "why": g.why, "days": g.days, "words": g.words}
        for g in minutes.gaps.all()
        if (g.step, g.round) == (step, wanted)
    ]


def _amendments(minutes: Minutes, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The settled amendments to the paragraphs of this copy, in order, with what became of them."""
    numbers = {entry["key"]: entry["number"] for item in items for entry in item["entries"]}
    if minutes.status in Minutes.OPEN_STATUSES:
        return []
    rows = Amendment.objects.filter(minutes=minutes).exclude(status="proposed").select_related("entry", "deed")
    mark = minutes.meeting.forum.area.mark
    return [
        {
            "paragraph": numbers[str(row.entry.key)],
            "reference": row.deed.reference_at(mark) if row.deed else "",
            "name": row.name,
            "office": row.office,
            "on": _day(row.at),
            "why": row.why,
            "outcome": row.status,
            "answer": row.answer,
            "edition": row.edition,
        }
        for row in rows
        if str(row.entry.key) in numbers
    ]


def _confirmation(minutes: Minutes) -> dict[str, str] | None:
    found = None if minutes.status in Minutes.OPEN_STATUSES else getattr(minutes, "confirmation", None)
    if found is None:
        return None
    return {
        "way": found.way,
        "on": found.day.isoformat(),
        "proposer": found.proposer_name,
        "seconder": found.seconder_name,
        "sent_on": found.sent_on.isoformat() if found.sent_on else "",
        "answers": found.answers,
        "corrections": found.corrections,
        "chaired_by": found.chaired_by,
        "confirmed_under": found.confirmed_under,
    }


def _signed_at(signature: Signature) -> str:
    """The moment in the portal, or the day beside the signature on paper."""
    if signature.how == Signature.How.PAPER:
        return signature.signed_on.isoformat()
    return timezone.localtime(signature.at).isoformat(timespec="minutes")


def circulation_of(area: Area) -> list[str]:
    """To whom a paper goes."""
    above = [area.parent.chair_title] if area.parent_id else []
    return ["all members", *above, "file"]


def _time(value: Any) -> str:
    return value.strftime("%H:%M") if value else ""


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
