"""Which photographs and documents lie with a meeting, and which are still on their way?"""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from meetings.models.meetings import Meeting
from portal.kept_files import KeptFile, drawn_anew

KEY = r"^[0-9a-f]{64}$"


class MeetingFileQuerySet(models.QuerySet):
    """Files of meetings, as phrases."""

    def within_reach(self, user) -> "MeetingFileQuerySet":
        """Those of meetings that the user knows of."""
        silent = Q(meeting__status=Meeting.Status.PLANNED)
        return self.filter(
            (scope(user, "see_forum", "meeting__forum__area") & ~silent)
            | scope(user, "see_drafts", "meeting__forum__area")
        ).select_related("meeting__forum__area", "by")

    def readable_by(self, user) -> Q:
        """The condition under which a user may read one: what is for officers only needs the right to their copies."""
        return Q(audience=MeetingFile.Audience.MEMBERS) | scope(user, "see_officers_copy", "meeting__forum__area")

    def visible_to(self, user) -> "MeetingFileQuerySet":
        """Those that this user may read and download."""
        return self.within_reach(user).filter(self.readable_by(user))


class MeetingFile(KeptFile):
    """A photograph or a document of a meeting."""

    class Audience(models.TextChoices):
        MEMBERS = "members", _("Members and officers")
        OFFICERS = "officers", _("Officers only")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="files")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.MEMBERS)
    upload_key = models.CharField(max_length=64, blank=True, help_text="Tells a file sent twice from two files")

    objects = MeetingFileQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sha256"], name="a_file_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "upload_key"], condition=~Q(upload_key=""), name="a_sending_filed_once"
            ),
            models.CheckConstraint(condition=~Q(file=""), name="a_meeting_file_has_its_file"),
            drawn_anew("a_photograph_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meeting_file", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.meeting.forum.area


class Upload(models.Model):
    """A file on its way to a meeting in parts; what has come is kept for a day, wherever the line was cut."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, validators=[RegexValidator(KEY)])
    name = models.CharField(max_length=160)
    total = models.PositiveIntegerField(help_text="Bytes in all")
    have = models.PositiveIntegerField(default=0, help_text="Bytes that have come")
    touched_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["touched_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["meeting", "by", "key"], name="one_sending_a_key"),
            models.CheckConstraint(condition=Q(have__lte=models.F("total")), name="no_more_than_the_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.have} of {self.total}"


class UploadPart(models.Model):
    """One part of it, from its first byte on."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["offset"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="one_part_a_place")]

    def __str__(self) -> str:
        return f"from {self.offset}"
