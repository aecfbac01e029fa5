"""What does each page cost beside the floor page? CPU seconds and queries, every page in turn, in one process and one run."""

import statistics
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

REPEATS = 40
Deed = Callable[[], Any]
Page = tuple[Callable[[], Deed], float | None]  # makes the request to be timed; how many floors it may cost


def opened(user: Any) -> Any:
    """A browser of this user's, and the two addresses that everything is compared with."""
    from django.conf import settings
    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.shortcuts import render
    from django.test import Client
    from django.urls import path

    from portal import urls

    addresses = ModuleType("bench_urls")
    addresses.urlpatterns = [
        *urls.urlpatterns,
        path("bench/bare/", login_required(lambda request: HttpResponse("bare"))),
        path("bench/floor/", login_required(lambda request: render(request, "base.html"))),
    ]
    sys.modules["bench_urls"] = addresses
    settings.ROOT_URLCONF = "bench_urls"
    browser = Client()
    browser.force_login(user, backend="members.signing_in.PortalBackend")
    return browser


def page(browser: Any, address: str) -> Callable[[], Deed]:
    """The request of an address, read to its end."""

    def ask() -> Any:
        answer = browser.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer

    return lambda: ask


def measured(browser: Any, pages: dict[str, Page]) -> list[dict[str, Any]]:
    """A row for each page: CPU, ratio to the floor, bar, queries, whether both bars hold."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages = {
        "bare response": (page(browser, "/bench/bare/"), None),
        "floor page": (page(browser, "/bench/floor/"), 2),
    } | pages
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    queries = {}
    for name, (prepare, _) in pages.items():
        prepare()()
        with CaptureQueriesContext(connection) as asked:
            answer = prepare()()
        assert answer.status_code == 200, (name, answer.status_code)
        queries[name] = len([q for q in asked.captured_queries if q["sql"].startswith("SELECT")])
    for _ in range(REPEATS):
        for name, (prepare, _) in pages.items():
            deed = prepare()
            began = time.process_time()
            deed()
            seconds[name].append(time.process_time() - began)
    median = {name: statistics.median(values) for name, values in seconds.items()}
    rows = []
    for name, (_, bar) in pages.items():
        ratio = median[name] / median["bare response" if name in {"bare response", "floor page"} else "floor page"]
        held = bar is None or (ratio <= bar and queries[name] <= 12)
        rows.append(
            {
                "page": name,
                "CPU ms": f"{median[name] * 1000:.1f}",
                "ratio": f"{ratio:.2f}",
                "bar": bar or "",
                "queries": queries[name],
                "held": "yes" if held else "NO",
            }
        )
    return rows
