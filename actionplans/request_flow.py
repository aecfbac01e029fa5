"""How does a request upward live? Sent, acknowledged, answered by the office it lies with; closed by the forum that asked.

Unanswered past its clock it goes one filled office higher, by itself; at the top nothing more moves, it is just late.
"""

import datetime as dt
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import request_notices
from actionplans.ladder import next_above, offices_above, passed_by
from actionplans.models import Request, RequestStep, RequestStop
from forums.access import may
from forums.rules import rules_of
from forums.workflow import Step, StepRefused, Workflow
from members.models import Office

Verb = RequestStep.Verb
LOOK_AGAIN = dt.timedelta(days=1)  # while it is late and nobody above is in office


def time_for(request: Request) -> tuple[dt.timedelta, dt.timedelta]:
    """How long an office has to acknowledge a request and to answer it, by the rules for the level of who asks. One query."""
    rules = rules_of(request.forum)
    acknowledge, answer = {
        "routine": (dt.timedelta(days=rules.routine_acknowledge_days), dt.timedelta(days=rules.routine_answer_days)),
        "soon": (dt.timedelta(days=rules.soon_acknowledge_days), dt.timedelta(days=rules.soon_answer_days)),
        "urgent": (
            dt.timedelta(hours=rules.urgent_acknowledge_hours),
            dt.timedelta(hours=rules.urgent_answer_hours),
        ),
    }[request.urgency]
    return min(acknowledge, answer), answer


def where_it_lies(request: Request) -> Any:
    """The area of the office with which it lies."""
    return request.office.forum.area


def _goes_up(request: Request, user: Any) -> str:
    if request.office in offices_above(request.forum):
        return ""
    return _("Nobody holds that office today, or it is not above your forum. Choose another.")


def _is_theirs(request: Request, user: Any) -> str:
    """Asked again once the row is locked: another may have passed it on meanwhile."""
    if may(user, "answer_requests", where_it_lies(request)):
        return ""
    return _("It lies with another office now: %(office)s.") % {"office": request.office.title}


def _is_overdue(request: Request, user: Any) -> str:
    """For the portal alone: it has looked at the right moment, and nobody else did so before."""
    if request.look_at is not None and request.look_at <= timezone.now():
        return ""
    return _("Its clock has not run out.")


def _answered_by_another(request: Request, user: Any) -> str:
    if request.answered_by_id != user.pk:
        return ""
    return _("Nobody closes what they answered. Somebody else of the forum does.")


def _now(name: str, **more: Any) -> Any:
    return lambda user, **said: {name: timezone.now(), **more}


def _kept(request: Request, verb: str, *, by: Any, note: str, **more: Any) -> RequestStep:
    """Keep the step with whoever took it, in which office."""
    area = where_it_lies(request) if verb in {Verb.ACKNOWLEDGE, Verb.ANSWER, Verb.FORWARD} else request.area
    name, office = (by.name, by.office_line_at(area)) if by is not None else ("", "")
    return RequestStep.objects.create(request=request, verb=verb, words=note, by=by, name=name, office=office, **more)


def _goes_to(request: Request, office: Office, came: str, *, answer_by: dt.datetime, now: dt.datetime) -> None:
    """Let it lie with an office from now on, with its clock; who stands on the way can read it."""
    acknowledge, _answer = time_for(request)
    before = request.office
    request.stops.filter(left_at=None).update(left_at=now, was_raised=came == RequestStop.Came.RAISED)
    request.office, request.acknowledged_at = office, None
    request.acknowledge_by, request.answer_by = min(now + acknowledge, answer_by), answer_by
    request.look_at = answer_by
    request.save(update_fields=["office", "acknowledged_at", "acknowledge_by", "answer_by", "look_at"])
    came_from = None if came == RequestStop.Came.SENT else before
    request.stops.create(office=office, came=came, came_from=came_from, since=now, answer_by=answer_by)
    request.seen_from.add(*passed_by(request.forum, office))


def _sent(request: Request, *, by: Any, note: str) -> None:
    now = request.sent_at
    request.first_office = request.office
    request.save(update_fields=["first_office"])
    _goes_to(request, request.office, RequestStop.Came.SENT, answer_by=now + time_for(request)[1], now=now)
    request_notices.tell_office(_kept(request, Verb.SEND, by=by, note=note, to=request.office, at=now))


def _acknowledged(request: Request, *, by: Any, note: str) -> None:
    request.stops.filter(left_at=None).update(acknowledged_at=request.acknowledged_at)
    _kept(request, Verb.ACKNOWLEDGE, by=by, note=note)


def _answered(request: Request, *, by: Any, note: str, will_do: str = "", who: str = "", due: Any = None) -> None:
    request.stops.filter(left_at=None).update(
        acknowledged_at=Coalesce(F("acknowledged_at"), Value(request.answered_at)), answered_at=request.answered_at
    )
    request_notices.tell_asker(_kept(request, Verb.ANSWER, by=by, note=note, will_do=will_do, who=who, due=due))


