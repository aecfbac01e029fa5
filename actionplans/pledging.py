"""How does a pledge come on record, and what shows that it came? Entered, put right while it is open, evidence kept."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions import FieldRefused
from actionplans.days import day_words, refuse_ahead, refuse_before
from actionplans.doing import Sent
from actionplans.models import Delivery, DeliveryEvidence, Pledge
from actionplans.pledge_workflow import BRINGING, PLEDGES
from forums import ledger
from forums.access import require
from forums.models import Forum
from forums.workflow import StepRefused
from meetings.models import Meeting
from meetings.models.minutes import Entry
from members.models import Membership, Organisation, Person
from portal.contents import Unfit, plain_name
from portal.kept_files import fit, storing

FOLDER = "pledges"


def givers_known(forum: Forum) -> dict[str, dict[str, Person | Organisation]]:
    """Who is meant by which words: the organisations and the people of the roster. Words for two mean nobody. One query."""
    found: dict[str, dict[str, Person | Organisation]] = {}
    twice = set()
    for row in Membership.objects.on_roster().filter(forum=forum).select_related("person", "organisation"):
        named = [("person", row.person), *([("organisation", row.organisation)] if row.organisation else [])]
        for field, whose in named:
            words = _plain(whose.name)
            if found.setdefault(words, {field: whose}) != {field: whose}:
                twice.add(words)
    return {words: meant for words, meant in found.items() if words not in twice}


def offer(
    *, forum: Forum, giver: str, kind: str, purpose: str, offered_on: dt.date, quantity: Decimal | None = None,
    unit: str = "", shillings: Decimal | None = None, due: dt.date | None = None, meeting: Meeting | None = None,
    entry: Entry | None = None, by: Any,
) -> Pledge:  # fmt: skip
    """Enter what somebody offered. Raises FieldRefused in words for what cannot be."""
    require(by, "keep_record", forum.area)
    pledge = Pledge(
        forum=forum, giver=giver, kind=kind, purpose=purpose, offered_on=offered_on, quantity=quantity, unit=unit,
        shillings=shillings, due=due, meeting=meeting, entry=entry, **givers_known(forum).get(_plain(giver), {}),
    )  # fmt: skip
    _check(pledge)
    with transaction.atomic():
        pledge.save()
        ledger.record("pledge.offer", pledge, by=by, kind=kind)
    return pledge


def change_pledge(*, pledge: Pledge, by: Any, **said: Any) -> None:
    """Put right what is said of an open pledge: the fields of `offer`. Raises StepRefused in words for what cannot be."""
    require(by, "keep_record", pledge.area)
    with transaction.atomic():
        found = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
        if found.status not in Pledge.OPEN:
            raise StepRefused(_("It is no longer open, so it stays as it is."))
        if said["giver"] != found.giver:
            said |= {"person": None, "organisation": None} | givers_known(pledge.forum).get(_plain(said["giver"]), {})
        changed = [name for name, value in said.items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, said[name])
        _check(found)
        first = found.deliveries.standing().order_by("on").first()
        if first is not None and found.offered_on > first.on:
            told = {"day": day_words(first.on)}
            raise FieldRefused(
                "offered_on",
                _("Something of it came already on %(day)s, so it was offered on that day or before.") % told,
            )
        if changed:
            found.save(update_fields=changed)
            found.deliveries.standing().update(offered_on=found.offered_on)
            ledger.record("pledge.change", found, by=by, changed=changed)


def say(
    *, pledge: Pledge, verb: str, words: str, on: dt.date, quantity: Decimal | None = None,
    shillings: Decimal | None = None, file: Sent | None = None, by: Any,
) -> None:  # fmt: skip
    """Accept, decline, let lapse or withdraw a pledge, or keep what came of it with what shows it; all of it or nothing.

    Raises PermissionDenied without the right, StepRefused in words for what cannot be.
    """
    if verb not in BRINGING:
        PLEDGES.take(pledge, verb, by=by, note=words, on=on)
        return
    _check_amounts(quantity, shillings)
    made = _fit(file) if file else None
    with storing(FOLDER) as store, transaction.atomic():
        PLEDGES.take(pledge, verb, by=by, note=words, on=on, quantity=quantity, shillings=shillings)
        if file and made:
            delivery = Delivery.objects.filter(pledge=pledge).latest("pk")
            row = DeliveryEvidence(
                delivery=delivery, title=file.shows or plain_name(file.name) or pledge.purpose[:200],
                original_name=plain_name(file.name), by=by, **made.facts,
            )  # fmt: skip
            store(row, made)
            ledger.record("pledge.evidence", pledge, by=by, sha256=row.sha256, kind=row.kind)


def take_back(*, delivery: Delivery, why: str, by: Any) -> None:
    """Take back a delivery that was entered by mistake: the pledge stands as if it had not come; row and reason stay.

    Raises PermissionDenied without the right, StepRefused in words where it was taken back already.
    """
    pledge = delivery.pledge
    verb = "take_back" if pledge.deliveries.standing().count() > 1 else "take_back_last"
    PLEDGES.take(pledge, verb, by=by, note=why, on=timezone.localdate(), delivery=delivery.pk)


def _check(pledge: Pledge) -> None:
    """What the database holds too, in words."""
    refuse_ahead(pledge.offered_on, "offered_on")
    _check_amounts(pledge.quantity, pledge.shillings)
    if pledge.quantity is not None and not pledge.unit:
        raise FieldRefused("unit", _("Say in what it is measured: litres, days, vehicles."))
    if pledge.due is not None:
        refuse_before(pledge.due, pledge.offered_on, _("The day lies before it was offered, on %(day)s."), "due")
    if pledge.entry is not None and pledge.meeting_id != pledge.entry.minutes.meeting_id:
        raise FieldRefused("place", _("That minute is another meeting's."))
    if pledge.meeting is not None and pledge.meeting.forum_id != pledge.forum_id:
        raise FieldRefused("place", _("That meeting is another forum's."))


def _check_amounts(quantity: Decimal | None, shillings: Decimal | None) -> None:
    for field, amount in (("quantity", quantity), ("shillings", shillings)):
        if amount is not None and amount <= 0:
            raise FieldRefused(field, amount_too_small())


def amount_too_small() -> str:
    """What is said of nothing, or of less than nothing."""
    return _("Give a figure above zero, or leave it empty where nobody said how much.")


def _fit(sent: Sent) -> Any:
    try:
        return fit(sent.content, name=sent.name, alternative=sent.shows)
    except Unfit as unfit:
        raise FieldRefused("file", str(unfit)) from unfit


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
