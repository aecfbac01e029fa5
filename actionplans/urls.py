"""Addresses of action points."""

from django.urls import path

from actionplans import views

urlpatterns = [
    path("forums/<slug:slug>/actions/", views.forum_actions, name="forum_actions"),
    path("forums/<slug:slug>/actions/print/", views.forum_actions_print, name="forum_actions_print"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/word/", views.action_word, name="action_word"),
]
