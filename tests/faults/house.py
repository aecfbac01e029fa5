"""A portal that is killed and looked into: its worker, its database beside it, and patience."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
WITHIN = 120


class Worker:
    """A real Celery worker with its sweep, in a process group of its own."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        var = surroundings["KIKAO_VAR"]
        arguments = ["--without-gossip", "--without-mingle", "--concurrency", "1", "-l", "warning", "-B"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "portal", "worker", *arguments, "--schedule", f"{var}/run/beat-test"],
            cwd=HOUSE, env=surroundings, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self) -> None:
        """As the machine's failure would: the whole group, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def ask(surroundings: dict[str, str], question: str) -> list[tuple]:
    """Rows of the portal's database, read beside it."""
    with sqlite3.connect(Path(surroundings["KIKAO_VAR"]) / "kikao.sqlite3", timeout=20) as database:
        return database.execute(question).fetchall()


def until(answer, what: str):
    """Wait for a true answer, and say what did not come."""
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        if found := answer():
            return found
        time.sleep(0.05)
    raise AssertionError(f"did not come: {what}")
