"""How does a pledge come true? Offered, accepted or declined, delivered in part and whole; or it lapses or is withdrawn."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionplans.days import keep_word, refuse_ahead, refuse_before
from actionplans.models import Delivery, Pledge
from forums.workflow import Step, Workflow

BRINGING = ("deliver_part", "deliver_whole")


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


def _step(verb: str, label: Any, sources: tuple[str, ...], target: str, effect: Any, needs_note: bool = True):
    return [
        Step(verb, label, source, target, "keep_record", needs_note=needs_note, effect=effect) for source in sources
    ]


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
)  # fmt: skip