def _passed_on(request: Request, *, by: Any, note: str, to: Office) -> None:
    """Its clock goes on; only where it has run out already the other office is given its time anew."""
    if to.pk == request.office_id:
        raise StepRefused(_("It lies with that office already. Choose another."))
    if to not in offices_above(request.forum):
        raise StepRefused(_("Nobody holds that office today, or it is not above the forum that asks. Choose another."))
    now = timezone.now()
    answer_by = request.answer_by if request.answer_by > now else now + time_for(request)[1]
    step = _kept(request, Verb.FORWARD, by=by, note=note, to=to)
    _goes_to(request, to, RequestStop.Came.FORWARDED, answer_by=answer_by, now=now)
    request_notices.tell_office(step)


def _raised(request: Request, *, by: Any, note: str, to: Office) -> None:
    now = timezone.now()
    step = _kept(request, Verb.RAISE, by=None, note="", to=to)
    _goes_to(request, to, RequestStop.Came.RAISED, answer_by=now + time_for(request)[1], now=now)
    Request.objects.filter(pk=request.pk).update(raised=F("raised") + 1)
    request_notices.tell_office(step)


def _closed(request: Request, *, by: Any, note: str) -> None:
    _kept(request, Verb.CLOSE, by=by, note=note)


def _reopened(request: Request, *, by: Any, note: str) -> None:
    """It lies with the same office again, with its time to answer anew."""
    request.answer_by = request.look_at = timezone.now() + time_for(request)[1]
    request.save(update_fields=["answer_by", "look_at"])
    request.stops.filter(left_at=None).update(answered_at=None, answer_by=request.answer_by)
    request_notices.tell_office(_kept(request, Verb.REOPEN, by=by, note=note))


def _withdrawn(request: Request, *, by: Any, note: str) -> None:
    request.stops.filter(left_at=None).update(left_at=timezone.now())
    _kept(request, Verb.WITHDRAW, by=by, note=note)


def _asks(verb: str, label: Any, source: str, target: str, effect: Any, **more: Any) -> Step:
    return Step(verb, label, source, target, "keep_record", effect=effect, **more)


def _owes(verb: str, label: Any, source: str, target: str, effect: Any, **more: Any) -> Step:
    return Step(
        verb, label, source, target, "answer_requests", guard=_is_theirs, effect=effect, at=where_it_lies, **more
    )


def _answer(user: Any, **said: Any) -> dict[str, Any]:
    now = timezone.now()
    return {"answered_at": now, "answered_by": user, "acknowledged_at": Coalesce(F("acknowledged_at"), Value(now))}


def _sending(user: Any, **said: Any) -> dict[str, Any]:
    """The clock is set right by the effect, in the same transaction."""
    now = timezone.now()
    return {"sent_at": now, "acknowledge_by": now, "answer_by": now}


PASS_ON, ANSWER = gettext_lazy("Pass it on to another office"), gettext_lazy("Answer it")
WITHDRAW = gettext_lazy("Withdraw it")
REQUESTS = Workflow(
    "request",
    _asks("send", gettext_lazy("Send it"), "draft", "sent", _sent, guard=_goes_up, sets=_sending),
    _owes(
        "acknowledge", gettext_lazy("We have it"), "sent", "acknowledged", _acknowledged, sets=_now("acknowledged_at")
    ),
    _owes("answer", ANSWER, "sent", "answered", _answered, needs_note=True, sets=_answer),
    _owes("answer", ANSWER, "acknowledged", "answered", _answered, needs_note=True, sets=_answer),
    _owes("forward", PASS_ON, "sent", "sent", _passed_on, needs_note=True),
    _owes("forward", PASS_ON, "acknowledged", "sent", _passed_on, needs_note=True),
    Step("raise", "", "sent", "sent", None, guard=_is_overdue, effect=_raised),
    Step("raise", "", "acknowledged", "sent", None, guard=_is_overdue, effect=_raised),
    _asks(
        "close", gettext_lazy("Close it"), "answered", "closed", _closed, guard=_answered_by_another,
        sets=lambda user, **said: {"closed_at": timezone.now(), "closed_by": user},
    ),
    _asks(
        "reopen", gettext_lazy("It is not answered"), "answered", "acknowledged", _reopened, needs_note=True,
        sets=lambda user, **said: {"answered_at": None, "answered_by": None},
    ),
    _asks("withdraw", WITHDRAW, "draft", "withdrawn", _withdrawn, needs_note=True),
    _asks("withdraw", WITHDRAW, "sent", "withdrawn", _withdrawn, needs_note=True),
    _asks("withdraw", WITHDRAW, "acknowledged", "withdrawn", _withdrawn, needs_note=True),
)  # fmt: skip


def watch_clocks(now: dt.datetime) -> int:
    """Let what is unanswered past its clock go one filled office higher; how many did. Twice does no harm."""
    moved = 0
    overdue = Request.objects.waiting().filter(look_at__lte=now).with_offices().order_by("look_at")
    for request in overdue:
        to = next_above(request.office)
        if to is None:
            seen = Request.objects.filter(pk=request.pk, look_at=request.look_at)
            seen.update(look_at=now + LOOK_AGAIN)
            continue
        try:
            REQUESTS.take(request, "raise", by=None, as_effect=True, to=to)
        except StepRefused:
            continue  # answered, or moved by another worker, since it was read
        moved += 1
    return moved
