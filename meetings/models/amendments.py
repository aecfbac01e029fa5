"""What do those who attended want changed in circulated minutes, and what became of it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.access import may, scope
from meetings.models.minutes import Deed, Entry, Minutes
from members.models import Person


class AmendmentQuerySet(models.QuerySet):
    """Amendments, as phrases."""

    AREA = "minutes__meeting__forum__area"

    def within_reach(self, user) -> "AmendmentQuerySet":
        """Those of forums the user may see."""
        return self.filter(scope(user, "see_forum", self.AREA)).select_related(self.AREA, "entry__item", "deed")

    def readable_by(self, user) -> Q:
        """The condition for reading: what is for officers only is amended among officers."""
        return Q(entry__officers_only=False) | scope(user, "see_officers_copy", self.AREA)

    def visible_to(self, user) -> "AmendmentQuerySet":
        """Those that this user may read."""
        return self.within_reach(user).filter(self.readable_by(user))

    def waiting(self) -> "AmendmentQuerySet":
        """Those that the secretariat has not settled."""
        return self.filter(status=Amendment.Status.PROPOSED)


class Amendment(models.Model):
    """Another wording for one paragraph: the text of an entry, or of a resolution or action under it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("an amendment", "Proposed")
        ACCEPTED = "accepted", pgettext_lazy("an amendment", "Taken in")
        DECLINED = "declined", pgettext_lazy("an amendment", "Not taken in")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="amendments")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="amendments")
    deed = models.ForeignKey(Deed, models.PROTECT, null=True, blank=True, related_name="amendments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="amendments")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, blank=True)
    before = models.TextField(help_text="How the paragraph stood when this was proposed, or in the end taken in")
    text = models.TextField(_("as it should read"))
    taken = models.TextField(blank=True, help_text="As it was taken in, where the secretariat put it otherwise or not")
    why = models.CharField(_("why"), max_length=400)
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    answer = models.CharField(_("a word to the member"), max_length=400, blank=True)
    edition = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The edition in which it was taken in")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="settled_amendments"
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "accepted", "declined"]), name="amendment_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", settled_at__isnull=True)
                | (~Q(status="proposed") & Q(settled_at__isnull=False)),
                name="a_settled_amendment_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""), name="an_amendment_is_declined_with_a_word"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(edition__isnull=False),
                name="an_amendment_is_taken_into_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"Amendment {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is settled."""
        return reverse("amendment_settle", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.minutes.area

    @property
    def is_open(self) -> bool:
        """Whether it has yet to be settled."""
        return self.status == self.Status.PROPOSED

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return {"proposed": "wait", "accepted": "done", "declined": ""}[self.status]

    @property
    def stands(self) -> str:
        """How its paragraph reads now."""
        return self.deed.text if self.deed else self.entry.text

    def is_read_by(self, user) -> bool:
        """Whether this user may read the paragraph it is about."""
        return not self.entry.officers_only or may(user, "see_officers_copy", self.area)
