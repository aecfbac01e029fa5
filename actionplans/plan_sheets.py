"""How does a plan come in from a spreadsheet? Read and compared first; brought in as a whole, into a draft only."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from django.core import signing
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionplans.actions import owners_known
from actionplans.models import QUARTERS, Activity, Objective, WorkPlan, quarters_as_bits
from actionplans.planning import (
    MOST_ACTIVITIES,
    Wanted,
    add_activity,
    add_objective,
    change_activity,
    figure,
    partners_meant,
    plain,
    plain_number,
    shillings,
)  # fmt: skip
from forums import ledger
from forums.access import require
from forums.workflow import StepRefused
from members.spreadsheets.reading import FORMULA, MERGED, Unreadable, read

# column -> how it may be headed, in English and Kiswahili; the first of each is the template's own
HEADINGS = {
    "objective": ("Objective", "Lengo", "Goal"),
    "aim": ("Aim", "Dhamira"),
    "name": ("Activity", "Shughuli", "Activities"),
    "kind": ("Kind", "Aina", "Type"),
    "responsible": ("Responsible", "Mtekelezaji", "Mhusika", "Lead", "Responsibility"),
    "quarters": ("Quarters", "Robo", "When", "Timeline", "Time frame"),
    "place": ("Place", "Mahali", "Where", "Venue"),
    "partners": ("Partners", "Washirika"),
    "budget": ("Budget, KES", "Bajeti, KES", "Budget", "Bajeti", "Cost"),
    "source": ("Source of the money", "Chanzo cha fedha", "Source", "Funding"),
    "indicator": ("Indicator", "Kiashiria"),
    "baseline": ("Baseline", "Msingi"),
    "target": ("Target", "Shabaha"),
}
GOOD_FOR = 3600  # seconds in which a preview can be brought in
SALT = "plan-import"
LIMITS = {"objective": 400, "name": 300, "responsible": 160, "place": 160, "indicator": 200, "partners": 1000}
NAMES = {
    "title": "name", "kind": "kind", "responsible": "responsible", "quarters": "quarters", "place": "place",
    "budget": "budget", "source": "source", "indicator": "indicator", "baseline": "baseline", "target": "target",
}  # fmt: skip


def _key(words: Any) -> str:
    return re.sub(r"[^a-z]", "", str(words).lower())


NAMED = {_key(heading): column for column, headings in HEADINGS.items() for heading in headings}


def column_named(heading: Any) -> str | None:
    """The column that a heading means, whatever its case and spaces."""
    return NAMED.get(_key(heading)) if isinstance(heading, str) else None


def headings() -> list[str]:
    """The headings of the template in the reader's language."""
    return [words[1 if get_language() == "sw" else 0] for words in HEADINGS.values()]


@dataclass
class Result:
    """What one row comes to: new, changed, same, twice or wrong; `words` say why, `told` what changes."""

    number: int
    kind: str
    title: str
    objective: str
    aim: int | None = None
    wanted: Wanted | None = None
    words: str = ""
    told: list[tuple[str, str, str]] = field(default_factory=list)
    there: Activity | None = None


def rows_of(file: BinaryIO, size: int) -> list[Any]:
    """The rows of a spreadsheet as they can be kept. Raises Unreadable in words."""
    sheet = read(file, size, column_named, _("Activity"))
    if len(sheet.rows) > MOST_ACTIVITIES:
        said = {"most": MOST_ACTIVITIES}
        raise Unreadable(_("The sheet has more than %(most)s rows, more than a plan can hold.") % said)
    return [[number, {name: _bare(value) for name, value in row.items()}] for number, row in sheet.rows]


def _bare(value: Any) -> str:
    """Marks for what cannot be taken stay signs that no cell can hold."""
    return "\x00f" if value is FORMULA else "\x00m" if value is MERGED else str(value)[:1200]


