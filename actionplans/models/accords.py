"""Who made peace with whom, on what, and is it kept?"""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.points import ActionPoint
from forums.access import may, scope
from forums.models import Area, Forum
from meetings.models import DatedWord
from members.models import Organisation, Person
from portal.kept_files import KeptFile, drawn_anew


def _readable(user, forum: str, signed_on: str) -> Q:
    """What is not signed is for officers; from the signing on, whoever sees the forum reads it."""
    everybody = Q(**{f"{signed_on}__isnull": False}) & scope(user, "see_forum", f"{forum}__area")
    return everybody | scope(user, "see_officers_copy", f"{forum}__area")


class AccordQuerySet(models.QuerySet):
    """Accords, as phrases."""

    def within_reach(self, user) -> "AccordQuerySet":
        """Those of forums the user may see: whether they may read one under negotiation is another question."""
        return self.filter(scope(user, "see_forum", "forum__area")).select_related("forum__area__parent")

    def readable_by(self, user) -> Q:
        """The condition for reading."""
        return _readable(user, "forum", "signed_on")

    def visible_to(self, user) -> "AccordQuerySet":
        """Those that this user may read."""
        return self.filter(self.readable_by(user)).select_related("forum__area__parent")

    def of(self, forum: Forum, user) -> "AccordQuerySet":
        """Those of one forum that this user may read."""
        rows = self.filter(forum=forum)
        if may(user, "see_officers_copy", forum.area):
            return rows
        return rows.exclude(signed_on=None) if may(user, "see_forum", forum.area) else rows.none()

    def counted(self) -> "AccordQuerySet":
        """With the numbers of their clauses, of those kept and broken, and of breaches noted."""
        clauses = AccordClause.objects.filter(accord=OuterRef("pk")).order_by().values("accord")
        noted = AccordBreach.objects.filter(accord=OuterRef("pk")).order_by().values("accord")

        def number(rows, **only):
            return Coalesce(Subquery(rows.filter(**only).annotate(n=Count("pk")).values("n")), 0)

        return self.annotate(
            clause_count=number(clauses), kept_count=number(clauses, status="kept"),
            broken_count=number(clauses, status="broken"), breach_count=number(noted),
        )  # fmt: skip


class Accord(models.Model):
    """A peace charter or agreement that a forum follows: its parties, what they signed, and whether it is kept."""

    class Kind(models.TextChoices):
        CHARTER = "charter", _("Peace charter")
        AGREEMENT = "agreement", _("Agreement")
        DECLARATION = "declaration", _("Declaration")
        OTHER = "other", pgettext_lazy("accord", "Another kind")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        KISWAHILI = "sw", _("Kiswahili")
        BOTH = "both", _("English and Kiswahili")
        OTHER = "other", pgettext_lazy("accord", "Another language")

    class Status(models.TextChoices):
        NEGOTIATION = "negotiation", pgettext_lazy("accord", "Under negotiation")
        SIGNED = "signed", pgettext_lazy("accord", "Signed")
        IN_FORCE = "in_force", pgettext_lazy("accord", "In force")
        ENDED = "ended", pgettext_lazy("accord", "Ended")
        SUPERSEDED = "superseded", pgettext_lazy("accord", "Superseded")

    LIVING = ("signed", "in_force")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="accords")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.TextField(max_length=2000, blank=True, help_text="What it settles, in a few sentences")
    language = models.CharField(max_length=5, choices=Language)
    place = models.CharField(max_length=160, blank=True)
    areas = models.ManyToManyField(Area, related_name="accords", blank=True)
    begun_on = models.DateField(default=timezone.localdate, help_text="Since when it is on record here")
    signed_on = models.DateField(null=True, blank=True)
    # The day on which the signing was entered: the database itself refuses a signing ahead.
    signing_entered_on = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    status = models.CharField(max_length=12, choices=Status, default=Status.NEGOTIATION)
    stood_on = models.DateField(null=True, blank=True, help_text="Since when it stands so")

    objects = AccordQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "title"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["negotiation", "signed", "in_force", "ended", "superseded"]),
                name="accord_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["charter", "agreement", "declaration", "other"]), name="accord_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["negotiation", "ended"]) | Q(signed_on__isnull=False),
                name="an_accord_lives_from_its_signing",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signing_entered_on__isnull=True)
                | Q(signed_on__lte=F("signing_entered_on")),
                name="no_accord_is_signed_in_the_future",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(status="superseded") & ~Q(superseded_by=F("pk")),
                name="only_a_superseded_accord_has_another_in_its_place",
            ),
            models.UniqueConstraint(Lower("title"), "forum", name="one_accord_a_title_and_forum"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("accord", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def status_kind(self) -> str:
        """The shape of its pill."""
        return {"negotiation": "wait", "signed": "going", "in_force": "done"}.get(self.status, "none")

    @property
    def is_negotiated(self) -> bool:
        """Whether its parties and clauses can still change."""
        return bool(self.status == self.Status.NEGOTIATION)

    @property
    def lives(self) -> bool:
        """Whether it is signed or in force: then it is followed clause by clause."""
        return self.status in self.LIVING


class AccordWord(DatedWord):
    """How an accord stands since a day, and why."""

    accord = models.ForeignKey(Accord, models.CASCADE, related_name="words")
    status = models.CharField(max_length=12, choices=Accord.Status)

    def __str__(self) -> str:
        return f"{self.accord_id}: {self.status}"


class AccordParty(models.Model):
    """One side of an accord, as it names itself."""

    accord = models.ForeignKey(Accord, models.CASCADE, related_name="parties")
    name = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="accord_parties")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name_plural = "accord parties"
        constraints = [models.UniqueConstraint(Lower("name"), "accord", name="a_party_once_an_accord")]

    def __str__(self) -> str:
        return self.name


class AccordSignatory(models.Model):
    """Who signed for which party, and in which capacity; `person` is the one of the roster, where there is one."""

    accord = models.ForeignKey(Accord, models.CASCADE, related_name="signatories")
    party = models.ForeignKey(AccordParty, models.CASCADE, related_name="signatories")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="accords_signed")

    class Meta:
        ordering = ["party", "pk"]
        default_permissions = ()
        verbose_name_plural = "accord signatories"
        constraints = [models.UniqueConstraint(Lower("name"), "party", name="a_signatory_once_a_party")]

    def __str__(self) -> str:
        return self.name


