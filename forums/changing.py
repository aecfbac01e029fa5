"""How do areas change? Added, renamed, merged, closed and reopened with day and instrument; what was filed stays as it was."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forums import ledger, lines
from forums.access import may
from forums.models import Area, AreaAlias, AreaChange, Forum
from forums.workflow import StepRefused
from portal.contributions import tell

RIGHT = "change_areas"
# A notice is worked off in this order: a name is free once its bearer is renamed, a unit is made of areas that are there.
IN_ORDER = [AreaChange.Kind.RENAMED, AreaChange.Kind.NEW, AreaChange.Kind.SUB_REGION]


LEVEL_IN = {Area.Level.COUNTY: Area.Level.SUB_COUNTY, Area.Level.REGION: Area.Level.SUB_REGION}


def add_area(
    *, parent: Area, name: str, since: dt.date | None, instrument: str, by: Any, came_from: Area | None = None
) -> Area:
    """Add a sub-county to a county or a sub-region to a region, with its forum's record and its chair's office.

    Raises StepRefused in words.
    """
    _require(by)
    name = _free(parent, name)
    with transaction.atomic():
        code = _free_code(f"{parent.code}-{slugify(name)}"[:36])
        area = Area.objects.create(
            level=LEVEL_IN[Area.Level(parent.level)],
            code=code,
            name=name,
            parent=parent,
            path=f"{parent.path}{code}/",
            valid_from=since,
            came_from=came_from,
        )
        Forum.objects.create(area=area, slug=code.lower())
        with translation.override("en"):
            tell("areas_loaded")
        ledger.record("area.add", area, by=by, area=area, note=instrument)
    return area


def add_joint(*, name: str, covers: list[Area], since: dt.date, instrument: str, by: Any) -> Area:
    """Set up a joint forum over several areas: it stands under their nearest common ancestor. Raises StepRefused."""
    _require(by)
    if len({area.pk for area in covers}) < 2:
        raise StepRefused(_("A joint forum covers at least two areas."))
    common = covers[0].path.strip("/").split("/")
    for area in covers[1:]:
        steps = area.path.strip("/").split("/")
        common = [code for code, other in zip(common, steps, strict=False) if code == other]
    above = Area.objects.get(path="/" + "/".join(common) + "/")
    if above in covers:
        raise StepRefused(_("%(area)s holds the others already. Choose areas beside each other.") % {"area": above})
    name = _free(above, name)
    with transaction.atomic():
        code = _free_code(f"joint-{slugify(name)}"[:36])
        joint = Area.objects.create(
            level=Area.Level.JOINT, code=code, name=name, parent=above, path=f"{above.path}{code}/", valid_from=since
        )
        joint.covers.set(covers)
        Forum.objects.create(area=joint, slug=code)
        with translation.override("en"):
            tell("areas_loaded")
        tell("lines_changed", {above.pk, *(area.pk for area in covers)})
        ledger.record("area.join", joint, by=by, area=joint, note=instrument, covers=[area.pk for area in covers])
    return joint


def rename_area(*, area: Area, name: str, since: dt.date | None, instrument: str, by: Any) -> None:
    """Call an area otherwise from now on; it is found by the earlier name too, its code and address stay."""
    _require(by)
    name = _free(area.parent, name, but=area)
    with transaction.atomic():
        AreaAlias.objects.get_or_create(area=area, name=area.name, defaults={"until": since})
        area.aliases.filter(name=name).delete()
        area.name = name
        area.save(update_fields=["name"])
        with translation.override("en"):
            tell("area_renamed", area)
        ledger.record("area.rename", area, by=by, area=area, note=instrument)


def split_area(*, area: Area, names: list[str], goes_on: bool, on: dt.date, instrument: str, by: Any) -> list[Area]:
    """Let new areas come out of one, all or none; where it does not go on itself, it is closed on the day before.

    Its forum, roster and papers stay where they are; each new area begins with a record of its own. Raises StepRefused.
    """
    _require(by)
    if len(names) + goes_on < 2:
        raise StepRefused(_("Name at least two areas that come out of it, or let it go on itself."))
    with transaction.atomic():
        made = [
            add_area(parent=area.parent, name=name, since=on, instrument=instrument, by=by, came_from=area)
            for name in names
        ]
        if not goes_on:
            close_area(area=area, on=on - dt.timedelta(days=1), instrument=instrument, by=by)
        ledger.record("area.split", area, by=by, area=area, note=instrument, parts=[part.pk for part in made])
    return made


def merge_areas(*, area: Area, into: Area, on: dt.date, instrument: str, by: Any) -> None:
    """Let an area go up in another of the same county: it is closed, and its names lead to the other one."""
    if area.pk == into.pk or area.parent_id != into.parent_id:
        raise StepRefused(_("Choose another sub-county of the same county."))
    with transaction.atomic():
        close_area(area=area, on=on, instrument=instrument, by=by)
        for name in [area.name, *area.aliases.values_list("name", flat=True)]:
            AreaAlias.objects.get_or_create(area=into, name=name, defaults={"until": on})
        area.went_into = into
        area.save(update_fields=["went_into"])
        ledger.record("area.merge", area, by=by, area=into, into=into.pk)


def close_area(*, area: Area, on: dt.date, instrument: str, by: Any) -> None:
    """Close an area on a day. Raises StepRefused while its forum is open or areas lie in it."""
    _require(by)
    with transaction.atomic():
        forum = Forum.objects.select_for_update().get(area=area)
        if forum.is_open:
            raise StepRefused(
                _("The forum of %(area)s is %(stage)s. Close the forum first.")
                % {"area": area.title, "stage": forum.get_stage_display().lower()}
            )
        if area.children.exclude(status=Area.Status.CLOSED).exists():
            raise StepRefused(_("Other areas lie in this one. Close them first."))
        if area.valid_from and on < area.valid_from:
            raise StepRefused(_("The last day must not be before the first."))
        forum.area_is_closed = True
        forum.save(update_fields=["area_is_closed"])
        area.status, area.valid_to = Area.Status.CLOSED, on
        area.save(update_fields=["status", "valid_to"])
        ledger.record("area.close", area, by=by, area=area, note=instrument)


def reopen_area(*, area: Area, on: dt.date, instrument: str, by: Any) -> None:
    """Let a closed area be one again from a day on; its names lead to it and no longer to what it went up in.

    Raises StepRefused for a day before it was closed.
    """
    _require(by)
    if area.valid_to and on <= area.valid_to:
        raise StepRefused(
            _("It was closed on %(day)s. Choose a later day.") % {"day": date_format(area.valid_to, "j F Y")}
        )
    with transaction.atomic():
        if area.went_into:
            names = [area.name, *area.aliases.values_list("name", flat=True)]
            area.went_into.aliases.filter(name__in=names, until=area.valid_to).delete()
        Forum.objects.filter(area=area).update(area_is_closed=False)
        area.status, area.valid_to, area.went_into = Area.Status.GAZETTED, None, None
        area.save(update_fields=["status", "valid_to", "went_into"])
        ledger.record("area.reopen", area, by=by, area=area, note=instrument, day=on.isoformat())


def accept(*, change: AreaChange, by: Any) -> Area:
    """Do what a proposal says. Raises StepRefused, naming it, where that cannot be done."""
    _require(by)
    with transaction.atomic():
        found = AreaChange.objects.select_for_update().select_related("county").get(pk=change.pk)
        if found.status != AreaChange.Status.PROPOSED:
            raise StepRefused(_("%(name)s was decided already.") % {"name": found.name})
        day = found.day
        if found.kind == AreaChange.Kind.SUB_REGION:
            area = _accept_sub_region(found, by)
        elif found.kind == AreaChange.Kind.RENAMED:
            area = found.county.children.filter(name__iexact=found.came_from).first()
            if area is None:
                raise StepRefused(
                    _("%(name)s: the area it was called before is not found in %(county)s. Rename it by hand.")
                    % {"name": found.name, "county": found.county.title}
                )
            rename_area(area=area, name=found.name, since=day, instrument=found.source, by=by)
        else:
            named = Q(name__iexact=found.came_from) | Q(aliases__name__iexact=found.came_from)
            origin = found.county.children.filter(named).first() if found.came_from else None
            area = add_area(
                parent=found.county, name=found.name, since=day, instrument=found.source, by=by, came_from=origin
            )
        _decide(found, AreaChange.Status.ACCEPTED, by, area)
    return area


def _accept_sub_region(change: AreaChange, by: Any) -> Area:
    """Add a coordination unit to the county's region, and let the areas it names report to it."""
    children = change.county.children.exclude(status=Area.Status.CLOSED)
    named = [name.strip() for name in change.came_from.split(",") if name.strip()]
    members: list[Area] = []
    for name in named:
        several = name.lstrip("0123456789 ")  # `5 Embakasi`: the five of that name
        found = children.filter(name__istartswith=several) if several != name else children.filter(name__iexact=name)
        if not found:
            raise StepRefused(
                _("%(unit)s: %(name)s is not found in %(county)s. Decide the earlier notices first.")
                % {"unit": change.name, "name": name, "county": change.county.title}
            )
        members += found
    day = change.day or timezone.localdate()
    unit = add_area(parent=change.county.parent, name=change.name, since=day, instrument=change.source, by=by)
    for area in members:
        lines.set_line(area=area, to=unit, since=day, instrument=change.source, by=by)
    return unit


