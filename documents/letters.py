"""Which letters and sheets does a secretariat send and hand out, and what stands in them? Frozen records, as for minutes.

Their form is `letter/1`, told key by key in docs/record.md. The words are our own; the officer changes them before
the letter is printed.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.filing import file_papers
from documents.models import Paper
from forums.models import Area, Forum, Rules
from forums.quarter import Quarter
from forums.rules import cadence_of, letterhead_of, rules_of
from members.models import Appointment, Membership, Office
from members.models.appointments import holders_of
from portal.contributions import gather

NATIONAL_LINES = "108, 988, 1547"
BLANK_LINES = 8
MEMBER_LETTERS = {"invitation": gettext_lazy("Letter of invitation"), "thanks": gettext_lazy("Letter of thanks")}


def member_ways(member: Membership) -> Iterator[tuple[str, str]]:
    """The letters that can be written to somebody on a roster."""
    for kind, words in MEMBER_LETTERS.items():
        yield str(words), reverse("member_letter", args=[member.pk, kind])


def after_handover(appointment: Appointment) -> list[str]:
    """The note by which the office passes on comes right after the handover."""
    return [reverse("handover_note", args=[appointment.pk])]


def appointment_ways(appointment: Appointment) -> Iterator[tuple[str, str]]:
    """The papers that go with an appointment."""
    yield _("Letter of appointment"), reverse("appointment_letter", args=[appointment.pk])
    yield _("Handover note"), reverse("handover_note", args=[appointment.pk])


def roster_ways(forum: Forum) -> Iterator[tuple[str, str]]:
    """The sheets made from a roster."""
    yield _("Sheets to print"), reverse("forum_sheets", args=[forum.slug])


def words_of_member_letter(kind: str, member: Membership, language: str) -> str:
    """The letter's text to begin with, a paragraph a line."""
    with translation.override(language):
        said = {
            "forum": member.forum.title,
            "formal": member.forum.formal_name,
            "area": member.area.title,
            "sector": str(member.sector),
            "cadence": Rules.Cadence(cadence_of(member.forum)).label,
        }
        if kind == "invitation":
            lines = [
                _("The %(formal)s of %(area)s brings state and non-state actors together.") % said,
                _("By the circular of 25 July 2024 every region, county and sub-county is to have such a forum."),
                _("We invite you to take a seat in it for the sector: %(sector)s.") % said,
                _("The forum meets %(cadence)s. Please tell the secretariat whether you accept.") % said,
            ]
        else:
            lines = [
                _("On behalf of the %(forum)s we thank you for your part in its work.") % said,
                _("What you gave for peace and security in %(area)s stays on its record.") % said,
            ]
        return "\n".join(lines)


def words_of_appointment(appointment: Appointment, language: str) -> str:
    """The letter's text to begin with, a paragraph a line."""
    with translation.override(language):
        said = {
            "seat": appointment.office.get_seat_display(),
            "forum": appointment.office.forum.title,
            "since": date_format(appointment.since, "j F Y"),
        }
        lines = [_("You are appointed %(seat)s of the %(forum)s from %(since)s.") % said]
        if appointment.until:
            lines.append(_("Your term ends on %(until)s.") % {"until": date_format(appointment.until, "j F Y")})
        if appointment.instrument:
            lines.append(_("The instrument is: %(instrument)s.") % {"instrument": appointment.instrument})
        lines.append(_("The secretariat hands you the minutes, the open actions and the roster."))
        return "\n".join(lines)


def write_to_member(*, kind: str, member: Membership, words: str, language: str, by: Any) -> Paper:
    """File a letter to somebody on a roster and ask for its printing."""
    with translation.override(language):
        to = [member.person.name, member.designation, str(member.organisation or "")]
        return file_letter(
            forum=member.forum,
            kind=kind,
            subject=member,
            copy="officers",
            to=to,
            title={"invitation": _("Invitation to the forum"), "thanks": _("Thanks for your work in the forum")}[kind],
            named=member.person.name,
            words=words,
            signed_by=chair_of(member.forum),
            language=language,
            by=by,
        )


