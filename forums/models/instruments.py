"""Which letters, circulars and resolutions lie on file for a forum?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models.forums import Forum


class InstrumentQuerySet(models.QuerySet):
    """Instruments, as phrases."""

    def visible_to(self, user) -> "InstrumentQuerySet":
        """Those of forums whose officers' papers this user may read."""
        return self.filter(scope(user, "see_officers_copy", "forum__area"))


class Instrument(models.Model):
    """The scan of an instrument by which something in a forum happened; told apart by its content."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="instruments")
    title = models.CharField(_("title"), max_length=200)
    dated = models.DateField(_("dated"), null=True, blank=True)
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=3, choices=Kind)
    size = models.PositiveIntegerField()
    filed_at = models.DateTimeField(default=timezone.now)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-filed_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["forum", "sha256"], name="an_instrument_once_a_forum"),
            models.CheckConstraint(condition=~models.Q(file=""), name="an_instrument_has_its_file"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area
