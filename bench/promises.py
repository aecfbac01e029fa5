"""What do plans and actions cost? A plan of 60 activities, 400 actions of a county, and ten years of what one person took on.

.venv/bin/python -m bench.promises [--json FILE]
"""

import datetime as dt
import sys
from functools import partial
from typing import Any

from bench import measuring, surroundings

ACTIVITIES = 60
OF_THE_COUNTY = 400
A_YEAR = 60  # actions that one office takes on


def main() -> int:
    """Measure the pages on which promises are followed; 1 when a bar is missed."""
    surroundings.start()
    made = surroundings.fill()
    forum, secretary = made["forum"], made["users"]["secretary"]
    plan = draw_up(forum, made["usual"].meeting, secretary)
    county = settle_county(forum)
    browser, above = measuring.opened(secretary), measuring.opened(county)
    page, from_above = partial(measuring.page, browser), partial(measuring.page, above)
    pages = {
        "work plan of 60": (page(f"/plans/{plan.pk}/"), 6),
        "work plan of 60 by quarter": (page(f"/plans/{plan.pk}/?show=quarters"), 6),
        "one activity": (page(f"/activities/{plan.objectives.first().activities.first().pk}/"), 3),
        "actions of a forum": (page(f"/forums/{forum.slug}/actions/"), 6),
        "actions as a board": (page(f"/forums/{forum.slug}/actions/?as_board=1"), 6),
        "400 actions of a county": (from_above("/forums/032/actions/below/"), 6),
        "plans of a county": (from_above("/forums/032/plans/below/"), 6),
        "the county's desk": (from_above("/"), 3),
        "my actions, one year": (page("/actions/mine/"), 3),
        "desk, one year": (page("/"), 3),
    }
    rows = measuring.measured(browser, pages)
    take_on(forum, years=10)
    later = {"my actions, ten years": (page("/actions/mine/"), 3), "desk, ten years": (page("/"), 3)}
    return surroundings.written(rows + measuring.measured(browser, later), sys.argv)


def draw_up(forum: Any, meeting: Any, secretary: Any) -> Any:
    """A plan of the year that runs with 60 activities under four objectives, adopted, each rated once."""
    from decimal import Decimal

    from actionplans.planning import Wanted, add_activity, add_objective, adopt, begin_plan
    from actionplans.progress import Said, say_progress
    from forums.quarter import Quarter
    from members.models import Office

    owner = Office.objects.get(forum=forum, seat="secretary").title
    plan = begin_plan(forum=forum, year=Quarter.now().year, by=secretary)
    objectives = [add_objective(plan=plan, aim=aim, text=f"Aim {aim} is reached", by=secretary) for aim in range(1, 5)]
    activities = [
        add_activity(
            objective=objectives[number % 4],
            wanted=Wanted(
                title=f"Dialogue of both sides, place {number}", kind="dialogue", responsible=owner,
                quarters=1 + number % 15, budget=60_000, indicator="Dialogues held", baseline=Decimal(0),
                target=Decimal(4),
            ),
            by=secretary,
        )
        for number in range(ACTIVITIES)
    ]  # fmt: skip
    adopt(plan=plan, meeting=meeting, by=secretary)
    plan.refresh_from_db()
    for activity in activities:
        activity.objective.plan = plan
        said = Said("on_track", "One was held.", 12_000, Decimal(1), 40, 21, 18, 2)
        say_progress(activity=activity, quarter=1, said=said, by=secretary)
    return plan


def settle_county(forum: Any) -> Any:
    """Four hundred actions over the county's forums, a third of them late; the county secretary's account."""
    from actionplans.models import ActionPoint
    from forums.models import Forum
    from members import grants
    from members.models import Appointment, Office, Person, User

    today = dt.date.today()
    forums = list(Forum.objects.with_area().filter(area__path__startswith=forum.area.parent.path).order_by("pk"))
    ActionPoint.objects.bulk_create(
        ActionPoint(
            forum=forums[n % len(forums)], reference=f"X/{n}", year=2025, number=1000 + n, text=f"Do the thing {n}",
            owner="Ward Administrator", set_on=today - dt.timedelta(days=300),
            due=today + dt.timedelta(days=n % 600 - 200), status="done" if n % 3 == 0 else "in_progress",
        )
        for n in range(OF_THE_COUNTY)
    )  # fmt: skip
    user = User.objects.create_user("county@kikao.example", name="Officer", is_demonstration=True)
    person = Person.objects.create(name="Officer", user=user)
    office = Office.objects.get(forum__area__code="032", seat="secretary")
    Appointment.objects.create(office=office, person=person, basis="appointed", since=dt.date(2024, 7, 25))
    grants.rebuild(user)
    take_on(forum, years=1)
    return User.objects.select_related("person").get(pk=user.pk)


def take_on(forum: Any, years: int) -> None:
    """What the forum's secretariat took on in so many years: all done but the last ten."""
    from actionplans.models import ActionPoint
    from members.models import Office

    office, today = Office.objects.get(forum=forum, seat="secretary"), dt.date.today()
    first = ActionPoint.objects.filter(reference__startswith="Y/").count()
    ActionPoint.objects.bulk_create(
        ActionPoint(
            forum=forum, office=office, reference=f"Y/{n}", year=2020, number=3000 + n, text=f"Do the thing {n}",
            owner=office.title, set_on=today - dt.timedelta(days=400), due=today - dt.timedelta(days=390),
            stood_on=today - dt.timedelta(days=380),
            status="in_progress" if n < 10 else "done",
        )
        for n in range(first, A_YEAR * years)
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
