"""What was said, resolved and taken on at a meeting?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from meetings.models.meetings import AgendaItem, Meeting


class MinutesQuerySet(models.QuerySet):
    """Minutes, as phrases."""

    AREA = "meeting__forum__area"

    def within_reach(self, user) -> "MinutesQuerySet":
        """Those of forums the user may see: that they exist, and how far they are."""
        return self.filter(scope(user, "see_forum", self.AREA)).select_related("meeting__forum__area")

    def readable_by(self, user) -> Q:
        """The condition for reading: drafts by the forum's own officers, the rest by whoever sees the forum."""
        written = Q(status__in=Minutes.OPEN_STATUSES)
        return scope(user, "see_drafts", self.AREA) | (scope(user, "see_forum", self.AREA) & ~written)

    def visible_to(self, user) -> "MinutesQuerySet":
        """Those that this user may read."""
        return self.filter(self.readable_by(user)).select_related("meeting__forum__area")

    def awaiting_clearance(self) -> "MinutesQuerySet":
        """Those sent for clearing."""
        return self.filter(status=Minutes.Status.CLEARING)

    def awaiting_signature(self) -> "MinutesQuerySet":
        """Those confirmed and not yet sealed."""
        return self.filter(status=Minutes.Status.CONFIRMED)


class Minutes(models.Model):
    """The minutes of one meeting, from draft to sealed; the steps are in `meetings/workflow.py`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CLEARING = "clearing", _("In clearing")
        CIRCULATED = "circulated", _("Circulated")
        CONFIRMED = "confirmed", _("Confirmed")
        SEALED = "sealed", _("Sealed")

    OPEN_STATUSES = ("draft", "clearing")

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    round = models.PositiveSmallIntegerField(default=1, help_text="How often they were sent for clearing")
    edition = models.PositiveSmallIntegerField(default=0)
    prepared_by_name = models.CharField(max_length=120, blank=True)
    prepared_by_office = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(default=timezone.now)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on"]
        default_permissions = ()
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "clearing", "circulated", "confirmed", "sealed"]),
                name="minutes_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        """The page where they are read."""
        return reverse("minutes", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern them."""
        return self.meeting.forum.area

    @property
    def is_draft(self) -> bool:
        """Whether they are still being written."""
        return self.status == self.Status.DRAFT

    @property
    def status_kind(self) -> str:
        """The shape of the status pill: going, wait or done."""
        return {"draft": "going", "clearing": "wait", "circulated": "going", "confirmed": "wait", "sealed": "done"}[
            self.status
        ]


class Entry(models.Model):
    """A paragraph under an agenda item, with the resolutions and actions that follow from it; saved as one."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("Discussion")
        REPORT = "report", _("Report")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="entries")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="entries")
    key = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="Made by the page, so that sending twice saves once"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    text = models.TextField(_("text"), blank=True)
    officers_only = models.BooleanField(_("officers only"), default=False)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)

    class Meta:
        ordering = ["item__position", "position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Entry {self.pk}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.minutes.meeting.forum.area


class DeedQuerySet(models.QuerySet):
    """Resolutions and actions, as phrases."""

    def blank(self) -> "DeedQuerySet":
        """Those that were opened and nothing typed in them."""
        return self.filter(text="", owner="", due=None)

    def without_words(self) -> "DeedQuerySet":
        """Those given to somebody or for a day, without what is to be done."""
        return self.filter(text="").exclude(owner="", due=None)


class Deed(models.Model):
    """A resolution or an action under an entry, numbered per forum and year."""

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution")
        ACTION = "action", _("Action")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="deeds")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="deeds")
    key = models.UUIDField(null=True, blank=True, help_text="Made by the page, so that sending twice numbers once")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    owner = models.CharField(_("owner"), max_length=160, blank=True)
    due = models.DateField(_("by"), null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = DeedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind", "year", "number"], name="one_deed_a_number"),
            models.UniqueConstraint(fields=["entry", "key"], name="one_deed_a_key"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """`NJORO/R/2025/004` for a resolution, `NJORO/2025/014` for an action."""
        return self.reference_at(self.forum.area.mark)

    def reference_at(self, mark: str) -> str:
        """The same where the area's mark is at hand."""
        middle = "R/" if self.kind == self.Kind.RESOLUTION else ""
        return f"{mark}/{middle}{self.year}/{self.number:03d}"


class RevisionQuerySet(models.QuerySet):
    """Earlier and losing texts, as phrases."""

    def undecided(self) -> "RevisionQuerySet":
        """Texts that were kept aside and on which nobody has decided yet."""
        return self.filter(is_conflict_copy=True, minutes__isnull=False, decision="")


class EntryRevision(models.Model):
    """What an entry said before somebody saved over it, or what came too late to be saved; nothing typed is lost."""

    class Why(models.TextChoices):
        MEANWHILE = "meanwhile", _("Somebody else saved the entry meanwhile")
        CLOSED = "closed", _("The draft was closed meanwhile")

    class Decision(models.TextChoices):
        MINE = "mine", _("This text was kept")
        THEIRS = "theirs", _("The text at the office was kept")
        COMBINED = "combined", _("The two were put together")
        NEWER = "newer", _("Its writer wrote on")

    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="revisions")
    version = models.PositiveIntegerField()
    said = models.JSONField()
    is_conflict_copy = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    # of conflict copies alone: where the text belongs, also where its entry never came to be, and what became of it
    minutes = models.ForeignKey(Minutes, models.CASCADE, null=True, blank=True, related_name="conflict_copies")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.UUIDField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["saved_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(minutes__isnull=False), name="a_revision_has_its_place"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="a_decision_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.entry_id}, version {self.version}"
