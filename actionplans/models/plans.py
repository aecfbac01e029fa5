"""What does a forum mean to do in a financial year, and what came of it, quarter by quarter?"""

import datetime as dt
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.points import ActionPoint, owned_by
from forums.access import scope
from forums.models import Forum
from forums.quarter import Quarter
from meetings.models import Meeting, Resolution
from members.models import Office, Organisation, Person
from portal.kept_files import KeptFile, drawn_anew

QUARTERS = (1, 2, 3, 4)


class PlanQuerySet(models.QuerySet):
    """Work plans, as phrases."""

    def visible_to(self, user) -> "PlanQuerySet":
        """Those of forums the user may see; a draft too, as members adopt it."""
        return self.filter(scope(user, "see_forum", "forum__area")).select_related("forum__area__parent", "meeting")


class WorkPlan(models.Model):
    """A forum's plan for a financial year: a draft until a meeting adopts it, changed afterwards only with a reason."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("work plan", "Draft")
        ADOPTED = "adopted", pgettext_lazy("work plan", "Adopted")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="work_plans")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the financial year begins")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="plans_adopted", help_text="That adopted it"
    )
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+", help_text="By which it was adopted"
    )
    begun_on = models.DateField(default=timezone.localdate)
    adopted_on = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["forum", "year"], name="one_plan_a_forum_and_year"),
            models.CheckConstraint(condition=Q(status__in=["draft", "adopted"]), name="plan_status_is_known"),
            models.CheckConstraint(
                condition=Q(status="draft", meeting=None, adopted_on=None, resolution=None)
                | Q(status="adopted", meeting__isnull=False, adopted_on__isnull=False),
                name="a_plan_is_adopted_at_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id}, {self.financial_year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("plan", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def financial_year(self) -> str:
        """`FY 2025/26`."""
        return Quarter(self.year, 1).financial_year

    @property
    def is_adopted(self) -> bool:
        """Whether it is changed only with a reason from now on."""
        return bool(self.status == self.Status.ADOPTED)

    def quarter(self, number: int) -> Quarter:
        """One of its four quarters."""
        return Quarter(self.year, number)


class OfPlanQuerySet(models.QuerySet):
    """What stands in plans, as phrases; `of_plan` is how the plan is found from a row."""

    of_plan = "plan"

    def visible_to(self, user):
        """That of forums the user may see."""
        found = self.filter(scope(user, "see_forum", f"{self.of_plan}__forum__area"))
        return found.select_related(f"{self.of_plan}__forum__area__parent")


class Objective(models.Model):
    """What the activities under it are for, tied to one of the four aims against which the forums report.

    The aims are those of the founding record.
    """

    class Aim(models.IntegerChoices):
        DIALOGUE = 1, _("Dialogue and cooperation for conflict prevention and resolution")
        COORDINATION = 2, _("Coordination across sectors")
        CAPACITY = 3, _("Capacity building of stakeholders")
        EVALUATION = 4, _("Monitoring and evaluation")

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    aim = models.PositiveSmallIntegerField(choices=Aim)
    text = models.CharField(max_length=400)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_objective_a_number"),
            models.CheckConstraint(condition=Q(aim__in=[1, 2, 3, 4]), name="the_aim_is_one_of_four"),
            models.CheckConstraint(condition=~Q(text=""), name="an_objective_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.plan.forum.area


class ActivityQuerySet(OfPlanQuerySet):
    """Activities, as phrases."""

    of_plan = "objective__plan"

    def in_quarter(self, number: int) -> "ActivityQuerySet":
        """Those planned for one of the year's quarters, and not dropped."""
        masks = [mask for mask in range(16) if mask >> (number - 1) & 1]
        return self.filter(quarters__in=masks, dropped_on=None)


