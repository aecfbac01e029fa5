"""Who was trained in what, by whom?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.people import Person


class Training(models.Model):
    """A course that a person of the forum or an officer has been through."""

    class Provider(models.TextChoices):
        KSG = "ksg", _("Kenya School of Government")
        NSC = "nsc", _("National Steering Committee")
        POLICE = "police", _("Police academy")
        OTHER = "other", _("another")

    person = models.ForeignKey(Person, models.CASCADE, related_name="trainings")
    course = models.CharField(_("course"), max_length=160)
    provider = models.CharField(_("provider"), max_length=8, choices=Provider)
    provider_name = models.CharField(_("which other provider"), max_length=120, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["-ended_on", "course"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(provider="other") | ~models.Q(provider_name=""),
                name="another_provider_is_named",
                violation_error_message=_("Name the provider."),
            ),
        ]

    def __str__(self) -> str:
        return self.course

    @property
    def given_by(self) -> str:
        """The provider's name."""
        return self.provider_name or str(self.get_provider_display())
