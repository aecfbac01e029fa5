"""Which papers were filed, and what stands in them?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import may, scope
from forums.models import Forum
from portal.jobs.models import Job


class PaperQuerySet(models.QuerySet):
    """Papers, as phrases."""

    def within_reach(self, user) -> "PaperQuerySet":
        """Those of forums the user may see: whether they may read a copy is another question."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def readable_by(self, user) -> Q:
        """The condition under which a user may read a paper: officers' copies need the right to them."""
        members = Q(copy=Paper.Copy.MEMBERS) & scope(user, "see_forum", "forum__area")
        return members | scope(user, "see_officers_copy", "forum__area")

    def visible_to(self, user) -> "PaperQuerySet":
        """Those that this user may read and download."""
        return self.filter(self.readable_by(user))

    def filed(self) -> "PaperQuerySet":
        """Those whose file is in the registry."""
        return self.filter(status=Paper.Status.FILED)

    def best_copy_for(self, user) -> "PaperQuerySet":
        """One copy of each edition: the officers' where the user may read it and there is one, else the members'."""
        officers = scope(user, "see_officers_copy", "forum__area")
        return self.filter(
            (officers & (Q(copy="officers") | Q(kind__in=Paper.FOR_EVERYBODY)))
            | (~officers & Q(copy="members") & scope(user, "see_forum", "forum__area"))
        )

    def of(self, forum: Forum, user, *, every_copy: bool = False) -> "PaperQuerySet":
        """Those of one forum, each edition in the best copy that this user may read, or in every such copy."""
        officers, members = (may(user, right, forum.area) for right in ("see_officers_copy", "see_forum"))
        if every_copy and officers:
            return self.filter(forum=forum)
        copy = Paper.Copy.OFFICERS if officers else Paper.Copy.MEMBERS
        mine = Q(copy=copy) | Q(kind__in=Paper.FOR_EVERYBODY)
        return self.filter(mine, forum=forum) if officers or members else self.none()


class Paper(models.Model):
    """A paper of a forum: the record frozen when it was asked for, and the file printed from that record alone."""

    # Of these there is a members' copy alone
    FOR_EVERYBODY = ("duty_card", "notice", "excerpt", "plan", "progress")

    class Status(models.TextChoices):
        ASKED = "asked", _("Being printed")
        FILED = "filed", _("Filed")

    class Copy(models.TextChoices):
        MEMBERS = "members", _("Members' copy")
        OFFICERS = "officers", _("Officers' copy")

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes")
        INVITATION = "invitation", _("Letter of invitation")
        APPOINTMENT = "appointment", _("Letter of appointment")
        THANKS = "thanks", _("Letter of thanks")
        HANDOVER = "handover", _("Handover note")
        DUTY_CARD = "duty_card", _("Duty card")
        SIGN_IN = "sign_in", _("Sign-in sheet")
        NOTICE = "notice", _("Notice of a meeting")
        EXCERPT = "excerpt", _("Excerpt of a resolution")
        MATRIX = "matrix", _("Action matrix")
        PLAN = "plan", _("Work plan")
        PROGRESS = "progress", _("Progress of the work plan")
        GIFT_THANKS = "gift_thanks", _("Letter of thanks for a pledge")
        ACCORDS = "accords", _("Register of accords")

    class Label(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Unconfirmed minutes")
        CONFIRMED = "confirmed", _("Confirmed minutes")
        ADDENDUM = "addendum", _("Addendum to minutes")
        INVITATION = "invitation", _("Letter of invitation")
        APPOINTMENT = "appointment", _("Letter of appointment")
        THANKS = "thanks", _("Letter of thanks")
        HANDOVER = "handover", _("Handover note")
        DUTY_CARD = "duty_card", _("Duty card")
        SIGN_IN = "sign_in", _("Sign-in sheet")
        NOTICE = "notice", _("Notice of a meeting")
        EXCERPT = "excerpt", _("Excerpt of a resolution")
        MATRIX = "matrix", _("Action matrix")
        PLAN = "plan", _("Work plan")
        PROGRESS = "progress", _("Progress of the work plan")
        GIFT_THANKS = "gift_thanks", _("Letter of thanks for a pledge")
        ACCORDS = "accords", _("Register of accords")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind)
    copy = models.CharField(max_length=8, choices=Copy)
    edition = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=12, choices=Label)
    reference = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    quarter = models.CharField(max_length=10, db_index=True)
    dated = models.DateField()
    subject = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    area_path = models.CharField(max_length=120)
    record = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)
    ledger_hash = models.CharField(max_length=64)
    is_sample = models.BooleanField(default=False)
    status = models.CharField(max_length=6, choices=Status, default=Status.ASKED)
    pending_name = models.CharField(max_length=120, blank=True)
    file = models.FileField(upload_to="papers", max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "forum", "edition", "copy"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id", "edition", "copy"], name="one_paper_an_edition_and_copy"
            ),
            models.CheckConstraint(
                condition=Q(status="asked") | (~Q(file="") & ~Q(file_sha256="") & Q(filed_at__isnull=False)),
                name="no_paper_is_filed_without_its_file",
            ),
        ]
        indexes = [models.Index(fields=["subject", "subject_id"], name="papers_by_subject")]

    def __str__(self) -> str:
        return f"{self.reference}, {self.get_copy_display()}"

    def get_absolute_url(self) -> str:
        """Its page in the registry."""
        return reverse("paper", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def is_filed(self) -> bool:
        """Whether its file can be downloaded."""
        return self.status == self.Status.FILED

    @property
    def file_name(self) -> str:
        """The name it is downloaded under, from its reference: `MSCF-032-NJORO-3-2025-confirmed-officers.pdf`."""
        return f"{self.reference.replace('/', '-')}-{self.label}-{self.copy}.pdf"
