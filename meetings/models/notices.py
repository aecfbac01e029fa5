"""Who was told of a meeting, by which way, and what did they answer?"""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meetings import Meeting
from members.models import Person


class Notice(models.Model):
    """One message about a meeting to everybody on the roster: that it is convened, changed, postponed or cancelled."""

    class Kind(models.TextChoices):
        CONVENING = "convening", _("The meeting is convened")
        CHANGE = "change", _("The meeting was changed")
        POSTPONEMENT = "postponement", _("The meeting is postponed")
        CANCELLATION = "cancellation", _("The meeting is cancelled")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    sequence = models.PositiveSmallIntegerField(help_text="Counts on, so that calendars know the latest")
    words = models.TextField(blank=True, help_text="What the secretariat adds")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sequence"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["meeting", "sequence"], name="one_notice_a_sequence")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.meeting}"

    @property
    def job_key(self) -> str:
        """The name of the work that sends it."""
        return f"send-notice-{self.pk}"


class Delivery(models.Model):
    """One person's copy of a notice. The address is looked up when it is sent, and kept nowhere else."""

    class Way(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        HAND = "hand", _("by hand")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Perhaps sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        HAND = "hand", _("To be handed over")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    way = models.CharField(max_length=5, choices=Way)
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    trouble = models.CharField(max_length=200, blank=True)
    receipt = models.CharField(max_length=80, blank=True, help_text="The network's name for the message")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "person", "way"], name="a_notice_reaches_a_person_once_a_way"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.way}"

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return {"sent": "done", "failed": "late", "sending": "going", "hand": "wait"}.get(self.status, "wait")


class Reply(models.Model):
    """What somebody answered to the notices of a meeting; the last word counts."""

    class Answer(models.TextChoices):
        YES = "yes", _("Comes")
        APOLOGY = "apology", _("Sends an apology")
        REPRESENTED = "represented", pgettext_lazy("an answer", "Sends somebody")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=11, choices=Answer)
    represented_by = models.CharField(_("who comes instead"), max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where told by phone",
    )

    class Meta:
        ordering = ["person__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_reply_a_person"),
            models.CheckConstraint(
                condition=Q(answer="represented") | Q(represented_by=""), name="only_who_is_represented_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer}"

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return {"yes": "done", "apology": "late"}.get(self.answer, "going")


class CalendarFeed(models.Model):
    """The secret address at which somebody's calendar finds their meetings; revoked by making another or none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Feed of {self.user_id}"


def reply_token(meeting_id: int, person_id: int) -> str:
    """A short signed mark for one person's answer to one meeting, as it must fit into a text message."""
    return f"{meeting_id}-{person_id}-{_signature(meeting_id, person_id)}"


def read_token(token: str, today: dt.date) -> tuple[Meeting, Person] | None:
    """Whose answer to which meeting a mark stands for; None where it is forged, or the day of the meeting is over."""
    try:
        meeting_id, person_id, signature = token.split("-")
        pair = int(meeting_id), int(person_id)
    except ValueError:
        return None
    if not constant_time_compare(signature, _signature(*pair)):
        return None
    meeting = Meeting.objects.select_related("forum__area").filter(pk=pair[0], held_on__gte=today).first()
    person = Person.objects.filter(pk=pair[1]).first()
    return (meeting, person) if meeting and person else None


def _signature(meeting_id: int, person_id: int) -> str:
    return salted_hmac("meetings.reply", f"{meeting_id}-{person_id}", algorithm="sha256").hexdigest()[:20]
