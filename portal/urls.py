"""Where is everything? Each room's addresses, the sign-in and the machine's health."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from portal import health

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("forums.urls")),
    path("", include("members.urls")),
    path("", include("meetings.urls")),
    path("", include("actionplans.urls")),
    path("", include("documents.urls")),
    path("account/email/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
]

if settings.DEBUG:
    from portal.gallery import gallery

    urlpatterns.append(path("gallery/", gallery, name="gallery"))
