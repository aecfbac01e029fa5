"""Screens: the accounts, for the portal administrator: who has one, who uses it, closing and opening again."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forums.access import require_nationally
from forums.workflow import StepRefused
from members import idle
from members.models import Appointment, User

A_PAGE = 40
STANDINGS = {"open": gettext_lazy("Open"), "idle": gettext_lazy("Idle"), "closed": gettext_lazy("Closed")}


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its office, its last sign-in and whether it has a second factor; nothing of what it wrote."""
    require_nationally(request.user, idle.RIGHT)
    now = timezone.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "standing")}
    rows = User.objects.annotate(
        has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"]))
    ).order_by("name")
    if asked["q"]:
        rows = rows.filter(Q(name__icontains=asked["q"]) | Q(email__icontains=asked["q"]))
    if asked["standing"] == "closed":
        rows = rows.filter(is_active=False)
    elif asked["standing"] == "idle":
        rows = rows.filter(pk__in=idle.not_seen_since(now - idle.FLAGGED_AFTER))
    elif asked["standing"] == "open":
        rows = rows.filter(is_active=True).exclude(pk__in=idle.not_seen_since(now - idle.FLAGGED_AFTER))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    offices: dict[int, list[str]] = {}
    held = Appointment.objects.live().filter(person__user__in=[user.pk for user in page.object_list])
    for appointment in held.select_related("office", "person"):
        offices.setdefault(appointment.person.user_id or 0, []).append(appointment.office.title)
    for user in page.object_list:
        user.standing = idle.standing_of(user, now)
        user.standing_words = STANDINGS[user.standing]
        user.offices = offices.get(user.pk, [])
    context = {"page": page, "asked": asked, "standings": STANDINGS.items()}
    return render(request, "members/accounts.html", context)


@login_required
@require_POST
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    require_nationally(request.user, idle.RIGHT)
    found = get_object_or_404(User, pk=pk)
    try:
        idle.close(user=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The account of %(name)s is closed.") % {"name": found.name})
    return redirect("accounts")


@login_required
@require_POST
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    require_nationally(request.user, idle.RIGHT)
    found = get_object_or_404(User, pk=pk)
    try:
        idle.reopen(user=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The account of %(name)s is open again.") % {"name": found.name})
    return redirect("accounts")
