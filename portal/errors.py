"""What do people see when something is not to be had?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose seal did not fit: an old tab, or cookies switched off."""
    return render(request, "403_csrf.html", status=403)
