"""What do the pages of the whole country cost? Every forum with chair, co-chair and twelve members, in all stages.

.venv/bin/python -m bench.country [--json FILE]
"""

import datetime as dt
import sys
from functools import partial

from bench import measuring, surroundings

EACH = 12
SINCE = dt.date(2024, 7, 25)


def main() -> int:
    """Measure what the NSC opens; 1 when a bar is missed."""
    surroundings.start()
    surroundings.fill()
    browser = measuring.opened(settle())
    page = partial(measuring.page, browser)
    return surroundings.written(
        measuring.measured(
            browser,
            {
                "establishment, 47 counties": (page("/country/establishment/"), 6),
                "establishment, by share": (page("/country/establishment/?show=share&sort=no_record"), 6),
                "directory of 388 forums": (page("/country/directory/"), 6),
                "directory, by last meeting": (page("/country/directory/?sort=long_ago"), 6),
                "composition of the country": (page("/country/composition/"), 6),
                "list of forums": (page("/forums/"), 6),
                "list of areas": (page("/areas/"), 6),
                "directory as CSV": (page("/country/directory/?as=csv"), None),
            },
        ),
        sys.argv,
    )


def settle():
    """Fill every forum; an NSC officer's account."""
    from forums.models import Forum
    from members import grants
    from members.models import Appointment, Membership, Office, Person, Sector, User

    sectors = list(Sector.objects.all())
    forums = list(Forum.objects.exclude(slug="032-njoro").exclude(area__level="national"))
    people = Person.objects.bulk_create(Person(name=f"Person {n}") for n in range(len(forums) * EACH))
    offices = {(office.forum_id, office.seat): office for office in Office.objects.all()}
    places, held = [], []
    for n, forum in enumerate(forums):
        theirs = people[n * EACH : (n + 1) * EACH]
        forum.stage = ("active", "launched", "mapping", "no_record")[n % 4]
        places += [
            Membership(forum=forum, person=person, sector=sectors[(n + k) % len(sectors)])
            for k, person in enumerate(theirs)
        ]
        held += [
            Appointment(
                office=offices[forum.pk, seat], person=person, basis="appointed", since=SINCE, seat=seat, side=side
            )
            for seat, side, person in zip(("chair", "co_chair"), ("state", "non-state"), theirs, strict=False)
        ]
    Membership.objects.bulk_create(places)
    Appointment.objects.bulk_create(held)
    Forum.objects.bulk_update(forums, ["stage"])
    user = User.objects.create_user("officer.nsc@kikao.example", name="Officer", is_demonstration=True)
    person = Person.objects.create(name="Officer", user=user)
    office = Office.objects.get(seat="nsc_officer")
    Appointment.objects.create(office=office, person=person, basis="appointed", since=SINCE)
    grants.rebuild(user)
    return User.objects.select_related("person").get(pk=user.pk)


if __name__ == "__main__":
    sys.exit(main())