def write_appointment(*, appointment: Appointment, words: str, language: str, by: Any) -> Paper:
    """File a letter of appointment, signed by whoever fills the office."""
    office = appointment.office
    with translation.override(language):
        return file_letter(
            forum=office.forum,
            kind="appointment",
            subject=appointment,
            copy="officers",
            to=[appointment.holder_name, str(appointment.organisation or "")],
            title=_("Appointment: %(office)s") % {"office": office.title},
            named=appointment.person.name,
            words=words,
            signed_by=[{"role": _("Signed"), "name": by.name, "office": by.office_line_at(office.area)}],
            language=language,
            by=by,
        )


def predecessor_of(appointment: Appointment) -> Appointment | None:
    """Whoever held the office last before an appointment began."""
    rows = appointment.office.appointments.filter(until__lt=appointment.since, is_acting=False)
    return rows.select_related("person", "office", "organisation").order_by("-until").first()


def write_handover(*, appointment: Appointment, words: str, language: str, by: Any) -> Paper:
    """File the note by which an office passes on: what is open, and both names to sign."""
    office, before = appointment.office, predecessor_of(appointment)
    with translation.override(language):
        open_items = gather("handover_items", office.forum, office.seat)
        rows = [[str(n), str(item["label"]), str(item["detail"])] for n, item in enumerate(open_items, 1)]
        heads = [_("No."), _("What passes on"), _("How it stands")]
        signed_by = [
            {"role": role, "name": held.holder_name, "office": held.office.title}
            for role, held in ((_("Handed over by"), before), (_("Taken over by"), appointment))
            if held is not None
        ]
        return file_letter(
            forum=office.forum,
            kind="handover",
            subject=appointment,
            copy="officers",
            to=[],
            title=_("Handover note: %(office)s") % {"office": office.title},
            named=appointment.person.name,
            words="\n".join([_handed(before, appointment), words]),
            tables=[{"caption": _("What passes on"), "heads": heads, "rows": rows}] if rows else [],
            signed_by=signed_by,
            language=language,
            by=by,
        )


def _handed(before: Appointment | None, appointment: Appointment) -> str:
    said = {"name": appointment.holder_name, "since": date_format(appointment.since, "j F Y")}
    if before is None:
        return _("%(name)s takes the office over on %(since)s.") % said
    return _("%(former)s hands the office over to %(name)s on %(since)s.") % {**said, "former": before.holder_name}


def print_duty_card(*, forum: Forum, language: str, by: Any) -> Paper:
    """File the members' card: the offices from the forum up to the country, with their official lines."""
    with translation.override(language):
        return file_letter(
            forum=forum,
            kind="duty_card",
            subject=forum,
            copy="members",
            to=[],
            title=_("Duty card: whom to call"),
            named="",
            words=_("National lines for warnings: %(lines)s. In danger, call these first.") % {"lines": NATIONAL_LINES},
            tables=[_duty_table(forum)],
            signed_by=[],
            language=language,
            by=by,
        )


def _duty_table(forum: Forum) -> dict[str, Any]:
    """The three offices of the forum, and chair and secretariat of each above it."""
    areas = list(Area.objects.filter(path__in=_paths(forum.area.path)).order_by("-path").select_related("forum"))
    rows = []
    for area in areas:
        held = holders_of(area.forum)
        for office in area.forum.offices.filter(seat__in=["chair", "co_chair", "secretary"]).order_by("seat"):
            if office.seat == Office.Seat.CO_CHAIR and area.pk != forum.area_id:
                continue
            holder = held.get(office.seat)
            rows.append(
                [
                    str(len(rows) + 1),
                    office.title,
                    holder.holder_name if holder else _("Vacant"),
                    office.phone,
                    office.email,
                ]
            )
    heads = [_("No."), _("Office"), _("Holder"), _("Official line"), _("Official e-mail address")]
    return {"caption": _("Offices and official lines"), "heads": heads, "rows": rows}


def _paths(path: str) -> list[str]:
    """The path and each above it: `/KE/`, `/KE/RV/` ..."""
    codes = path.strip("/").split("/")
    return ["/" + "/".join(codes[:n]) + "/" for n in range(1, len(codes) + 1)]


