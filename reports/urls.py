"""Addresses of the desk and the downloads."""

from django.urls import path

from reports import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("downloads/", views.downloads, name="downloads"),
]
