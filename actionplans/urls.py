"""Addresses of action points."""

from django.urls import path

from actionplans.views import points

urlpatterns = [
    path("forums/<slug:slug>/actions/", points.forum_actions, name="forum_actions"),
    path("forums/<slug:slug>/actions/print/", points.forum_actions_print, name="forum_actions_print"),
    path("actions/<int:pk>/", points.action, name="action"),
    path("actions/<int:pk>/word/", points.action_word, name="action_word"),
]
