"""Who was reminded of minutes that wait for them, and of what?"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.minutes import Minutes
from members.models import Person


class Reminder(models.Model):
    """One e-mail to one person about one thing that waits; `mark` tells the things of one kind apart."""

    class What(models.TextChoices):
        CLEAR = "clear", _("clear the minutes")
        CONFIRM = "confirm", _("have the minutes confirmed")
        SIGN = "sign", _("sign the minutes")
        SETTLE = "settle", _("settle an amendment")
        ADDENDUM = "addendum", _("sign an addendum")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Perhaps sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    mark = models.PositiveIntegerField(default=0, help_text="The round of clearing, the amendment, the addendum")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person", "what", "mark"], name="nobody_is_reminded_twice_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.what}"