def print_sign_in_sheet(*, forum: Forum, language: str, by: Any) -> Paper:
    """File the roster as a sheet to sign, with lines for guests."""
    with translation.override(language):
        members = forum.memberships.on_roster().select_related("person", "organisation", "sector")
        heads = sign_in_heads(refunds=rules_of(forum).refunds == Rules.Refunds.YES)
        rows = sign_in_rows([(m.person.name, m.stands_for) for m in members], len(heads))
        return file_letter(
            forum=forum,
            kind="sign_in",
            subject=forum,
            copy="officers",
            to=[],
            title=_("Sign-in sheet"),
            named="",
            words=_("The secretariat uses what you write here for the record of attendance and for nothing else."),
            tables=[{"caption": _("Who came"), "heads": heads, "rows": rows}],
            signed_by=[],
            language=language,
            by=by,
        )


def sign_in_heads(*, refunds: bool) -> list[str]:
    """The columns of a sheet to sign, with two for the transport refund where the forum wants them."""
    heads = [_("No."), _("Name"), _("Organisation"), _("Telephone"), _("Signature")]
    return [*heads, _("Refund, KES"), _("Received, signature")] if refunds else heads


def sign_in_rows(people: list[tuple[str, str]], columns: int) -> list[list[str]]:
    """A numbered line for each person (name, organisation), and empty ones for guests."""
    named = people + [("", "")] * BLANK_LINES
    return [[str(n), name, body, *[""] * (columns - 3)] for n, (name, body) in enumerate(named, 1)]


def chair_of(forum: Forum) -> list[dict[str, str]]:
    chair = holders_of(forum).get("chair")
    office = chair.office.title if chair else forum.area.chair_title
    return [{"role": _("Signed"), "name": chair.person.name if chair else "", "office": office}]


def file_letter(
    *, forum: Forum, kind: str, subject: Any, copy: str, to: list[str], title: str, named: str, words: str,
    signed_by: list[dict[str, str]], language: str, by: Any, tables: list[dict[str, Any]] | None = None,
    reference: str = "",
) -> Paper:  # fmt: skip
    """Freeze the record, number it in the forum's year, and ask for its printing.

    A second copy of the same letter is given the `reference` of the first.
    """
    today = timezone.localdate()
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        earlier = Paper.objects.filter(subject=subject._meta.label_lower, subject_id=subject.pk, copy=copy)
        edition = (earlier.aggregate(last=Max("edition"))["last"] or 0) + 1
        earlier_letters = Paper.objects.filter(forum=forum, dated__year=today.year).exclude(kind=Paper.Kind.MINUTES)
        letters = earlier_letters.order_by().values("reference").distinct().count()
        reference = reference or rules_of(forum).reference_pattern.format(
            code=forum.area.reference_code, number=f"L{letters + 1}", YYYY=today.year, MM=f"{today.month:02d}"
        )
        quarter = Quarter.of(today)
        record = {
            "form": "letter/1",
            "kind": kind,
            "language": language,
            "copy": copy,
            "edition": edition,
            "is_sample": forum.is_sample,
            "reference": reference,
            "quarter": quarter.printed,
            "quarter_code": quarter.code,
            "letterhead": letterhead_of(forum),
            "forum": {
                "name": forum.area.title,
                "level": forum.area.level,
                "area_code": forum.area.code,
                "area_path": forum.area.path,
            },
            "dated": today.isoformat(),
            "title": title,
            "to": [line for line in to if line],
            "paragraphs": [" ".join(line.split()) for line in words.splitlines() if line.strip()],
            "tables": tables or [],
            "signed_by": signed_by,
            "check_url": f"{settings.ORIGIN}/check/",
        }
        return file_papers(
            forum=forum,
            kind=kind,
            label=kind,
            edition=edition,
            subject=subject,
            records={copy: record},
            reference=reference,
            title=f"{title}: {named}"[:200] if named and named not in title else title[:200],
            quarter=quarter.code,
            dated=today,
            is_sample=forum.is_sample,
            by=by,
        )[0]
