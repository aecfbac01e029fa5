"""How a quarter went: said with a rating and a sentence, shown, late where nobody says it, told to everybody above."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans import desk, plan_panels, progress
from actionplans.actions import FieldRefused
from actionplans.below import forums_below
from actionplans.models import Activity, Progress, ProgressEvidence, WorkPlan
from actionplans.plan_figures import lines_of, plans_of, quarters_below, standing_of
from actionplans.plan_papers import print_plan, print_progress
from actionplans.planning import add_activity, drop_activity
from forums.models import Forum, LedgerEntry
from forums.quarter import Quarter
from forums.workflow import StepRefused
from meetings.actions import planning
from tests.actionplans.planned import a_year_ago, adopted, anew, drafted, said, wanted
from tests.conftest import photograph


@pytest.fixture
def plan(held, cast):
    """A plan of the year before this one: each of its quarters is over."""
    return adopted(held, cast.secretary, a_year_ago())


def test_a_quarter_is_rated_with_a_sentence(plan, cast):
    word = said(plan.activity, cast.secretary, 1, spent=0, people=40, women=21)
    assert (word.rating, word.spent, word.youth) == ("on_track", 0, None)
    assert LedgerEntry.objects.filter(verb="activity.progress").count() == 1
    with pytest.raises(FieldRefused, match="Say in a sentence"):
        said(plan.activity, cast.secretary, 1, words=" ")
    with pytest.raises(PermissionDenied):
        said(plan.activity, cast.co_chair, 1)


def test_what_was_said_before_stays_to_be_seen(plan, cast, signed_in):
    said(plan.activity, cast.secretary, 1, words="One was held.")
    said(plan.activity, cast.chair, 1, rating="met", words="Two were held after all.")
    assert [word.words for word in Progress.objects.standing()] == ["Two were held after all."]
    page = signed_in(cast.member).get(plan.activity.get_absolute_url()).content.decode()
    assert "One was held." in page
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.update(is_current=True)


def test_nothing_is_said_of_a_draft_or_of_a_quarter_to_come(held, cast):
    draft = drafted(held.forum, cast.secretary)
    with pytest.raises(StepRefused, match="No meeting has adopted"):
        said(draft.activity, cast.secretary)
    ahead = adopted(held, cast.secretary, Quarter.now().year + 1)
    with pytest.raises(StepRefused, match="has not begun"):
        said(ahead.activity, cast.secretary)
    with pytest.raises(StepRefused, match="four quarters"):
        said(ahead.activity, cast.secretary, 5)


def test_more_women_than_people_are_refused_by_form_and_database(plan, cast):
    with pytest.raises(FieldRefused, match="more than came in all"):
        said(plan.activity, cast.secretary, people=10, women=11)
    with pytest.raises(FieldRefused, match="how many came in all"):
        said(plan.activity, cast.secretary, youth=3)
    said(plan.activity, cast.secretary, people=10, women=10)
    for wrong in ({"women": 11}, {"people": None}, {"reached": Decimal(-1)}, {"words": ""}, {"quarter": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Progress.objects.update(**wrong)


def test_blank_is_not_none(plan, cast):
    line = lines_of(plan.plan, timezone.localdate())[0]
    assert (line.spent, line.reached) == (None, None)
    said(plan.activity, cast.secretary, 1, spent=0)
    line = lines_of(plan.plan, timezone.localdate())[0]
    assert line.spent == 0
    said(plan.activity, cast.secretary, 2, spent=40_000, reached=Decimal(2))
    said(plan.activity, cast.secretary, 3, spent=30_000)
    line = lines_of(plan.plan, timezone.localdate())[0]
    assert (line.spent, line.reached, line.over_budget) == (70_000, 2, True)


def test_what_nobody_rated_is_late_and_dropped_is_not(plan, cast):
    today = timezone.localdate()
    line = lines_of(plan.plan, today)[0]
    assert (line.is_late, line.words, [cell.words for cell in line.cells]) == (True, "Not rated: Q1", ["Not rated"] * 4)
    for quarter in (1, 2, 3):
        said(plan.activity, cast.secretary, quarter)
    said(plan.activity, cast.secretary, 4, rating="constrained")
    line = lines_of(plan.plan, today)[0]
    assert (line.is_late, line.words) == (True, "Constrained")  # its last quarter is over, and it is not met
    said(plan.activity, cast.secretary, 4, rating="met")
    assert not lines_of(plan.plan, today)[0].is_late
    drop_activity(activity=plan.activity, why="So.", by=cast.secretary)
    standing = standing_of(lines_of(plan.plan, today))
    assert (standing.alive, standing.late, standing.budget) == (0, 0, None)


def test_a_dropped_activity_takes_no_more_words(plan, cast):
    drop_activity(activity=plan.activity, why="So.", by=cast.secretary)
    with pytest.raises(StepRefused, match="dropped"):
        said(anew(plan).activity, cast.secretary)


def test_what_shows_it_is_checked_stored_and_taken_away(plan, cast, signed_in):
    address = reverse("activity_progress", args=[plan.activity.pk, 1])
    browser = signed_in(cast.secretary)
    filled = {"rating": "met", "words": "Held.", "people": "1,040", "shows": "The elders at the bridge"}
    wrong = browser.post(address, filled | {"file": SimpleUploadedFile("a.jpg", b"<html></html>")})
    assert wrong.status_code == 422
    assert "Only photographs" in wrong.content.decode()
    assert not Progress.objects.exists()
    browser.post(address, filled | {"file": SimpleUploadedFile("a.jpg", photograph())})
    shown = ProgressEvidence.objects.get()
    assert (Progress.objects.get().people, shown.title) == (1040, "The elders at the bridge")
    again = browser.post(address, filled | {"file": SimpleUploadedFile("a.jpg", photograph())})
    assert "here already" in again.content.decode()
    assert Progress.objects.count() == 1
    assert default_storage.exists(shown.file.name)
    browser.post(reverse("progress_evidence_remove", args=[shown.pk]))
    assert not ProgressEvidence.objects.exists()


def test_a_file_of_which_no_row_knows_is_swept(plan, cast):
    lost = default_storage.save("progress/lost.jpg", SimpleUploadedFile("x", b"x"))
    assert progress.daily_round(timezone.now() + dt.timedelta(days=2)) == 1
    assert not default_storage.exists(lost)


def test_the_form_says_in_words_what_is_wrong(plan, cast, signed_in):
    address = reverse("activity_progress", args=[plan.activity.pk, 1])
    page = signed_in(cast.secretary).post(address, {"people": "many", "women": "3"}).content.decode()
    for words in ("Choose how it went.", "Say in a sentence what was done", "Write a whole number"):
        assert words in page
    page = signed_in(cast.secretary).post(address, {"rating": "met", "words": "Held.", "women": "3"}).content.decode()
    assert "Say how many came in all." in page
    assert signed_in(cast.secretary).get(reverse("activity_progress", args=[plan.activity.pk, 5])).status_code == 404


def test_the_desk_asks_for_the_ratings_and_the_checklist_counts_them(held, cast, time_machine):
    year = Quarter.now().year
    time_machine.move_to(dt.datetime(year, 9, 20, 9, tzinfo=dt.UTC))
    made = adopted(held, cast.secretary, year)
    today, quarter = timezone.localdate(), Quarter.now()
    row = next(row for row in desk.desk_rows(cast.secretary, today) if row["order"] == 35)
    assert (row["title"], row["status_kind"]) == ("Say how 1 activity of the work plan went", "")
    forum = Forum.objects.get(pk=held.forum_id)
    line = next(plan_panels.checklist_lines(forum, quarter, today))
    assert (line["done"], line["detail"]) == (False, "0 of 1 activities")
    said(made.activity, cast.secretary, 1)
    assert not [row for row in desk.desk_rows(cast.secretary, today) if row["order"] == 35]
    line = next(plan_panels.checklist_lines(Forum.objects.get(pk=held.forum_id), quarter, today))
    assert line["done"]
    time_machine.move_to(dt.datetime(year + 1, 1, 9, 9, tzinfo=dt.UTC))
    late = [row for row in desk.desk_rows(cast.secretary, timezone.localdate()) if row["order"] == 35]
    assert [row["status_kind"] for row in late] == ["late"]  # the quarter before is over, and nobody has rated it


def test_the_next_agenda_tells_how_the_plan_stands(held, cast, time_machine):
    year = Quarter.now().year
    time_machine.move_to(dt.datetime(year, 11, 20, 9, tzinfo=dt.UTC))
    made = adopted(held, cast.secretary, year)
    met = add_activity(objective=made.objective, wanted=wanted(held.forum, title="Met"), why="So.", by=cast.secretary)
    said(met, cast.secretary, 1, rating="met")
    said(met, cast.secretary, 2, rating="met")
    meeting = planning.plan_meeting(
        forum=held.forum, kind="ordinary", held_on=dt.date(year, 12, 3), starts_at=dt.time(10), venue="Njoro",
        by=cast.secretary,
    )  # fmt: skip
    told = [words for _kind, words, _url in plan_panels.agenda_fillers(meeting, "plan")]
    assert told == ["1.1 Dialogue of the elders: Not rated: Q1."]
    assert list(plan_panels.agenda_fillers(meeting, "arising")) == []


def test_the_county_sees_which_forums_plan_and_how_it_goes(plan, held, cast, country, signed_in):
    said(plan.activity, cast.secretary, 1, rating="met", spent=10)
    said(plan.activity, cast.secretary, 2, rating="none")
    quarter = Quarter(plan.plan.year, 1)
    below = forums_below(Forum.objects.with_area().get(slug="032"), cast.county_secretary)
    lines = {line.forum.slug: line for line in plans_of(below, quarter)}
    njoro = lines["032-njoro"]
    assert (njoro.planned, njoro.rated, njoro.going_well, njoro.spent, njoro.budget) == (1, 1, 100, 10, 60_000)
    assert (lines["032-naivasha"].plan, lines["032-naivasha"].going_well) == (None, None)
    rows = {row["quarter"]: row for row in quarters_below(below, Quarter.now())}
    assert (rows[quarter]["rate"], rows[quarter.next()]["rate"]) == (100, 0)
    browser = signed_in(cast.county_secretary)
    address = reverse("plans_below", args=["032"])
    page = browser.get(address, {"quarter": quarter.code}).content.decode()
    assert plan.plan.get_absolute_url() in page
    assert (
        plan.plan.get_absolute_url()
        not in browser.get(address, {"quarter": quarter.code, "only": "none"}).content.decode()
    )
    assert (
        plan.plan.get_absolute_url()
        not in browser.get(address, {"quarter": quarter.code, "only": "unrated"}).content.decode()
    )
    file = b"".join(browser.get(address, {"quarter": quarter.code, "as": "csv"}).streaming_content)
    assert b"Njoro" in file


def test_the_forums_page_tells_of_its_plan(held, cast, signed_in):
    browser = signed_in(cast.member)
    address = reverse("forum", args=[held.forum.slug])
    assert "There is no plan for" in browser.get(address).content.decode()
    made = adopted(held, cast.secretary)
    page = browser.get(address).content.decode()
    assert made.plan.get_absolute_url() in page
    assert "0 of 1 activities rated" in page


def test_the_papers_say_what_was_planned_and_what_came_of_it(plan, cast):
    said(plan.activity, cast.secretary, 1, spent=12_500, reached=Decimal(1), people=40, women=21)
    paper = print_plan(plan=plan.plan, by=cast.secretary)
    row = paper.record["tables"][0]["rows"][0]
    assert (row[0], row[3], row[4], row[5]) == ("1.1", "Q1 Q2 Q3 Q4", "60,000", "Dialogues held: from 0 to 4")
    assert paper.copy == "members"
    paper = print_progress(plan=plan.plan, quarter=1, by=cast.secretary)
    rated, came = paper.record["tables"]
    assert rated["rows"][0][2:] == ["On track", "One dialogue was held.", "12,500", "1 / 4"]
    assert came["rows"][0][2:] == ["40", "21", "", ""]
    with pytest.raises(PermissionDenied):
        print_plan(plan=plan.plan, by=cast.member)


def test_nothing_is_printed_of_an_empty_plan_or_a_quarter_to_come(held, cast):
    plan = WorkPlan.objects.create(forum=held.forum, year=Quarter.now().year)
    with pytest.raises(StepRefused, match="nothing to print"):
        print_plan(plan=plan, by=cast.secretary)
    with pytest.raises(StepRefused, match="has not begun"):
        print_progress(plan=plan, quarter=1, by=cast.secretary)


def test_whoever_is_responsible_finds_the_days_in_the_calendar(held, cast):
    made = adopted(held, cast.secretary)
    cast.secretary.__dict__.pop("appointments_now", None)
    told = list(plan_panels.calendar_entries(cast.secretary, timezone.localdate()))
    assert [(mark, url) for mark, _day, _words, url in told] == [
        (f"activity-{made.activity.pk}", made.activity.get_absolute_url())
    ]
    assert Activity.objects.count() == 1
