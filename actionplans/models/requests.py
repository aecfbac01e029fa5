"""What has a forum asked of a higher office, with whom does it lie, until when, and what was answered?"""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.access import scope
from forums.models import Area, Forum
from meetings.models import Meeting, Resolution
from members.models import Office, Person, Sector
from portal.kept_files import KeptFile, drawn_anew


class RequestQuerySet(models.QuerySet):
    """Requests upward, as phrases."""

    def visible_to(self, user) -> "RequestQuerySet":
        """Those that this user may read: officers of the forum that asks, and offices it has come to or passed by."""
        return self.filter(self.asked_by(user) | self.come_to(user))

    def asked_by(self, user) -> Q:
        """The condition that one's own forum asks."""
        return scope(user, "see_drafts", "forum__area")

    def come_to(self, user) -> Q:
        """The condition that it was sent to one's office, or past it to a higher one."""
        reached = Request.seen_from.through.objects.filter(scope(user, "answer_requests", "area"))
        return Q(sent_at__isnull=False, pk__in=reached.values("request"))

    def waiting(self) -> "RequestQuerySet":
        """Those that an office has yet to answer."""
        return self.filter(status__in=Request.WAITING)

    def late(self, now: dt.datetime) -> "RequestQuerySet":
        """Those past the moment by which they were to be acknowledged or answered."""
        unseen = Q(status="sent", acknowledge_by__lt=now)
        return self.filter(unseen | Q(status__in=Request.WAITING, answer_by__lt=now))

    def with_offices(self) -> "RequestQuerySet":
        """With the forum that asks and the office with which it lies."""
        return self.select_related("forum__area__parent", "office__forum__area")


