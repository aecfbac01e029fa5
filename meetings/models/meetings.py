"""Which meetings does a forum hold, and what is on their agenda?"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from forums.quarter import Quarter


class MeetingQuerySet(models.QuerySet):
    """Meetings, as phrases."""

    def within_reach(self, user) -> "MeetingQuerySet":
        """Those of forums the user may see; planning is silent, so a planned one exists for its officers only."""
        silent = Q(status=Meeting.Status.PLANNED)
        return self.filter(
            (scope(user, "see_forum", "forum__area") & ~silent) | scope(user, "see_drafts", "forum__area")
        ).select_related("forum__area")

    visible_to = within_reach

    def readable_by(self, user) -> Q:
        """Whoever knows of a meeting may read its agenda."""
        return Q(pk__isnull=False)

    def took_place(self) -> "MeetingQuerySet":
        """Those that were held, the latest first."""
        return self.filter(status__in=["held", "closed"]).order_by("-held_on")


class Meeting(models.Model):
    """A sitting of a forum: planned in silence, convened, held, closed; or postponed or cancelled with a reason."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary (quarterly)")
        SPECIAL = "special", _("Special")
        JOINT = "joint", _("Joint with another forum")
        MAPPING = "mapping", _("Stakeholder mapping")
        LAUNCH = "launch", _("Launch")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONVENED = "convened", _("Convened")
        HELD = "held", _("Held")
        CLOSED = "closed", _("Closed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(help_text="Running number in the financial year, by kind of counting")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ORDINARY)
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=160)
    quarter = models.CharField(max_length=10, db_index=True)
    financial_year = models.PositiveSmallIntegerField(help_text="Calendar year in which the financial year began")
    reference = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    opened_at = models.TimeField(null=True, blank=True)
    adjourned_at = models.TimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "financial_year", "number"],
                name="one_meeting_a_number",
                violation_error_message=_("The forum already has a meeting with this number in this financial year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meeting", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def quarter_of_year(self) -> Quarter:
        """The quarter in which it falls, as a value."""
        return Quarter.parse(self.quarter)

    @property
    def is_ahead(self) -> bool:
        """Whether it has yet to be held."""
        return self.status in {self.Status.PLANNED, self.Status.CONVENED}

    @property
    def has_taken_place(self) -> bool:
        """Whether it was held."""
        return self.status in {self.Status.HELD, self.Status.CLOSED}

    @property
    def name(self) -> str:
        """`Third quarterly meeting`, or the kind where the count says nothing."""
        if self.kind != self.Kind.ORDINARY:
            return str(
                {
                    "special": _("Special meeting"),
                    "joint": _("Joint meeting"),
                    "mapping": _("Stakeholder mapping meeting"),
                    "launch": _("Launch meeting"),
                }[self.kind]
            )
        ordinals = [
            _("First quarterly meeting"),
            _("Second quarterly meeting"),
            _("Third quarterly meeting"),
            _("Fourth quarterly meeting"),
        ]
        if self.number <= len(ordinals):
            return str(ordinals[self.number - 1])
        return _("Meeting %(number)s of the financial year") % {"number": self.number}


class AgendaItem(models.Model):
    """One item of a meeting's agenda; standing items know what they are for."""

    class Standing(models.TextChoices):
        NONE = "", _("an item of its own")
        PRELIMINARIES = "preliminaries", _("Preliminaries")
        CONFIRMATION = "confirmation", _("Confirmation of previous minutes")
        ARISING = "arising", _("Matters arising")
        SITUATION = "situation", _("Security and peace situation report")
        PLAN = "plan", _("Action plan progress")
        OTHER = "other", _("Any other business")
        CLOSING = "closing", _("Date of next meeting and adjournment")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("agenda item"), max_length=160)
    standing = models.CharField(max_length=14, choices=Standing, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, help_text="Time set for it")
    recurs = models.BooleanField(default=False, help_text="Comes back at every meeting")
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", help_text="The item of an earlier meeting"
    )
    proposed_by = models.CharField(max_length=120, blank=True, help_text="The member who proposed it")

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
