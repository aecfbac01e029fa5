"""Addresses of the desk, the downloads, and the country with its directory."""

from django.urls import path

from reports import views, views_calendar, views_composition, views_country

urlpatterns = [
    path("", views.desk, name="desk"),
    path("downloads/", views.downloads, name="downloads"),
    path("country/establishment/", views_country.establishment, name="establishment"),
    path("country/tiles.svg", views_country.country_tiles, name="country_tiles"),
    path("country/composition/", views_composition.composition_below, name="composition_below"),
    path("forums/<slug:slug>/composition/", views_composition.forum_composition, name="forum_composition"),
    path("country/calendar/", views_calendar.calendar_below, name="calendar_below"),
    path("country/directory/", views_country.directory, name="directory"),
]
