"""What was added to sealed minutes, why, and who stood by it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.access import scope
from meetings.models.life import Attested
from meetings.models.minutes import Minutes


class AddendumQuerySet(models.QuerySet):
    """Addenda, as phrases."""

    AREA = "minutes__meeting__forum__area"

    def within_reach(self, user) -> "AddendumQuerySet":
        """Those of forums the user may see."""
        return self.filter(scope(user, "see_forum", self.AREA)).select_related(self.AREA)

    def readable_by(self, user) -> Q:
        """The condition for reading: filed ones by whoever sees the forum, the rest by the forum's own officers."""
        return Q(status=Addendum.Status.FILED) | scope(user, "see_drafts", self.AREA)

    def visible_to(self, user) -> "AddendumQuerySet":
        """Those that this user may read."""
        return self.within_reach(user).filter(self.readable_by(user))

    def waiting(self) -> "AddendumQuerySet":
        """Those that wait to be signed."""
        return self.filter(status=Addendum.Status.WAITING)


class Addendum(models.Model):
    """Words added to sealed minutes, with their reason; signed by both chairs they become a paper beside the minutes."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("an addendum", "Waiting for signatures")
        FILED = "filed", pgettext_lazy("an addendum", "Filed")
        WITHDRAWN = "withdrawn", pgettext_lazy("an addendum", "Withdrawn")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("what is added"))
    why = models.CharField(_("why"), max_length=400)
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    edition = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The edition under which it was filed")
    missing = models.JSONField(default=list, blank=True, help_text="[{seat, name, office, why, days}], when filed")
    written_by_name = models.CharField(max_length=120)
    written_by_office = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)

    objects = AddendumQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_addendum_a_number"),
            models.UniqueConstraint(
                fields=["minutes"], condition=Q(status="waiting"), name="one_addendum_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "filed", "withdrawn"]), name="addendum_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Addendum {self.number} to {self.minutes_id}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.minutes.area

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return {"waiting": "wait", "filed": "done", "withdrawn": "none"}[self.status]


class AddendumSignature(Attested):
    """The chair or the co-chair stands by an addendum."""

    addendum = models.ForeignKey(Addendum, models.CASCADE, related_name="signatures")

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["addendum", "seat"], name="one_signature_a_seat_and_addendum"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "co_chair"]), name="chairs_sign_addenda"),
        ]
