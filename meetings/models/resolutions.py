"""What has a forum resolved, how far is it carried out, and to whom was an excerpt of it sent?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import Paper
from forums.access import may, scope
from forums.models import Forum
from meetings.models.meetings import Meeting
from meetings.models.minutes import Deed
from meetings.models.words import DatedWord


class ResolutionQuerySet(models.QuerySet):
    """Resolutions, as phrases."""

    def within_reach(self, user) -> "ResolutionQuerySet":
        """Those of forums the user may see: whether they may read one is another question."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def readable_by(self, user) -> Q:
        """The condition for reading: those from officers-only entries need the right to the officers' copy."""
        everybody = Q(officers_only=False) & scope(user, "see_forum", "forum__area")
        return everybody | scope(user, "see_officers_copy", "forum__area")

    def of(self, forum: Forum, user) -> "ResolutionQuerySet":
        """Those of one forum that this user may see."""
        rows = self.filter(forum=forum)
        if not may(user, "see_officers_copy", forum.area):
            rows = rows.filter(officers_only=False) if may(user, "see_forum", forum.area) else rows.none()
        return rows

    def still_open(self) -> "ResolutionQuerySet":
        """Those that are yet to be carried out."""
        return self.filter(status__in=[Resolution.Status.OPEN, Resolution.Status.GOING])

    def with_meeting(self) -> "ResolutionQuerySet":
        """With their words, and the meeting that resolved them."""
        return self.select_related("forum__area", "deed__entry__minutes__meeting", "deed__entry__item")


class Resolution(models.Model):
    """A line of the forum's register, entered when the minutes that hold it are circulated; its words are the deed's."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        GOING = "going", _("Under way")
        CARRIED_OUT = "carried_out", _("Carried out")
        OVERTAKEN = "overtaken", _("Overtaken")
        RESCINDED = "rescinded", _("Rescinded")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="resolutions")
    deed = models.OneToOneField(Deed, models.PROTECT, related_name="resolution")
    officers_only = models.BooleanField(default=False)
    status = models.CharField(max_length=11, choices=Status, default=Status.OPEN)
    stood_on = models.DateField(null=True, blank=True, help_text="The day of the last word on it")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "-deed__year", "-deed__number"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "going", "carried_out", "overtaken", "rescinded"]),
                name="resolution_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("resolution", args=[self.forum.slug, self.deed.year, self.deed.number])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def reference(self) -> str:
        """`NJORO/R/2025/004`."""
        return self.deed.reference_at(self.forum.area.mark)

    @property
    def asked_on(self):
        """The day of the meeting that passed it: nothing can be said of it before."""
        return self.meeting.held_on

    @property
    def meeting(self) -> Meeting:
        """The meeting that resolved it."""
        return self.deed.entry.minutes.meeting

    @property
    def status_kind(self) -> str:
        """The shape of the status pill."""
        return {"open": "", "going": "going", "carried_out": "done"}.get(self.status, "none")


class ResolutionWord(DatedWord):
    """What was said of a resolution on a day: how it stands since, in words, by whom."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="words")
    status = models.CharField(max_length=11, choices=Resolution.Status)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where a meeting decided it"
    )

    class Meta(DatedWord.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="rescinded") | Q(meeting__isnull=False), name="only_a_meeting_rescinds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_id}: {self.status}"


class Excerpt(models.Model):
    """A resolution sent to whoever must act: by e-mail once its paper is filed, or printed and handed over."""

    class Status(models.TextChoices):
        HAND = "hand", _("To be handed over")
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Perhaps sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="excerpts")
    to = models.CharField(max_length=160)
    email = models.EmailField(blank=True, help_text="Empty where it is handed over")
    words = models.CharField(max_length=400, blank=True)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    status = models.CharField(max_length=7, choices=Status, default=Status.HAND)
    trouble = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=(Q(email="") & Q(status="hand")) | (~Q(email="") & ~Q(status="hand")),
                name="an_excerpt_goes_by_mail_or_by_hand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_id} to {self.to}"

    @property
    def job_key(self) -> str:
        """The job that sends it."""
        return f"send-excerpt-{self.pk}"

    @property
    def status_kind(self) -> str:
        """The shape of the status pill."""
        return {"hand": "", "waiting": "wait", "sending": "wait", "sent": "done", "failed": "late"}[self.status]
