"""How does a spreadsheet come into a roster, and how is that undone? All or nothing, in one transaction."""

import datetime as dt
import hashlib
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.models import Forum, LedgerEntry
from forums.workflow import StepRefused
from members import grants
from members.models import Contact, Membership, Organisation, Person, RosterImport, Sector
from members.spreadsheets.comparing import ON_PERSON, ON_PLACE, Found, compared, counted, parsed
from members.spreadsheets.reading import read


def preview(*, forum: Forum, file: BinaryIO, name: str, size: int, by: Any) -> RosterImport:
    """Read a spreadsheet and keep its rows until it is decided; an earlier undecided one goes. Raises Unreadable."""
    sheet = read(file, size)
    file.seek(0)
    with transaction.atomic():
        forum.imports.filter(status=RosterImport.Status.PREVIEWED).delete()
        return RosterImport.objects.create(
            forum=forum,
            file_name=name[-160:],
            sha256=hashlib.sha256(file.read()).hexdigest(),
            rows=parsed(sheet.rows),
            passed_over=sheet.passed_over,
            by=by,
        )


def bring_in(*, made: RosterImport, shown: str, without_wrong: bool, consented_on: dt.date | None, by: Any) -> None:
    """Put new people on the roster and change those that are there, or nothing at all.

    `shown` is the fingerprint of what the officer saw. Raises StepRefused in words when the roster has changed since,
    when it was decided already, or when rows are wrong and were not left out on purpose.
    """
    with transaction.atomic():
        found = RosterImport.objects.select_for_update().select_related("forum__area").get(pk=made.pk)
        if found.status != RosterImport.Status.PREVIEWED:
            raise StepRefused(_("This was decided already. The roster shows how it stands."))
        results = compared(found.forum, found.rows)
        if fingerprint_of(results) != shown:
            raise StepRefused(_("The roster has changed since you looked. Look at the rows again, then bring them in."))
        counts = counted(results)
        if counts["wrong"] and not without_wrong:
            raise StepRefused(_("Some rows are wrong. Put them right in the file, or say that they may be left out."))
        bodies, found.bodies = _bodies([r for r in results if r.kind in {"new", "changed"}])
        found.made = _make(found.forum, [r for r in results if r.kind == "new"], bodies, consented_on)
        found.changed = [_change(r, bodies, consented_on) for r in results if r.kind == "changed"]
        found.status, found.rows, found.at, found.by = RosterImport.Status.APPLIED, [], timezone.now(), by
        found.save()
        ledger.record("roster.import", found, by=by, area=found.area, **counts)
        _rights_of(r.member for r in results if r.kind == "changed")


def fingerprint_of(results: list[Found]) -> str:
    """What the preview comes to, as a short mark."""
    told = [(r.number, r.kind, [(name, str(after)) for name, _before, after in r.changes]) for r in results]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _make(
    forum: Forum, results: list[Found], bodies: dict[str, Organisation], consented_on: dt.date | None
) -> list[int]:
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    people = [
        r.person or Person(**{name: r.said[name] for name in ON_PERSON if r.said.get(name) not in (None, "")})
        for r in results
    ]
    Person.objects.bulk_create(person for person in people if person.pk is None)
    members = Membership.objects.bulk_create(
        Membership(
            forum=forum,
            person=person,
            organisation=bodies.get(r.said.get("organisation", "").lower()),
            designation=r.said.get("designation", ""),
            sector=sectors[r.said["sector"]],
            standing=r.said.get("standing", Membership.Standing.CONFIRMED),
            since=timezone.localdate(),
        )
        for r, person in zip(results, people, strict=True)
    )
    if consented_on:
        reached = set(
            Contact.objects.filter(person__in=[r.person for r in results if r.person]).values_list("person", flat=True)
        )
        Contact.objects.bulk_create(
            Contact(
                person=person, phone=r.said.get("phone", ""), email=r.said.get("email", ""), consented_on=consented_on
            )
            for r, person in zip(results, people, strict=True)
            if (r.said.get("phone") or r.said.get("email")) and person.pk not in reached
        )
    return [member.pk for member in members]


def _bodies(results: list[Found]) -> tuple[dict[str, Organisation], list[int]]:
    """The organisations that the rows name, by name; and which of them were made, as nobody had named them before."""
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    wanted: dict[str, Organisation] = {}
    for r in results:
        name = r.said.get("organisation", "")
        if name and name.lower() not in wanted:
            sector = r.said.get("sector") or (r.member.sector.code if r.member else "")
            wanted[name.lower()] = Organisation(name=name, sector=sectors.get(sector))
    known = {body.name.lower(): body for body in Organisation.objects.all()} if wanted else {}
    missing = [body for name, body in wanted.items() if name not in known]
    Organisation.objects.bulk_create(missing)
    return known | {body.name.lower(): body for body in missing}, [body.pk for body in missing]


