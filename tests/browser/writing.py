"""A portal behind a line that can be cut, and people who write in its minute book: for the drafting tests and the bench."""

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.browser.conftest import HOUSE, PASSWORD, free_port, surroundings_of
from tests.browser.line import Line

SAVED, DEVICE, DECIDE = "Saved at the office", "Saved on this device", "Needs your decision"


class Office:
    """A web server of its own on the data folder of a portal, so that it can be killed; reached over a line."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.line = Line(self.port)
        self.address = self.line.address
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi"],
            cwd=HOUSE, env=surroundings_of(self.var, self.port), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livez", timeout=2).status == 200)

    def kill(self) -> None:
        """As a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """The end."""
        self.line.close()
        self.kill()

    def ask(self, question: str, *values: object) -> list[tuple]:
        """Rows of the database, read beside the server."""
        with sqlite3.connect(self.var / "kikao.sqlite3", timeout=20) as database:
            return database.execute(question, values).fetchall()

    def entries(self, text: str) -> int:
        """In how many entries a text stands."""
        return self.ask("SELECT count(*) FROM meetings_entry WHERE text = ?", text)[0][0]

    def copies(self, text: str) -> int:
        """In how many texts kept aside."""
        return self.ask(
            "SELECT count(*) FROM meetings_entryrevision WHERE is_conflict_copy AND said->>'$.text' = ?", text
        )[0][0]


class Writer:
    """Somebody with the minute book open."""

    def __init__(self, office: Office, context, account: str, meeting: str = "") -> None:
        self.office, self.context, self.account, self.meeting = office, context, account, meeting
        self.page = context.new_page()

    def sign_in(self):
        """By the form, as everybody does."""
        page, address = self.page, self.office.address
        page.goto(f"{address}/account/login/")
        page.fill("[name=login]", f"{self.account}@kikao.example")
        page.fill("[name=password]", PASSWORD)
        page.click("main button:has-text('Sign in')")
        page.wait_for_url(f"{address}/")
        return self

    def open(self, query: str = "?item=5", page=None):
        """The minute book, ready to write in."""
        if page:
            self.page = page
        self.page.goto(f"{self.office.address}/meetings/{self.meeting}/minutes/{query}")
        self.page.wait_for_selector("#write[data-ready]")
        return self

    def type(self, text: str) -> None:
        """Type, and see that it is on the device."""
        self.page.fill("#write [name=text]", text)
        self.page.wait_for_function(
            "words => ['Saved', 'Needs', 'Sending'].some(w => document.querySelector('#save-state').innerText.startsWith(w))"
            " && document.querySelector('#write [name=text]').value === words",
            arg=text,
        )

    def wait(self, state: str) -> None:
        """Until the save state says so."""
        self.page.wait_for_selector(f"#save-state >> text={state}", timeout=25_000)

    @property
    def text(self) -> str:
        """What stands in the form."""
        return self.page.input_value("#write [name=text]")


def hold_a_meeting(page, address: str) -> None:
    """Plan a meeting of today at this address, and record that everybody came."""
    page.goto(address)
    page.fill("[name=held_on]", f"{dt.date.today():%d/%m/%Y}")
    page.fill("[name=starts_at]", "08:00")
    page.fill("[name=venue]", "Boardroom")
    page.click("main button:has-text('Plan the meeting')")
    page.click("main >> text=Record who came")
    page.wait_for_selector("#marks[data-ready]")
    page.click("text=Mark everybody present")
    page.wait_for_selector(f"#save-state >> text={SAVED}")


def drafts_of(office: Office, slug: str) -> list[str]:
    """The numbers of this forum's meetings whose minutes are being written."""
    question = (
        "SELECT m.id FROM meetings_meeting m JOIN meetings_minutes n ON n.meeting_id = m.id "
        "JOIN forums_forum f ON f.id = m.forum_id WHERE f.slug = ? AND n.status = 'draft'"
    )
    return [str(number) for (number,) in office.ask(question, slug)]


def until(answer, seconds: int = 20) -> None:
    """Wait until it is so; an error counts as not yet."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if answer():
                return
        except OSError:
            pass
        assert time.monotonic() < deadline, "did not come"
        time.sleep(0.05)


ROWS = """async () => {
  const base = await new Promise(done => { const asked = indexedDB.open("kikao", 1); asked.onsuccess = () => done(asked.result); });
  const all = name => new Promise(done => { const asked = base.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
  const told = [];
  for (const row of await all("drafts")) told.push({
    user: row.user, unsent: row.seq > row.sent, locked: row.sealed.data instanceof ArrayBuffer,
    size: row.sealed.data.byteLength,
    bytes: new TextDecoder().decode(row.sealed.data),
  });
  const keys = (await all("keys")).filter(row => row.key).map(row => ({ user: row.user, extractable: row.key.extractable }));
  const meetings = (await all("meetings")).length;
  base.close();
  return { drafts: told, keys, meetings };
}"""
