"""What does a page cost? CPU as a ratio to the floor page, and queries, in one process and one run.

.venv/bin/python -m bench.pages [--json FILE]
"""

import statistics
import sys
import time
from types import ModuleType

from bench import surroundings

REPEATS = 40


def main() -> int:
    """Measure every page of the journey; 1 when a bar is missed."""
    surroundings.start()
    from django.conf import settings
    from django.contrib.auth.decorators import login_required
    from django.db import connection
    from django.http import HttpResponse
    from django.shortcuts import render
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from portal import urls

    made = surroundings.fill()
    addresses = ModuleType("bench_urls")
    addresses.urlpatterns = [
        *urls.urlpatterns,
        path("bench/bare/", login_required(lambda request: HttpResponse("bare"))),
        path("bench/floor/", login_required(lambda request: render(request, "base.html"))),
    ]
    sys.modules["bench_urls"] = addresses
    settings.ROOT_URLCONF = "bench_urls"
    browser = Client()
    browser.force_login(made["users"]["secretary"], backend="members.signing_in.PortalBackend")
    forum, usual, circulated, draft = made["forum"].slug, made["usual"], made["circulated"], made["draft"]
    entry = draft.entries.first()
    member = made["forum"].memberships.first()
    typed = {"key": entry.key, "item": entry.item_id, "kind": "report", "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0}
    said = iter(range(10**6))

    def save():
        entry.refresh_from_db()
        body = typed | {"version": entry.version, "text": f"Words {next(said)}"}
        return lambda: browser.post(f"/minutes/{draft.pk}/save/", body, headers={"Accept": "application/json"})

    def tick():
        body = {f"m-{member.pk}": ("present", "apology")[next(said) % 2]}
        return lambda: browser.post(f"/meetings/{draft.meeting_id}/attendance/mark/", body)

    def page(address):
        return lambda: lambda: browser.get(address)

    pages = {
        "bare response": (page("/bench/bare/"), None),
        "floor page": (page("/bench/floor/"), None),
        "desk": (page("/"), 3),
        "forum": (page(f"/forums/{forum}/"), 3),
        "meeting": (page(f"/meetings/{draft.meeting_id}/"), 3),
        "minutes of 8 entries": (page(f"/minutes/{usual.pk}/"), 3),
        "minutes of 60 entries": (page(f"/minutes/{circulated.pk}/"), None),
        "minutes, draft of 60 entries": (page(f"/minutes/{draft.pk}/"), None),
        "roster of 45": (page(f"/forums/{forum}/roster/"), 6),
        "downloads": (page("/downloads/"), 6),
        "attendance of 45": (page(f"/meetings/{draft.meeting_id}/attendance/"), 6),
        "minute book, 60 entries": (page(f"/meetings/{draft.meeting_id}/minutes/?item=4"), 6),
        "saving an entry": (save, 2),
        "one attendance tick": (tick, 2),
    }
    seconds, queries = {name: [] for name in pages}, {}
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
        bar = 2 if name == "floor page" else bar
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
    return surroundings.written(rows, sys.argv)


if __name__ == "__main__":
    sys.exit(main())
