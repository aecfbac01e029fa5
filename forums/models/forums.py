"""Which forum stands for an area, what is its mandate, and by which rules does it work?"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models.areas import Area


class ForumQuerySet(models.QuerySet):
    """Forums, as phrases."""

    def visible_to(self, user) -> "ForumQuerySet":
        """Those that this user may see, by office or membership."""
        return self.filter(scope(user, "see_forum"))

    def with_area(self) -> "ForumQuerySet":
        """With the area and the one above it, for titles."""
        return self.select_related("area", "area__parent")


class Forum(models.Model):
    """The record of an area's forum; it stands from day one, also where nobody has confirmed anything yet."""

    class Stage(models.TextChoices):
        NO_RECORD = "no_record", _("No record yet")
        NOT_ESTABLISHED = "not_established", _("Not established")
        MAPPING = "mapping", _("Mapping stakeholders")
        LAUNCHED = "launched", _("Launched")
        ACTIVE = "active", _("Active")
        DORMANT = "dormant", _("Dormant")
        CLOSED = "closed", _("Closed")

    area = models.OneToOneField(Area, models.PROTECT, related_name="forum")
    slug = models.SlugField(max_length=40, unique=True)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.NO_RECORD)
    stage_since = models.DateField(null=True, blank=True)
    stage_words = models.CharField(
        max_length=200, blank=True, help_text="When and by what, where no exact date is known"
    )
    is_sample = models.BooleanField(default=False)
    # Kept here too, so that the database itself refuses an open forum in a closed area.
    area_is_closed = models.BooleanField(default=False, editable=False)

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["area__path"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(area_is_closed=False)
                | models.Q(stage__in=["no_record", "not_established", "closed"]),
                name="no_open_forum_in_a_closed_area",
                violation_error_message=_("The area is closed. Reopen it first."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("forum", args=[self.slug])

    @property
    def title(self) -> str:
        """`Njoro Sub-County Forum`."""
        return _("%(area)s Forum") % {"area": self.area.title}

    @property
    def formal_name(self) -> str:
        """As papers name it."""
        return _("Multisectoral Coordination and Collaboration Forum on Peace and Security")

    @property
    def is_open(self) -> bool:
        """Whether it may keep a roster and meet; mapping already opens both."""
        return self.stage in {self.Stage.MAPPING, self.Stage.LAUNCHED, self.Stage.ACTIVE, self.Stage.DORMANT}


class Mandate(models.Model):
    """What a forum was formed for, from when, by which instrument; the same forum goes on when it is repurposed."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="mandates")
    name = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    since_words = models.CharField(max_length=80, blank=True)
    instrument = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["forum", "position"], name="one_mandate_at_a_time")]

    def __str__(self) -> str:
        return self.name


# How long a higher office has for a request from below; set for a level or the country, never by whoever asks.
CLOCKS = (
    *("routine_acknowledge_days", "routine_answer_days", "soon_acknowledge_days", "soon_answer_days"),
    *("urgent_acknowledge_hours", "urgent_answer_hours"),
)


class Rules(models.Model):
    """Working rules, of one forum or of all forums of a level; what is empty falls back (`forums/rules.py`).

    The circular's operating procedures are not public: these are settings, never printed as official figures.
    """

    class Scope(models.TextChoices):
        FORUM = "forum", _("one forum")
        EVERY = "every", _("every forum in the country")
        REGION = "region", _("every regional forum")
        SUB_REGION = "sub_region", _("every sub-regional forum")
        COUNTY = "county", _("every county forum")
        SUB_COUNTY = "sub_county", _("every sub-county forum")

    class Cadence(models.TextChoices):
        QUARTERLY = "quarterly", _("every quarter")
        MONTHLY = "monthly", _("every month")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        KISWAHILI = "sw", _("Kiswahili")

    class Refunds(models.TextChoices):
        YES = "yes", _("with columns for the transport refund")
        NO = "no", _("without columns for the transport refund")

    scope = models.CharField(max_length=12, choices=Scope, default=Scope.FORUM)
    forum = models.OneToOneField(Forum, models.CASCADE, null=True, blank=True, related_name="own_rules")
    cadence = models.CharField(_("meets"), max_length=12, choices=Cadence, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(_("term of an office"), null=True, blank=True)
    clearing_days = models.PositiveSmallIntegerField(_("days to clear minutes"), null=True, blank=True)
    signing_days = models.PositiveSmallIntegerField(_("days to sign minutes"), null=True, blank=True)
    reminder_days = models.PositiveSmallIntegerField(_("days until a reminder"), null=True, blank=True)
    routine_acknowledge_days = models.PositiveSmallIntegerField(
        _("days to acknowledge a routine request"), null=True, blank=True
    )
    routine_answer_days = models.PositiveSmallIntegerField(_("days to answer a routine request"), null=True, blank=True)
    soon_acknowledge_days = models.PositiveSmallIntegerField(
        _("days to acknowledge a request wanted soon"), null=True, blank=True
    )
    soon_answer_days = models.PositiveSmallIntegerField(
        _("days to answer a request wanted soon"), null=True, blank=True
    )
    urgent_acknowledge_hours = models.PositiveSmallIntegerField(
        _("hours to acknowledge an urgent request"), null=True, blank=True
    )
    urgent_answer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an urgent request"), null=True, blank=True
    )
    minute_pattern = models.CharField(_("numbering of minutes"), max_length=60, blank=True)
    reference_pattern = models.CharField(_("reference of papers"), max_length=80, blank=True)
    language = models.CharField(_("language of papers and notices"), max_length=2, choices=Language, blank=True)
    refunds = models.CharField(_("sign-in sheet"), max_length=3, choices=Refunds, blank=True)
    office_name = models.CharField(
        _("office on the letterhead"), max_length=120, blank=True, help_text="Last line of the letterhead"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="forum", forum__isnull=False)
                | (~models.Q(scope="forum") & models.Q(forum__isnull=True)),
                name="rules_are_of_a_forum_or_of_a_level",
            ),
            models.UniqueConstraint(
                fields=["scope"], condition=~models.Q(scope="forum"), name="one_set_of_rules_a_level"
            ),
            models.CheckConstraint(
                condition=~models.Q(scope="forum") | models.Q(**{f"{name}__isnull": True for name in CLOCKS}),
                name="no_forum_sets_the_clock_of_those_it_asks",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 1}),
                    name=f"time_is_given_for_{name}",
                    violation_error_message=_("Give at least one, or leave it empty."),
                )
                for name in CLOCKS
            ),
        ]

    def __str__(self) -> str:
        return f"Rules of {self.forum_id or self.scope}"