def accept_notice(*, source: str, by: Any) -> int:
    """Accept everything of a notice that is not in doubt, renamings first, all or nothing; how many that was."""
    _require(by)
    with transaction.atomic():
        waiting = list(AreaChange.objects.waiting().filter(source=source, doubt="").select_related("county"))
        waiting.sort(key=lambda change: IN_ORDER.index(AreaChange.Kind(change.kind)))
        for change in waiting:
            accept(change=change, by=by)
    return len(waiting)


def decline(*, change: AreaChange, by: Any) -> None:
    """Set a proposal aside; it stays on record as declined."""
    _require(by)
    with transaction.atomic():
        found = AreaChange.objects.select_for_update().get(pk=change.pk)
        if found.status != AreaChange.Status.PROPOSED:
            raise StepRefused(_("%(name)s was decided already.") % {"name": found.name})
        _decide(found, AreaChange.Status.DECLINED, by, None)


def _decide(change: AreaChange, status: str, by: Any, area: Area | None) -> None:
    change.status, change.decided_at, change.decided_by, change.area = status, timezone.now(), by, area
    change.save(update_fields=["status", "decided_at", "decided_by", "area"])
    ledger.record("area_change.accept" if area else "area_change.decline", change, by=by, area=change.county)


def _free(parent: Area | None, name: str, but: Area | None = None) -> str:
    """The name, if no other area of the county has it."""
    name = " ".join(name.split())
    alike = Area.objects.filter(parent=parent, name__iexact=name)
    if but is not None:
        alike = alike.exclude(pk=but.pk)
    if alike.exists():
        raise StepRefused(_("%(name)s is there already.") % {"name": name})
    return name


def _free_code(wanted: str) -> str:
    """The code, or the next with a number after it: an area that was renamed keeps the code of its first name."""
    taken = set(Area.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 100))) if code not in taken)


def _require(by: Any) -> None:
    if not may(by, RIGHT, Area.objects.get(level=Area.Level.NATIONAL)):
        raise PermissionDenied
