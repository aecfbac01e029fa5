"""What was said on a day of something that a meeting asked for?"""

from django.conf import settings
from django.db import models
from django.utils import timezone


class DatedWord(models.Model):
    """A sentence on how something stands since a day, and who said it in which office; the latest comes first.

    `by` is empty where somebody without an account said it, behind a link that was sent to them.
    """

    words = models.CharField(max_length=400)
    on = models.DateField()
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]
        default_permissions = ()
