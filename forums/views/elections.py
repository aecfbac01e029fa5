"""Screens: the election periods, entered and ended. For the NSC alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import elections
from forums.access import require_nationally
from forums.forms import ElectionForm
from forums.models import ElectionPeriod
from forums.workflow import StepRefused
from portal.contributions import gather


@login_required
def election_periods(request: HttpRequest) -> HttpResponse:
    """The periods on record, and a form for the next."""
    require_nationally(request.user, elections.RIGHT)
    sectors = list(gather("sector_choices"))
    form = ElectionForm(request.POST if request.method == "POST" else None, sectors=sectors)
    if request.method == "POST" and form.is_valid():
        period = elections.open_period(period=form.save(commit=False), by=request.user)
        messages.success(request, _("%(name)s is on record.") % {"name": period.name})
        return redirect("election_periods")
    names, today = dict(sectors), timezone.localdate()
    periods = list(ElectionPeriod.objects.select_related("area"))
    for period in periods:
        period.sector_names = [str(names.get(code, code)) for code in period.sectors]
        period.standing = "over" if period.until < today else "ahead" if period.since > today else "running"
    context = {"form": form, "periods": periods}
    return render(request, "forums/elections.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def election_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a period end today, or take back one that has not begun."""
    require_nationally(request.user, elections.RIGHT)
    try:
        elections.end_period(period=get_object_or_404(ElectionPeriod, pk=pk), by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The period is ended."))
    return redirect("election_periods")
