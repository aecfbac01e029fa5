"""How does a pledge come true? Offered, accepted or declined, delivered in part and whole; or it lapses or is withdrawn."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionplans.days import keep_word, refuse_ahead, refuse_before
from actionplans.models import Delivery, Pledge
from forums.workflow import Step, StepRefused, Workflow

BRINGING = ("deliver_part", "deliver_whole")
TAKING_BACK = ("take_back", "take_back_last")


def too_early() -> str:
    """What is said of a day before the offer."""
    return _("The day lies before it was offered, which was on %(day)s.")


def _keep(pledge: Pledge, *, by: Any, note: str, on: dt.date) -> None:
    keep_word(pledge, by=by, note=note, on=on, since=pledge.offered_on, too_early=too_early())


def _deliver(
    pledge: Pledge, *, by: Any, note: str, on: dt.date, quantity: Decimal | None = None,
    shillings: Decimal | None = None,
) -> None:  # fmt: skip
    """Keep what came on which day. More than was offered is kept as it is: the page says so."""
    refuse_ahead(on)
    refuse_before(on, pledge.offered_on, too_early())
    Delivery.objects.create(
        pledge=pledge, on=on, quantity=quantity, shillings=shillings, words=note, offered_on=pledge.offered_on, by=by
    )
    _keep(pledge, by=by, note=note, on=on)


def _step(
    verb: str, label: Any, sources: tuple[str, ...], target: str, effect: Any, *, needs_note: bool = True,
    guard: Any = None,
) -> list[Step]:  # fmt: skip
    return [
        Step(verb, label, source, target, "keep_record", needs_note=needs_note, guard=guard, effect=effect)
        for source in sources
    ]


def _only_one_of_several(pledge: Pledge, user: Any) -> str:
    if pledge.deliveries.standing().count() > 1:
        return ""
    return _("Nothing else has come of it.")


def _only_the_last(pledge: Pledge, user: Any) -> str:
    if pledge.deliveries.standing().count() == 1:
        return ""
    return _("More has come of it.")


def _take_back(pledge: Pledge, *, by: Any, note: str, on: dt.date, delivery: int) -> None:
    """Let what was entered by mistake count no more; the row and the reason stay."""
    standing = pledge.deliveries.standing().filter(pk=delivery)
    if not standing.update(taken_back_on=on, taken_back_why=note):
        raise StepRefused(_("It was taken back already."))
    _keep(pledge, by=by, note=note, on=on)


PLEDGES = Workflow(
    "pledge",
    *_step("accept", gettext_lazy("Accept it"), ("offered",), "accepted", _keep, needs_note=False),
    *_step("decline", gettext_lazy("Decline it"), ("offered",), "declined", _keep),
    # What came after it had lapsed came all the same.
    *_step(
        "deliver_part", gettext_lazy("A part of it came"), ("accepted", "in_part", "lapsed"), "in_part", _deliver
    ),
    *_step(
        "deliver_whole", gettext_lazy("All of it has come"), ("accepted", "in_part", "lapsed"), "delivered", _deliver
    ),
    *_step("lapse", gettext_lazy("It has lapsed"), ("offered", "accepted", "in_part"), "lapsed", _keep),
    *_step(
        "withdraw", pgettext_lazy("pledge", "The giver withdrew it"), ("offered", "accepted", "in_part"), "withdrawn",
        _keep,
    ),
    *_step(
        "take_back", gettext_lazy("A delivery was entered by mistake"), ("in_part", "delivered"), "in_part", _take_back,
        guard=_only_one_of_several,
    ),
    *_step(
        "take_back_last", gettext_lazy("A delivery was entered by mistake"), ("in_part", "delivered"), "accepted",
        _take_back, guard=_only_the_last,
    ),
)  # fmt: skip
