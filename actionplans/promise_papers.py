"""Which papers go with pledges and accords? A letter of thanks to the giver; the register of accords."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.days import day_words
from actionplans.models import Accord, Pledge
from documents.letters import chair_of, file_letter
from documents.models import Paper
from forums.access import require
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused

THANKED = ("accepted", "in_part", "delivered")


def words_of_thanks(pledge: Pledge, language: str) -> str:
    """The letter's text to begin with, a paragraph a line: for the offer, or for what came. Asks for `with_delivered`."""
    with translation.override(language):
        said = {
            "forum": pledge.forum.title,
            "area": pledge.area.title,
            "kind": str(pledge.get_kind_display()).lower(),
            "amount": pledge.promised,
            "came": pledge.delivered,
            "purpose": pledge.purpose,
            "day": day_words(pledge.offered_on),
        }
        if pledge.status == Pledge.Status.ACCEPTED:
            lines = [
                _("On %(day)s you offered the %(forum)s: %(kind)s, for this purpose: %(purpose)s.") % said,
                *([_("What you offered: %(amount)s.") % said] if pledge.promised else []),
                _("The forum has accepted it, and thanks you."),
                *([_("It is expected by %(due)s.") % {"due": day_words(pledge.due)}] if pledge.due else []),
            ]
        else:
            lines = [
                _("On %(day)s you offered the %(forum)s: %(kind)s, for this purpose: %(purpose)s.") % said,
                _("It has come in full, and the forum thanks you.")
                if pledge.status == Pledge.Status.DELIVERED
                else _("A part of it has come, and the forum thanks you."),
                *([_("What came: %(came)s.") % said] if pledge.delivered else []),
            ]
        lines.append(_("What you gave for peace and security in %(area)s stays on its record.") % said)
        return "\n".join(lines)


def write_thanks(*, pledge: Pledge, words: str, language: str, by: Any) -> Paper:
    """File a letter of thanks to the giver. Raises StepRefused before the pledge is accepted."""
    require(by, "keep_record", pledge.area)
    if pledge.status not in THANKED:
        raise StepRefused(_("Thanks are written once the pledge is accepted."))
    with translation.override(language):
        return file_letter(
            forum=pledge.forum,
            kind=Paper.Kind.GIFT_THANKS.value,
            subject=pledge,
            copy=Paper.Copy.OFFICERS.value,
            to=[pledge.giver],
            title=_("Thanks for what you offered")
            if pledge.status == Pledge.Status.ACCEPTED
            else _("Thanks for what you gave"),
            named=pledge.giver,
            words=words,
            signed_by=chair_of(pledge.forum),
            language=language,
            by=by,
        )


def print_register(*, forum: Forum, rows: QuerySet, below: bool, by: Any) -> list[Paper]:
    """File the register of accords in both copies, the officers' first; those not signed are in the officers' alone.

    `rows` are the accords of the forum, or with `below` of the forums below it too. Raises StepRefused where there is
    none.
    """
    require(by, "keep_record", forum.area)
    accords = list(rows.counted().select_related("forum__area__parent").prefetch_related("parties"))
    if not accords:
        raise StepRefused(_("There is no accord on record, so there is nothing to print."))
    language = rules_of(forum).language
    same: dict[str, Any] = {"forum": forum, "below": below, "language": language, "by": by}
    with translation.override(language), transaction.atomic():
        officers = _filed(Paper.Copy.OFFICERS.value, accords, **same)
        for_all = [accord for accord in accords if accord.signed_on]
        return [officers, _filed(Paper.Copy.MEMBERS.value, for_all, reference=officers.reference, **same)]


def _filed(
    copy: str, accords: list[Accord], *, forum: Forum, below: bool, language: str, by: Any, reference: str = ""
) -> Paper:
    heads = [_("No."), _("Accord"), _("Parties"), _("Signed on"), _("Clauses kept"), _("Breaches"), _("Standing")]
    rows = [
        [
            str(place),
            ". ".join([accord.title, *([accord.forum.area.title] if below else [])]),
            "; ".join(party.name for party in accord.parties.all()) or "—",
            ", ".join(filter(None, [day_words(accord.signed_on), accord.place])) if accord.signed_on else "—",
            _("%(kept)s of %(all)s") % {"kept": accord.kept_count, "all": accord.clause_count}
            if accord.signed_on
            else "—",
            str(accord.breach_count) if accord.signed_on else "—",
            str(accord.get_status_display()),
        ]
        for place, accord in enumerate(accords, 1)
    ]
    living = sum(accord.lives for accord in accords)
    today: dt.date = timezone.localdate()
    told = [
        ngettext("%(n)s accord is on record.", "%(n)s accords are on record.", len(accords)) % {"n": len(accords)},
        ngettext("%(n)s of them is signed or in force.", "%(n)s of them are signed or in force.", living)
        % {"n": living},
    ]
    return file_letter(
        forum=forum,
        kind=Paper.Kind.ACCORDS.value,
        subject=forum,
        copy=copy,
        to=[],
        title=_("Register of accords, %(day)s") % {"day": day_words(today)},
        named="",
        words=" ".join(told),
        tables=[{"caption": _("The latest signed first"), "heads": heads, "rows": rows}] if rows else [],
        signed_by=[],
        language=language,
        reference=reference,
        by=by,
    )
