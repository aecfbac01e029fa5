"""Who has taken on what, until when?"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.access import may, scope
from forums.models import Forum
from meetings.models import DatedWord, Deed, Meeting


class ActionPointQuerySet(models.QuerySet):
    """Action points, as phrases."""

    def within_reach(self, user) -> "ActionPointQuerySet":
        """Those of forums the user may see: whether they may read one for officers is another question."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def readable_by(self, user) -> models.Q:
        """The condition for reading: those from officers-only entries with the officers' copy alone."""
        everybody = models.Q(officers_only=False) & scope(user, "see_forum", "forum__area")
        return everybody | scope(user, "see_officers_copy", "forum__area")

    def visible_to(self, user) -> "ActionPointQuerySet":
        """Those that this user may read."""
        return self.filter(self.readable_by(user)).select_related("forum__area")

    def with_meeting(self) -> "ActionPointQuerySet":
        """With the meeting that asked for it, its forum and area."""
        return self.select_related("forum__area__parent", "deed__entry__item", "deed__entry__minutes__meeting")

    def of(self, forum: Forum, user) -> "ActionPointQuerySet":
        """Those of one forum that this user may see."""
        rows = self.filter(forum=forum)
        if not may(user, "see_officers_copy", forum.area):
            rows = rows.filter(officers_only=False) if may(user, "see_forum", forum.area) else rows.none()
        return rows

    def still_open(self) -> "ActionPointQuerySet":
        """Those not yet done, the soonest due first."""
        return self.exclude(status=ActionPoint.Status.DONE).order_by("due", "reference")


class ActionPoint(models.Model):
    """A promise with an owner and a date, begun when the minutes that hold it are circulated."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="action_points")
    deed = models.OneToOneField(Deed, models.PROTECT, related_name="action_point")
    reference = models.CharField(max_length=60)
    text = models.TextField()
    owner = models.CharField(max_length=160, blank=True)
    due = models.DateField(null=True, blank=True)
    officers_only = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_STARTED)
    stood_on = models.DateField(null=True, blank=True, help_text="Since when it stands so")

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["due", "reference"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["forum", "reference"], name="one_action_a_reference")]

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
    def asked_on(self):
        """The day on which it was taken on: nothing can be said of it before."""
        return self.meeting.held_on

    @property
    def meeting(self) -> Meeting:
        """The meeting that asked for it."""
        return self.deed.entry.minutes.meeting


class ActionWord(DatedWord):
    """What was said of an action on a day: how far it is since, what was done, by whom it was entered."""

    action = models.ForeignKey(ActionPoint, models.CASCADE, related_name="words")
    status = models.CharField(max_length=12, choices=ActionPoint.Status)

    def __str__(self) -> str:
        return f"{self.action_id}: {self.status}"
