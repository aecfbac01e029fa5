"""Who signs in?"""

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from forums.models import Area


class UserManager(BaseUserManager["User"]):
    """Makes users; none is ever a superuser."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """A user who signs in by e-mail, or by `phone` alone; without a password until one is set through the link sent."""
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. What they may do comes from their appointments and memberships alone."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        KISWAHILI = "sw", _("Kiswahili")

    class ClosedFor(models.TextChoices):
        IDLE = "idle", _("unused for a year")
        ADMINISTRATOR = "administrator", _("by the administrator")

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=16,
        unique=True,
        null=True,
        blank=True,
        help_text="Signs in by it: proved by a link or a code that was sent there; +254712345678",
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    grants_change_at = models.DateTimeField(null=True, blank=True)
    closed_for = models.CharField(max_length=14, choices=ClosedFor, blank=True)
    counted_from = models.DateTimeField(null=True, blank=True, help_text="Idle days count from here after a reopening")
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email"),
            models.CheckConstraint(
                condition=models.Q(email__isnull=False, email__gt="") | models.Q(phone__isnull=False, phone__gt=""),
                name="an_account_has_an_address_or_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as mail greets."""
        return self.name

    @cached_property
    def appointments_now(self) -> list:
        """Their live appointments, the highest area first; one query, kept for the request."""
        person = getattr(self, "person", None)
        if person is None:
            return []
        rows = person.appointments.live().select_related("office__forum__area__parent", "person")
        return list(rows.order_by("office__forum__area__path"))

    @cached_property
    def memberships_now(self) -> list:
        """Their confirmed memberships; one query, kept for the request."""
        person = getattr(self, "person", None)
        if person is None:
            return []
        rows = person.memberships.confirmed().select_related("forum__area__parent", "person")
        return list(rows.order_by("forum__area__path"))

    @property
    def reached_at(self) -> str:
        """What they sign in by, as lists show it."""
        return ", ".join(filter(None, [self.email, self.phone]))

    @property
    def is_officer(self) -> bool:
        """Whether they hold any office now; officers need a second factor."""
        return bool(self.appointments_now)

    @property
    def seen_at(self) -> dt.datetime:
        """When they last signed in; else when the account was opened, or opened again."""
        return max(filter(None, [self.last_login, self.counted_from, self.joined_at]))

    def office_line_at(self, area: Area | None) -> str:
        """The office in which they act at an area, as the ledger keeps it: `Secretary, Njoro Sub-County`."""
        best = ""
        for appointment in self.appointments_now:
            own = appointment.office.forum.area
            if area is None or area.path.startswith(own.path):
                best = f"{appointment.office.get_seat_display()}, {own.title}"
        return best
