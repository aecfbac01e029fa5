"""Screens: a forum's registry, one paper, its download, and the public check."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.forms import CheckForm
from documents.models import Paper
from forums.access import load
from forums.models import Forum
from forums.quarter import Quarter
from portal.jobs.asking import ask_again

A_PAGE = 20
CHECKS_A_MINUTE = 30
STOP_POLLING = 286


@login_required
def registry(request: HttpRequest, slug: str) -> HttpResponse:
    """The forum's papers, the latest first."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    rows = (
        Paper.objects.best_copy_for(request.user)
        .filter(forum=forum)
        .select_related("job", "forum__area")
        .defer("record")
    )
    quarters = sorted(set(rows.order_by().values_list("quarter", flat=True)), reverse=True)
    chosen = request.GET.get("quarter", "")
    if chosen in quarters:
        rows = rows.filter(quarter=chosen)
    page = Paginator(rows.order_by("-dated", "-edition"), A_PAGE).get_page(request.GET.get("page"))
    names = [(code, Quarter.parse(code).label) for code in quarters]
    return render(
        request, "documents/registry.html", {"forum": forum, "page": page, "quarters": names, "chosen": chosen}
    )


@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: what it is, its fingerprint, its file."""
    found = _load(request, pk)
    return render(request, "documents/paper.html", {"paper": found, "forum": found.forum})


@login_required
def paper_state(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the printing is; once it is over the page stops asking."""
    found = _load(request, pk)
    over = found.is_filed or (found.job is not None and found.job.status == "failed")
    return render(request, "documents/_paper_row.html", {"paper": found}, status=STOP_POLLING if over else 200)


@login_required
def paper_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, as an attachment; never by an address of its own."""
    found = _load(request, pk)
    if not found.is_filed:
        raise Http404
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type="application/pdf"
    )
    response["ETag"] = f'"{found.file_sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@login_required
@require_POST
def paper_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again for a printing that failed."""
    found = _load(request, pk, "keep_record")
    if found.job is not None and ask_again(found.job, by=request.user):
        messages.success(request, _("The paper was asked for again."))
    else:
        messages.info(request, _("Nothing to ask for: the paper is being printed or is filed already."))
    return redirect(found)


def check(request: HttpRequest) -> HttpResponse:
    """Whether a paper is genuine: by the fingerprint typed, or by the file, whose hash the browser works out."""
    form = CheckForm(request.GET) if "fingerprint" in request.GET else CheckForm()
    if form.is_bound and form.is_valid():
        return redirect("check_paper", fingerprint=form.cleaned_data["fingerprint"])
    return render(request, "documents/check.html", {"form": form}, status=422 if form.errors else 200)


def check_paper(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Genuine, or not known; nothing more."""
    if _asks_too_often(request):
        return render(request, "documents/checked.html", {"too_often": True}, status=429)
    form = CheckForm({"fingerprint": fingerprint})
    if not form.is_valid():
        raise Http404
    bare = form.cleaned_data["fingerprint"]
    is_genuine = Paper.objects.filed().filter(Q(fingerprint__startswith=bare) | Q(file_sha256=bare)).exists()
    return render(request, "documents/checked.html", {"fingerprint": bare, "is_genuine": is_genuine})


def _asks_too_often(request: HttpRequest) -> bool:
    """Whether this address has asked more often than a person would in this minute; holds behind our proxies."""
    minute = int(time.time() // 60)
    kept = f"check:{get_adapter().get_client_ip(request)}:{minute}"
    cache.add(kept, 0, timeout=120)
    return cache.incr(kept) > CHECKS_A_MINUTE


def _load(request: HttpRequest, pk: int, right: str = "see_forum") -> Any:
    return load(Paper.objects.select_related("forum__area", "job"), request.user, right, pk=pk)
