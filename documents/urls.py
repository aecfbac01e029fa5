"""Addresses of the registry and of the public check."""

from django.urls import path

from documents import views

urlpatterns = [
    path("forums/<slug:slug>/registry/", views.registry, name="registry"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/state/", views.paper_state, name="paper_state"),
    path("papers/<int:pk>/download/", views.paper_download, name="paper_download"),
    path("papers/<int:pk>/print-again/", views.paper_again, name="paper_again"),
    path("check/", views.check, name="check"),
    path("check/<str:fingerprint>/", views.check_paper, name="check_paper"),
]
