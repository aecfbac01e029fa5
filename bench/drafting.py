"""Is anything lost? Ten thousand sequences of typing, cutting, doubling and deciding; none may lose a text that a screen called saved.

.venv/bin/python -m bench.drafting [--sequences N] [--json FILE]
.venv/bin/python -m bench.drafting --browser [--sequences N] [--json FILE]   # through the real script, in Chromium
"""

import logging
import os
import random
import shutil
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path

from bench import surroundings

STEPS = 15
BATCH = 500  # sequences with sessions of their own, which end after half an hour without a page


def main() -> int:
    """Run the sequences; 1 when one of them lost something."""
    browser = "--browser" in sys.argv
    asked = sys.argv[sys.argv.index("--sequences") + 1] if "--sequences" in sys.argv else ""
    return surroundings.written(
        [through_the_browser(int(asked or 200)) if browser else protocol(int(asked or 10_000))], sys.argv
    )


def protocol(sequences: int) -> dict:
    """The office's protocol, with the model of a device in tests/faults/drafting_machine.py."""
    logging.disable(logging.CRITICAL)  # that somebody is signed out is part of the play
    surroundings.start()
    made = surroundings.fill()
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.faults.drafting_machine import NothingIsLost, world_of

    began, lost, done = time.monotonic(), "", 0
    while done < sequences and not lost:
        NothingIsLost.world = world_of(made["draft"].meeting, made["users"]["secretary"], made["users"]["chair"])
        batch = min(BATCH, sequences - done)
        many = settings(
            max_examples=batch, stateful_step_count=STEPS, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        try:
            run_state_machine_as_test(NothingIsLost, settings=many)
        except AssertionError as wrong:
            lost = str(wrong) or "an invariant broke"
        done += batch
    told = NothingIsLost.told
    return {
        "through": "the protocol", "sequences": done, "steps each": STEPS, "saved": told["saved"],
        "to decide": told["decide"], "settled": told["settled"], "lost": lost or "none",
        "minutes": f"{(time.monotonic() - began) / 60:.1f}", "held": "NO" if lost else "yes",
    }  # fmt: skip


def through_the_browser(sequences: int) -> dict:
    """The real script in a real browser, over a line that is cut, with an office that is killed."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS, started
    from tests.browser.writing import Office, Writer, drafts_of, hold_a_meeting

    began, lost, deeds = time.monotonic(), 0, Counter()
    with (
        tempfile.TemporaryDirectory(prefix="kikao-drafting-") as place,
        started(Path(place)),
        sync_playwright() as play,
    ):
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium, office = play.chromium.launch(executable_path=path, args=FLAGS), Office(Path(place))
        context = chromium.new_context()
        writer = Writer(office, context, "secretary.nakuru").sign_in()
        hold_a_meeting(writer.page, f"{office.address}/forums/032/meetings/plan/")
        writer.meeting = drafts_of(office, "032")[0]
        for number in range(sequences):
            lost += not a_sequence(random.Random(number), office, writer, deeds)  # noqa: S311 - the same every time
        office.close()
        chromium.close()
    return {
        "through": "the real script", "sequences": sequences, **deeds, "lost": lost or "none",
        "minutes": f"{(time.monotonic() - began) / 60:.1f}", "held": "NO" if lost else "yes",
    }  # fmt: skip


def a_sequence(chance: random.Random, office, writer, deeds: Counter) -> bool:
    """Some deeds in an order of chance, then the line comes back; whether every text called saved is there."""
    from tests.browser.writing import DEVICE, ROWS, until

    page = writer.open().page
    called_saved = {}
    for deed in [chance.choice(["type", "type", "type", *DEEDS]) for _ in range(6)]:
        deeds[deed] += 1
        if deed == "type":
            said, key = f"Typed {uuid.uuid4()}", page.input_value("#write [name=key]")
            page.fill("#write [name=text]", said)
            page.wait_for_selector(f"#save-state >> text={DEVICE}")
            called_saved[key] = said
        elif deed in {"cut answer", "cut body"}:
            office.line.cut_next(deed.removeprefix("cut "))
        elif deed == "line":
            office.line.down() if office.line.up else setattr(office.line, "up", True)
        elif deed == "kill":
            office.kill()
            office.start()
        elif deed == "session":
            writer.context.clear_cookies(name="sessionid")
        elif deed == "seal":
            writer.context.clear_cookies(name="csrftoken")
        elif deed == "tab":
            tab = writer.context.new_page()
            page.close()
            office.line.up = True
            writer.page = tab
            writer.sign_in()
            page = writer.open().page
        elif deed == "next":
            page.click("text=Done, next entry")
            page.wait_for_timeout(300)
            page.wait_for_selector("#write[data-ready]")
    office.line.up, office.line.cuts = True, 0
    writer.page = writer.context.new_page()
    page.close()
    writer.context.clear_cookies()
    writer.sign_in().open()
    until(lambda: not any(row["unsent"] for row in writer.page.evaluate(ROWS)["drafts"]), 60)
    return all(office.entries(said) == 1 or office.copies(said) for said in called_saved.values())


DEEDS = ["cut answer", "cut body", "line", "kill", "session", "seal", "tab", "next"]


if __name__ == "__main__":
    sys.exit(main())