def compared(plan: WorkPlan, rows: list[Any]) -> list[Result]:
    """What every row comes to against the plan as it stands. Five queries."""
    known = owners_known(plan.forum)
    objectives = {plain(row.text): row for row in plan.objectives.all()}
    there: dict[str, Activity] = {}
    for activity in (
        Activity.objects.filter(objective__plan=plan).select_related("objective").prefetch_related("partners")
    ):
        there[plain(activity.title)] = activity
    partners: dict[str, Any] = {}
    found: list[Result] = []
    seen: set[str] = set()
    last_objective, last_aim = "", None
    aims: dict[str, int] = {text: row.aim for text, row in objectives.items()}
    for number, row in rows:
        objective = row.get("objective", "") or last_objective
        wrong: list[str] = []
        if any(value.startswith("\x00") for value in row.values()):
            wrong.append(_("A cell holds a formula or is merged with another. Write what it says."))
            row = {name: "" if value.startswith("\x00") else value for name, value in row.items()}
            objective = "" if objective.startswith("\x00") else objective
        for name, most in LIMITS.items():
            if len(row.get(name, "")) > most:
                said = {"heading": HEADINGS[name][1 if get_language() == "sw" else 0], "most": most}
                wrong.append(_("%(heading)s is longer than %(most)s signs.") % said)
        aim = _aim_of(row.get("aim", ""), wrong) or aims.get(plain(objective)) or (
            last_aim if objective == last_objective else None
        )  # fmt: skip
        if not objective:
            wrong.append(_("The objective is missing."))
        elif aim is None:
            wrong.append(_("Say which of the four aims the objective serves, as a number from 1 to 4."))
        else:
            aims.setdefault(plain(objective), aim)
        last_objective, last_aim = objective, aim
        title = row.get("name", "")
        result = Result(number, "new", title, objective, aim)
        result.wanted = _wanted(plan, row, known, partners, wrong)
        found.append(result)
        if wrong:
            result.kind, result.words = "wrong", " ".join(wrong)
        elif plain(title) in seen:
            result.kind, result.words = "twice", _("An activity of this name stands further up in the file.")
        elif plain(title) in there:
            _against(result, there[plain(title)])
        seen.add(plain(title))
    return found


def _against(result: Result, activity: Activity) -> None:
    """Whether the row says something else than the activity that is there."""
    result.there = activity
    before, after = _said(activity), _said(result.wanted)
    result.told = [(name, before[name], after[name]) for name in after if before[name] != after[name]]
    if plain(activity.objective.text) != plain(result.objective):
        result.told.insert(0, ("objective", activity.objective.text, result.objective))
    result.kind = "changed" if result.told else "same"


def _said(row: Any) -> dict[str, str]:
    """What an activity, or what is wanted of one, says in each column."""
    partners = row.partners if isinstance(row, Wanted) else list(row.partners.all())
    bodies = sorted(body.name for body in partners)
    return {
        "name": row.title,
        "kind": str(Activity.Kind(row.kind).label),
        "responsible": row.responsible,
        "quarters": ", ".join(f"Q{number}" for number in QUARTERS if row.quarters >> (number - 1) & 1),
        "place": row.place,
        "partners": "; ".join([*bodies, *filter(None, [row.other_partners])]),
        "budget": shillings(row.budget),
        "source": str(Activity.Source(row.source).label) if row.source else "",
        "indicator": row.indicator,
        "baseline": figure(row.baseline),
        "target": figure(row.target),
    }


def _wanted(plan: WorkPlan, row: dict[str, str], known: Any, partners: dict[str, Any], wrong: list[str]) -> Wanted:
    """What a row wants; what cannot be understood is added to `wrong` in words."""

    def take(name: str, find: Callable[[str], Any], words: str, otherwise: Any = None) -> Any:
        typed = row.get(name, "").strip()
        if not typed:
            return otherwise
        try:
            return find(typed)
        except (KeyError, ValueError, InvalidOperation):
            wrong.append(words % {"typed": typed[:60]})
            return otherwise

    if not row.get("name"):
        wrong.append(_("What is done is missing."))
    responsible = row.get("responsible", "")
    if not responsible:
        wrong.append(_("Who is responsible is missing."))
    elif plain(responsible) not in known:
        said = {"typed": responsible[:60]}
        wrong.append(_("“%(typed)s” is nobody on this forum's roster, and no office.") % said)
    quarters = take(
        "quarters", lambda typed: _quarters(plan, typed), _("“%(typed)s” is no quarter of the plan's year."), 0
    )
    if not row.get("quarters"):
        wrong.append(_("The quarters are missing: write Q1, Q2, Q3 or Q4."))
    written = row.get("partners", "")
    if written not in partners:
        partners[written] = partners_meant(plan.forum, written)
    indicator, target = row.get("indicator", ""), take("target", _amount, _("“%(typed)s” is no number."))
    if target is not None and not indicator:
        wrong.append(_("Say what the target counts, for example charters signed."))
    return Wanted(
        title=row.get("name", "")[:300],
        kind=take("kind", _kind, _("“%(typed)s” is no kind of activity of the list."), "other"),
        responsible=responsible[:160],
        quarters=quarters,
        place=row.get("place", "")[:160],
        budget=take("budget", _shillings, _("“%(typed)s” is no sum of whole shillings.")),
        source=take("source", _source, _("“%(typed)s” is no source of money of the list."), ""),
        indicator=indicator[:200],
        baseline=take("baseline", _amount, _("“%(typed)s” is no number.")),
        target=target,
        partners=partners[written][0],
        other_partners=partners[written][1][:300],
    )


def _aim_of(typed: str, wrong: list[str]) -> int | None:
    if not typed:
        return None
    for value, label in Objective.Aim.choices:
        if plain(typed) in {str(value), f"{value}.", plain(str(label))}:
            return int(value)
    wrong.append(_("“%(typed)s” is none of the four aims.") % {"typed": typed[:60]})
    return None


