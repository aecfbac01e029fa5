"""What does a page cost? CPU as a ratio to the floor page, and queries, in one process and one run.

.venv/bin/python -m bench.pages [--json FILE]
"""

import sys
import uuid
from functools import partial

from bench import measuring, surroundings


def main() -> int:
    """Measure every page of the journey; 1 when a bar is missed."""
    surroundings.start()
    made = surroundings.fill()
    browser = measuring.opened(made["users"]["secretary"])
    page = partial(measuring.page, browser)
    forum, usual, circulated, draft = made["forum"].slug, made["usual"], made["circulated"], made["draft"]
    entry = draft.entries.first()
    member = made["forum"].memberships.first()
    typed = {"key": entry.key, "item": entry.item_id, "kind": "report", "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0}
    said = iter(range(10**6))

    def save():
        entry.refresh_from_db()
        body = typed | {"version": entry.version, "text": f"Words {next(said)}", "once": uuid.uuid4()}
        return lambda: browser.post(f"/minutes/{draft.pk}/save/", body, headers={"Accept": "application/json"})

    def tick():
        body = {f"m-{member.pk}": ("present", "apology")[next(said) % 2], "once": uuid.uuid4()}
        return lambda: browser.post(f"/meetings/{draft.meeting_id}/attendance/mark/", body)

    pages = {
        "desk": (page("/"), 3),
        "forum": (page(f"/forums/{forum}/"), 3),
        "meeting": (page(f"/meetings/{draft.meeting_id}/"), 3),
        "minutes of 8 entries": (page(f"/minutes/{usual.pk}/"), 3),
        "minutes of 60 entries": (page(f"/minutes/{circulated.pk}/"), None),
        "minutes, draft of 60 entries": (page(f"/minutes/{draft.pk}/"), None),
        "roster of 45": (page(f"/forums/{forum}/roster/"), 6),
        "downloads": (page("/downloads/"), 6),
        "search, 56 answers": (page("/search/?q=operators+trad"), 6),
        "attendance of 45": (page(f"/meetings/{draft.meeting_id}/attendance/"), 6),
        "minute book, 60 entries": (page(f"/meetings/{draft.meeting_id}/minutes/?item=4"), 6),
        "saving an entry": (save, 2),
        "one attendance tick": (tick, 2),
    }
    return surroundings.written(measuring.measured(browser, pages), sys.argv)


if __name__ == "__main__":
    sys.exit(main())
