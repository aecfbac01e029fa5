"""Who offered what to a forum, and what of it came?"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from meetings.models import DatedWord, Meeting
from meetings.models.minutes import Entry
from members.models import Organisation, Person
from portal.kept_files import KeptFile, drawn_anew

AMOUNT = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True}


def plain_amount(amount: Decimal) -> str:
    """A figure as papers write it: `6,000`, `12.5`."""
    whole = f"{amount:,.2f}"
    return whole.rstrip("0").rstrip(".")


def amount_words(quantity: Decimal | None, unit: str, shillings: Decimal | None) -> str:
    """`40 litres, KES 6,000`; empty where nothing was said. Blank is not zero."""
    said = []
    if quantity is not None:
        said.append(f"{plain_amount(quantity)} {unit}".strip())
    if shillings is not None:
        said.append(gettext("KES %(amount)s") % {"amount": plain_amount(shillings)})
    return ", ".join(said)


class PledgeQuerySet(models.QuerySet):
    """Pledges, as phrases."""

    def visible_to(self, user) -> "PledgeQuerySet":
        """Those of forums that this user may see."""
        return self.filter(scope(user, "see_forum", "forum__area")).select_related("forum__area__parent")

    def with_delivered(self) -> "PledgeQuerySet":
        """With the sums of what came; None where no delivery says how much."""
        counted = Q(deliveries__taken_back_on=None)
        return self.annotate(
            came=Sum("deliveries__quantity", filter=counted),
            came_shillings=Sum("deliveries__shillings", filter=counted),
        )

    def still_open(self) -> "PledgeQuerySet":
        """Those of which something may still come, or which wait for an answer."""
        return self.filter(status__in=Pledge.OPEN)

    def late(self, today: dt.date) -> "PledgeQuerySet":
        """Those accepted, past their day, and not wholly delivered."""
        return self.filter(status__in=Pledge.OWED, due__lt=today)


class Pledge(models.Model):
    """What somebody offered to a forum: so much of it, for what, until when; at which meeting, where it was at one.

    `giver` says who as papers do; `person` or `organisation` is the one of the roster who is meant, where there is one.
    The amount is a quantity with its unit, a value in Kenya shillings, both, or neither: then nobody said how much.
    """

    class Kind(models.TextChoices):
        VENUE = "venue", pgettext_lazy("pledge", "Venue")
        FUEL = "fuel", _("Fuel")
        TRANSPORT = "transport", _("Transport")
        FUNDS = "funds", _("Funds")
        FOOD = "food", _("Food")
        AIRTIME = "airtime", _("Airtime")
        OTHER = "other", pgettext_lazy("pledge", "Something else")

    class Status(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("pledge", "Offered")
        ACCEPTED = "accepted", pgettext_lazy("pledge", "Accepted")
        DECLINED = "declined", pgettext_lazy("pledge", "Declined")
        IN_PART = "in_part", pgettext_lazy("pledge", "Delivered in part")
        DELIVERED = "delivered", pgettext_lazy("pledge", "Delivered")
        LAPSED = "lapsed", pgettext_lazy("pledge", "Lapsed")
        WITHDRAWN = "withdrawn", pgettext_lazy("pledge", "Withdrawn")

    OWED = ("accepted", "in_part")
    OPEN = ("offered", *OWED)

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="pledges")
    giver = models.CharField(max_length=160)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="pledges")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="pledges")
    kind = models.CharField(max_length=10, choices=Kind)
    purpose = models.CharField(max_length=300, help_text="What it was offered for")
    quantity = models.DecimalField(**AMOUNT)
    unit = models.CharField(max_length=40, blank=True)
    shillings = models.DecimalField(**AMOUNT, help_text="Its value in Kenya shillings")
    offered_on = models.DateField()
    entered_on = models.DateField(default=timezone.localdate)
    due = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="pledges")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, blank=True, related_name="pledges")
    status = models.CharField(max_length=10, choices=Status, default=Status.OFFERED)
    stood_on = models.DateField(null=True, blank=True, help_text="Since when it stands so")

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_on", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["forum", "status", "due"], name="open_pledges_of_a_forum")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[
                    "offered", "accepted", "declined", "in_part", "delivered", "lapsed", "withdrawn",
                ]),
                name="pledge_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["venue", "fuel", "transport", "funds", "food", "airtime", "other"]),
                name="pledge_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(organisation__isnull=True), name="a_pledge_has_one_giver"
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0) & ~Q(unit=""),
                name="a_pledged_quantity_is_above_zero_and_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(shillings__isnull=True) | Q(shillings__gt=0), name="pledged_shillings_are_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(offered_on__lte=F("entered_on")), name="no_pledge_was_offered_after_it_was_entered"
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("offered_on")),
                name="no_pledge_is_due_before_it_was_offered",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(meeting__isnull=False), name="a_minuted_pledge_has_its_meeting"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("pledge", args=[self.pk])

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area

    @property
    def title(self) -> str:
        """`Fuel: 40 litres, for the peace caravan`."""
        how_much = self.promised
        return (
            f"{self.get_kind_display()}: {how_much}, {self.purpose}"
            if how_much
            else f"{self.get_kind_display()}: {self.purpose}"
        )

    @property
    def promised(self) -> str:
        """How much was offered, in words; empty where nobody said."""
        return amount_words(self.quantity, self.unit, self.shillings)

    @property
    def delivered(self) -> str:
        """How much came, in words; empty where no delivery says so. Asks for `with_delivered`."""
        return amount_words(self.came, self.unit, self.came_shillings)

    @property
    def beyond(self) -> str:
        """By how much more came than was offered, in words; empty where it did not. Asks for `with_delivered`."""
        more: list[Any] = [
            came - offered if came is not None and offered is not None and came > offered else None
            for came, offered in ((self.came, self.quantity), (self.came_shillings, self.shillings))
        ]
        return amount_words(more[0], self.unit, more[1])

    def is_late(self, today: dt.date) -> bool:
        """Whether it was accepted, its day is past, and not all of it came."""
        return self.status in self.OWED and self.due is not None and self.due < today

    def standing(self, today: dt.date) -> tuple[str, str]:
        """The shape and the words of its pill: late before anything else."""
        if self.is_late(today):
            days = (today - self.due).days
            return "late", ngettext("Late by %(n)s day", "Late by %(n)s days", days) % {"n": days}
        shapes = {"offered": "wait", "accepted": "going", "in_part": "going", "delivered": "done"}
        return shapes.get(self.status, "none"), str(self.get_status_display())


class PledgeWord(DatedWord):
    """How a pledge stands since a day, with a word on it where one was said."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="words")
    status = models.CharField(max_length=10, choices=Pledge.Status)

    def __str__(self) -> str:
        return f"{self.pledge_id}: {self.status}"


