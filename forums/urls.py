"""Addresses of forums."""

from django.urls import path

from forums.views import forums, ledger, life, rules

urlpatterns = [
    path("forums/", forums.forums, name="forums"),
    path("forums/<slug:slug>/", forums.forum, name="forum"),
    path("forums/<slug:slug>/stage/", life.forum_stage, name="forum_stage"),
    path("forums/<slug:slug>/mandate/", life.forum_mandate, name="forum_mandate"),
    path("forums/<slug:slug>/rules/", rules.forum_rules, name="forum_rules"),
    path("forums/<slug:slug>/ledger/", ledger.forum_ledger, name="forum_ledger"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("rules/<str:scope>/", rules.default_rules, name="default_rules"),
]