class Activity(models.Model):
    """Something that the forum means to do: by whom, with whom, in which quarters, with what money, shown by what.

    `quarters` holds a bit for each quarter of the year, the first July to September. Money is in whole shillings.
    """

    class Kind(models.TextChoices):
        CARAVAN = "caravan", _("Peace caravan or roadshow")
        CHARTER = "charter", _("Signing of a peace charter")
        CONCERT = "concert", _("Peace concert")
        DIALOGUE = "dialogue", _("Community dialogue or baraza")
        SENSITISATION = "sensitisation", _("Citizen sensitisation forum")
        CULTURE = "culture", _("Cultural show")
        SPORT = "sport", _("Sports")
        TRAINING = "training", _("Leadership training")
        ELECTION = "election", _("Answering election questions")
        POLITICS = "politics", _("Political dialogue with local leaders")
        MAPPING = "mapping", _("Mapping of stakeholders or hotspots")
        FOLLOW_UP = "follow_up", _("Monitoring and follow-up")
        OTHER = "other", pgettext_lazy("kind of activity", "Something else")

    class Source(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("source of money", "Not yet known")
        GOVERNMENT = "government", pgettext_lazy("source of money", "Government")
        PARTNER = "partner", pgettext_lazy("source of money", "A partner organisation")
        MEMBERS = "members", pgettext_lazy("source of money", "Members' own contributions")
        PLEDGES = "pledges", pgettext_lazy("source of money", "Pledges")
        NONE = "none", pgettext_lazy("source of money", "It costs nothing")

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="activities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, choices=Kind)
    responsible = models.CharField(max_length=160)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="activities")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="activities")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="activities")
    other_partners = models.CharField(max_length=300, blank=True)
    joint_with = models.ManyToManyField(Forum, blank=True, related_name="joint_activities")
    quarters = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160, blank=True)
    budget = models.PositiveBigIntegerField(null=True, blank=True, help_text="Whole shillings; empty: not known")
    source = models.CharField(max_length=10, choices=Source, blank=True, default=Source.UNKNOWN)
    indicator = models.CharField(max_length=200, blank=True)
    baseline = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    target = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    dropped_on = models.DateField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["objective__number", "number"]
        default_permissions = ()
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["objective", "number"], name="one_activity_a_number"),
            models.CheckConstraint(
                condition=Q(quarters__gte=1, quarters__lte=15), name="an_activity_lies_in_its_plans_year"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(office__isnull=True), name="an_activity_has_one_owner"
            ),
            models.CheckConstraint(
                condition=(Q(baseline__isnull=True) | Q(baseline__gte=0)) & (Q(target__isnull=True) | Q(target__gte=0)),
                name="an_indicator_counts_from_nothing_up",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(indicator=""), name="a_target_says_what_it_counts"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="an_activity_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return f"{self.objective.number}.{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activity", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.objective.plan.forum.area

    @property
    def plan(self) -> WorkPlan:
        """The plan in which it stands."""
        return self.objective.plan

    @property
    def mark(self) -> str:
        """`2.3`: the third activity under the second objective."""
        return f"{self.objective.number}.{self.number}"

    @property
    def planned(self) -> list[int]:
        """The quarters for which it is planned, as numbers."""
        return [number for number in QUARTERS if self.quarters >> (number - 1) & 1]

    def get_source_words(self) -> str:
        """Where the money comes from, in words."""
        return str(self.Source(self.source).label)


def quarters_as_bits(numbers: Any) -> int:
    """The quarters as they are kept; 0 for none."""
    return sum(1 << (int(number) - 1) for number in set(numbers))


class ProgressQuerySet(OfPlanQuerySet):
    """What was said of activities, as phrases."""

    of_plan = "activity__objective__plan"

    def standing(self) -> "ProgressQuerySet":
        """What holds now: of each activity and quarter what was said last."""
        return self.filter(is_current=True)


class Progress(models.Model):
    """What came of an activity in a quarter: a rating and a sentence. What was said before stays, no more current.

    What was not counted is left empty, which is not none. `spent` is in whole shillings of this quarter; `reached` is
    how far the indicator was at its end.
    """

    class Rating(models.TextChoices):
        MET = "met", pgettext_lazy("rating", "Met")
        ON_TRACK = "on_track", pgettext_lazy("rating", "On track")
        CONSTRAINED = "constrained", pgettext_lazy("rating", "Constrained")
        NONE = "none", pgettext_lazy("rating", "No progress")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="progress")
    quarter = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=11, choices=Rating)
    words = models.CharField(max_length=600)
    spent = models.PositiveBigIntegerField(null=True, blank=True)
    reached = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    youth = models.PositiveIntegerField(null=True, blank=True)
    disability = models.PositiveIntegerField(null=True, blank=True)
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("members.User", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["quarter", "at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "quarter"], condition=Q(is_current=True), name="one_rating_a_quarter_holds"
            ),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"),
            models.CheckConstraint(
                condition=Q(rating__in=["met", "on_track", "constrained", "none"]), name="the_rating_is_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_rating_has_its_sentence"),
            models.CheckConstraint(
                condition=Q(reached__isnull=True) | Q(reached__gte=0), name="what_was_reached_counts_from_nothing_up"
            ),
            models.CheckConstraint(
                condition=(Q(women__isnull=True) | Q(people__isnull=False, women__lte=F("people")))
                & (Q(youth__isnull=True) | Q(people__isnull=False, youth__lte=F("people")))
                & (Q(disability__isnull=True) | Q(people__isnull=False, disability__lte=F("people"))),
                name="no_more_of_them_than_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}, Q{self.quarter}: {self.rating}"


class ProgressEvidenceQuerySet(models.QuerySet):
    """What shows that something was done, as phrases."""

    def within_reach(self, user) -> "ProgressEvidenceQuerySet":
        """That of activities of forums the user may see."""
        rows = self.filter(scope(user, "see_forum", "activity__objective__plan__forum__area"))
        return rows.select_related("activity__objective__plan__forum__area")

    def readable_by(self, user) -> Q:
        """The condition for opening it: a photograph shows people, a list names them, so it is for officers."""
        return scope(user, "see_officers_copy", "activity__objective__plan__forum__area")


class ProgressEvidence(KeptFile):
    """A photograph, a list of participants or another document that shows what was done in a quarter."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="evidence")
    quarter = models.PositiveSmallIntegerField()
    sent_by = models.CharField(max_length=120)

    objects = ProgressEvidenceQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.UniqueConstraint(fields=["activity", "sha256"], name="evidence_once_an_activity"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="evidence_is_of_a_quarter"),
            models.CheckConstraint(condition=~Q(file=""), name="progress_evidence_has_its_file"),
            drawn_anew("a_photograph_of_progress_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.activity.area


class PlanChange(models.Model):
    """What was changed in a plan after a meeting had adopted it, by whom and why.

    `told` holds (what, before, after) in words, as it was said when it changed.
    """

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="changes")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="changes")
    subject = models.CharField(max_length=420, help_text="The activity or objective, as it was called")
    told = models.JSONField(default=list)
    why = models.CharField(max_length=400)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("members.User", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="an_adopted_plan_changes_with_a_reason")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.subject}"


def activities_of(user: Any, today: dt.date) -> models.QuerySet:
    """The activities for which a user is responsible in the year that runs today, not dropped."""
    rows = Activity.objects.filter(owned_by(user), objective__plan__year=Quarter.of(today).year, dropped_on=None)
    return rows.select_related("objective__plan__forum__area")


def actions_under(activity: Activity, user: Any) -> models.QuerySet:
    """The actions that belong to an activity, as far as the user may read them."""
    return ActionPoint.objects.of(activity.plan.forum, user).filter(activity=activity).order_by("due", "reference")
