"""Which papers go with the actions of a forum? The action matrix: who has taken on what, until when, how far it is."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPoint
from actionplans.panels import standing
from documents.letters import file_letter
from documents.models import Paper
from forums.access import require
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused

ACTION_MATRIX = "matrix"


def print_matrix(*, forum: Forum, by: Any) -> list[Paper]:
    """File the matrix of the open actions in both copies, the officers' first. Raises StepRefused where none is open.

    The members' copy leaves out what stems from entries for officers only.
    """
    require(by, "keep_record", forum.area)
    points = list(ActionPoint.objects.filter(forum=forum).still_open())
    if not points:
        raise StepRefused(_("No action is open, so there is nothing to print."))
    today, language = timezone.localdate(), rules_of(forum).language
    with translation.override(language), transaction.atomic():
        same = {"forum": forum, "today": today, "language": language, "by": by}
        officers = _filed(Paper.Copy.OFFICERS, points, **same)
        for_all = [point for point in points if not point.officers_only]
        return [officers, _filed(Paper.Copy.MEMBERS, for_all, reference=officers.reference, **same)]


def _filed(
    copy: str, points: list[ActionPoint], *, forum: Forum, today: dt.date, language: str, by: Any, reference: str = ""
) -> Paper:
    heads = [_("No."), _("Action"), _("Reference"), _("Responsible"), _("Due"), _("Status")]
    rows = [
        [
            str(place),
            point.text,
            point.reference,
            point.owner or "—",
            date_format(point.due, "j F Y") if point.due else "—",
            str(standing(point, today)[1]),
        ]
        for place, point in enumerate(points, 1)
    ]
    late = sum(standing(point, today)[0] == "late" for point in points)
    told = [ngettext("%(n)s action is open.", "%(n)s actions are open.", len(points)) % {"n": len(points)}]
    if late:
        told.append(ngettext("%(n)s of them is late.", "%(n)s of them are late.", late) % {"n": late})
    return file_letter(
        forum=forum,
        kind=ACTION_MATRIX,
        subject=forum,
        copy=copy,
        to=[],
        title=_("Action matrix, %(day)s") % {"day": date_format(today, "j F Y")},
        named="",
        words=" ".join(told),
        tables=[{"caption": _("The soonest due first"), "heads": heads, "rows": rows}] if rows else [],
        signed_by=[],
        language=language,
        reference=reference,
        by=by,
    )
