"""Which spreadsheets were brought into a roster, what did each do, and can it be undone?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum


class RosterImportQuerySet(models.QuerySet):
    """Imports, as phrases."""

    def visible_to(self, user) -> "RosterImportQuerySet":
        """Those of forums that this user may see; who may bring in and undo is another right."""
        return self.filter(scope(user, "see_forum", "forum__area"))


class RosterImport(models.Model):
    """A spreadsheet for a roster: previewed, brought in as a whole, perhaps undone. The rows go once it is decided."""

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("Not brought in yet")
        APPLIED = "applied", _("Brought in")
        UNDONE = "undone", _("Undone")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREVIEWED)
    rows = models.JSONField(default=list)
    made = models.JSONField(default=list, help_text="Places on the roster that it made")
    changed = models.JSONField(default=list, help_text="What places and people said before")
    bodies = models.JSONField(default=list, help_text="Organisations that it made")
    passed_over = models.JSONField(default=list, help_text="Headings of the file that mean nothing here")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["forum"], condition=models.Q(status="previewed"), name="one_preview_a_forum"
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area


class PostingOrder(models.Model):
    """A spreadsheet of transfers with its instrument and day: previewed, then done as a whole. The rows go then."""

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("Not done yet")
        APPLIED = "applied", _("Done")

    instrument = models.CharField(_("instrument"), max_length=200)
    since = models.DateField(_("from which day"))
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREVIEWED)
    rows = models.JSONField(default=list)
    moved = models.PositiveSmallIntegerField(default=0, help_text="How many appointments it made")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["by"], condition=models.Q(status="previewed"), name="one_posting_order_in_hand_a_user"
            ),
        ]

    def __str__(self) -> str:
        return self.instrument
