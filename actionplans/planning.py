"""How does a work plan come about? Drawn up as a draft, adopted at a meeting, changed afterwards with a reason each time."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.actions import FieldRefused, owner_meant, owners_known
from actionplans.models import Activity, Objective, PlanChange, Progress, WorkPlan
from forums import ledger
from forums.access import require
from forums.models import Forum
from forums.quarter import Quarter
from forums.workflow import Step, StepRefused, Workflow
from meetings.models import Meeting, Resolution
from members.models import Membership, Organisation

MOST_ACTIVITIES = 200  # in one plan
FARTHEST = 2  # years ahead of today's for which a plan can be begun


def _why_not_adopt(plan: WorkPlan, user: Any) -> str:
    if Activity.objects.filter(objective__plan=plan, dropped_on=None).exists():
        return ""
    return _("There is no activity in this plan yet, so there is nothing to adopt.")


PLANS = Workflow(
    "plan",
    Step(
        "adopt", gettext_lazy("Adopt the plan"), "draft", "adopted", "keep_record", guard=_why_not_adopt,
        sets=lambda user, meeting, **said: {
            "meeting": meeting, "adopted_on": meeting.held_on, "resolution": said.get("resolution"),
        },
    ),
)  # fmt: skip


@dataclass
class Wanted:
    """What an activity is to say; `partners` and `joint_with` are rows, money is whole shillings, empty is unknown."""

    title: str
    kind: str
    responsible: str
    quarters: int
    place: str = ""
    budget: int | None = None
    source: str = ""
    indicator: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    other_partners: str = ""
    partners: list[Organisation] = field(default_factory=list)
    joint_with: list[Forum] = field(default_factory=list)


def years_to_begin(forum: Forum, today: dt.date) -> list[int]:
    """The financial years, the one that runs today first, for which the forum can begin a plan. One query."""
    now = Quarter.of(today).year
    there = set(WorkPlan.objects.filter(forum=forum).values_list("year", flat=True))
    return [year for year in (now, *range(now + 1, now + FARTHEST + 1), now - 1) if year not in there]


def begin_plan(*, forum: Forum, year: int, copy_of: WorkPlan | None = None, by: Any) -> WorkPlan:
    """Begin a forum's plan of a financial year, empty or as a copy of another of its plans. Raises StepRefused in words.

    A copy leaves out what was dropped, begins each indicator where the last one ended, and drops who has left since.
    """
    require(by, "keep_record", forum.area)
    if year not in years_to_begin(forum, timezone.localdate()):
        raise StepRefused(_("There is a plan for that year already, or the year is too far off."))
    if copy_of is not None and copy_of.forum_id != forum.pk:
        raise StepRefused(_("That plan is another forum's."))
    try:
        with transaction.atomic():
            plan = WorkPlan.objects.create(forum=forum, year=year)
            ledger.record("plan.begin", plan, by=by, year=year)
            if copy_of is not None:
                _copy(copy_of, plan)
    except IntegrityError as twice:
        raise StepRefused(_("Somebody else has just begun this plan. It is open now.")) from twice
    return plan


def _copy(earlier: WorkPlan, plan: WorkPlan) -> None:
    known = owners_known(plan.forum)
    rows = Activity.objects.filter(objective__plan=earlier, dropped_on=None)
    ends = _reached_last(earlier)
    for objective in earlier.objectives.all():
        made = Objective.objects.create(plan=plan, number=objective.number, aim=objective.aim, text=objective.text)
        taken = rows.filter(objective=objective).prefetch_related("partners", "joint_with")
        for number, activity in enumerate(taken, 1):
            partners, joint = list(activity.partners.all()), list(activity.joint_with.all())
            meant = known.get(plain(activity.responsible))
            activity.baseline = ends.get(activity.pk, activity.baseline)
            activity.pk, activity.objective, activity.number = None, made, number
            activity.person = meant.get("person") if meant else None
            activity.office = meant.get("office") if meant else None
            activity._state.adding = True
            activity.save()
            activity.partners.set(partners)
            activity.joint_with.set(joint)


def _reached_last(plan: WorkPlan) -> dict[int, Decimal]:
    """How far each indicator of a plan was when it was said last."""
    rows = Progress.objects.standing().filter(activity__objective__plan=plan, reached__isnull=False)
    return dict(rows.order_by("quarter").values_list("activity", "reached"))


def adopt(*, plan: WorkPlan, meeting: Meeting, resolution: Resolution | None = None, by: Any) -> None:
    """Enter that a meeting adopted the plan. Raises StepRefused in words for a meeting that cannot have done so."""
    require(by, "keep_record", plan.area)
    if meeting.forum_id != plan.forum_id or not meeting.has_taken_place:
        raise FieldRefused("meeting", _("Only a meeting of this forum that was held adopts its plan."))
    if meeting.held_on > plan.quarter(4).end:
        raise FieldRefused("meeting", _("That meeting was held after the plan's year had ended."))
    if resolution is not None and resolution.deed.entry.minutes.meeting_id != meeting.pk:
        raise FieldRefused("resolution", _("That resolution is of another meeting."))
    more = {"resolution": resolution} if resolution else {}
    PLANS.take(plan, "adopt", by=by, meeting=meeting, **more)


def add_objective(*, plan: WorkPlan, aim: int, text: str, why: str = "", by: Any) -> Objective:
    """Add an objective at the end; with a reason where the plan is adopted. Raises StepRefused in words."""
    with _changing(plan, why, by) as change:
        last = plan.objectives.aggregate(last=Max("number"))["last"] or 0
        made = Objective.objects.create(plan=plan, number=last + 1, aim=aim, text=text)
        ledger.record("objective.add", made, by=by, note=why)
        change.tell(str(made), [(_("Objective"), "", text)])
    return made


def change_objective(*, objective: Objective, aim: int, text: str, why: str = "", by: Any) -> None:
    """Let an objective say something else; with a reason where the plan is adopted. Raises StepRefused in words."""
    with _changing(objective.plan, why, by) as change:
        found = Objective.objects.select_for_update().get(pk=objective.pk)
        aims = dict(Objective.Aim.choices)
        told = _differences(
            [(_("Objective"), found.text, text), (_("Aim"), str(aims[found.aim]), str(aims[aim]))],
        )
        if not told:
            return
        found.aim, found.text = aim, text
        found.save(update_fields=["aim", "text"])
        ledger.record("objective.change", found, by=by, note=why)
        change.tell(str(found), told)


def remove_objective(*, objective: Objective, by: Any) -> None:
    """Take an empty objective out of a draft. Raises StepRefused for any other."""
    with _changing(objective.plan, "", by, only_draft=True):
        if objective.activities.exists():
            raise StepRefused(_("There are activities under it. Move or remove them first."))
        ledger.record("objective.remove", objective.plan, by=by, number=objective.number)
        objective.delete()


def add_activity(*, objective: Objective, wanted: Wanted, why: str = "", by: Any) -> Activity:
    """Add an activity under an objective; with a reason where the plan is adopted. Raises StepRefused in words."""
    plan = objective.plan
    with _changing(plan, why, by) as change:
        if Activity.objects.filter(objective__plan=plan).count() >= MOST_ACTIVITIES:
            said = {"most": MOST_ACTIVITIES}
            raise StepRefused(_("There are %(most)s activities in this plan, as many as there may be.") % said)
        last = objective.activities.aggregate(last=Max("number"))["last"] or 0
        made = Activity(objective=objective, number=last + 1)
        _fill(made, wanted, plan.forum)
        ledger.record("activity.add", made, by=by, note=why)
        change.tell(str(made), [(_("Activity"), "", made.title)], made)
    return made


def change_activity(
    *, activity: Activity, wanted: Wanted, objective: Objective | None = None, why: str = "", by: Any
) -> None:
    """Let an activity say something else; with a reason where the plan is adopted. Raises StepRefused in words.

    A quarter of which something was said already stays planned or not as it was said.
    """
    with _changing(activity.plan, why, by) as change:
        found = Activity.objects.select_for_update(of=("self",)).select_related("objective__plan__forum__area")
        found = found.get(pk=activity.pk)
        if found.dropped_on:
            raise StepRefused(_("This activity was dropped, so it stays as it is."))
        before = _told_of(found)
        if objective is not None and objective.pk != found.objective_id:
            if objective.plan_id != found.plan.pk:
                raise StepRefused(_("That objective is another plan's."))
            last = objective.activities.aggregate(last=Max("number"))["last"] or 0
            found.objective, found.number = objective, last + 1
        _fill(found, wanted, found.plan.forum)
        told = _differences(
            [(label, old, new) for (label, old), (_l, new) in zip(before, _told_of(found), strict=True)]
        )
        if not told:
            return
        ledger.record("activity.change", found, by=by, note=why)
        change.tell(str(found), told, found)


def drop_activity(*, activity: Activity, why: str, by: Any) -> None:
    """Drop an activity that will not be done; it stays to be seen, with the reason. Raises StepRefused in words."""
    if not why.strip():
        raise FieldRefused("why", _("Say in a sentence why, so that the others know what to do."))
    with _changing(activity.plan, why, by, always=True) as change:
        if not Activity.objects.filter(pk=activity.pk, dropped_on=None).update(dropped_on=timezone.localdate()):
            raise StepRefused(_("This activity was dropped already."))
        ledger.record("activity.drop", activity, by=by, note=why)
        change.tell(str(activity), [(_("Activity"), activity.title, _("Dropped"))], activity)


def take_up(*, activity: Activity, why: str, by: Any) -> None:
    """Take a dropped activity up again, with the reason. Raises StepRefused in words."""
    if not why.strip():
        raise FieldRefused("why", _("Say in a sentence why, so that the others know what to do."))
    with _changing(activity.plan, why, by, always=True) as change:
        if not Activity.objects.filter(pk=activity.pk, dropped_on__isnull=False).update(dropped_on=None):
            raise StepRefused(_("This activity was not dropped."))
        ledger.record("activity.take_up", activity, by=by, note=why)
        change.tell(str(activity), [(_("Activity"), _("Dropped"), activity.title)], activity)


def remove_activity(*, activity: Activity, by: Any) -> None:
    """Take an activity out of a draft of which nothing hangs yet. Raises StepRefused for any other."""
    with _changing(activity.plan, "", by, only_draft=True):
        if activity.progress.exists() or activity.evidence.exists() or activity.actions.exists():
            raise StepRefused(_("Something was said of it already. Drop it with a reason instead."))
        ledger.record("activity.remove", activity.plan, by=by, number=activity.number)
        activity.delete()


def joint_choices(forum: Forum) -> list[Forum]:
    """The forums with which one can plan together: those beside it, the one above, those right below. One query."""
    area = forum.area
    near = {area.parent_id: True} if area.parent_id else {}
    rows = Forum.objects.with_area().exclude(pk=forum.pk)
    beside = rows.filter(area__parent__in=[*near, area.pk]) | rows.filter(area__in=list(near))
    return list(beside.order_by("area__path"))


def partners_meant(forum: Forum, written: str) -> tuple[list[Organisation], str]:
    """The organisations of the roster among names written one a line, and the other names in one line. One query."""
    names = [" ".join(name.split()) for line in written.splitlines() for name in line.split(";") if name.strip()]
    if not names:
        return [], ""
    on_roster = Membership.objects.on_roster().filter(forum=forum)
    rows = Organisation.objects.filter(pk__in=on_roster.values("organisation"))
    known = {plain(body.name): body for body in rows}
    found = {known[plain(name)].pk: known[plain(name)] for name in names if plain(name) in known}
    others = [name for name in dict.fromkeys(names) if plain(name) not in known]
    return list(found.values()), "; ".join(others)


def _fill(activity: Activity, wanted: Wanted, forum: Forum) -> None:
    """Write what is wanted and save it. Raises FieldRefused in words for what cannot be."""
    if not 1 <= wanted.quarters <= 15:
        raise FieldRefused("quarters", _("Choose at least one of the year's quarters."))
    if wanted.target is not None and not wanted.indicator:
        raise FieldRefused("indicator", _("Say what the target counts, for example charters signed."))
    if activity.pk is None or wanted.responsible != activity.responsible:
        meant: dict[str, Any] = {"person": None, "office": None} | owner_meant(forum, wanted.responsible)
        activity.person, activity.office = meant["person"], meant["office"]
    if any(joint.pk == forum.pk for joint in wanted.joint_with):
        raise FieldRefused("joint_with", _("Choose other forums than this one."))
    if activity.pk:
        said = set(activity.progress.filter(is_current=True).values_list("quarter", flat=True))
        gone = [number for number in activity.planned if not wanted.quarters >> (number - 1) & 1 and number in said]
        if gone:
            named = {"quarter": activity.plan.quarter(gone[0]).label}
            raise FieldRefused("quarters", _("Something was said of %(quarter)s already, so it stays.") % named)
    for name in (
        "title", "kind", "responsible", "quarters", "place", "budget", "source", "indicator", "baseline", "target",
        "other_partners",
    ):  # fmt: skip
        setattr(activity, name, getattr(wanted, name))
    activity.save()
    activity.partners.set(wanted.partners)
    activity.joint_with.set(wanted.joint_with)


class _Change:
    """Keeps what is changed in an adopted plan; of a draft nothing is kept."""

    def __init__(self, plan: WorkPlan, why: str, by: Any, is_kept: bool) -> None:
        self.plan, self.why, self.by, self.is_kept = plan, why, by, is_kept

    def tell(self, subject: str, told: Iterable[tuple[str, str, str]], activity: Activity | None = None) -> None:
        if self.is_kept:
            PlanChange.objects.create(
                plan=self.plan, activity=activity, subject=subject[:420], told=[list(row) for row in told],
                why=self.why.strip(), by=self.by, name=self.by.name, office=self.by.office_line_at(self.plan.area),
            )  # fmt: skip


@contextlib.contextmanager
def _changing(
    plan: WorkPlan, why: str, by: Any, *, only_draft: bool = False, always: bool = False
) -> Iterator[_Change]:
    """Hold the plan while something in it changes. Raises StepRefused where that may not be, or not without a reason.

    What changes in a draft is not kept, unless `always`.
    """
    require(by, "keep_record", plan.area)
    with transaction.atomic():
        found = WorkPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if found.is_adopted and only_draft:
            raise StepRefused(_("A meeting has adopted this plan, so nothing is taken out. Drop the activity instead."))
        if found.is_adopted and not why.strip():
            raise FieldRefused("why", _("A meeting has adopted this plan: say in a sentence why it changes."))
        yield _Change(plan, why, by, found.is_adopted or always)


def _differences(rows: list[tuple[Any, str, str]]) -> list[tuple[str, str, str]]:
    return [(str(label), old, new) for label, old, new in rows if old != new]


def _told_of(activity: Activity) -> list[tuple[str, str]]:
    """What an activity says, line by line, in words."""
    partners = [body.name for body in activity.partners.all()] if activity.pk else []
    joint = [forum.title for forum in activity.joint_with.select_related("area")] if activity.pk else []
    return [
        (_("Objective"), f"{activity.objective.number}. {activity.objective.text}"),
        (_("Activity"), activity.title),
        (_("Kind"), str(activity.get_kind_display())),
        (_("Responsible"), activity.responsible),
        (_("Partners"), ", ".join([*partners, *filter(None, [activity.other_partners])])),
        (_("Together with"), ", ".join(joint)),
        (_("Quarters"), ", ".join(f"Q{number}" for number in activity.planned)),
        (_("Place"), activity.place),
        (_("Budget, KES"), shillings(activity.budget)),
        (_("Source of the money"), activity.get_source_words()),
        (_("Indicator"), activity.indicator),
        (_("Baseline"), figure(activity.baseline)),
        (_("Target"), figure(activity.target)),
    ]


def shillings(amount: int | None) -> str:
    """Whole shillings as one reads them, `150,000`; nothing for what is not known."""
    return "" if amount is None else number_format(amount, decimal_pos=0, force_grouping=True)


def figure(number: Decimal | None) -> str:
    """A figure without needless decimals; nothing for what is not known."""
    if number is None:
        return ""
    whole = number == number.to_integral_value()
    return number_format(number, decimal_pos=0 if whole else 2, force_grouping=True)


def plain_number(written: str) -> str:
    """A number without what people put between its digits and around it: `KES 150,000/=` is `150000`."""
    bare = "".join(written.replace("\u00a0", " ").split()).replace(",", "").lower()
    for before in ("kes", "kshs", "ksh", "sh"):
        bare = bare.removeprefix(before)
    return bare.removesuffix("/=").removesuffix("/-").lstrip(".")


def plain(words: str) -> str:
    """Words without case and needless spaces, to compare them."""
    return " ".join(words.split()).casefold()
