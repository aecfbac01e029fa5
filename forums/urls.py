"""Addresses of forums."""

from django.urls import path

from forums.views import areas, elections, forums, instruments, ledger, life, rules

urlpatterns = [
    path("forums/", forums.forums, name="forums"),
    path("forums/<slug:slug>/", forums.forum, name="forum"),
    path("forums/<slug:slug>/stage/", life.forum_stage, name="forum_stage"),
    path("forums/<slug:slug>/mandate/", life.forum_mandate, name="forum_mandate"),
    path("forums/<slug:slug>/rules/", rules.forum_rules, name="forum_rules"),
    path("forums/<slug:slug>/instruments/", instruments.forum_instruments, name="forum_instruments"),
    path("instruments/<int:pk>/", instruments.instrument_download, name="instrument_download"),
    path("instruments/<int:pk>/remove/", instruments.instrument_remove, name="instrument_remove"),
    path("forums/<slug:slug>/ledger/", ledger.forum_ledger, name="forum_ledger"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("areas/", areas.areas, name="areas"),
    path("areas/add/", areas.area_add, name="area_add"),
    path("areas/add-joint/", areas.area_join, name="area_join"),
    path("areas/changes/", areas.area_changes, name="area_changes"),
    path("areas/changes/accept/", areas.notice_accept, name="notice_accept"),
    path("areas/changes/<int:pk>/accept/", areas.change_accept, name="change_accept"),
    path("areas/changes/<int:pk>/decline/", areas.change_decline, name="change_decline"),
    path("areas/<str:code>/", areas.area, name="area"),
    path("areas/<str:code>/<str:verb>/", areas.area_change, name="area_change"),
    path("elections/", elections.election_periods, name="election_periods"),
    path("elections/<int:pk>/end/", elections.election_end, name="election_end"),
    path("rules/<str:scope>/", rules.default_rules, name="default_rules"),
]