def _change(result: Found, bodies: dict[str, Organisation], consented_on: dt.date | None) -> dict[str, Any]:
    """Change one place and its person; what they said before, for undoing."""
    member, after = result.member, {name: value for name, _before, value in result.changes}
    person = member.person
    before: dict[str, Any] = {"member": member.pk, "fields": {}, "after": after}
    for on, names in ((person, ON_PERSON), (member, ON_PLACE)):
        touched = [name for name in names if name in after]
        for name in touched:
            before["fields"][name] = getattr(on, name)
            setattr(on, name, after[name])
        if touched:
            on.save(update_fields=touched)
    if "sector" in after:
        before["fields"]["sector"] = member.sector.code
        member.sector = Sector.objects.get(code=after["sector"])
        member.save(update_fields=["sector"])
    if "organisation" in after:
        before["fields"]["organisation"] = member.organisation_id
        member.organisation = bodies[after["organisation"].lower()]
        member.save(update_fields=["organisation"])
    contacts = {name: after[name] for name in ("phone", "email") if name in after}
    if contacts and consented_on:
        was = Contact.objects.filter(person=person).first()
        before["contact"] = {name: getattr(was, name) if was else "" for name in contacts}
        Contact.objects.update_or_create(person=person, defaults=contacts | {"consented_on": consented_on})
    return before


def undo(*, made: RosterImport, by: Any) -> list[str]:
    """Take back the last import: the places and organisations it made go, the others say again what they said.

    Whoever has since been to a meeting, holds an office, has an account or was changed by somebody stays as they are:
    their names are the answer. An organisation stays where anything else names it. Raises StepRefused when it is not the last one that stands.
    """
    with transaction.atomic():
        last = made.forum.imports.select_for_update().filter(status=RosterImport.Status.APPLIED).order_by("-at").first()
        if last is None or last.pk != made.pk:
            raise StepRefused(_("Only the last import can be undone, and only once."))
        touched = _touched_since(last)
        stay = []
        for member in Membership.objects.filter(pk__in=last.made).select_related("person"):
            if member.pk in touched or not _take_out(member):
                stay.append(member.person.name)
        changed = Membership.objects.select_related("person", "sector").in_bulk([row["member"] for row in last.changed])
        for before in last.changed:
            member = changed.get(before["member"])
            if member is not None and not _restore(member, before):
                stay.append(member.person.name)
        _take_out_bodies(last)
        last.status = RosterImport.Status.UNDONE
        last.save(update_fields=["status"])
        ledger.record("roster.undo", last, by=by, area=last.area, stay=len(stay))
        _rights_of(Membership.objects.filter(pk__in=[before["member"] for before in last.changed]))
    return stay


def _touched_since(last: RosterImport) -> set[int]:
    """The places that somebody has worked on since the import, as the ledger tells. One query."""
    ids = {str(pk) for pk in last.made}
    entries = LedgerEntry.objects.filter(subject=Membership._meta.label_lower, subject_id__in=ids, at__gt=last.at)
    worked = entries.exclude(verb="contact.look").values_list("subject_id", flat=True)
    return {int(pk) for pk in worked}


def _take_out(member: Membership) -> bool:
    """Remove a place, and the person where nothing else holds them; whether it could be done."""
    person = member.person
    elsewhere = person.appointments.exists() or person.memberships.exclude(pk=member.pk).exists()
    if person.user_id and not elsewhere:
        return False
    try:
        with transaction.atomic():
            member.delete()
            if elsewhere:
                return True
            Contact.objects.filter(person=person).delete()
            person.delete()
    except ProtectedError:
        return False
    return True


def _take_out_bodies(last: RosterImport) -> None:
    """Remove the organisations that the import made, but for those that anything names by now or somebody changed."""
    bodies = Organisation.objects.filter(pk__in=last.bodies)
    for relation in Organisation._meta.related_objects:
        named = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": last.bodies})
        bodies = bodies.exclude(pk__in=named.values(relation.field.name))
    ids = {str(pk) for pk in last.bodies}
    worked = LedgerEntry.objects.filter(subject=Organisation._meta.label_lower, subject_id__in=ids, at__gt=last.at)
    bodies.exclude(pk__in={int(pk) for pk in worked.values_list("subject_id", flat=True)}).delete()


def _restore(member: Membership, before: dict[str, Any]) -> bool:
    """Let a place say again what it said, but for what somebody has changed since; whether all of it could be done."""
    fields, after, whole = dict(before["fields"]), before.get("after", {}), True
    now = {name: getattr(member.person, name) for name in ON_PERSON}
    now |= {name: getattr(member, name) for name in ON_PLACE}
    now |= {"sector": member.sector.code, "organisation": str(member.organisation or "")}
    for name in [name for name in fields if name in after and str(now[name]).lower() != str(after[name]).lower()]:
        del fields[name]
        whole = False
    if "sector" in fields:
        member.sector = Sector.objects.get(code=fields.pop("sector"))
    if "organisation" in fields:
        was = fields.pop("organisation")
        there = was is None or Organisation.objects.filter(pk=was).exists()
        member.organisation_id = was if there else None
        whole = whole and there
    for name, value in fields.items():
        setattr(member.person if name in ON_PERSON else member, name, value)
    member.person.save()
    member.save()
    if "contact" in before:
        rows = Contact.objects.filter(person=member.person)
        as_left = rows.filter(**{name: after[name] for name in before["contact"] if name in after})
        whole = bool(as_left.update(**before["contact"])) and whole
    return whole


def _rights_of(members: Any) -> None:
    """Rights follow where a standing changed."""
    for member in members:
        if member is not None and member.person.user_id:
            grants.rebuild(member.person.user)