class ClauseQuerySet(models.QuerySet):
    """Clauses, as phrases."""

    def within_reach(self, user) -> "ClauseQuerySet":
        """Those of accords that the user knows of."""
        return self.filter(scope(user, "see_forum", "accord__forum__area")).select_related(
            "accord__forum__area__parent"
        )

    def readable_by(self, user) -> Q:
        """The condition for reading: that of its accord."""
        return _readable(user, "accord__forum", "accord__signed_on")


class AccordClause(models.Model):
    """One thing that the parties agreed, followed up like a resolution."""

    class Status(models.TextChoices):
        NOT_YET = "not_yet", pgettext_lazy("clause", "Not yet")
        IN_PART = "in_part", pgettext_lazy("clause", "Kept in part")
        KEPT = "kept", pgettext_lazy("clause", "Kept")
        BROKEN = "broken", pgettext_lazy("clause", "Broken")

    accord = models.ForeignKey(Accord, models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    responsible = models.CharField(max_length=160, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.NOT_YET)
    stood_on = models.DateField(null=True, blank=True, help_text="Since when it stands so")
    action_points = models.ManyToManyField(ActionPoint, related_name="clauses", blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["accord", "number"], name="one_clause_a_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="clauses_are_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(status__in=["not_yet", "in_part", "kept", "broken"]), name="clause_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accord_id}, {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("accord_clause", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.accord.forum.area

    @property
    def status_kind(self) -> str:
        """The shape of its pill."""
        return {"not_yet": "", "in_part": "going", "kept": "done", "broken": "hot"}[self.status]


class ClauseWord(DatedWord):
    """How a clause is kept since a day."""

    clause = models.ForeignKey(AccordClause, models.CASCADE, related_name="words")
    status = models.CharField(max_length=8, choices=AccordClause.Status)

    def __str__(self) -> str:
        return f"{self.clause_id}: {self.status}"


class AccordBreach(models.Model):
    """That an accord was broken, as one party says: on which day, in what, by which source, and what was done.

    `signed_on` and `entered_on` are kept here so that the database itself refuses a day that cannot be.
    """

    accord = models.ForeignKey(Accord, models.CASCADE, related_name="breaches")
    clause = models.ForeignKey(AccordClause, models.PROTECT, null=True, blank=True, related_name="breaches")
    on = models.DateField()
    what = models.CharField(max_length=400)
    said_by = models.ForeignKey(AccordParty, models.PROTECT, null=True, blank=True, related_name="breaches_said")
    source = models.CharField(max_length=160)
    done = models.CharField(max_length=400, blank=True, help_text="What was done about it")
    signed_on = models.DateField()
    entered_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey("members.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        default_permissions = ()
        verbose_name_plural = "accord breaches"
        constraints = [
            models.CheckConstraint(condition=Q(on__gte=F("signed_on")), name="no_breach_before_the_signing"),
            models.CheckConstraint(condition=Q(on__lte=F("entered_on")), name="no_breach_in_the_future"),
        ]

    def __str__(self) -> str:
        return f"{self.accord_id}, {self.on}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.accord.forum.area


class ScanQuerySet(models.QuerySet):
    """Scans of accords, as phrases."""

    def within_reach(self, user) -> "ScanQuerySet":
        """Those of accords that the user knows of."""
        return self.filter(scope(user, "see_forum", "accord__forum__area")).select_related("accord__forum__area")

    def readable_by(self, user) -> Q:
        """The condition for opening it: that of its accord."""
        return _readable(user, "accord__forum", "accord__signed_on")


class AccordScan(KeptFile):
    """The signed paper as a PDF or a picture."""

    accord = models.ForeignKey(Accord, models.PROTECT, related_name="scans")

    objects = ScanQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.UniqueConstraint(fields=["accord", "sha256"], name="a_scan_once_an_accord"),
            models.CheckConstraint(condition=~Q(file=""), name="a_scan_of_an_accord_has_its_file"),
            models.CheckConstraint(
                condition=Q(format__in=["jpg", "pdf"]), name="an_accord_is_scanned_as_pdf_or_picture"
            ),
            drawn_anew("a_picture_of_an_accord_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.accord.forum.area
