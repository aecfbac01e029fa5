"""Who acts where a chair's office is vacant? The next filled one above, along the reporting lines (the rights page)."""

from collections.abc import Collection

from forums import lines
from forums.models import Area
from members.models import Appointment, Office


def chaired() -> set[int]:
    """The areas whose chair's office is filled today. Two queries, by keys."""
    held = set(Appointment.objects.live().filter(seat="chair").values_list("office", flat=True))
    offices = Office.objects.filter(seat="chair").values_list("pk", "forum__area")
    return {area for office, area in offices if office in held}


def vacant_below(areas: Collection[int]) -> set[int]:
    """The areas without a chair for which the chairs of these act: nobody between them holds the office."""
    if not areas:
        return set()
    filled, found, front = chaired(), set[int](), set(areas)
    while front:
        front = {area for area, _above in lines.directly_below(front)} - filled - found - set(areas)
        found |= front
    return found


def acting_for(area: Area) -> Appointment | None:
    """The chair above who acts for an area without one; None where no chair above is in office."""
    above, seen = lines.reports_to(area), set[int]()
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        rows = Appointment.objects.live().filter(seat="chair", office__forum__area=above)
        chair = rows.select_related("office__forum__area", "person").first()
        if chair is not None:
            return chair
        above = lines.reports_to(above)
    return None
