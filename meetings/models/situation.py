"""What was said at a meeting of each area below, which measure was recommended there, and whom it should bring in?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Area, Forum
from meetings.models.meetings import AgendaItem
from meetings.models.minutes import Minutes
from members.models import Membership


class SituationRowQuerySet(models.QuerySet):
    """Rows of the situation item, as phrases."""

    def filled(self) -> "SituationRowQuerySet":
        """Those in which something stands."""
        return self.exclude(reported="", measure="", stakeholders=[])

    def waiting_at(self, forum: Forum) -> "SituationRowQuerySet":
        """Measures recommended to this forum that are on no agenda of its own yet, or on one that was cancelled."""
        circulated = self.filter(area=forum.area_id, minutes__circulated_at__isnull=False).exclude(measure="")
        return circulated.filter(Q(placed_at__isnull=True) | Q(placed__meeting__status="cancelled")).order_by("pk")


class SituationRow(models.Model):
    """One area under the situation item: what was reported, the measure recommended, the stakeholders suggested.

    There is one row an area, so sending twice saves once; `version` grows with every saving.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="situation_rows")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="situation_rows")
    area = models.ForeignKey(Area, models.PROTECT, related_name="situation_rows")
    reported = models.TextField(_("what was reported"), blank=True)
    measure = models.TextField(_("measure recommended"), blank=True)
    stakeholders = models.JSONField(default=list, help_text="[{name, organisation, sector}], in order")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="measure", help_text="Where the measure stands"
    )
    placed_at = models.DateTimeField(null=True, blank=True)

    objects = SituationRowQuerySet.as_manager()

    class Meta:
        ordering = ["area__name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "area"], name="one_situation_row_an_area"),
            models.CheckConstraint(
                condition=Q(placed__isnull=True) | Q(placed_at__isnull=False), name="a_measure_placed_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"Situation row {self.pk}"

    @property
    def said(self) -> dict[str, object]:
        """What the row says, as plain values, for comparing and keeping."""
        return {"reported": self.reported, "measure": self.measure, "stakeholders": self.stakeholders}


class SituationRevision(models.Model):
    """What a row said before somebody saved over it, or what somebody typed who was slower; nothing typed is lost."""

    row = models.ForeignKey(SituationRow, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    said = models.JSONField()
    is_conflict_copy = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["saved_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Situation row {self.row_id}, version {self.version}"


class Suggestion(models.Model):
    """A stakeholder suggested from above, as it came to the mapping list of the area's forum."""

    row = models.ForeignKey(SituationRow, models.CASCADE, related_name="suggestions")
    position = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    was_there = models.BooleanField(default=False, help_text="Already on the forum's roster or mapping list")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["row", "position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["row", "position"], name="one_suggestion_a_position")]

    def __str__(self) -> str:
        return f"Suggestion {self.pk}"
