"""Who is known to a forum, and for which organisation and sector do they stand?"""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Sector(models.Model):
    """A stakeholder sector of the circular's list; its side decides who may chair and who co-chair."""

    class Side(models.TextChoices):
        STATE = "state", _("state")
        NON_STATE = "non-state", _("non-state")
        EITHER = "either", _("either")

    code = models.CharField(max_length=4, unique=True)
    name_en = models.CharField(max_length=120)
    name_sw = models.CharField(max_length=120)
    short = models.CharField(max_length=40, blank=True)
    side = models.CharField(max_length=10, choices=Side)
    is_expected = models.BooleanField(default=True, help_text="On the circular's list of 2024")

    class Meta:
        ordering = ["code"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name_sw if translation.get_language() == "sw" else self.name_en

    @property
    def brief(self) -> str:
        """The name as a list shows it, without what stands in brackets."""
        if translation.get_language() == "sw":
            return self.name_sw.split(" (")[0]
        return self.short or self.name_en


class Organisation(models.Model):
    """A body that people come from; it may be a network with member organisations."""

    name = models.CharField(_("name"), max_length=160)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True)
    network = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="member_organisations")

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def is_known_beyond(self, forum) -> bool:
        """Whether another forum's roster or offices name it."""
        places = self.membership_set.exclude(forum=forum)
        offices = self.appointment_set.exclude(office__forum=forum)
        return places.exists() or offices.exists() or self.delegations.exclude(office__forum=forum).exists()


class Person(models.Model):
    """Somebody known to a forum; most never sign in. Little is kept: a band of ages, not a birth date."""

    class Gender(models.TextChoices):
        FEMALE = "F", _("Woman")
        MALE = "M", _("Man")

    class AgeBand(models.TextChoices):
        YOUTH = "youth", _("18 to 34")
        ADULT = "adult", _("35 to 59")
        ELDER = "elder", _("60 and over")

    name = models.CharField(_("name"), max_length=120)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    age_band = models.CharField(_("age"), max_length=6, choices=AgeBand, blank=True)
    has_disability = models.BooleanField(_("person with disability"), default=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def mail_address(self) -> str:
        """Where they are written to: the address of their account, else that of their contact, else nothing.

        Asks less where `user` and `contact` were selected with the person.
        """
        contact = getattr(self, "contact", None)
        return (self.user.email if self.user else "") or (contact.email if contact else "") or ""


class Contact(models.Model):
    """How a person can be reached; apart from the person, so that no list of people carries it by accident."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="contact")
    phone = models.CharField(_("telephone"), max_length=16, blank=True, help_text="With the country: +254712345678")
    email = models.EmailField(_("e-mail address"), blank=True)
    consented_on = models.DateField(_("consented on"), null=True, blank=True)
    co_chair_too = models.BooleanField(
        default=False, help_text="Whether the person agreed that the co-chair sees them as well"
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Contact of {self.person_id}"
