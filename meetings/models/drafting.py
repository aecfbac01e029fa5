"""What does the office keep for devices on which people write: their keys, and what they were answered?"""

import datetime as dt
import secrets
from base64 import b64encode

from django.conf import settings
from django.db import models
from django.utils import timezone

KEY_BYTES = 32
REPLIES_KEPT = dt.timedelta(days=60)


def new_key() -> str:
    """A key for AES-GCM of 256 bits, in base64."""
    return b64encode(secrets.token_bytes(KEY_BYTES)).decode()


class DeviceKey(models.Model):
    """The key that locks what one user has written on one device; the device gets it after sign-in and never keeps it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="device_keys")
    device = models.CharField(max_length=43, help_text="The random name in the device's cookie")
    key = models.CharField(max_length=44, default=new_key)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "device"], name="one_key_a_user_and_device"),
        ]

    def __str__(self) -> str:
        return f"Key {self.pk}"


class DraftReply(models.Model):
    """What a request of a device was answered: the same request again gets the same answer, and does nothing twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField(help_text="Made by the device, one for each request")
    answer = models.JSONField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_reply_a_request"),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"
