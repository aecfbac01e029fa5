"""What was an area called before, and what has been gazetted since the list was made?"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.areas import Area


class AreaAlias(models.Model):
    """Another name under which an area is found: what it was called before, or what came into it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=80)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="an_alias_once_an_area")]

    def __str__(self) -> str:
        return self.name


class AreaChangeQuerySet(models.QuerySet):
    """Changes, as phrases."""

    def waiting(self) -> "AreaChangeQuerySet":
        """Those that nobody has decided."""
        return self.filter(status=AreaChange.Status.PROPOSED)


class AreaChange(models.Model):
    """A change of an area as a notice tells it: a proposal until the NSC accepts or declines it."""

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        RENAMED = "renamed", _("renamed")
        SUB_REGION = "sub_region", _("sub-region")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    county = models.ForeignKey(Area, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    came_from = models.CharField(max_length=80, blank=True, help_text="The area it was split from, or its earlier name")
    headquarters = models.CharField(max_length=80, blank=True)
    happened = models.CharField(max_length=20, help_text="The day, or the year where no day is known")
    source = models.CharField(max_length=120)
    doubt = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="made_by")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AreaChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-happened", "source", "county__path", "name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["county", "name", "kind", "source"], name="a_change_is_proposed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.kind}"

    @property
    def day(self) -> dt.date | None:
        """The day on which it happened, where one is known."""
        try:
            return dt.date.fromisoformat(self.happened)
        except ValueError:
            return None
