"""Who holds which office since when, for whom, and how did it end?"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from members.models.offices import Office
from members.models.people import Organisation, Person


class AppointmentQuerySet(models.QuerySet):
    """Appointments, as phrases."""

    def on(self, day) -> "AppointmentQuerySet":
        """Those running on a day, whether substantive or acting."""
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))

    def live(self, day=None) -> "AppointmentQuerySet":
        """Those in force today: an acting holder suspends the substantive one."""
        day = day or timezone.localdate()
        acting = Appointment.objects.on(day).accepted().filter(office=OuterRef("office"), is_acting=True)
        return self.on(day).accepted().filter(Q(is_acting=True) | ~Exists(acting))

    def accepted(self) -> "AppointmentQuerySet":
        """Without those that a co-chair has been named for and not accepted: they give no rights yet."""
        return self.filter(awaits_acceptance=False)

    def seated(self, day) -> "AppointmentQuerySet":
        """Those to the chair, the co-chair and the secretariat that run on a day."""
        return self.on(day).accepted().filter(office__seat__in=["chair", "co_chair", "secretary"])

    def undeclined(self) -> "AppointmentQuerySet":
        """Without those that the named person declined: they never began."""
        return self.exclude(ended_for=Appointment.Ending.DECLINED)


class Appointment(models.Model):
    """Somebody holds an office from a day, until a day; records show who held it then."""

    class Basis(models.TextChoices):
        EX_OFFICIO = "ex_officio", _("ex officio")
        APPOINTED = "appointed", _("appointed")
        ELECTED = "elected", _("elected")
        NOMINATED = "nominated", _("nominated")
        DELEGATED = "delegated", _("delegated by an organisation to its network member")

    class Side(models.TextChoices):
        STATE = "state", _("state")
        NON_STATE = "non-state", _("non-state")

    class Ending(models.TextChoices):
        TRANSFER = "transfer", _("transferred")
        TERM = "term", _("the term ended")
        RESIGNATION = "resignation", _("resigned")
        RECALL = "recall", _("recalled by whoever nominated")
        RESOLUTION = "resolution", _("by a resolution in the minutes")
        DEATH = "death", _("died")
        RELIEVED = "relieved", _("relieved of the office")
        DECLINED = "declined", _("did not accept")

    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_acting = models.BooleanField(default=False)
    instrument = models.CharField(max_length=200, blank=True)
    delegated_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="delegations", help_text="Whose place it is"
    )
    accepted_on = models.DateField(null=True, blank=True, help_text="When the co-chair accepted")
    awaits_acceptance = models.BooleanField(default=False, help_text="Named co-chair, and has not accepted")
    held_by_body = models.BooleanField(
        default=False, help_text="The organisation itself holds the office; the person represents it"
    )
    ended_for = models.CharField(max_length=12, choices=Ending, blank=True)
    ended_by = models.CharField(max_length=200, blank=True, help_text="The instrument by which it ended")
    # Kept here too, so that the database itself can refuse what must not be.
    seat = models.CharField(max_length=14, choices=Office.Seat, editable=False, default="")
    side = models.CharField(max_length=9, choices=Side, blank=True, editable=False)

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
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(until__isnull=True, is_acting=False, seat__in=["chair", "co_chair"]),
                name="one_chair_and_one_co_chair_at_a_time",
                violation_error_message=_("Somebody holds this office. One of each serves at a time."),
            ),
            models.CheckConstraint(
                condition=Q(held_by_body=False) | Q(organisation__isnull=False, seat="co_chair"),
                name="an_organisation_may_hold_the_co_chair",
            ),
            models.CheckConstraint(
                condition=Q(awaits_acceptance=False) | Q(seat="co_chair", accepted_on__isnull=True),
                name="only_a_co_chair_is_asked_to_accept",
            ),
            models.CheckConstraint(condition=~Q(seat="chair") | Q(side="state"), name="the_chair_is_of_the_state_side"),
            models.CheckConstraint(
                condition=~Q(seat="co_chair") | Q(side="non-state"), name="the_co_chair_is_of_the_non_state_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"

    def save(self, *args, **kwargs) -> None:
        """Keep the office's seat with it, and the side where the seat alone tells it."""
        self.seat = self.office.seat
        if not self.side:
            told = self.organisation.sector.side if self.organisation and self.organisation.sector else ""
            by_seat = {Office.Seat.CHAIR: self.Side.STATE, Office.Seat.CO_CHAIR: self.Side.NON_STATE}
            self.side = told if told in self.Side.values else by_seat.get(self.seat, "")
        super().save(*args, **kwargs)

    @property
    def area(self):
        """The area at which its rights are held."""
        return self.office.forum.area

    @property
    def holder_name(self) -> str:
        """Who holds it: the person, or the organisation with whoever represents it."""
        if not self.held_by_body:
            return self.person.name
        return _("%(body)s, represented by %(name)s") % {"body": self.organisation, "name": self.person.name}

    @property
    def is_pending(self) -> bool:
        """Whether somebody was named co-chair and has neither accepted nor declined."""
        return self.awaits_acceptance and not self.ended_for

    @property
    def is_running(self) -> bool:
        """Whether it has no end yet, or one ahead."""
        return self.until is None or self.until >= timezone.localdate()


class Representative(models.Model):
    """Who speaks for the organisation that holds an office, from a day until a day; no new appointment."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Person, models.PROTECT, related_name="representations")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    instrument = models.CharField(max_length=200, blank=True, help_text="The organisation's letter")

    class Meta:
        ordering = ["since"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=Q(until__isnull=True), name="one_representative_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="representative_ends_after_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.appointment_id}"


def holders_of(forum: Forum, day=None) -> dict[str, Appointment]:
    """Who holds the chair, the co-chair and the secretariat of a forum on a day: seat -> appointment.

    One query; for today it is kept with the forum for the rest of the request.
    """
    if day is None and hasattr(forum, "_holders_today"):
        return forum._holders_today
    rows = Appointment.objects.seated(day or timezone.localdate()).filter(office__forum=forum)
    found = seated(rows.select_related("office", "person", "organisation"))
    for row in found.values():
        if day is not None and row.held_by_body:
            then = row.representatives.filter(since__lte=day).order_by("-since").select_related("person").first()
            row.person = then.person if then else row.person
    if day is None:
        forum._holders_today = found
    return found


def seated(rows: Iterable[Appointment]) -> dict[str, Appointment]:
    """Whoever holds each seat among the appointments of one forum: who acts comes first, and so suspends the substantive one."""
    found: dict[str, Appointment] = {}
    for row in sorted(rows, key=lambda row: (not row.is_acting, row.since)):
        found.setdefault(row.office.seat, row)
    return found
