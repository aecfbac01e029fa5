"""Addresses of the meeting room."""

from django.urls import path

from meetings.views import attendance, meetings, minute_book, minutes

urlpatterns = [
    path("forums/<slug:slug>/meetings/", meetings.meetings, name="meetings"),
    path("forums/<slug:slug>/meetings/plan/", meetings.meeting_plan, name="meeting_plan"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/convene/", meetings.meeting_convene, name="meeting_convene"),
    path("meetings/<int:pk>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
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
