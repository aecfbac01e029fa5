"""Which offices stand above a forum, and which is the next filled one? Along the reporting lines in force."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from forums.models import Area, Forum, ReportingLine
from members.models import Appointment, Office

# From below up: a secretariat's request goes to its chair first.
RUNGS = {"secretary": 0, "chair": 1, "nsc_officer": 0, "nsc_director": 1}
NATIONAL = ("nsc_officer", "nsc_director")


def line_up(area: Area) -> list[Area]:
    """The areas to which an area reports today, the nearest first. Two queries, however long the line."""
    lines = {line.area_id: line.to for line in ReportingLine.objects.on(timezone.localdate()).select_related("to")}
    paths = {path for found in (area, *lines.values()) for path in _prefixes(found.path)}
    by_path = {found.path: found for found in Area.objects.filter(path__in=paths)}
    line: list[Area] = []
    above = _above(area, lines, by_path)
    while above is not None and above not in line and above != area:
        line.append(above)
        above = _above(above, lines, by_path)
    return line


def offices_above(forum: Forum) -> list[Office]:
    """The filled offices of which a forum can ask something, the chair directly above first. Three queries."""
    return _filled(line_up(forum.area))


def next_above(office: Office) -> Office | None:
    """The next filled office above one: a secretariat's chair, then chair after chair, and the NSC. Three queries."""
    area = office.forum.area
    for found in _filled([area, *line_up(area)]):
        leads = found.seat in {"chair", "nsc_director"} or found.forum.area.level == Area.Level.NATIONAL
        if found.forum_id == office.forum_id:
            leads = RUNGS[found.seat] > RUNGS[office.seat]
        if leads:
            return found
    return None


def passed_by(forum: Forum, office: Office) -> list[Area]:
    """The areas from which a request to an office can be read: those on its way, and the office's own. Two queries."""
    line = line_up(forum.area)
    own = office.forum.area
    return line[: line.index(own) + 1] if own in line else [own]


def _filled(areas: list[Area]) -> list[Office]:
    held = Appointment.objects.live().filter(office=OuterRef("pk"))
    rows = Office.objects.filter(Exists(held), forum__area__in=areas, seat__in=RUNGS).select_related("forum__area")
    place = {area.pk: number for number, area in enumerate(areas)}
    fit = [row for row in rows if (row.seat in NATIONAL) == (row.forum.area.level == Area.Level.NATIONAL)]
    return sorted(fit, key=lambda row: (place[row.forum.area_id], -RUNGS[row.seat], row.pk))


def _above(area: Area, lines: dict[int, Area], by_path: dict[str, Area]) -> Area | None:
    if area.pk in lines:
        return lines[area.pk]
    return by_path.get(_parent(area.path))


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def _prefixes(path: str) -> list[str]:
    found = []
    while path.strip("/"):
        found.append(path)
        path = _parent(path)
    return found
