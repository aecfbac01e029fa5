"""With which agenda does a forum begin, and what do its members propose for it?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from meetings.models.meetings import AgendaItem, Meeting
from members.models import Person

EVERY = "every"


class AgendaTemplate(models.Model):
    """The items that an agenda begins with, of one forum or (`every`) of the country."""

    key = models.SlugField(max_length=40, unique=True, help_text="A forum's slug, or `every`")
    lines = models.JSONField(default=list, help_text="[{title, standing, minutes}], in order")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Agenda of {self.key}"


class ProposalQuerySet(models.QuerySet):
    """Proposals, as phrases."""

    def visible_to(self, user) -> "ProposalQuerySet":
        """Those of forums this user may see."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def waiting(self) -> "ProposalQuerySet":
        """Those that nobody has decided on."""
        return self.filter(status=Proposal.Status.WAITING)


class Proposal(models.Model):
    """What a member wants on an agenda: accepted onto one, deferred, or declined with a word."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("On the agenda")
        DEFERRED = "deferred", _("Deferred")
        DECLINED = "declined", _("Declined")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="proposals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    title = models.CharField(_("agenda item"), max_length=160)
    why = models.CharField(_("why"), max_length=400, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    answer = models.CharField(_("a word to the member"), max_length=300, blank=True)
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="waiting") | models.Q(settled_at__isnull=False),
                name="what_is_decided_was_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return {"accepted": "done", "deferred": "going", "declined": ""}.get(self.status, "wait")

    @property
    def meeting(self) -> Meeting | None:
        """The meeting on whose agenda it stands."""
        return self.item.meeting if self.item else None
