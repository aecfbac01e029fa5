"""Who cleared, confirmed and signed the minutes, and in which office?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
    """A later meeting confirmed the minutes as a true record: proposed and seconded by members who had attended."""

    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="confirmation")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="confirmations")
    proposer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposer_name = models.CharField(max_length=120)
    seconder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seconder_name = models.CharField(max_length=120)
    corrections = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposer=models.F("seconder")),
                name="nobody_seconds_themselves",
                violation_error_message=_("The proposer and the seconder are two different people."),
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmed at {self.meeting}"


class Signature(Attested):
    """The chair, the co-chair or the secretary signed the confirmed minutes, with or without a reservation."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="signatures")
    reservation = models.TextField(_("reservation"), blank=True)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["minutes", "seat"], name="one_signature_a_seat"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "co_chair", "secretary"]), name="three_seats_sign"),
        ]
