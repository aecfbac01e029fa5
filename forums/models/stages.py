"""How did a forum come to where it stands? Each stage dated, with its instrument, as somebody recorded it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.forums import Forum


class StageRecord(models.Model):
    """A forum reached a stage on a day, or in words where the day is not known, by an instrument."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=16, choices=Forum.Stage)
    since = models.DateField(_("since"), null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    instrument = models.CharField(_("instrument"), max_length=200, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=160, blank=True)
    taken_back = models.BooleanField(default=False, help_text="Recorded by mistake; kept, but no longer counted")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stage="not_established") | ~models.Q(confirmed_by=""),
                name="absence_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=False) | ~models.Q(words=""), name="a_stage_has_a_day_or_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id}: {self.stage}"
