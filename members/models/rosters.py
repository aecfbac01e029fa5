"""Who sits in a forum, for whom, and how far along the road from stakeholder to member?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.access import scope
from forums.models import Forum
from members.models.people import Organisation, Person, Sector


class MembershipQuerySet(models.QuerySet):
    """Memberships, as phrases."""

    def visible_to(self, user) -> "MembershipQuerySet":
        """Those of forums that this user may see; contacts are no part of it."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def confirmed(self) -> "MembershipQuerySet":
        """Members in full standing."""
        return self.filter(standing=Membership.Standing.CONFIRMED)

    def on_roster(self) -> "MembershipQuerySet":
        """Whoever may be expected at a meeting: invited or confirmed."""
        return self.filter(standing__in=[Membership.Standing.INVITED, Membership.Standing.CONFIRMED])


class Membership(models.Model):
    """A person's place on a forum's roster."""

    class Standing(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        INVITED = "invited", _("Invited")
        CONFIRMED = "confirmed", pgettext_lazy("member", "Confirmed")
        DECLINED = "declined", _("Declined")
        LEFT = "left", _("Left")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    designation = models.CharField(_("designation"), max_length=120, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.CONFIRMED)
    is_pbld = models.BooleanField(_("trained in the Place-Based Leadership Development Programme"), default=False)
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, editable=False, help_text="When they left or declined")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "person"],
                name="once_on_a_roster",
                violation_error_message=_("This person is already on the roster."),
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["identified", "invited", "confirmed", "declined", "left"]),
                name="membership_standing_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.forum_id}"

    def save(self, *args, **kwargs) -> None:
        """Keep the day on which somebody left or declined: the retention of their contacts counts from it."""
        is_over = self.standing in {self.Standing.DECLINED, self.Standing.LEFT}
        ended = (self.ended_on or timezone.localdate()) if is_over else None
        if ended != self.ended_on:
            self.ended_on = ended
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "ended_on"}
        super().save(*args, **kwargs)

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def stands_for(self) -> str:
        """The organisation, or the sector where there is none."""
        return str(self.organisation or self.sector)
