"""Screens: convening with notices, who was told and what they answered; the answer itself, without signing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.workflow import StepRefused
from meetings import notices as sending
from meetings.forms import NoticeForm, OffForm, ReplyForm
from meetings.holding import MEETING
from meetings.models import Meeting, Notice, Reply
from meetings.models.notices import read_token
from members.models import Person
from portal import texting
from portal.jobs.models import Job

OFF = {"postpone": Notice.Kind.POSTPONEMENT, "cancel": Notice.Kind.CANCELLATION}


@login_required
def meeting_convene(request: HttpRequest, pk: int) -> HttpResponse:
    """See who is reached and how, then let the members know; from then on they see the meeting too."""
    found = _load(request, pk)
    return _tell(request, found, Notice.Kind.CONVENING, expected=Meeting.Status.PLANNED)


@login_required
def notice_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell everybody how the meeting stands now, after a change or once more."""
    found = _load(request, pk)
    return _tell(request, found, Notice.Kind.CHANGE, expected=Meeting.Status.CONVENED)


def _tell(request: HttpRequest, meeting: Meeting, kind: str, *, expected: str) -> HttpResponse:
    if meeting.status != expected:
        messages.error(request, _("This meeting is not at that point any more. The page shows how it stands."))
        return redirect(meeting)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if kind == Notice.Kind.CONVENING:
                    MEETING.take(meeting, "convene", by=request.user)
                sending.send(meeting=meeting, kind=kind, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            messages.error(request, str(refused))
            return redirect(meeting)
        messages.success(request, _("The notices are on their way. You may leave this page."))
        return redirect("notices", pk=meeting.pk)
    audience = sending.audience_of(meeting)
    ways = [
        {"sms": value, "words": words, **audience.count(value), "price": sending.price_of(meeting, audience, value)}
        for value, words in form.fields["sms"].choices
    ]
    sample = sending.sms_words(meeting, kind, f"{request.scheme}://{request.get_host()}/r/12-345-0123456789abcdef0123/")
    context = {
        **_head(meeting),
        "form": form,
        "kind": kind,
        "audience": audience,
        "ways": ways,
        "sample": sample,
        "parts": texting.parts(sample),
        "is_outbox": texting.is_outbox(),
    }
    return render(request, "meetings/convene.html", context, status=422 if form.errors else 200)


@login_required
def notices(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told by which way, what became of it, and what they answered."""
    found = _load(request, pk)
    sent = list(found.notices.prefetch_related("deliveries").select_related("by"))
    replies = {row.person_id: row for row in found.replies.select_related("person", "taken_by")}
    latest = sent[0] if sent else None
    people: dict[int, dict[str, Any]] = {}
    for delivery in latest.deliveries.all() if latest else ():
        row = people.setdefault(delivery.person_id, {"pk": delivery.person_id, "name": delivery.name, "told": []})
        row["told"].append(delivery)
        row["reply"] = replies.get(delivery.person_id)
    job = Job.objects.filter(key=latest.job_key).first() if latest else None
    context = {
        **_head(found),
        "sent": sent,
        "latest": latest,
        "people": people.values(),
        "count": sending.counted(replies.values(), len(people)),
        "job": job,
        "unsent": sum(d.status in {"failed", "sending"} for row in people.values() for d in row["told"]),
        "may_answer": found.status == Meeting.Status.CONVENED,
        "answers": Reply.Answer.choices,
    }
    return render(request, "meetings/notices.html", context)


@login_required
@require_POST
def notice_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again what was not sent, or only perhaps."""
    notice = Notice.objects.filter(pk=pk).first()
    found = _load(request, notice.meeting_id if notice else 0)
    notice = get_object_or_404(found.notices, pk=pk)
    notice.meeting = found
    try:
        again = sending.send_rest(notice=notice, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(n)s are sent again.") % {"n": again} if again else _("All of it was sent."))
    return redirect("notices", pk=found.pk)


@login_required
@require_POST
def reply_take(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take down what somebody answered by telephone."""
    found = _load(request, pk)
    if not found.notices.filter(deliveries__person=person).exists():
        raise Http404
    form = ReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
    else:
        try:
            sending.reply(
                meeting=found, person=get_object_or_404(Person, pk=person), by=request.user, **form.cleaned_data
            )
        except StepRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The answer is taken down."))
    return redirect("notices", pk=found.pk)


def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of a notice: yes, an apology, or somebody in their place. No sign-in."""
    read = read_token(token, timezone.localdate())
    if read is None:
        return render(request, "meetings/reply_over.html", status=404)
    meeting, person = read
    if not sending.may_be_answered(meeting, timezone.localdate()):
        return render(request, "meetings/reply_over.html", {"meeting": meeting, "forum": meeting.forum}, status=410)
    before = Reply.objects.filter(meeting=meeting, person=person).first()
    initial = {"answer": before.answer, "represented_by": before.represented_by} if before else {}
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    done = False
    if request.method == "POST" and form.is_valid():
        before = sending.reply(meeting=meeting, person=person, **form.cleaned_data)
        done = True
    context = {
        "meeting": meeting, "forum": meeting.forum, "person": person, "form": form, "before": before, "done": done,
        "agenda": meeting.agenda.all(),
    }  # fmt: skip
    return render(request, "meetings/reply.html", context, status=422 if form.errors else 200)


@login_required
def meeting_off(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Postpone or cancel a meeting with the reason, and tell whoever was told of it."""
    found = _load(request, pk)
    if verb not in OFF or not MEETING.offers(found, request.user, verb):
        messages.error(request, _("This meeting is not at that point any more. The page shows how it stands."))
        return redirect(found)
    form = OffForm(request.POST if request.method == "POST" else None, meeting=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                MEETING.take(found, verb, by=request.user, note=said["note"])
                if said.get("tells"):
                    sending.send(meeting=found, kind=OFF[verb], sms="rest", words=said["note"], by=request.user)
        except StepRefused as refused:
            messages.error(request, str(refused))
        else:
            done = {"postpone": _("The meeting is postponed."), "cancel": _("The meeting is cancelled.")}
            messages.success(request, done[verb])
        return redirect(found)
    context = {"meeting": found, "forum": found.forum, "form": form, "verb": verb}
    return render(request, "meetings/off.html", context, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int) -> Meeting:
    return load(Meeting.objects.select_related("minutes"), request.user, "keep_record", pk=pk)


def _head(meeting: Meeting) -> dict[str, Any]:
    minutes = getattr(meeting, "minutes", None)
    return {
        "meeting": meeting,
        "forum": meeting.forum,
        "minutes": minutes,
        "keeps": True,
        "reads_drafts": True,
        "tab": "notices",
    }
