"""Addresses of people and rosters."""

from django.urls import path

from members import views

urlpatterns = [
    path("forums/<slug:slug>/roster/", views.roster, name="roster"),
    path("forums/<slug:slug>/roster/add/", views.member_add, name="member_add"),
    path("language/", views.set_language, name="set_language"),
    path("account/welcome/<str:token>/", views.welcome_first, name="welcome_first"),
]
