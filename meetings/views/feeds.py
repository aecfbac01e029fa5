"""Screens: the secret address of one's own calendar; and what a calendar finds there."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.calendars import calendar_of
from meetings.models import CalendarFeed, Meeting
from members.models import User
from portal.contributions import gather

KEPT_FOR_DAYS = 400


@login_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Make the address, make another one, or take it back."""
    if request.method == "POST":
        CalendarFeed.objects.filter(user=request.user).delete()
        if request.POST.get("do") == "make":
            CalendarFeed.objects.create(user=request.user)
            messages.success(request, _("The address is made. An earlier one finds nothing any more."))
        else:
            messages.success(request, _("The address is taken back: it finds nothing any more."))
        return redirect("my_calendar")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "meetings/my_calendar.html", {"feed": feed})


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of the forums that the owner sits in or serves, by the owner's rights of this moment, and what is due."""
    found = CalendarFeed.objects.filter(secret=secret, user__is_active=True).first()
    if found is None:
        raise Http404
    user = User.objects.select_related("person").get(pk=found.user_id)
    own = {row.office.forum_id for row in user.appointments_now} | {row.forum_id for row in user.memberships_now}
    since = timezone.localdate() - dt.timedelta(days=KEPT_FOR_DAYS)
    rows = Meeting.objects.visible_to(user).filter(forum__in=own, held_on__gte=since)
    with translation.override(user.language):
        content = calendar_of(
            rows.annotate(notice_count=Count("notices")).order_by("held_on"),
            method="PUBLISH",
            name="Kikao",
            days=gather("calendar_entries", user, since),
        )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
