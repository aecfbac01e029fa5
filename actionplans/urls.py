"""Addresses of action points."""

from django.urls import path

from actionplans.views import below, mine, points, request_figures, requests

urlpatterns = [
    path("forums/<slug:slug>/actions/", points.forum_actions, name="forum_actions"),
    path("forums/<slug:slug>/actions/add/", points.action_add, name="action_add"),
    path("forums/<slug:slug>/actions/below/", below.actions_below, name="actions_below"),
    path("forums/<slug:slug>/actions/print/", points.forum_actions_print, name="forum_actions_print"),
    path("actions/mine/", mine.my_actions, name="my_actions"),
    path("actions/<int:pk>/", points.action, name="action"),
    path("actions/<int:pk>/word/", points.action_word, name="action_word"),
    path("actions/<int:pk>/change/", points.action_change, name="action_change"),
    path("evidence/<int:pk>/", points.evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", points.evidence_remove, name="evidence_remove"),
    path("a/<str:mark>/", mine.mine, name="mine"),
    path("a/<str:mark>/<int:pk>/", mine.mine_action, name="mine_action"),
    path("forums/<slug:slug>/requests/", requests.forum_requests, name="forum_requests"),
    path("forums/<slug:slug>/requests/ask/", requests.request_ask, name="request_ask"),
    path("requests/", request_figures.requests_country, name="requests_country"),
    path("requests/picture.svg", request_figures.requests_picture, name="requests_picture"),
    path("requests/<int:pk>/", requests.request_page, name="request"),
    path("requests/<int:pk>/change/", requests.request_change, name="request_change"),
    path("requests/<int:pk>/send/", requests.request_send, name="request_send"),
    path("requests/<int:pk>/acknowledge/", requests.request_acknowledge, name="request_acknowledge"),
    path("requests/<int:pk>/answer/", requests.request_answer, name="request_answer"),
    path("requests/<int:pk>/pass-on/", requests.request_forward, name="request_forward"),
    path("requests/<int:pk>/agenda/", requests.request_agenda, name="request_agenda"),
    path("requests/<int:pk>/close/", requests.request_close, name="request_close"),
    path("requests/<int:pk>/reopen/", requests.request_reopen, name="request_reopen"),
    path("requests/<int:pk>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("requests/files/<int:pk>/", requests.request_file, name="request_file"),
]
