"""Who cleared, confirmed and signed the minutes, in which office, and whose word is missing?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Instrument
from meetings.models.meetings import Meeting
from meetings.models.minutes import Minutes
from members.models import Person


class Attested(models.Model):
    """Somebody in a seat stood by the minutes at a moment; name and office as they were then."""

    seat = models.CharField(max_length=14)
    person = models.ForeignKey(Person, models.PROTECT)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}, {self.seat}"


class Clearance(Attested):
    """The presiding chair or the co-chair found the draft fit to circulate, in one round of clearing."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="clearances")
    round = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "round", "seat"], name="one_clearance_a_seat"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "co_chair"]), name="chairs_clear"),
        ]


class Confirmation(models.Model):
    """The minutes were confirmed as a true record: at a later meeting, by members who had attended, or by circulation."""

    class Way(models.TextChoices):
        MEETING = "meeting", _("at a later meeting")
        CIRCULATION = "circulation", _("by circulation")

    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="confirmation")
    way = models.CharField(max_length=11, choices=Way, default=Way.MEETING)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="confirmations")
    proposer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposer_name = models.CharField(max_length=120, blank=True)
    seconder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seconder_name = models.CharField(max_length=120, blank=True)
    corrections = models.TextField(blank=True)
    sent_on = models.DateField(null=True, blank=True, help_text="By circulation: when they were sent round")
    confirmed_on = models.DateField(null=True, blank=True, help_text="By circulation: when the time to answer was over")
    answers = models.TextField(blank=True, help_text="By circulation: how the members answered")
    chaired_by = models.CharField(max_length=120, blank=True, help_text="Who held the chair at the meeting itself")
    confirmed_under = models.CharField(max_length=120, blank=True, help_text="Who held it when they were confirmed")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(proposer__isnull=True) | ~Q(proposer=models.F("seconder")),
                name="nobody_seconds_themselves",
                violation_error_message=_("The proposer and the seconder are two different people."),
            ),
            models.CheckConstraint(
                condition=Q(way="meeting", meeting__isnull=False, proposer__isnull=False, seconder__isnull=False)
                | (Q(way="circulation", sent_on__isnull=False, confirmed_on__gte=models.F("sent_on")) & ~Q(answers="")),
                name="a_confirmation_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmed at {self.meeting}" if self.meeting_id else "Confirmed by circulation"

    @property
    def day(self):
        """The day on which they were confirmed."""
        return self.meeting.held_on if self.meeting_id else self.confirmed_on

    @property
    def changed_hands(self) -> bool:
        """Whether the chair had passed to somebody else by the time they were confirmed."""
        return bool(self.chaired_by and self.confirmed_under and self.chaired_by != self.confirmed_under)


class Signature(Attested):
    """The chair, the co-chair or the secretary signed, in the portal or on paper, with or without a reservation."""

    class How(models.TextChoices):
        PORTAL = "portal", _("in the portal")
        PAPER = "paper", _("on paper")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="signatures")
    reservation = models.TextField(_("reservation"), blank=True)
    how = models.CharField(max_length=6, choices=How, default=How.PORTAL)
    signed_on = models.DateField(null=True, blank=True, help_text="On paper: the day beside the signature")
    scan = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="signatures")

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "seat"], name="one_signature_a_seat"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "co_chair", "secretary"]), name="three_seats_sign"),
            models.CheckConstraint(
                condition=Q(how="portal", scan__isnull=True)
                | Q(how="paper", scan__isnull=False, signed_on__isnull=False),
                name="a_signature_on_paper_has_its_scan",
            ),
        ]


class Gap(models.Model):
    """A seat whose word is missing from the minutes, and why: nobody is a veto and nobody is written out."""

    class Step(models.TextChoices):
        CLEARING = "clearing", _("clearing")
        SIGNING = "signing", _("signing")

    class Why(models.TextChoices):
        VACANT = "vacant", _("The office is vacant")
        SILENT = "silent", _("No answer within the limit")
        ABSENT = "absent", _("Could not be reached")
        DECLINED = "declined", _("Declined to sign")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="gaps")
    step = models.CharField(max_length=8, choices=Step)
    round = models.PositiveSmallIntegerField(default=1)
    seat = models.CharField(max_length=14)
    why = models.CharField(max_length=8, choices=Why)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=160, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The limit that had passed")
    words = models.TextField(_("in their words"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "step", "round", "seat"], name="one_gap_a_seat_and_step"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "co_chair"]), name="the_chairs_are_named_as_missing"),
            models.CheckConstraint(
                condition=Q(step="clearing", why__in=["vacant", "silent"])
                | Q(step="signing", why__in=["vacant", "absent", "declined"]),
                name="a_gap_has_a_reason_of_its_step",
            ),
            models.CheckConstraint(
                condition=~Q(why="declined") | ~Q(words=""), name="who_declines_says_why_in_their_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.why}"
