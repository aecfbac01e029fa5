"""Who has taken on what, until when, and how far is it?"""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.access import may, scope
from forums.models import Forum
from meetings.models import DatedWord, Deed, Meeting, Resolution
from members.models import Appointment, Office, Person
from portal.kept_files import KeptFile, drawn_anew


def offices_of(person: Any) -> Any:
    """The offices that a person holds today, as a query."""
    return Appointment.objects.live().filter(person=person).values("office")


def owned_by(user: Any) -> Q:
    """The condition that an action is this user's own: taken on by the person, or by an office they hold today."""
    person = getattr(user, "person", None) if getattr(user, "is_active", False) else None
    if person is None:
        return Q(pk__in=[])
    return Q(person=person) | Q(office__in=[held.office_id for held in user.appointments_now])


class ActionPointQuerySet(models.QuerySet):
    """Action points, as phrases."""

    def within_reach(self, user) -> "ActionPointQuerySet":
        """Those of forums the user may see: whether they may read one for officers is another question."""
        return self.filter(scope(user, "see_forum", "forum__area") | owned_by(user))

    def readable_by(self, user) -> Q:
        """The condition for reading: those from officers-only entries by officers, and by whoever took them on."""
        everybody = Q(officers_only=False) & scope(user, "see_forum", "forum__area")
        return everybody | scope(user, "see_officers_copy", "forum__area") | owned_by(user)

    def visible_to(self, user) -> "ActionPointQuerySet":
        """Those that this user may read."""
        return self.filter(self.readable_by(user)).select_related("forum__area")

    def with_meeting(self) -> "ActionPointQuerySet":
        """With the meeting that asked for it, its forum and area, and who took it on."""
        return self.select_related(
            "forum__area__parent", "deed__entry__item", "deed__entry__minutes__meeting", "person", "office",
            "resolution__deed", "activity__objective__plan",
        )  # fmt: skip

    def of(self, forum: Forum, user) -> "ActionPointQuerySet":
        """Those of one forum that this user may see."""
        rows = self.filter(forum=forum)
        if not may(user, "see_officers_copy", forum.area):
            for_all = rows.filter(Q(officers_only=False) | owned_by(user))
            rows = for_all if may(user, "see_forum", forum.area) else rows.none()
        return rows

    def of_person(self, person: Person) -> "ActionPointQuerySet":
        """Those that a person took on, or an office that the person holds today."""
        return self.filter(Q(person=person) | Q(office__in=offices_of(person)))

    def still_open(self) -> "ActionPointQuerySet":
        """Those not yet done, the soonest due first."""
        return self.exclude(status=ActionPoint.Status.DONE).order_by("due", "reference")

    def waiting(self) -> "ActionPointQuerySet":
        """Those for whose owner there is still something to do."""
        return self.filter(status__in=["not_started", "in_progress"])

    def late(self, today: dt.date) -> "ActionPointQuerySet":
        """Those past their day for whose owner there is still something to do."""
        return self.waiting().filter(due__lt=today)


