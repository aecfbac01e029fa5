"""What is a device told that sent what somebody has typed? The state alone, as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse


def not_the_writer(request: HttpRequest) -> JsonResponse | None:
    """A refusal where the device sends what another user has written than the one who is signed in."""
    if request.POST.get("writer", str(request.user.pk)) == str(request.user.pk):
        return None
    return JsonResponse({"state": "other"}, status=403)


def answered(answer: dict[str, Any]) -> JsonResponse:
    """What a device is told of a text that it sent, with the page on which to decide where that is asked."""
    if "copy" in answer:
        answer = answer | {"url": reverse("decision", args=[answer["copy"]])}
    return JsonResponse(answer, status=409 if answer["state"] == "decide" else 200)
