"""Which offices does a forum have, whoever holds them?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum


class OfficeQuerySet(models.QuerySet):
    """Offices, as phrases."""

    def visible_to(self, user) -> "OfficeQuerySet":
        """Those of forums that this user may see."""
        return self.filter(scope(user, "see_forum", "forum__area"))


class Office(models.Model):
    """A seat in a forum, whoever holds it."""

    class Seat(models.TextChoices):
        CHAIR = "chair", _("Chairperson")
        CO_CHAIR = "co_chair", _("Co-Chairperson")
        SECRETARY = "secretary", _("Secretary")
        NSC_DIRECTOR = "nsc_director", _("NSC director")
        NSC_OFFICER = "nsc_officer", _("NSC officer")
        AUDITOR = "auditor", _("Auditor")
        ADMINISTRATOR = "administrator", _("Portal administrator")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="offices")
    seat = models.CharField(max_length=14, choices=Seat)
    title = models.CharField(max_length=120, help_text="As papers name it: Deputy County Commissioner, Njoro")
    phone = models.CharField(_("official line"), max_length=16, blank=True, help_text="Of the office, not its holder")
    email = models.EmailField(_("official e-mail address"), blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "seat"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "seat"],
                condition=Q(seat__in=["chair", "co_chair"]),
                name="one_chair_and_one_co_chair_a_forum",
            ),
            models.CheckConstraint(
                condition=Q(
                    seat__in=[
                        "chair",
                        "co_chair",
                        "secretary",
                        "nsc_director",
                        "nsc_officer",
                        "auditor",
                        "administrator",
                    ]
                ),
                name="office_seat_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area at which its rights are held."""
        return self.forum.area