class ActionPoint(models.Model):
    """A promise with an owner and a date, begun when the minutes that hold it are circulated, or entered by hand.

    Its owner is a person, or an office: then it passes to the office's next holder. `owner` says it as papers do.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        REPORTED = "reported", _("Done, to be verified")
        DONE = "done", _("Done")

    class Priority(models.TextChoices):
        NORMAL = "normal", pgettext_lazy("priority", "Usual")
        HIGH = "high", pgettext_lazy("priority", "High: needs evidence, and somebody else to verify it")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="action_points")
    deed = models.OneToOneField(Deed, models.PROTECT, null=True, blank=True, related_name="action_point")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, blank=True, related_name="action_points")
    activity = models.ForeignKey(
        "actionplans.Activity", models.PROTECT, null=True, blank=True, related_name="actions",
        help_text="The activity of the work plan to which it belongs",
    )  # fmt: skip
    request = models.ForeignKey(
        "actionplans.Request", models.PROTECT, null=True, blank=True, related_name="action_points"
    )
    reference = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="action_points")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="action_points")
    set_on = models.DateField(help_text="The day of the meeting, or on which it was entered by hand")
    due = models.DateField(null=True, blank=True)
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL)
    officers_only = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_STARTED)
    stood_on = models.DateField(null=True, blank=True, help_text="Since when it stands so")
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["due", "reference"]
        default_permissions = ()
        indexes = [models.Index(fields=["forum", "status", "due"], name="open_actions_of_a_forum")]
        constraints = [
            models.UniqueConstraint(fields=["forum", "reference"], name="one_action_a_reference"),
            models.CheckConstraint(
                condition=Q(status__in=["not_started", "in_progress", "reported", "done"]),
                name="action_status_is_known",
            ),
            models.CheckConstraint(condition=Q(priority__in=["normal", "high"]), name="action_priority_is_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(office__isnull=True), name="an_action_has_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("set_on")), name="no_action_is_due_before_it_was_set"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | Q(done_by__isnull=True)
                | ~Q(verified_by=F("done_by")) & (Q(person__isnull=True) | ~Q(verified_by=F("person"))),
                name="nobody_verifies_their_own_action",
            ),
            models.CheckConstraint(
                condition=~Q(status="done", priority="high") | Q(verified_by__isnull=False),
                name="an_action_of_high_priority_is_verified",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("action", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def asked_on(self) -> dt.date:
        """The day on which it was taken on: nothing can be said of it before."""
        return self.set_on

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that asked for it; None for one entered by hand."""
        return self.deed.entry.minutes.meeting if self.deed else None

    @property
    def is_high(self) -> bool:
        """Whether it needs evidence, and somebody else to verify it."""
        return bool(self.priority == self.Priority.HIGH)

    def is_late(self, today: dt.date) -> bool:
        """Whether its day is past and its owner has not said that it is done."""
        return self.status in {"not_started", "in_progress"} and self.due is not None and self.due < today


class ActionWord(DatedWord):
    """What was said of an action on a day: how far it is since, what was done; `due` where its day was moved."""

    action = models.ForeignKey(ActionPoint, models.CASCADE, related_name="words")
    status = models.CharField(max_length=12, choices=ActionPoint.Status)
    due = models.DateField(null=True, blank=True, help_text="The day by which it is now due")

    def __str__(self) -> str:
        return f"{self.action_id}: {self.status}"


class EvidenceQuerySet(models.QuerySet):
    """Evidence, as phrases."""

    def within_reach(self, user) -> "EvidenceQuerySet":
        """That of actions which the user may read."""
        readable = ActionPoint.objects.visible_to(user).values("pk")
        return self.filter(action__in=readable).select_related("action__forum__area", "action__office")

    def readable_by(self, user) -> Q:
        """The condition for opening it: it can show people, so it is for officers and for whoever took the action on."""
        own = ActionPoint.objects.filter(owned_by(user)).values("pk")
        return scope(user, "see_officers_copy", "action__forum__area") | Q(action__in=own)


class ActionEvidence(KeptFile):
    """A photograph or document that shows what was done; `by` is empty where it came behind a link sent to its owner."""

    action = models.ForeignKey(ActionPoint, models.PROTECT, related_name="evidence")
    by = models.ForeignKey("members.User", models.PROTECT, null=True, related_name="+")
    sent_by = models.CharField(max_length=120, help_text="The name of whoever sent it")

    objects = EvidenceQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.UniqueConstraint(fields=["action", "sha256"], name="evidence_once_an_action"),
            models.CheckConstraint(condition=~Q(file=""), name="evidence_has_its_file"),
            drawn_anew("a_photograph_of_evidence_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.action.forum.area


class ActionReminder(models.Model):
    """One message to one owner: before an action is due, or the day after; each once for each day it was due on."""

    class What(models.TextChoices):
        BEFORE = "before", _("before it is due")
        AFTER = "after", _("after it was due")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Perhaps sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        NOT_NEEDED = "not_needed", _("No more needed")

    action = models.ForeignKey(ActionPoint, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=6, choices=What)
    due = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["action", "person", "what", "due"], name="nobody_is_reminded_twice_of_one_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.what}"


class LateDigest(models.Model):
    """One message a week to whoever keeps a forum's record: which actions are late; `week` is its Monday."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    week = models.DateField()
    status = models.CharField(max_length=10, choices=ActionReminder.Status, default=ActionReminder.Status.WAITING)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["forum", "week"], name="one_digest_a_forum_and_week")]

    def __str__(self) -> str:
        return f"{self.forum_id}, {self.week}"
