"""Which stages does a forum go through, from no record at all to closed? Each is dated and names its instrument."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.models import Forum, Mandate, StageRecord
from forums.workflow import Step, StepRefused, Workflow

RIGHT = "establish_forum"
OPEN = {"mapping", "launched", "active", "dormant"}


def record_stage(
    forum: Forum,
    *,
    by: Any,
    note: str,
    since: dt.date | None,
    words: str = "",
    instrument: str = "",
    confirmed_by: str = "",
) -> None:
    """Keep when and by what the stage was reached. Raises StepRefused for a day before the stage that went before."""
    before = forum.stages.filter(taken_back=False).exclude(since=None).order_by("since").last()
    if since and before and since < before.since:
        raise StepRefused(
            _("The day must not be before %(day)s, when the stage before it began.")
            % {"day": f"{before.since.day} {before.since:%B %Y}"}
        )
    StageRecord.objects.create(
        forum=forum,
        stage=forum.stage,
        since=since,
        words=words,
        instrument=instrument,
        confirmed_by=confirmed_by,
        recorded_by=by,
    )
    forum.stage_since, forum.stage_words = since, words
    forum.save(update_fields=["stage_since", "stage_words"])


def forget_stage(forum: Forum, *, by: Any, note: str, **unused: Any) -> None:
    """What was recorded was a mistake: the forum stands as if nobody had said anything; the ledger keeps who did."""
    forum.stages.update(taken_back=True)
    forum.stage_since, forum.stage_words = None, ""
    forum.save(update_fields=["stage_since", "stage_words"])


def area_is_open(forum: Forum, by: Any) -> str:
    """Why a forum cannot be open: its area is closed."""
    return _("The area is closed. The NSC can reopen it.") if forum.area_is_closed else ""


def steps(verb: str, label: Any, sources: str, target: str, **more: Any) -> list[Step]:
    """The same step from several stages."""
    effect = more.pop("effect", record_stage)
    guard = area_is_open if target in OPEN else None
    return [Step(verb, label, source, target, RIGHT, effect=effect, guard=guard, **more) for source in sources.split()]


FORUM = Workflow(
    "forum",
    *steps("map", _("Stakeholders are being mapped"), "no_record not_established", "mapping"),
    *steps("launch", _("The forum was launched"), "no_record not_established mapping", "launched"),
    *steps("activate", _("The forum is active"), "launched dormant", "active"),
    *steps("deny", _("It is confirmed that there is no forum yet"), "no_record", "not_established"),
    *steps("rest", _("The forum has gone dormant"), "launched active", "dormant"),
    *steps("close", _("The forum was closed"), "mapping launched active dormant", "closed", needs_note=True),
    *steps("reopen", _("The forum begins again with mapping"), "closed", "mapping"),
    *steps(
        "forget",
        _("This was recorded by mistake: nothing is known"),
        "not_established mapping",
        "no_record",
        needs_note=True,
        effect=forget_stage,
    ),
    field="stage",
)


def give_mandate(
    *, forum: Forum, name: str, since: dt.date | None, since_words: str, instrument: str, by: Any
) -> Mandate:
    """Give the forum its first mandate, or repurpose it by another one; the same forum goes on."""
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        last = forum.mandates.last()
        mandate = Mandate.objects.create(
            forum=forum,
            name=name,
            since=since,
            since_words=since_words,
            instrument=instrument,
            position=last.position + 1 if last else 0,
        )
        ledger.record("forum.repurpose" if last else "forum.mandate", forum, by=by, mandate=mandate.pk)
    return mandate
