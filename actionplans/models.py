"""Who has taken on what, until when?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.access import may, scope
from forums.models import Forum
from meetings.models import Deed


class ActionPointQuerySet(models.QuerySet):
    """Action points, as phrases."""

    def visible_to(self, user) -> "ActionPointQuerySet":
        """Those of forums this user may see; those from officers-only entries with the officers' copy alone."""
        everybody = models.Q(officers_only=False) & scope(user, "see_forum", "forum__area")
        return self.filter(everybody | scope(user, "see_officers_copy", "forum__area")).select_related("forum__area")

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

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["due", "reference"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["forum", "reference"], name="one_action_a_reference")]

    def __str__(self) -> str:
        return self.reference

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area
