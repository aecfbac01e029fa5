"""A work plan: drawn up as a draft, adopted at a meeting, changed afterwards only with a reason."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans.actions import FieldRefused, add_action, change_action
from actionplans.models import ActionPoint, Activity, Objective, PlanChange, WorkPlan
from actionplans.planning import (
    PLANS,
    add_activity,
    add_objective,
    adopt,
    begin_plan,
    change_activity,
    change_objective,
    drop_activity,
    joint_choices,
    partners_meant,
    remove_activity,
    remove_objective,
    take_up,
    years_to_begin,
)  # fmt: skip
from forums.models import Forum, LedgerEntry
from forums.quarter import Quarter
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.actions import planning
from members.actions import merge_organisations
from members.models import Membership, Organisation, Person
from tests.actionplans.planned import a_year_ago, adopted, anew, drafted, said, wanted


@pytest.fixture
def njoro(country):
    return Forum.objects.with_area().get(slug="032-njoro")


@pytest.fixture
def draft(njoro, cast):
    return drafted(njoro, cast.secretary)


@pytest.fixture
def plan(held, cast):
    return adopted(held, cast.secretary)


def test_a_forum_has_one_plan_a_year(draft, njoro, cast):
    assert draft.plan.year not in years_to_begin(njoro, timezone.localdate())
    with pytest.raises(StepRefused, match="plan for that year already"):
        begin_plan(forum=njoro, year=draft.plan.year, by=cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.create(forum=njoro, year=draft.plan.year)


def test_a_plan_far_ahead_or_long_past_is_refused(njoro, cast):
    now = Quarter.now().year
    for year in (now - 2, now + 3):
        with pytest.raises(StepRefused, match="too far off"):
            begin_plan(forum=njoro, year=year, by=cast.secretary)


def test_only_whoever_keeps_the_record_draws_it_up(njoro, draft, cast):
    for user in (cast.co_chair, cast.member, cast.county_secretary, cast.auditor):
        with pytest.raises(PermissionDenied):
            begin_plan(forum=njoro, year=Quarter.now().year + 1, by=user)
        with pytest.raises(PermissionDenied):
            add_activity(objective=draft.objective, wanted=wanted(njoro), by=user)


def test_activities_are_numbered_under_their_objective(draft, njoro, cast):
    second = add_objective(plan=draft.plan, aim=3, text="Youth can mediate", by=cast.chair)
    marks = [add_activity(objective=second, wanted=wanted(njoro, title=title), by=cast.chair).mark for title in "AB"]
    assert [draft.activity.mark, *marks] == ["1.1", "2.1", "2.2"]


def test_an_activity_lies_in_the_plans_year(draft, njoro, cast):
    with pytest.raises(FieldRefused, match="at least one of the year's quarters"):
        add_activity(objective=draft.objective, wanted=wanted(njoro, quarters=0), by=cast.secretary)
    for quarters in (0, 16):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=draft.activity.pk).update(quarters=quarters)


def test_whoever_is_responsible_is_known_to_the_forum(draft, njoro, cast):
    with pytest.raises(FieldRefused, match="nobody on this forum's roster") as refused:
        add_activity(objective=draft.objective, wanted=wanted(njoro, responsible="Somebody Else"), by=cast.secretary)
    assert refused.value.field == "owner"


def test_somebody_who_left_stays_named_but_takes_nothing_new_on(draft, njoro, cast, roster):
    name = roster[0].person.name
    made = add_activity(objective=draft.objective, wanted=wanted(njoro, title="B", responsible=name), by=cast.secretary)
    Membership.objects.filter(pk=roster[0].pk).update(standing="left")
    change_activity(activity=made, wanted=wanted(njoro, title="C", responsible=name), by=cast.secretary)
    with pytest.raises(FieldRefused):
        add_activity(objective=draft.objective, wanted=wanted(njoro, title="D", responsible=name), by=cast.secretary)


def test_an_activity_has_one_owner_and_counts_from_nothing_up(draft, roster):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.activity.pk).update(person=roster[0].person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.activity.pk).update(target=Decimal(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.activity.pk).update(indicator="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Objective.objects.filter(pk=draft.objective.pk).update(aim=5)


def test_partners_of_the_roster_are_known_by_their_names(njoro, roster):
    body = Organisation.objects.create(name="Njoro Boda Boda Association")
    Membership.objects.filter(pk=roster[0].pk).update(organisation=body)
    found, others = partners_meant(njoro, " njoro  boda boda association;Red Cross\nRed Cross\n\nSchools")
    assert (found, others) == ([body], "Red Cross; Schools")


def test_organisations_merged_are_one_partner(draft, njoro, cast, roster):
    keep, lose = (Organisation.objects.create(name=name) for name in ("Boda Boda", "Bodaboda"))
    both = add_activity(
        objective=draft.objective, wanted=wanted(njoro, title="B", partners=[keep, lose]), by=cast.secretary
    )
    one = add_activity(objective=draft.objective, wanted=wanted(njoro, title="C", partners=[lose]), by=cast.secretary)
    merge_organisations(forum=njoro, keep=keep, lose=lose, by=cast.secretary)
    assert [list(row.partners.all()) for row in (both, one)] == [[keep], [keep]]


def test_a_joint_activity_is_seen_in_the_plans_of_both(held, cast, country, signed_in):
    naivasha = Forum.objects.with_area().get(slug="032-naivasha")
    assert naivasha in joint_choices(held.forum)
    assert country.forums["030-marigat"] not in joint_choices(held.forum)
    made = drafted(held.forum, cast.secretary)
    change_activity(activity=made.activity, wanted=wanted(held.forum, joint_with=[naivasha]), by=cast.secretary)
    theirs = drafted(naivasha, cast.naivasha_secretary)
    page = signed_in(cast.naivasha_secretary).get(theirs.plan.get_absolute_url()).content.decode()
    assert "Planned by other forums together with this one" in page
    assert made.activity.get_absolute_url() not in page  # Njoro's pages are not Naivasha's to read
    above = signed_in(cast.county_secretary).get(theirs.plan.get_absolute_url()).content.decode()
    assert made.activity.get_absolute_url() in above


def test_a_forum_is_not_its_own_partner(draft, njoro, cast):
    with pytest.raises(FieldRefused, match="other forums than this one"):
        change_activity(activity=draft.activity, wanted=wanted(njoro, joint_with=[njoro]), by=cast.secretary)


def test_a_draft_changes_without_a_word_and_keeps_no_history(draft, njoro, cast):
    change_activity(activity=draft.activity, wanted=wanted(njoro, title="Another"), by=cast.secretary)
    change_objective(objective=draft.objective, aim=2, text="Another", by=cast.secretary)
    assert not PlanChange.objects.exists()
    assert anew(draft).activity.title == "Another"


def test_what_is_entered_by_mistake_is_taken_out_of_a_draft(draft, cast):
    with pytest.raises(StepRefused, match="activities under it"):
        remove_objective(objective=draft.objective, by=cast.secretary)
    remove_activity(activity=draft.activity, by=cast.secretary)
    remove_objective(objective=Objective.objects.get(pk=draft.objective.pk), by=cast.secretary)
    assert not draft.plan.objectives.exists()


def test_a_meeting_adopts_the_plan(draft, held, cast):
    adopt(plan=draft.plan, meeting=held, by=cast.secretary)
    plan = anew(draft).plan
    assert (plan.status, plan.meeting, plan.adopted_on) == ("adopted", held, held.held_on)
    assert LedgerEntry.objects.filter(verb="plan.adopt").count() == 1


def test_an_empty_plan_is_not_adopted(njoro, held, cast):
    plan = begin_plan(forum=njoro, year=Quarter.now().year, by=cast.secretary)
    with pytest.raises(StepRefused, match="no activity in this plan"):
        adopt(plan=plan, meeting=held, by=cast.secretary)


def test_only_a_meeting_of_the_forum_that_was_held_adopts(draft, cast, country):
    ahead = planning.plan_meeting(
        forum=draft.plan.forum, kind="ordinary", held_on=timezone.localdate() + dt.timedelta(days=9),
        starts_at=dt.time(10), venue="Njoro", by=cast.secretary,
    )  # fmt: skip
    with pytest.raises(FieldRefused, match="that was held"):
        adopt(plan=draft.plan, meeting=ahead, by=cast.secretary)


def test_another_meetings_resolution_adopts_nothing(draft, circulated, cast):
    resolution = circulated.meeting.forum.resolutions.with_meeting().first()
    later = planning.plan_meeting(
        forum=draft.plan.forum, kind="special", held_on=dt.date(2025, 4, 2), starts_at=dt.time(10), venue="Njoro",
        by=cast.secretary,
    )  # fmt: skip
    with pytest.raises(StepRefused):
        adopt(plan=draft.plan, meeting=later, resolution=resolution, by=cast.secretary)
    adopt(plan=draft.plan, meeting=circulated.meeting, resolution=resolution, by=cast.secretary)
    assert anew(draft).plan.resolution == resolution


def test_a_plan_is_adopted_once(plan, held, cast):
    with pytest.raises(SomebodyWasFaster):
        PLANS.take(plan.plan, "adopt", by=cast.chair, meeting=held)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.filter(pk=plan.plan.pk).update(meeting=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.filter(pk=plan.plan.pk).update(status="draft")


def test_an_adopted_plan_changes_with_a_reason_that_everybody_reads(plan, cast, signed_in):
    forum = plan.plan.forum
    with pytest.raises(FieldRefused, match="why it changes"):
        change_activity(activity=plan.activity, wanted=wanted(forum, budget=90_000), by=cast.secretary)
    with pytest.raises(FieldRefused, match="why it changes"):
        add_objective(plan=plan.plan, aim=1, text="One more", why=" ", by=cast.secretary)
    change_activity(
        activity=plan.activity, wanted=wanted(forum, budget=90_000, quarters=7), why="Prices rose.", by=cast.secretary
    )
    change = PlanChange.objects.get()
    assert change.told == [["Quarters", "Q1, Q2, Q3, Q4", "Q1, Q2, Q3"], ["Budget, KES", "60,000", "90,000"]]
    page = signed_in(cast.member).get(plan.activity.get_absolute_url()).content.decode()
    assert "Prices rose." in page
    assert "<del>60,000</del>" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanChange.objects.update(why="")


def test_a_change_that_changes_nothing_leaves_no_trace(plan, cast):
    before = LedgerEntry.objects.count()
    change_activity(activity=plan.activity, wanted=wanted(plan.plan.forum), why="So.", by=cast.secretary)
    assert (PlanChange.objects.count(), LedgerEntry.objects.count()) == (0, before)


def test_nothing_is_taken_out_of_an_adopted_plan_but_dropped_with_a_reason(plan, cast):
    with pytest.raises(StepRefused, match="nothing is taken out"):
        remove_activity(activity=plan.activity, by=cast.secretary)
    with pytest.raises(FieldRefused):
        drop_activity(activity=plan.activity, why=" ", by=cast.secretary)
    drop_activity(activity=plan.activity, why="No money came.", by=cast.secretary)
    with pytest.raises(StepRefused, match="dropped already"):
        drop_activity(activity=plan.activity, why="Once more.", by=cast.secretary)
    with pytest.raises(StepRefused, match="was dropped"):
        change_activity(activity=plan.activity, wanted=wanted(plan.plan.forum, title="B"), why="So.", by=cast.secretary)
    take_up(activity=plan.activity, why="A donor came.", by=cast.secretary)
    assert anew(plan).activity.dropped_on is None


def test_a_quarter_of_which_something_was_said_stays_planned(plan, cast):
    said(plan.activity, cast.secretary, 1)
    with pytest.raises(FieldRefused, match="said of Q1"):
        change_activity(
            activity=plan.activity, wanted=wanted(plan.plan.forum, quarters=14), why="So.", by=cast.secretary
        )


def test_a_copy_begins_where_the_last_plan_ended(held, cast, roster):
    made = adopted(held, cast.secretary, a_year_ago())
    forum = held.forum
    dropped = add_activity(objective=made.objective, wanted=wanted(forum, title="B"), why="So.", by=cast.secretary)
    drop_activity(activity=dropped, why="So.", by=cast.secretary)
    said(made.activity, cast.secretary, 4, reached=Decimal(3))
    copy = begin_plan(forum=forum, year=Quarter.now().year, copy_of=made.plan, by=cast.chair)
    activity = Activity.objects.get(objective__plan=copy)
    assert (activity.title, activity.baseline, activity.target) == ("Dialogue of the elders", 3, 4)
    assert (copy.status, activity.progress.count()) == ("draft", 0)
    assert activity.office == made.activity.office


def test_another_forums_plan_is_not_copied(draft, country, cast):
    with pytest.raises(StepRefused, match="another forum's"):
        begin_plan(
            forum=country.forums["032-naivasha"], year=Quarter.now().year, copy_of=draft.plan,
            by=cast.naivasha_secretary,
        )  # fmt: skip


def test_an_action_belongs_to_an_activity_of_its_own_forum(plan, cast, country, signed_in):
    naivasha = Forum.objects.with_area().get(slug="032-naivasha")
    said_of = {"text": "Call the elders", "owner": plan.activity.responsible, "due": None, "priority": "normal"}
    made = add_action(forum=plan.plan.forum, officers_only=False, activity=plan.activity, by=cast.secretary, **said_of)
    assert made.activity == plan.activity
    page = signed_in(cast.member).get(plan.activity.get_absolute_url()).content.decode()
    assert made.get_absolute_url() in page
    other = drafted(naivasha, cast.naivasha_secretary)
    with pytest.raises(FieldRefused, match="another forum's plan"):
        add_action(forum=plan.plan.forum, officers_only=False, activity=other.activity, by=cast.secretary, **said_of)
    point = ActionPoint.objects.with_meeting().get(pk=made.pk)
    change_action(
        point=point, owner=point.owner, due=None, priority="normal", activity=None, why="Of its own.", by=cast.chair
    )
    assert ActionPoint.objects.get(pk=made.pk).activity is None


def test_officers_only_actions_do_not_show_to_members(plan, cast, signed_in):
    made = add_action(
        forum=plan.plan.forum, text="Hidden", owner=plan.activity.responsible, due=None, priority="normal",
        officers_only=True, activity=plan.activity, by=cast.secretary,
    )  # fmt: skip
    for user, is_seen in ((cast.member, False), (cast.secretary, True)):
        page = signed_in(user).get(plan.activity.get_absolute_url()).content.decode()
        assert (made.get_absolute_url() in page) is is_seen


def test_people_merged_are_responsible_together(draft, njoro, cast, roster):
    from members.merging import merge

    keep, lose = roster[0].person, roster[1].person
    made = add_activity(
        objective=draft.objective, wanted=wanted(njoro, title="B", responsible=lose.name), by=cast.secretary
    )
    Person.objects.filter(pk=lose.pk).update(user=None)
    merge(forum=njoro, keep=keep, lose=lose, by=cast.secretary)
    assert Activity.objects.get(pk=made.pk).person == keep


def test_the_screens_draw_a_plan_up_from_nothing(held, cast, signed_in):
    browser, forum = signed_in(cast.secretary), held.forum
    address = reverse("forum_plan", args=[forum.slug])
    assert "Begin the plan" in browser.get(address).content.decode()
    begun = browser.post(reverse("plan_begin", args=[forum.slug]), {"year": Quarter.now().year})
    plan = WorkPlan.objects.get()
    assert begun.url == plan.get_absolute_url()
    assert browser.get(address).url == plan.get_absolute_url()
    assert browser.get(reverse("activity_add", args=[plan.pk])).status_code == 302  # an objective comes first
    browser.post(reverse("objective_add", args=[plan.pk]), {"text": "Calm borders", "aim": 1})
    owner = forum.offices.get(seat="secretary").title
    filled = {
        "objective": plan.objectives.get().pk, "title": "Peace caravan", "kind": "caravan", "responsible": owner,
        "quarters": ["1", "3"], "partners": "Red Cross", "budget": "KES 120,000/=", "source": "pledges",
        "indicator": "Wards reached", "target": "6",
    }  # fmt: skip
    wrong = browser.post(reverse("activity_add", args=[plan.pk]), filled | {"budget": "much", "responsible": "Nobody"})
    assert wrong.status_code == 422
    assert "Write a whole number" in wrong.content.decode()
    wrong = browser.post(reverse("activity_add", args=[plan.pk]), filled | {"responsible": "Nobody"})
    assert "is nobody on this forum" in wrong.content.decode()
    browser.post(reverse("activity_add", args=[plan.pk]), filled)
    activity = Activity.objects.get()
    assert (activity.budget, activity.planned, activity.other_partners) == (120_000, [1, 3], "Red Cross")
    wrong = browser.post(reverse("plan_adopt", args=[plan.pk]), {})
    assert "Choose the meeting." in wrong.content.decode()
    browser.post(reverse("plan_adopt", args=[plan.pk]), {"meeting": held.pk})
    plan.refresh_from_db()
    assert plan.is_adopted
    assert browser.get(reverse("plan_adopt", args=[plan.pk])).status_code == 302
    wrong = browser.post(reverse("activity_change", args=[activity.pk]), filled | {"budget": "1"})
    assert wrong.status_code == 422
    browser.post(reverse("activity_change", args=[activity.pk]), filled | {"budget": "1", "why": "Less."})
    assert Activity.objects.get().budget == 1
    browser.post(reverse("activity_drop", args=[activity.pk]), {"why": "No money."})
    assert "No money." in browser.get(plan.get_absolute_url()).content.decode()


def test_the_plan_is_taken_along_as_a_table(plan, cast, signed_in):
    change_activity(activity=plan.activity, wanted=wanted(plan.plan.forum, title="=1+1"), why="So.", by=cast.secretary)
    file = b"".join(signed_in(cast.member).get(plan.plan.get_absolute_url(), {"as": "csv"}).streaming_content)
    assert b"'=1+1" in file
    assert b"60000" in file
    for show in ("quarters", "late", "year", "nothing"):
        assert signed_in(cast.member).get(plan.plan.get_absolute_url(), {"show": show}).status_code == 200