class Request(models.Model):
    """A forum asks a higher office for help: with a clock, acknowledged, answered, and closed by whoever asked.

    Read by officers alone. It lies with one office at a time; `seen_from` are the areas whose offices it has come to or
    passed by. Source: the way to security officials that forums were praised for, with its response time.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", pgettext_lazy("request", "Sent")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("request", "Acknowledged")
        ANSWERED = "answered", pgettext_lazy("request", "Answered")
        CLOSED = "closed", pgettext_lazy("request", "Closed")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")

    class Urgency(models.TextChoices):
        ROUTINE = "routine", pgettext_lazy("urgency", "Routine")
        SOON = "soon", pgettext_lazy("urgency", "Soon")
        URGENT = "urgent", pgettext_lazy("urgency", "Urgent")

    WAITING = ("sent", "acknowledged")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="requests")
    key = models.UUIDField(
        unique=True, default=uuid.uuid4, help_text="Of the page it was typed on: sent twice, it is one"
    )
    reference = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="What is asked for")
    why = models.TextField(blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, blank=True, related_name="requests")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="requests")
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.ROUTINE)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    first_office = models.ForeignKey(Office, models.PROTECT, related_name="+", help_text="To which it was sent first")
    office = models.ForeignKey(Office, models.PROTECT, related_name="requests", help_text="With which it lies")
    seen_from = models.ManyToManyField(Area, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True, help_text="When the portal looks whether it goes higher")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    raised = models.PositiveSmallIntegerField(default=0, help_text="How often it went one office higher by itself")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["status", "look_at"], name="clocks_of_requests"),
            models.Index(fields=["office", "status"], name="requests_at_an_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["forum", "year", "number"], name="one_request_a_number"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "sent", "acknowledged", "answered", "closed", "withdrawn"]),
                name="request_status_is_known",
            ),
            models.CheckConstraint(condition=Q(urgency__in=["routine", "soon", "urgent"]), name="urgency_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="a_request_says_what_is_asked"),
            models.CheckConstraint(
                condition=Q(status="draft", sent_at__isnull=True)
                | Q(status="withdrawn")
                | Q(
                    status__in=["sent", "acknowledged", "answered", "closed"],
                    sent_at__isnull=False,
                    acknowledge_by__isnull=False,
                    answer_by__isnull=False,
                ),
                name="a_request_that_was_sent_has_its_clock",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["answered", "closed"], answered_at__isnull=False, answered_by__isnull=False)
                | ~Q(status__in=["answered", "closed"]) & Q(answered_at__isnull=True),
                name="no_request_is_closed_before_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, closed_by__isnull=False)
                | ~Q(status="closed") & Q(closed_at__isnull=True, closed_by__isnull=True),
                name="a_closed_request_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(answered_by__isnull=True) | ~Q(closed_by=F("answered_by")),
                name="nobody_closes_what_they_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="acknowledged") | Q(acknowledged_at__isnull=False),
                name="an_acknowledged_request_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("request", args=[self.pk])

    @property
    def area(self):
        """The area of the forum that asks."""
        return self.forum.area

    @property
    def is_waiting(self) -> bool:
        """Whether an office has yet to answer."""
        return self.status in self.WAITING

    def is_late(self, now: dt.datetime) -> bool:
        """Whether the moment is past by which it was to be acknowledged or answered."""
        due = self.due
        return self.is_waiting and due is not None and due < now

    @property
    def due(self) -> dt.datetime | None:
        """The next moment by which the office owes a word."""
        return self.acknowledge_by if self.status == self.Status.SENT else self.answer_by


class RequestStop(models.Model):
    """One office with which a request lay: since when, its clock there, and how long it took. Medians are made of these."""

    class Came(models.TextChoices):
        SENT = "sent", _("it was sent there")
        FORWARDED = "forwarded", _("it was passed on there")
        RAISED = "raised", _("it went there by itself, unanswered")

    request = models.ForeignKey(Request, models.CASCADE, related_name="stops")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    came = models.CharField(max_length=9, choices=Came, default=Came.SENT)
    came_from = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    was_raised = models.BooleanField(default=False, help_text="It left unanswered, past its clock")

    class Meta:
        ordering = ["since", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(left_at__isnull=True), name="a_request_lies_with_one_office"
            ),
            models.CheckConstraint(
                condition=Q(came_from__isnull=True) | ~Q(came_from=F("office")),
                name="no_request_is_passed_to_where_it_lies",
            ),
            models.CheckConstraint(
                condition=Q(came="sent", came_from__isnull=True) | ~Q(came="sent") & Q(came_from__isnull=False),
                name="what_is_passed_on_came_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("since")), name="no_request_leaves_before_it_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} at {self.office_id}"


class RequestStep(models.Model):
    """What happened with a request at which moment, in words, by whom; `by` is empty where the clock did it."""

    class Verb(models.TextChoices):
        SEND = "send", pgettext_lazy("request", "Sent")
        ACKNOWLEDGE = "acknowledge", pgettext_lazy("request", "Acknowledged")
        ANSWER = "answer", pgettext_lazy("request", "Answered")
        FORWARD = "forward", pgettext_lazy("request", "Passed on")
        RAISE = "raise", pgettext_lazy("request", "Unanswered past its clock: one office higher")
        AGENDA = "agenda", pgettext_lazy("request", "Put on an agenda")
        CLOSE = "close", pgettext_lazy("request", "Closed")
        REOPEN = "reopen", pgettext_lazy("request", "Not answered: open again")
        WITHDRAW = "withdraw", pgettext_lazy("request", "Withdrawn")

    request = models.ForeignKey(Request, models.CASCADE, related_name="happened")
    verb = models.CharField(max_length=11, choices=Verb)
    words = models.TextField(blank=True)
    to = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    will_do = models.CharField(max_length=400, blank=True, help_text="What will be done, where something will")
    who = models.CharField(max_length=160, blank=True, help_text="Who will do it")
    due = models.DateField(null=True, blank=True, help_text="By when")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=["answer", "forward", "reopen", "withdraw"]) | ~Q(words=""),
                name="what_is_answered_or_passed_on_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=["send", "forward", "raise"]) | Q(to__isnull=False),
                name="what_is_sent_or_passed_on_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(verb="agenda", meeting__isnull=False) | ~Q(verb="agenda") & Q(meeting__isnull=True),
                name="an_agenda_is_a_meetings",
            ),
            models.UniqueConstraint(fields=["request", "meeting"], name="a_request_is_once_on_an_agenda"),
            models.CheckConstraint(condition=Q(verb="raise") | Q(by__isnull=False), name="only_the_clock_is_nobody"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.verb}"


class RequestFileQuerySet(models.QuerySet):
    """Files that came with answers, as phrases."""

    def visible_to(self, user) -> "RequestFileQuerySet":
        """Those of requests that the user may read."""
        readable = Request.objects.visible_to(user).values("pk")
        return self.filter(step__request__in=readable).select_related("step__request__forum__area")


class RequestFile(KeptFile):
    """A photograph or document that came with an answer."""

    step = models.ForeignKey(RequestStep, models.PROTECT, related_name="files")

    objects = RequestFileQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.UniqueConstraint(fields=["step", "sha256"], name="a_file_once_an_answer"),
            models.CheckConstraint(condition=~Q(file=""), name="an_answers_file_is_there"),
            drawn_anew("a_photograph_of_an_answer_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title


class RequestNotice(models.Model):
    """One message to one person about one step of a request, each once; to the office's own address where `person` has none."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Perhaps sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    step = models.ForeignKey(RequestStep, models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["step", "person"], name="nobody_is_told_twice_of_one_step"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.step_id}"
