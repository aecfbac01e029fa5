"""Who came, who excused themselves, who stayed away, and who came in whose place?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from members.models import Person, Sector


class Attendance(models.Model):
    """One person at one meeting; designation, organisation, sector and seat are frozen as of the day."""

    class Status(models.TextChoices):
        PRESENT = "present", _("Present")
        APOLOGY = "apology", _("Apology")
        ABSENT = "absent", _("Absent")
        REPRESENTED = "represented", _("Represented")
        IN_ATTENDANCE = "in_attendance", _("In attendance")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    gender = models.CharField(_("gender"), max_length=1, choices=Person.Gender, blank=True)
    designation = models.CharField(_("designation"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation or sector"), max_length=160, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True)
    seat = models.CharField(max_length=14, blank=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.ABSENT)
    represented_by = models.CharField(_("represented by"), max_length=120, blank=True)
    is_guest = models.BooleanField(default=False)
    came_at = models.TimeField(_("came at"), null=True, blank=True, help_text="Only where it was noted")
    left_at = models.TimeField(_("left at"), null=True, blank=True, help_text="Only where it was noted")
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change of the mark")
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="once_at_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["present", "apology", "absent", "represented", "in_attendance"]),
                name="attendance_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True) | Q(left_at__isnull=True) | Q(left_at__gt=F("came_at")),
                name="nobody_leaves_before_they_come",
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(status="in_attendance"), name="a_guest_is_in_attendance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.status}"
