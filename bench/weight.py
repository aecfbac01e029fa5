"""What does a first visit weigh? Each screen with everything it loads, compressed; and what the next screen adds.

.venv/bin/python -m bench.weight [--json FILE]
"""

import gzip
import re
import sys

from bench import surroundings

KB = 1000
FIRST, REQUESTS, SCRIPT, NEXT = 60 * KB, 12, 30 * KB, 15 * KB
LOADED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="/static/([^"?]+)')


def main() -> int:
    """Weigh every screen of the journey; 1 when a bar is missed."""
    surroundings.start()
    from django.contrib.staticfiles import finders
    from django.test import Client

    made = surroundings.fill()
    browser = Client()
    browser.force_login(made["users"]["secretary"], backend="members.signing_in.PortalBackend")
    forum, draft, usual = made["forum"].slug, made["draft"], made["usual"]
    screens = {
        "sign in": "/account/login/",
        "desk": "/",
        "forum": f"/forums/{forum}/",
        "roster of 45": f"/forums/{forum}/roster/",
        "meetings": f"/forums/{forum}/meetings/",
        "meeting": f"/meetings/{draft.meeting_id}/",
        "attendance of 45": f"/meetings/{draft.meeting_id}/attendance/",
        "minute book, 60 entries": f"/meetings/{draft.meeting_id}/minutes/?item=4",
        "minutes of 8 entries": f"/minutes/{usual.pk}/",
        "minutes of 60 entries": f"/minutes/{draft.pk}/",
        "registry": f"/forums/{forum}/registry/",
        "downloads": "/downloads/",
    }
    weights: dict[str, int] = {}

    def weight_of(asset: str) -> int:
        if asset not in weights:
            with open(finders.find(asset), "rb") as opened:
                weights[asset] = len(gzip.compress(opened.read()))
        return weights[asset]

    rows = []
    for name, address in screens.items():
        answer = (Client() if name == "sign in" else browser).get(address)
        page = len(gzip.compress(answer.content))
        assets = set(LOADED.findall(answer.content.decode()))
        whole = page + sum(weight_of(asset) for asset in assets)
        script = sum(weight_of(asset) for asset in assets if asset.endswith(".js"))
        held = whole <= FIRST and len(assets) < REQUESTS and script <= SCRIPT and page <= NEXT
        rows.append(
            {
                "screen": name,
                "first KB": f"{whole / KB:.1f}",
                "requests": 1 + len(assets),
                "script KB": f"{script / KB:.1f}",
                "next KB": f"{page / KB:.1f}",
                "held": "yes" if held else "NO",
            }
        )
    return surroundings.written(rows, sys.argv)


if __name__ == "__main__":
    sys.exit(main())
