"""Addresses of the meeting room."""

from django.urls import path

from meetings.views import attendance, feeds, meetings, minute_book, minutes, notices, papers

urlpatterns = [
    path("forums/<slug:slug>/meetings/", meetings.meetings, name="meetings"),
    path("forums/<slug:slug>/meetings/plan/", meetings.meeting_plan, name="meeting_plan"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/convene/", notices.meeting_convene, name="meeting_convene"),
    path("meetings/<int:pk>/postpone/", notices.meeting_off, {"verb": "postpone"}, name="meeting_postpone"),
    path("meetings/<int:pk>/cancel/", notices.meeting_off, {"verb": "cancel"}, name="meeting_cancel"),
    path("meetings/<int:pk>/notices/", notices.notices, name="notices"),
    path("meetings/<int:pk>/notices/change/", notices.notice_change, name="notice_change"),
    path("meetings/<int:pk>/replies/<int:person>/", notices.reply_take, name="reply_take"),
    path("meetings/<int:pk>/papers/", papers.meeting_papers, name="meeting_papers"),
    path("notices/<int:pk>/again/", notices.notice_again, name="notice_again"),
    path("r/<str:token>/", notices.reply, name="reply"),
    path("account/calendar/", feeds.my_calendar, name="my_calendar"),
    path("calendar/<str:secret>.ics", feeds.feed, name="calendar_feed"),
    path("meetings/<int:pk>/agenda/add/", meetings.agenda_add, name="agenda_add"),
    path("meetings/<int:pk>/agenda/<int:item>/move/", meetings.agenda_move, name="agenda_move"),
    path("meetings/<int:pk>/agenda/<int:item>/remove/", meetings.agenda_remove, name="agenda_remove"),
    path("meetings/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("meetings/<int:pk>/attendance/mark/", attendance.attendance_mark, name="attendance_mark"),
    path("meetings/<int:pk>/attendance/guest/", attendance.guest_add, name="guest_add"),
    path("meetings/<int:pk>/attendance/guest/<int:guest>/remove/", attendance.guest_remove, name="guest_remove"),
    path("meetings/<int:pk>/minutes/", minute_book.minute_book, name="minute_book"),
    path("minutes/<int:pk>/", minutes.minutes, name="minutes"),
    path("minutes/<int:pk>/save/", minute_book.entry_save, name="entry_save"),
    path("minutes/<int:pk>/send/", minutes.minutes_send, name="minutes_send"),
    path("minutes/<int:pk>/return/", minutes.minutes_return, name="minutes_return"),
    path("minutes/<int:pk>/clear/", minutes.minutes_clear, name="minutes_clear"),
    path("minutes/<int:pk>/confirm/", minutes.minutes_confirm, name="minutes_confirm"),
    path("minutes/<int:pk>/sign/", minutes.minutes_sign, name="minutes_sign"),
    path("entries/<int:pk>/remove/", minute_book.entry_remove, name="entry_remove"),
    path("entries/<int:pk>/move/", minute_book.entry_move, name="entry_move"),
]
