"""Who was invited to sign in, by whom, and what became of it?"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from members.models.people import Person

GOOD_FOR = dt.timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    """Invitations, as phrases."""

    def visible_to(self, user) -> "InvitationQuerySet":
        """Those of forums that this user may see; who may send and revoke them is another right."""
        return self.filter(scope(user, "see_forum", "forum__area"))


class Invitation(models.Model):
    """A link by e-mail or SMS with which a person opens their account; only its hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="invitations")
    right = models.CharField(max_length=40, help_text="Who may send it again or revoke it: holders of this right")
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the mail or SMS service took it")
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="what_was_accepted_is_not_revoked",
            ),
            models.CheckConstraint(
                condition=models.Q(email="", phone__gt="") | models.Q(email__gt="", phone=""),
                name="an_invitation_goes_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def sent_to(self) -> str:
        """The address or the number that the link goes to."""
        return self.email or self.phone

    @property
    def standing(self) -> tuple[str, str]:
        """The shape and the words of its pill."""
        if self.accepted_at:
            return "done", _("Accepted")
        if self.revoked_at:
            return "", _("Revoked")
        if not self.is_open:
            return "late", _("Expired")
        return ("wait", _("Sent")) if self.sent_at else ("late", _("Could not be sent"))

    @property
    def is_for_an_officer(self) -> bool:
        """Whether whoever is invited holds an office, or is to hold one: a code by SMS alone opens nothing for them."""
        today = timezone.localdate()
        return self.person.appointments.filter(models.Q(until=None) | models.Q(until__gte=today)).exists()

    @property
    def is_open(self) -> bool:
        """Whether its link still opens an account."""
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()
