"""Screen: the papers that go with a meeting, to be printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from documents.models import Paper
from forums.access import load
from forums.workflow import StepRefused
from meetings import papers
from meetings.models import Meeting

PRINTED = {"notice": papers.print_notice, "sign_in": papers.print_sign_in}


@login_required
def meeting_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the notice or the sign-in sheet; those printed before stand below."""
    found = load(Meeting.objects.select_related("minutes"), request.user, "keep_record", pk=pk)
    if request.method == "POST":
        make = PRINTED.get(request.POST.get("kind", ""))
        if make is None:
            raise Http404
        try:
            return redirect(make(meeting=found, by=request.user))
        except StepRefused as refused:
            messages.error(request, str(refused))
    made = Paper.objects.filter(subject=Meeting._meta.label_lower, subject_id=found.pk).order_by("-asked_at")
    context = {"meeting": found, "forum": found.forum, "papers": made}
    return render(request, "meetings/papers.html", context)
