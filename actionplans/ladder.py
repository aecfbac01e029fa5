"""Which offices stand above a forum, and which is the next filled one? Along the reporting lines in force."""

from django.db.models import Exists, OuterRef

from forums import lines
from forums.models import Area, Forum
from members.models import Appointment, Office

# From below up: a secretariat's request goes to its chair first.
RUNGS = {"secretary": 0, "chair": 1, "nsc_officer": 0, "nsc_director": 1}
NATIONAL = ("nsc_officer", "nsc_director")


def offices_above(forum: Forum) -> list[Office]:
    """The filled offices of which a forum can ask something, the chair directly above first. Three queries."""
    return _filled(lines.above(forum.area))


def next_above(office: Office) -> Office | None:
    """The next filled office above one: a secretariat's chair, then chair after chair, and the NSC. Three queries."""
    area = office.forum.area
    for found in _filled([area, *lines.above(area)]):
        leads = found.seat in {"chair", "nsc_director"} or found.forum.area.level == Area.Level.NATIONAL
        if found.forum_id == office.forum_id:
            leads = RUNGS[found.seat] > RUNGS[office.seat]
        if leads:
            return found
    return None


def passed_by(forum: Forum, office: Office) -> list[Area]:
    """The areas from which a request to an office can be read: those on its way, and the office's own. Two queries."""
    line = lines.above(forum.area)
    own = office.forum.area
    return line[: line.index(own) + 1] if own in line else [own]


def _filled(areas: list[Area]) -> list[Office]:
    held = Appointment.objects.live().filter(office=OuterRef("pk"))
    rows = Office.objects.filter(Exists(held), forum__area__in=areas, seat__in=RUNGS).select_related("forum__area")
    place = {area.pk: number for number, area in enumerate(areas)}
    fit = [row for row in rows if (row.seat in NATIONAL) == (row.forum.area.level == Area.Level.NATIONAL)]
    return sorted(fit, key=lambda row: (place[row.forum.area_id], -RUNGS[row.seat], row.pk))
