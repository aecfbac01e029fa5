"""What else does the country show a newcomer? Areas that changed, a joint forum, an election period ahead."""

import datetime as dt

from forums import changing, elections
from forums.gazetteer import changes
from forums.models import Area, AreaChange, ElectionPeriod, Forum
from members.models import User

# In Nairobi, gazetted on 14 February 2024: Dagoretti became Dagoretti South, and Dagoretti North came out of it.
DAGORETTI = ("Dagoretti South", "Dagoretti North")
# The valley's counties; that they have a joint forum is invented.
KERIO_VALLEY = ("030", "028", "024")


def enter(officer: User) -> None:
    """Let an NSC officer accept a change of areas, set up a joint forum and enter an election period."""
    changes.propose()
    for name in DAGORETTI:
        changing.accept(change=AreaChange.objects.get(county__code="047", name=name), by=officer)
    joint = changing.add_joint(
        name="Kerio Valley",
        covers=list(Area.objects.filter(code__in=KERIO_VALLEY)),
        since=dt.date(2025, 2, 3),
        instrument="Sample: no instrument",
        by=officer,
    )
    Forum.objects.filter(area=joint).update(is_sample=True)
    elections.open_period(
        period=ElectionPeriod(
            name="General election of August 2027 (sample)",
            area=Area.objects.get(level=Area.Level.NATIONAL),
            since=dt.date(2027, 3, 1),
            until=dt.date(2027, 9, 30),
            cadence="monthly",
            sectors=["S08"],
            instrument="Sample: no instrument",
        ),
        by=officer,
    )
