"""Addresses of action points."""

from django.urls import path

from actionplans import views

urlpatterns = [
    path("forums/<slug:slug>/actions/", views.forum_actions, name="forum_actions"),
    path("forums/<slug:slug>/actions/print/", views.forum_actions_print, name="forum_actions_print"),
]
