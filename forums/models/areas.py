"""Which areas of Kenya are there, and which lies in which?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from forums.rights import AREA_PERMISSIONS


class Area(models.Model):
    """The country, a region, a county or a sub-county; `path` holds the codes from the country down.

    Source: "2019 census list"; the operational list has grown since.
    """

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        REGION = "region", _("region")
        SUB_REGION = "sub_region", _("sub-region")
        COUNTY = "county", _("county")
        SUB_COUNTY = "sub_county", _("sub-county")
        JOINT = "joint", _("joint")

    class Status(models.TextChoices):
        GAZETTED = "gazetted", _("gazetted")
        OPERATIONAL = "operational", _("operational")
        DISPUTED = "disputed", _("disputed")
        CLOSED = "closed", _("closed")

    level = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.GAZETTED)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    came_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", help_text="What it was split from"
    )
    went_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", help_text="What it went up in"
    )
    covers = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="joint_areas", help_text="Of a joint forum: its areas"
    )
    population_2019 = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["path"]
        default_permissions = ()
        permissions = AREA_PERMISSIONS
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | models.Q(level="national"),
                name="only_the_country_has_no_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its level: `Njoro Sub-County`."""
        return {
            "national": _("%(name)s"),
            "region": _("%(name)s Region"),
            "sub_region": _("%(name)s Sub-Region"),
            "county": _("%(name)s County"),
            "sub_county": _("%(name)s Sub-County"),
            "joint": _("%(name)s Joint"),
        }[self.level] % {"name": self.name}

    @property
    def mark(self) -> str:
        """The short name in references: `NJORO`, `NAKURU`."""
        return (
            self.code.split("-", 1)[-1].upper() if self.level == "sub_county" else self.name.upper().replace(" ", "-")
        )

    @property
    def reference_code(self) -> str:
        """The codes in references of papers: `032/NJORO` for a sub-county, `032` for a county."""
        return f"{self.code.split('-', 1)[0]}/{self.mark}" if self.level == "sub_county" else self.code

    @property
    def chair_title(self) -> str:
        """The office that chairs the area's forum, by the circular of 25 July 2024."""
        return str(
            {
                "national": _("Chairperson, National Steering Committee"),
                "region": _("Regional Commissioner, %(name)s"),
                "sub_region": _("Commissioner of the Sub-Region, %(name)s"),
                "county": _("County Commissioner, %(name)s"),
                "sub_county": _("Deputy County Commissioner, %(name)s"),
                "joint": _("Lead Chairperson, %(name)s"),
            }[self.level]
            % {"name": self.name}
        )


class AreaGrant(UserObjectPermissionBase):
    """A right that a user holds at an area: guardian's row, with a direct foreign key."""

    content_object = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="grants")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        default_permissions = ()
