"""A work plan from a spreadsheet: looked at row by row, then brought in as a whole, into a draft only."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from actionplans import plan_sheets
from actionplans.models import Activity, Objective
from actionplans.planning import adopt, begin_plan
from forums.models import Forum, LedgerEntry
from forums.quarter import Quarter
from forums.workflow import StepRefused
from tests.actionplans.planned import drafted

HEADS = ["Objective", "Aim", "Activity", "Responsible", "Quarters", "Budget", "Indicator", "Target"]


@pytest.fixture
def njoro(country):
    return Forum.objects.with_area().get(slug="032-njoro")


@pytest.fixture
def plan(njoro, cast):
    return begin_plan(forum=njoro, year=Quarter.now().year, by=cast.secretary)


@pytest.fixture
def owner(njoro):
    return njoro.offices.get(seat="secretary").title


def sheet(*rows, heads=HEADS) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    for row in (heads, *rows):
        book.active.append(row)
    book.save(file)
    file.seek(0)
    return file


def looked_at(plan, *rows, **more):
    file = sheet(*rows, **more)
    return plan_sheets.rows_of(file, len(file.getvalue()))


def brought_in(plan, rows, by, **more):
    found = plan_sheets.compared(plan, rows)
    carried = plan_sheets.sealed(plan, rows, found, by)
    return plan_sheets.bring_in(plan=plan, carried=carried, by=by, **{"without_wrong": False} | more)


def test_rows_become_objectives_and_activities(plan, owner, cast):
    rows = looked_at(
        plan,
        ["Calm borders", 1, "Dialogue of elders", owner, "Q1, Q3", "60,000/=", "Dialogues held", 4],
        ["", "", "Peace caravan", owner, "Oct-Dec", "", "", ""],
        ["Youth mediate", "Capacity building of stakeholders", "Training", owner, "1-3", 0, "People trained", 20],
    )
    assert [row.kind for row in plan_sheets.compared(plan, rows)] == ["new"] * 3
    assert brought_in(plan, rows, cast.secretary) == 3
    made = [(row.mark, row.planned, row.budget) for row in Activity.objects.select_related("objective")]
    assert made == [("1.1", [1, 3], 60_000), ("1.2", [2], None), ("2.1", [1, 2, 3], 0)]
    assert list(Objective.objects.values_list("aim", flat=True)) == [1, 3]
    assert LedgerEntry.objects.filter(verb="plan.import").count() == 1


def test_the_same_file_again_changes_nothing(plan, owner, cast):
    rows = looked_at(plan, ["Calm borders", 1, "Dialogue", owner, "Q1", 60000, "Held", 4])
    brought_in(plan, rows, cast.secretary)
    assert [row.kind for row in plan_sheets.compared(plan, rows)] == ["same"]
    with pytest.raises(StepRefused, match="nothing to bring in"):
        brought_in(plan, rows, cast.secretary)
    rows = looked_at(plan, ["Calm borders", "", "dialogue", owner, "Q1 and Q2", 90000, "Held", 4])
    changed = plan_sheets.compared(plan, rows)[0]
    assert changed.told == [
        ("name", "Dialogue", "dialogue"), ("quarters", "Q1", "Q1, Q2"), ("budget", "60,000", "90,000"),
    ]  # fmt: skip
    brought_in(plan, rows, cast.secretary)
    assert Activity.objects.get().budget == 90_000


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "", "Dialogue", "OWNER", "Q1"], "The objective is missing."),
        (["Calm", "", "Dialogue", "OWNER", "Q1"], "which of the four aims"),
        (["Calm", 5, "Dialogue", "OWNER", "Q1"], "none of the four aims"),
        (["Calm", 1, "", "OWNER", "Q1"], "What is done is missing."),
        (["Calm", 1, "Dialogue", "", "Q1"], "Who is responsible is missing."),
        (["Calm", 1, "Dialogue", "Nobody Here", "Q1"], "is nobody on this forum's roster"),
        (["Calm", 1, "Dialogue", "OWNER", ""], "The quarters are missing"),
        (["Calm", 1, "Dialogue", "OWNER", "Q5"], "is no quarter of the plan's year"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1 2019"], "is no quarter of the plan's year"),
        (["Calm", 1, "Dialogue", "OWNER", dt.date(2019, 1, 1)], "is no quarter of the plan's year"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1", "plenty"], "no sum of whole shillings"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1", -5], "no sum of whole shillings"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1", "", "", 4], "what the target counts"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1", "", "Held", "many"], "is no number"),
        (["Calm", 1, "Dialogue", "OWNER", "Q1", "", "Held", "inf"], "is no number"),
        (["Calm", 1, "=1+1", "OWNER", "Q1"], "holds a formula"),
        (["Calm", 1, "D" * 400, "OWNER", "Q1"], "longer than 300 signs"),
    ],
)
def test_a_wrong_row_is_told_why(plan, owner, row, words):
    rows = looked_at(plan, [owner if cell == "OWNER" else cell for cell in row])
    found = plan_sheets.compared(plan, rows)[0]
    assert found.kind == "wrong"
    assert words in found.words


def test_all_or_nothing_unless_the_wrong_ones_are_left_out(plan, owner, cast):
    rows = looked_at(
        plan, ["Calm", 1, "Dialogue", owner, "Q1"], ["", "", "Dialogue", owner, "Q2"], ["", "", "Caravan", "X", "Q1"]
    )
    assert [row.kind for row in plan_sheets.compared(plan, rows)] == ["new", "twice", "wrong"]
    with pytest.raises(StepRefused, match="Some rows are wrong"):
        brought_in(plan, rows, cast.secretary)
    assert not Objective.objects.exists()
    assert brought_in(plan, rows, cast.secretary, without_wrong=True) == 1


def test_only_what_was_looked_at_comes_in(plan, owner, cast, country):
    rows = looked_at(plan, ["Calm", 1, "Dialogue", owner, "Q1"])
    carried = plan_sheets.sealed(plan, rows, plan_sheets.compared(plan, rows), cast.secretary)
    with pytest.raises(StepRefused, match="another person's"):
        plan_sheets.bring_in(plan=plan, carried=carried, without_wrong=False, by=cast.chair)
    with pytest.raises(StepRefused, match="damaged"):
        plan_sheets.bring_in(plan=plan, carried=carried[:-1] + "x", without_wrong=False, by=cast.secretary)
    brought_in(plan, looked_at(plan, ["Calm", 2, "Caravan", owner, "Q1"]), cast.secretary)
    assert plan_sheets.bring_in(plan=plan, carried=carried, without_wrong=False, by=cast.secretary) == 1
    with pytest.raises(StepRefused, match="changed since you looked"):
        plan_sheets.bring_in(plan=plan, carried=carried, without_wrong=False, by=cast.secretary)


def test_an_adopted_plan_takes_no_spreadsheet(held, owner, cast, signed_in):
    made = drafted(held.forum, cast.secretary)
    rows = looked_at(made.plan, ["Calm", 1, "Dialogue", owner, "Q1"])
    carried = plan_sheets.sealed(made.plan, rows, plan_sheets.compared(made.plan, rows), cast.secretary)
    adopt(plan=made.plan, meeting=held, by=cast.secretary)
    with pytest.raises(StepRefused, match="by hand"):
        plan_sheets.bring_in(plan=made.plan, carried=carried, without_wrong=False, by=cast.secretary)
    assert signed_in(cast.secretary).get(reverse("plan_import", args=[made.plan.pk])).status_code == 302


def test_too_many_rows_are_refused(plan, owner):
    with pytest.raises(plan_sheets.Unreadable, match="more than 200 rows"):
        looked_at(plan, *[["Calm", 1, f"Dialogue {n}", owner, "Q1"] for n in range(201)])


def test_the_screens_show_the_rows_and_bring_them_in(plan, owner, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("plan_import", args=[plan.pk])
    assert "Shughuli" not in browser.get(address).content.decode()
    template = b"".join(browser.get(reverse("plan_template", args=[plan.pk]), {"as": "csv"}).streaming_content)
    shown = browser.post(address, {"file": SimpleUploadedFile("plan.csv", template)})
    assert shown.context["counts"]["new"] == 1  # the template's own row can be brought in
    done = browser.post(reverse("plan_import_apply", args=[plan.pk]), {"carried": shown.context["carried"]})
    assert done.url == plan.get_absolute_url()
    assert Activity.objects.get().budget == 60_000
    for name, content, words in (
        ("old.xls", b"\xd0\xcf\x11\xe0rest", "old .xls"),
        ("empty.csv", b" ", "empty"),
        ("other.csv", b"Name,Sector\nAnne,S01\n", "needs at least Activity"),
    ):
        wrong = browser.post(address, {"file": SimpleUploadedFile(name, content)})
        assert (wrong.status_code, words in wrong.content.decode()) == (422, True)


def test_kiswahili_headings_are_known(plan, owner):
    rows = looked_at(
        plan, ["Amani", 1, "Baraza", owner, "Robo 1"], heads=["Lengo", "Dhamira", "Shughuli", "Mhusika", "Robo"]
    )
    assert [row.kind for row in plan_sheets.compared(plan, rows)] == ["new"]
