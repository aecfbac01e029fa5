"""How does a forum ask a higher office for help? Written as a draft, sent, answered with words and files; all of it or nothing."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from actionplans.actions import FieldRefused
from actionplans.doing import Sent
from actionplans.ladder import offices_above
from actionplans.models import Request, RequestFile, RequestStep
from actionplans.request_flow import REQUESTS
from forums import ledger
from forums.access import require
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.actions.agendas import add_item
from meetings.models import Meeting, Resolution
from members.models import Office, Sector
from portal.contents import Unfit, plain_name
from portal.kept_files import Fit, fit, storing, sweep

FOLDER = "requests"
MOST_FILES = 6  # with one answer


def write_request(
    *, forum: Forum, office: Office, urgency: str, text: str, why: str, sector: Sector | None = None,
    meeting: Meeting | None = None, resolution: Resolution | None = None, key: uuid.UUID | None = None, by: Any,
) -> Request:  # fmt: skip
    """Write a request as a draft, numbered on in the forum's year; the same `key` writes it once, or changes that draft.

    Raises FieldRefused in words for an office that is not above or that nobody holds, and for another forum's meeting.
    """
    require(by, "keep_record", forum.area)
    check_office(forum, office)
    if resolution is not None:
        meeting = resolution.meeting
    _check_meeting(forum, meeting)
    today = timezone.localdate()
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        there = Request.objects.with_offices().filter(key=key).first() if key is not None else None
        if there is not None and there.forum_id == forum.pk:
            if there.status == Request.Status.DRAFT:
                said = {"office": office, "urgency": urgency, "text": text, "why": why, "sector": sector}
                change_request(request=there, meeting=meeting, by=by, **said)
                there = Request.objects.with_offices().get(pk=there.pk)
            return there
        last = Request.objects.filter(forum=forum, year=today.year).aggregate(last=Max("number"))["last"] or 0
        made = Request.objects.create(
            forum=forum, key=uuid.uuid4() if key is None or there is not None else key, year=today.year, number=last + 1,
            reference=f"{forum.area.mark}/{today.year}/R{last + 1:02d}", text=text, why=why, sector=sector,
            meeting=meeting, resolution=resolution, urgency=urgency, office=office, first_office=office,
        )  # fmt: skip
        ledger.record("request.write", made, by=by, urgency=urgency)
    return made


def change_request(
    *, request: Request, office: Office, urgency: str, text: str, why: str, sector: Sector | None,
    meeting: Meeting | None, by: Any,
) -> None:  # fmt: skip
    """Change a draft. Raises StepRefused once it is sent, FieldRefused for an office that is not above."""
    require(by, "keep_record", request.area)
    check_office(request.forum, office)
    if request.resolution_id is None:
        _check_meeting(request.forum, meeting)
    else:
        meeting = request.meeting
    said = {"office": office, "urgency": urgency, "text": text, "why": why, "sector": sector, "meeting": meeting}
    with transaction.atomic():
        found = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if found.status != Request.Status.DRAFT:
            raise StepRefused(_("It was sent meanwhile, so its words stay as they are."))
        changed = [name for name, value in said.items() if getattr(found, name) != value]
        if not changed:
            return
        for name in changed:
            setattr(found, name, said[name])
        found.first_office = office
        found.save(update_fields=[*changed, "first_office"])
        ledger.record("request.change", found, by=by, changed=changed)


def answer(
    *, request: Request, words: str, will_do: str = "", who: str = "", due: dt.date | None = None,
    files: list[Sent] | None = None, by: Any,
) -> None:  # fmt: skip
    """Answer a request: in words, with what will be done by whom and by when, and with files.

    Raises StepRefused in words where it has moved on, or a file cannot be kept.
    """
    if due is not None and due < timezone.localdate():
        raise FieldRefused("due", _("The day is past. Give a day from today on."))
    if len(files or ()) > MOST_FILES:
        raise FieldRefused("file", _("At most %(most)s files go with an answer.") % {"most": MOST_FILES})
    ready = [(sent, _fit(sent)) for sent in files or ()]
    with storing(FOLDER) as store, transaction.atomic():
        REQUESTS.take(request, "answer", by=by, note=words, will_do=will_do, who=who, due=due)
        step = request.happened.filter(verb="answer").last()
        for sent, made in ready:
            if step.files.filter(sha256=made.facts["sha256"]).exists():
                continue
            row = RequestFile(
                step=step, title=sent.shows or plain_name(sent.name) or request.reference,
                original_name=plain_name(sent.name), by=by, **made.facts,
            )  # fmt: skip
            store(row, made)


def put_on_agenda(*, request: Request, meeting: Meeting, by: Any) -> None:
    """Let a request be an item of a meeting ahead of the forum it lies with; its words stay with the officers.

    Raises StepRefused in words for another forum's meeting, one that was held, and a second time.
    """
    require(by, "keep_record", meeting.forum.area)
    if meeting.forum_id != request.office.forum_id or not meeting.is_ahead:
        raise StepRefused(_("Choose a meeting of your forum that is still ahead."))
    with transaction.atomic():
        Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if request.happened.filter(meeting=meeting).exists():
            raise StepRefused(_("It is on the agenda of that meeting already."))
        with translation.override(rules_of(meeting.forum).language):
            said = {"forum": request.forum.title, "reference": request.reference}
            title = (_("Request of the %(forum)s, %(reference)s") % said)[:160]
        add_item(meeting=meeting, title=title, by=by)
        request.happened.create(
            verb=RequestStep.Verb.AGENDA, meeting=meeting, by=by, name=by.name,
            office=by.office_line_at(meeting.forum.area),
        )  # fmt: skip
        ledger.record("request.agenda", request, by=by, meeting=meeting.pk)


def next_meeting(request: Request) -> Meeting | None:
    """The next meeting ahead of the forum with which a request lies, where it is not on the agenda yet. One query."""
    rows = Meeting.objects.filter(forum=request.office.forum_id, status__in=["planned", "convened"])
    there = request.happened.filter(meeting__isnull=False).values("meeting")
    return rows.filter(held_on__gte=timezone.localdate()).exclude(pk__in=there).order_by("held_on").first()


def check_office(forum: Forum, office: Office) -> None:
    """Raise FieldRefused for an office that is not above the forum, or that nobody holds today. Three queries."""
    if office not in offices_above(forum):
        raise FieldRefused("office", _("A request goes to a filled office above your forum. Choose one from the list."))


def daily_round(now: dt.datetime) -> int:
    """Delete stored files of which no row knows; how many there were."""
    return sweep(FOLDER, RequestFile.objects.all(), now)


def _check_meeting(forum: Forum, meeting: Meeting | None) -> None:
    if meeting is not None and meeting.forum_id != forum.pk:
        raise FieldRefused("meeting", _("That meeting is another forum's."))


def _fit(sent: Sent) -> Fit:
    try:
        return fit(sent.content, name=sent.name, alternative=sent.shows)
    except Unfit as unfit:
        raise FieldRefused("file", str(unfit)) from unfit
