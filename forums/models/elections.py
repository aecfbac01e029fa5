"""When is an election period, and what does it change?"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.models.areas import Area
from forums.models.forums import Rules


class ElectionPeriodQuerySet(models.QuerySet):
    """Election periods, as phrases."""

    def on(self, day: dt.date) -> "ElectionPeriodQuerySet":
        """Those that a day lies in."""
        return self.filter(since__lte=day, until__gte=day)


class ElectionPeriod(models.Model):
    """From a day until a day forums of an area may meet more often and expect more sectors; then it falls away.

    `sectors` holds the codes of sectors expected besides those of the circular.
    """

    name = models.CharField(_("name"), max_length=120)
    area = models.ForeignKey(Area, models.PROTECT, related_name="election_periods")
    since = models.DateField(_("from which day"))
    until = models.DateField(_("until which day"))
    cadence = models.CharField(_("meets"), max_length=12, choices=Rules.Cadence, blank=True)
    sectors = models.JSONField(default=list)
    instrument = models.CharField(_("instrument"), max_length=200)

    objects = ElectionPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="election_period_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
