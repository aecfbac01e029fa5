"""How does somebody without an account reach their actions? Behind a signed link that ends by itself."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from members.models import Person

VALID_FOR = dt.timedelta(days=60)


def mark_of(person_id: int, day: dt.date) -> str:
    """A short signed mark for one person's actions, made on a day, as it must fit into a text message."""
    return f"{person_id}-{day.toordinal()}-{_signature(person_id, day.toordinal())}"


def link_of(person_id: int, day: dt.date, action_id: int | None = None) -> str:
    """The whole address of a person's actions, or of one of them."""
    mark = mark_of(person_id, day)
    path = reverse("mine", args=[mark]) if action_id is None else reverse("mine_action", args=[mark, action_id])
    return f"{settings.ORIGIN}{path}"


def read_mark(mark: str, today: dt.date) -> Person | None:
    """Whose actions a mark leads to; None where it is forged or too old."""
    try:
        person_id, ordinal, signature = mark.split("-")
        pair = int(person_id), int(ordinal)
        made_on = dt.date.fromordinal(pair[1])
    except (ValueError, OverflowError):
        return None
    if not constant_time_compare(signature, _signature(*pair)) or not made_on <= today <= made_on + VALID_FOR:
        return None
    return Person.objects.select_related("user").filter(pk=pair[0]).first()


def _signature(person_id: int, ordinal: int) -> str:
    return salted_hmac("actionplans.mine", f"{person_id}-{ordinal}", algorithm="sha256").hexdigest()[:20]
