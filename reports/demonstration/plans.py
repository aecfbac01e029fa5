"""What do three of the forums mean to do this year? Njoro and Nakuru have plans under way, Kibra has begun a draft."""

import datetime as dt

from actionplans.models import Activity, WorkPlan, quarters_as_bits
from actionplans.plan_papers import print_plan, print_progress
from actionplans.planning import Wanted, add_activity, add_objective, adopt, begin_plan, change_activity, partners_meant
from actionplans.progress import Said, say_progress
from forums.models import Forum
from forums.quarter import Quarter
from meetings.models import Meeting
from members.models import Office, User
from reports.demonstration.words import plans as words

FIGURES = ("people", "women", "youth", "disability")


def draw_up(users: dict[str, User], today: dt.date) -> None:
    """Draw the plans up as the secretaries would, let them be adopted, and say how the quarters went that are over."""
    year = Quarter.of(today).previous().year
    njoro = _drawn("032-njoro", year, words.NJORO, users["secretary.njoro"])
    _adopted(njoro, users["secretary.njoro"])
    _change(njoro, users["secretary.njoro"])
    _say(njoro, words.NJORO, today, users["secretary.njoro"])
    print_plan(plan=njoro, by=users["secretary.njoro"])
    print_progress(plan=njoro, quarter=Quarter.of(today).previous().number, by=users["secretary.njoro"])
    nakuru = _drawn("032", year, words.NAKURU, users["secretary.nakuru"])
    _adopted(nakuru, users["secretary.nakuru"])
    _say(nakuru, words.NAKURU, today, users["secretary.nakuru"])
    now = Quarter.of(today).year
    if now != year:  # in July to September the new year has begun: its plan is a copy, not yet adopted
        begin_plan(forum=njoro.forum, year=now, copy_of=njoro, by=users["secretary.njoro"])
    _drawn("047-kibra", now, words.KIBRA, users["secretary.kibra"])


def _drawn(slug: str, year: int, objectives: tuple[words.Objective, ...], by: User) -> WorkPlan:
    forum = Forum.objects.with_area().get(slug=slug)
    plan = begin_plan(forum=forum, year=year, by=by)
    for aim, text, activities in objectives:
        objective = add_objective(plan=plan, aim=aim, text=text, by=by)
        for meant in activities:
            add_activity(objective=objective, wanted=_wanted(forum, meant), by=by)
    return plan


def _wanted(forum: Forum, meant: words.Meant) -> Wanted:
    office = Office.objects.filter(forum=forum, seat=meant.responsible).select_related("forum__area").first()
    partners, others = partners_meant(forum, meant.partners)
    names = ("title", "kind", "place", "budget", "source", "indicator", "baseline", "target")
    return Wanted(
        **{name: getattr(meant, name) for name in names},
        responsible=office.title if office else meant.responsible,
        quarters=quarters_as_bits(meant.quarters),
        partners=partners,
        other_partners=others,
        joint_with=list(Forum.objects.with_area().filter(slug__in=meant.joint)),
    )


def _adopted(plan: WorkPlan, by: User) -> None:
    meetings = Meeting.objects.filter(forum=plan.forum, held_on__lte=plan.quarter(4).end).took_place()
    adopt(plan=plan, meeting=meetings.order_by("held_on").first(), by=by)
    plan.refresh_from_db()


def _change(plan: WorkPlan, by: User) -> None:
    """One activity costs more than was planned, and everybody can read why."""
    activity = Activity.objects.get(objective__plan=plan, kind="training")
    activity.objective.plan = plan
    names = (
        "title",
        "kind",
        "responsible",
        "quarters",
        "place",
        "source",
        "indicator",
        "baseline",
        "target",
        "other_partners",
    )
    wanted = Wanted(
        **{name: getattr(activity, name) for name in names},
        budget=180_000,
        partners=list(activity.partners.all()),
        joint_with=list(activity.joint_with.all()),
    )
    why = "The training is opened to youth, so there are more days and more meals."
    change_activity(activity=activity, wanted=wanted, why=why, by=by)


def _say(plan: WorkPlan, objectives: tuple[words.Objective, ...], today: dt.date, by: User) -> None:
    meant = {row.title: row for _aim, _text, rows in objectives for row in rows}
    for activity in Activity.objects.filter(objective__plan=plan).select_related("objective"):
        activity.objective.plan = plan
        for quarter, told in meant[activity.title].told:
            if plan.quarter(quarter).end < today:
                figures = dict(zip(FIGURES, told.came, strict=False))
                said = Said(told.rating, told.words, told.spent, told.reached, **figures)
                say_progress(activity=activity, quarter=quarter, said=said, by=by)
