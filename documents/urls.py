"""Addresses of the registry, of the search in it, and of the public check."""

from django.urls import path

from documents import views, views_letters, views_search

urlpatterns = [
    path("search/", views_search.search_papers, name="search"),
    path("forums/<slug:slug>/registry/", views.registry, name="registry"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/state/", views.paper_state, name="paper_state"),
    path("papers/<int:pk>/download/", views.paper_download, name="paper_download"),
    path("papers/<int:pk>/print-again/", views.paper_again, name="paper_again"),
    path("forums/<slug:slug>/sheets/", views_letters.forum_sheets, name="forum_sheets"),
    path("roster/<int:pk>/letter/<str:kind>/", views_letters.member_letter, name="member_letter"),
    path("appointments/<int:pk>/letter/", views_letters.appointment_letter, name="appointment_letter"),
    path("appointments/<int:pk>/handover-note/", views_letters.handover_note, name="handover_note"),
    path("check/", views.check, name="check"),
    path("check/<str:fingerprint>/", views.check_paper, name="check_paper"),
]
