"""To whom does an area report, where that is not simply the area it lies in?"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.models.areas import Area


class ReportingLineQuerySet(models.QuerySet):
    """Reporting lines, as phrases."""

    def on(self, day: dt.date) -> "ReportingLineQuerySet":
        """Those in force on a day."""
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))


class ReportingLine(models.Model):
    """An area reports to another from a day, by an instrument; without such a line it reports to where it lies.

    Source: the coordination units of Nairobi, gazetted on 12 November 2025.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="reporting_lines")
    to = models.ForeignKey(Area, models.PROTECT, related_name="lines_leading_here")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    instrument = models.CharField(_("by which instrument"), max_length=200)

    objects = ReportingLineQuerySet.as_manager()

    class Meta:
        ordering = ["area", "-since"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(area=F("to")), name="no_area_reports_to_itself"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="reporting_line_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(until__isnull=True), name="one_reporting_line_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} → {self.to}"