class DeliveryQuerySet(models.QuerySet):
    """Deliveries, as phrases."""

    def visible_to(self, user) -> "DeliveryQuerySet":
        """Those of pledges to forums that this user may see."""
        seen = self.filter(scope(user, "see_forum", "pledge__forum__area"))
        return seen.select_related("pledge__forum__area__parent")

    def standing(self) -> "DeliveryQuerySet":
        """Those not taken back as entered by mistake."""
        return self.filter(taken_back_on=None)


class Delivery(models.Model):
    """What came of a pledge on a day; how much, where somebody measured it. One entered by mistake is taken back, and stays.

    `offered_on` and `entered_on` are kept here so that the database itself refuses a day that cannot be.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="deliveries")
    on = models.DateField()
    quantity = models.DecimalField(**AMOUNT)
    shillings = models.DecimalField(**AMOUNT)
    words = models.CharField(max_length=400)
    offered_on = models.DateField()
    entered_on = models.DateField(default=timezone.localdate)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("members.User", models.PROTECT, related_name="+")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        default_permissions = ()
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(on__gte=F("offered_on")), name="nothing_is_delivered_before_it_was_offered"
            ),
            models.CheckConstraint(
                condition=Q(on__lte=F("entered_on")), name="nothing_is_delivered_after_it_was_entered"
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="a_delivered_quantity_is_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(shillings__isnull=True) | Q(shillings__gt=0), name="delivered_shillings_are_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_why=""),
                name="a_delivery_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}, {self.on}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.pledge.forum.area

    @property
    def amount(self) -> str:
        """How much came, in words; empty where nobody measured it."""
        return amount_words(self.quantity, self.pledge.unit, self.shillings)


class DeliveryEvidenceQuerySet(models.QuerySet):
    """Evidence of deliveries, as phrases."""

    def within_reach(self, user) -> "DeliveryEvidenceQuerySet":
        """That of pledges to forums which the user may see."""
        reached = self.filter(scope(user, "see_forum", "delivery__pledge__forum__area"))
        return reached.select_related("delivery__pledge__forum__area")

    def readable_by(self, user) -> Q:
        """The condition for opening it: it can show people and accounts, so it is for officers."""
        return scope(user, "see_officers_copy", "delivery__pledge__forum__area")


class DeliveryEvidence(KeptFile):
    """A photograph, a receipt or a delivery note that shows what came."""

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="evidence")

    objects = DeliveryEvidenceQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(file=""), name="evidence_of_a_delivery_has_its_file"),
            drawn_anew("a_photograph_of_a_delivery_is_drawn_anew"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.delivery.pledge.forum.area
