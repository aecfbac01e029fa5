"""Which offices does a forum have, and who holds each of them since when?"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from members.models.people import Organisation, Person


class Office(models.Model):
    """A seat in a forum, whoever holds it."""

    class Seat(models.TextChoices):
        CHAIR = "chair", _("Chairperson")
        CO_CHAIR = "co_chair", _("Co-Chairperson")
        SECRETARY = "secretary", _("Secretary")
        NSC_DIRECTOR = "nsc_director", _("NSC director")
        NSC_OFFICER = "nsc_officer", _("NSC officer")
        AUDITOR = "auditor", _("Auditor")
        ADMINISTRATOR = "administrator", _("Portal administrator")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="offices")
    seat = models.CharField(max_length=14, choices=Seat)
    title = models.CharField(max_length=120, help_text="As papers name it: Deputy County Commissioner, Njoro")

    class Meta:
        ordering = ["forum", "seat"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "seat"],
                condition=Q(seat__in=["chair", "co_chair"]),
                name="one_chair_and_one_co_chair_a_forum",
            ),
            models.CheckConstraint(
                condition=Q(
                    seat__in=[
                        "chair",
                        "co_chair",
                        "secretary",
                        "nsc_director",
                        "nsc_officer",
                        "auditor",
                        "administrator",
                    ]
                ),
                name="office_seat_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area at which its rights are held."""
        return self.forum.area


class AppointmentQuerySet(models.QuerySet):
    """Appointments, as phrases."""

    def on(self, day) -> "AppointmentQuerySet":
        """Those running on a day, whether substantive or acting."""
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))

    def live(self, day=None) -> "AppointmentQuerySet":
        """Those in force today: an acting holder suspends the substantive one."""
        day = day or timezone.localdate()
        acting = Appointment.objects.on(day).filter(office=OuterRef("office"), is_acting=True)
        return self.on(day).filter(Q(is_acting=True) | ~Exists(acting))


class Appointment(models.Model):
    """Somebody holds an office from a day, until a day; records show who held it then."""

    class Basis(models.TextChoices):
        EX_OFFICIO = "ex_officio", _("ex officio")
        APPOINTED = "appointed", _("appointed")
        ELECTED = "elected", _("elected")
        NOMINATED = "nominated", _("nominated")
        DELEGATED = "delegated", _("delegated by an organisation to its network member")

    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_acting = models.BooleanField(default=False)
    instrument = models.CharField(max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["office", "-since"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["office", "person"],
                condition=Q(until__isnull=True),
                name="nobody_is_appointed_twice_to_one_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


def holders_of(forum: Forum, day=None) -> dict[str, Appointment]:
    """Who holds the chair, the co-chair and the secretariat of a forum on a day: seat -> appointment.

    One query; for today it is kept with the forum for the rest of the request.
    """
    if day is None and hasattr(forum, "_holders_today"):
        return forum._holders_today
    rows = Appointment.objects.on(day or timezone.localdate()).filter(
        office__forum=forum, office__seat__in=["chair", "co_chair", "secretary"]
    )
    found: dict[str, Appointment] = {}
    # Whoever acts comes first, and so suspends the substantive holder.
    for row in rows.select_related("office", "person", "organisation").order_by("-is_acting", "since"):
        found.setdefault(row.office.seat, row)
    if day is None:
        forum._holders_today = found
    return found