def _quarters(plan: WorkPlan, typed: str) -> int:
    """The quarters as they are kept, from `Q1, Q3`, `1-3`, `Jul-Sep` or `Q2 FY 2025/26`. Raises ValueError."""
    text = typed.lower().replace("–", "-")
    years = set(re.findall(r"20\d\d", text))
    text = re.sub(r"(?:fy\s*)?20\d\d(?:\s*/\s*(?:20)?\d\d)?", " ", text)
    allowed = {str(plan.year), str(plan.year + 1)}
    if years - allowed:
        raise ValueError(typed)
    if text.strip() in {"all", "all year", "yote", "mwaka mzima"}:
        return 15
    text = re.sub(r"(?:robo|quarters?)(?:\s+ya)?\s*(?=[1-4])", "q", text)
    for number, months in zip(QUARTERS, ("jul-sep", "oct-dec", "jan-mar", "apr-jun"), strict=True):
        text = text.replace(months, f" q{number} ")
    text = text.replace("okt-des", " q2 ").replace("jan-mac", " q3 ")
    text = re.sub(
        r"q?([1-4])\s*-\s*q?([1-4])", lambda m: " ".join(f"q{n}" for n in range(int(m[1]), int(m[2]) + 1)), text
    )
    parts = [part for part in re.split(r"[\s,;&+()]+|\band\b|\bna\b", text) if part]
    numbers = [re.fullmatch(r"q?([1-4])", part) for part in parts]
    if not numbers or not all(numbers):
        raise ValueError(typed)
    return quarters_as_bits([found[1] for found in numbers if found])


def _kind(typed: str) -> str:
    names = {plain(str(label)): value for value, label in Activity.Kind.choices}
    return {**{value: value for value in Activity.Kind.values}, **names}[plain(typed)]


def _source(typed: str) -> str:
    names = {plain(str(label)): value for value, label in Activity.Source.choices}
    return {**{value: value for value in Activity.Source.values}, **names}[plain(typed)]


def _shillings(typed: str) -> int:
    amount = int(plain_number(typed))
    if not 0 <= amount <= 10**12:
        raise ValueError(typed)
    return amount


def _amount(typed: str) -> Decimal:
    amount = Decimal(plain_number(typed))
    if not amount.is_finite() or not 0 <= amount < 10**10 or amount != round(amount, 2):
        raise ValueError(typed)
    return amount


def sealed(plan: WorkPlan, rows: list[Any], found: list[Result], by: Any) -> str:
    """The rows as the page of the preview carries them: signed, so that nobody else's and nothing else comes in."""
    return signing.dumps([plan.pk, by.pk, _shown(found), rows], salt=SALT, compress=True)


def opened(plan: WorkPlan, carried: str, by: Any) -> tuple[list[Any], str]:
    """The rows that were previewed, and what was shown of them. Raises StepRefused in words."""
    try:
        of_plan, of_user, shown, rows = signing.loads(carried, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise StepRefused(_("The preview is older than an hour or damaged. Send the spreadsheet once more.")) from None
    if (of_plan, of_user) != (plan.pk, by.pk):
        raise StepRefused(_("The preview is of another plan or another person's. Send the spreadsheet once more."))
    return rows, shown


def _shown(found: list[Result]) -> str:
    told = [[row.number, row.kind, row.title, row.objective, row.words, row.told] for row in found]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def bring_in(*, plan: WorkPlan, carried: str, without_wrong: bool, by: Any) -> int:
    """Bring in what was previewed, all or nothing; in how many rows something was done. Raises StepRefused in words."""
    require(by, "keep_record", plan.area)
    rows, shown = opened(plan, carried, by)
    with transaction.atomic():
        found = WorkPlan.objects.select_for_update(of=("self",)).select_related("forum__area").get(pk=plan.pk)
        if found.is_adopted:
            raise StepRefused(_("A meeting has adopted this plan. Change it by hand, with the reason each time."))
        results = compared(found, rows)
        if _shown(results) != shown:
            raise StepRefused(_("The plan has changed since you looked. Send the spreadsheet once more."))
        wrong = sum(result.kind == "wrong" for result in results)
        if wrong and not without_wrong:
            raise StepRefused(_("Some rows are wrong. Mend them in the file, or say that they are left out."))
        done = [result for result in results if result.kind in {"new", "changed"}]
        if not done:
            raise StepRefused(_("There is nothing to bring in."))
        objectives = {plain(row.text): row for row in found.objectives.all()}
        for result in done:
            key = plain(result.objective)
            if key not in objectives:
                objectives[key] = add_objective(plan=found, aim=result.aim or 1, text=result.objective, by=by)
            wanted = result.wanted
            if result.there is not None:
                wanted.joint_with = list(result.there.joint_with.all())
                change_activity(activity=result.there, objective=objectives[key], wanted=wanted, by=by)
            else:
                add_activity(objective=objectives[key], wanted=wanted, by=by)
        ledger.record("plan.import", found, by=by, rows=len(done))
    return len(done)
