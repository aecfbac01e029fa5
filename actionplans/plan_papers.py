"""Which papers go with a work plan? The plan itself, and how a quarter of it went; for everybody in the forum."""

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import QUARTERS, WorkPlan
from actionplans.plan_figures import Line, lines_of, standing_of
from actionplans.planning import figure, shillings
from documents.letters import chair_of, file_letter
from documents.models import Paper
from forums.access import require
from forums.rules import rules_of
from forums.workflow import StepRefused

WORK_PLAN = "plan"
PROGRESS = "progress"
NOT_SAID = "—"


def print_plan(*, plan: WorkPlan, by: Any) -> Paper:
    """File the plan of the year, a table for each objective. Raises StepRefused where there is no activity."""
    require(by, "keep_record", plan.area)
    language = rules_of(plan.forum).language
    with translation.override(language):
        lines = [line for line in lines_of(plan, timezone.localdate(), with_whom=True) if not line.activity.dropped_on]
        if not lines:
            raise StepRefused(_("There is no activity in this plan, so there is nothing to print."))
        standing = standing_of(lines)
        said = {"n": len(lines), "year": plan.financial_year}
        words = [
            ngettext("%(n)s activity in %(year)s.", "%(n)s activities in %(year)s.", len(lines)) % said,
            _adopted(plan),
        ]
        if standing.budget is not None:
            words.append(_("The budgets that are known come to KES %(sum)s.") % {"sum": shillings(standing.budget)})
        return file_letter(
            forum=plan.forum,
            kind=WORK_PLAN,
            subject=plan,
            copy=Paper.Copy.MEMBERS,
            to=[],
            title=_("Work plan, %(year)s") % {"year": plan.financial_year},
            named="",
            words="\n".join(words),
            tables=[_objective_table(objective, lines) for objective in plan.objectives.all() if _of(objective, lines)],
            signed_by=chair_of(plan.forum),
            language=language,
            by=by,
        )


def print_progress(*, plan: WorkPlan, quarter: int, by: Any) -> Paper:
    """File how a quarter of the plan went. Raises StepRefused before it began, or where nothing was planned or said."""
    require(by, "keep_record", plan.area)
    when, today, language = plan.quarter(quarter), timezone.localdate(), rules_of(plan.forum).language
    with translation.override(language):
        if not plan.is_adopted or when.start > today:
            raise StepRefused(_("That quarter has not begun, or no meeting has adopted the plan yet."))
        lines = [line for line in lines_of(plan, today) if _is_of(line, quarter)]
        if not lines:
            raise StepRefused(_("Nothing was planned for that quarter, and nothing was said of it."))
        rated = [line for line in lines if line.cells[quarter - 1].said]
        spent = [cell.spent for line in rated if (cell := line.cells[quarter - 1].said) and cell.spent is not None]
        said = {"rated": len(rated), "of": len(lines)}
        words = [_("Of %(of)s activities %(rated)s are rated.") % said]
        if spent:
            words.append(_("KES %(sum)s were spent, as far as it was said.") % {"sum": shillings(sum(spent))})
        words.append(_("What was not counted is left empty, which is not none."))
        return file_letter(
            forum=plan.forum,
            kind=PROGRESS,
            subject=plan,
            copy=Paper.Copy.MEMBERS,
            to=[],
            title=_("Progress of the work plan, %(quarter)s") % {"quarter": when.printed},
            named="",
            words=" ".join(words),
            tables=[_progress_table(lines, quarter), *_came(rated, quarter)],
            signed_by=chair_of(plan.forum),
            language=language,
            by=by,
        )


def _adopted(plan: WorkPlan) -> str:
    if not plan.adopted_on:
        return _("A draft: no meeting has adopted it yet.")
    said = {"day": date_format(plan.adopted_on, "j F Y")}
    if plan.resolution:
        return _("Adopted on %(day)s by resolution %(reference)s.") % (said | {"reference": plan.resolution.reference})
    return _("Adopted at the meeting of %(day)s.") % said


def _of(objective: Any, lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.activity.objective_id == objective.pk]


def _objective_table(objective: Any, lines: list[Line]) -> dict[str, Any]:
    heads = [_("No."), _("Activity"), _("Responsible"), _("When"), _("KES"), _("Indicator and target")]
    rows = []
    for line in _of(objective, lines):
        row = line.activity
        with_whom = [body.name for body in row.partners.all()]
        with_whom += [forum.area.title for forum in row.joint_with.all()]
        with_whom += [row.other_partners] if row.other_partners else []
        where = f", {row.place}" if row.place else ""
        together = ". " + _("With %(whom)s") % {"whom": ", ".join(with_whom)} if with_whom else ""
        rows.append(
            [
                row.mark,
                f"{row.title}{where}",
                f"{row.responsible}{together}",
                " ".join(f"Q{number}" for number in row.planned),
                shillings(row.budget) or NOT_SAID,
                _aimed_at(row),
            ]
        )
    aim = str(objective.get_aim_display())
    return {"caption": f"{objective.number}. {objective.text} ({aim})", "heads": heads, "rows": rows}


def _aimed_at(row: Any) -> str:
    if not row.indicator:
        return NOT_SAID
    if row.target is None:
        return str(row.indicator)
    if row.baseline is None:
        return f"{row.indicator}: {figure(row.target)}"
    said = {"indicator": row.indicator, "from": figure(row.baseline), "to": figure(row.target)}
    return _("%(indicator)s: from %(from)s to %(to)s") % said


def _is_of(line: Line, quarter: int) -> bool:
    cell = line.cells[quarter - 1]
    return cell.said is not None or cell.is_planned


def _progress_table(lines: list[Line], quarter: int) -> dict[str, Any]:
    heads = [_("No."), _("Activity"), _("Rating"), _("What was done"), _("Spent, KES"), _("Reached")]
    rows = []
    for line in lines:
        cell, row = line.cells[quarter - 1], line.activity
        said = cell.said
        reached = figure(said.reached) if said else ""
        target = f" / {figure(row.target)}" if reached and row.target is not None else ""
        rows.append(
            [
                row.mark,
                row.title,
                cell.words,
                said.words if said else NOT_SAID,
                (shillings(said.spent) if said else "") or NOT_SAID,
                f"{reached}{target}" or NOT_SAID,
            ]
        )
    return {"caption": _("Activity by activity"), "heads": heads, "rows": rows}


def _came(rated: list[Line], quarter: int) -> list[dict[str, Any]]:
    """Who took part, where anybody was counted."""
    heads = [_("No."), _("Activity"), _("People"), _("Women"), _("Youth"), _("Persons with disability")]
    rows = []
    for line in rated:
        said = line.cells[quarter - 1].said
        if said and said.people is not None:
            parts = (said.people, said.women, said.youth, said.disability)
            rows.append([line.activity.mark, line.activity.title, *["" if n is None else str(n) for n in parts]])
    return [{"caption": _("Who took part"), "heads": heads, "rows": rows}] if rows else []


def quarters_to_print(plan: WorkPlan) -> list[int]:
    """The quarters whose progress can be printed today."""
    today = timezone.localdate()
    return [number for number in QUARTERS if plan.is_adopted and plan.quarter(number).start <= today]
