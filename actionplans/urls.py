"""Addresses of action points."""

from django.urls import path

from actionplans.views import below, mine, points

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
]
