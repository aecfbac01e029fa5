"""Which papers go with a meeting that is ahead? The notice to hand over or to post up, and the sheet to sign."""

from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.letters import chair_of, file_letter, sign_in_heads, sign_in_rows
from documents.models import Paper
from forums.access import require
from forums.models import Rules
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.models import Meeting
from meetings.notices import audience_of
from members.models import Membership


def _line(meeting: Meeting) -> str:
    said = {
        "day": date_format(meeting.held_on, "l j F Y"),
        "time": meeting.starts_at.strftime("%H:%M"),
        "venue": meeting.venue,
    }
    return _("%(day)s, %(time)s, %(venue)s") % said


def print_notice(*, meeting: Meeting, by: Any) -> Paper:
    """File the notice of a convened meeting with its agenda. Raises StepRefused while planning is silent."""
    require(by, "keep_record", meeting.area)
    if meeting.status == Meeting.Status.PLANNED:
        raise StepRefused(_("Planning is silent. Convene the meeting first; then its notice can be printed."))
    forum = meeting.forum
    language = rules_of(forum).language
    with translation.override(language):
        rows = [[str(item.position), item.title] for item in meeting.agenda.all()]
        return file_letter(
            forum=forum,
            kind="notice",
            subject=meeting,
            copy="members",
            to=[],
            title=_("Notice: %(name)s") % {"name": meeting.name},
            named=meeting.reference,
            words="\n".join(
                [
                    _("All members of the %(forum)s are invited to its %(name)s:")
                    % {"forum": forum.title, "name": meeting.name.lower()},
                    _line(meeting),
                    _("Whoever cannot come sends an apology or a representative in time."),
                ]
            ),
            tables=[{"caption": _("Agenda"), "heads": [_("No."), _("Item")], "rows": rows}],
            signed_by=chair_of(forum),
            language=language,
            by=by,
        )


def print_sign_in(*, meeting: Meeting, by: Any) -> Paper:
    """File the sheet to sign at a meeting: everybody who was told, lines for guests, refunds where the forum wants them."""
    require(by, "keep_record", meeting.area)
    forum = meeting.forum
    rules = rules_of(forum)
    with translation.override(rules.language):
        bodies = {
            row.person_id: row.stands_for
            for row in Membership.objects.on_roster().filter(forum=forum).select_related("organisation", "sector")
        }
        heads = sign_in_heads(refunds=rules.refunds == Rules.Refunds.YES)
        people = [(r.person.name, bodies.get(r.person.pk, "")) for r in audience_of(meeting).people]
        return file_letter(
            forum=forum,
            kind="sign_in",
            subject=meeting,
            copy="officers",
            to=[],
            title=_("Sign-in sheet: %(name)s") % {"name": meeting.name},
            named=meeting.reference,
            words="\n".join(
                [
                    _line(meeting),
                    _("The secretariat uses what you write here for the record of attendance and for nothing else."),
                ]
            ),
            tables=[{"caption": _("Who came"), "heads": heads, "rows": sign_in_rows(people, len(heads))}],
            signed_by=[],
            language=rules.language,
            by=by,
        )
