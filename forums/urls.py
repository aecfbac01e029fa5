"""Addresses of forums."""

from django.urls import path

from forums import views

urlpatterns = [
    path("forums/", views.forums, name="forums"),
    path("forums/<slug:slug>/", views.forum, name="forum"),
]
