"""The worker is killed with `kill -9`, the bell is lost: every paper still arrives, once, and its file fits it."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults
HOUSE = Path(__file__).resolve().parents[2]
WITHIN = 120


@pytest.fixture(params=["folder", "redis"])
def surroundings(request, tmp_path):
    """The environment of a portal with the demonstration loaded and its papers asked for; short leases."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KIKAO_", "DJANGO_"))}
    kept |= {"KIKAO_VAR": str(tmp_path), "KIKAO_LEASE_SECONDS": "4", "KIKAO_SWEEP_SECONDS": "1"}
    kept.pop("DATABASE_URL", None)
    if request.param == "folder":
        kept.pop("REDIS_URL", None)
    elif not kept.get("REDIS_URL"):
        pytest.skip("no Redis is named in REDIS_URL")
    subprocess.run([sys.executable, "bin/prepare.py"], cwd=HOUSE, env=kept, check=True, capture_output=True)
    return kept


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


def all_is_done(surroundings) -> bool:
    """Every paper is filed and every job, a notice to send as well, has come to its end: nothing is left to kill.

    A job that gave up ends the wait at once, in its own words.
    """
    gave_up = ask(surroundings, "SELECT key, error, fault FROM jobs_job WHERE status = 'failed'")
    assert gave_up == []
    return ask(
        surroundings,
        "SELECT (SELECT count(*) FROM documents_paper WHERE status != 'filed'),"
        " (SELECT count(*) FROM jobs_job WHERE status != 'done')",
    ) == [(0, 0)]


def assert_every_paper_is_there_once(surroundings) -> None:
    papers = ask(surroundings, "SELECT file, file_sha256, size FROM documents_paper")
    folder = Path(surroundings["KIKAO_VAR"]) / "files"
    assert len(papers) > 3
    for name, sha256, size in papers:
        content = (folder / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
    assert sorted(str(file.relative_to(folder)) for file in folder.rglob("*.pdf")) == sorted(
        name for name, _, _ in papers
    )
    assert ask(surroundings, "SELECT DISTINCT status FROM jobs_job") == [("done",)]


def test_killed_while_printing_every_paper_still_arrives_once(surroundings):
    for _ in range(3):
        worker = Worker(surroundings)
        until(
            lambda: ask(surroundings, "SELECT 1 FROM jobs_job WHERE status = 'running' AND progress > 0"),
            "a running job",
        )
        worker.kill()
    worker = Worker(surroundings)
    try:
        until(lambda: all_is_done(surroundings), "all papers, and every job done")
    finally:
        worker.kill()
    assert_every_paper_is_there_once(surroundings)


def test_a_bell_lost_between_commit_and_ring_is_rung_again(surroundings):
    for message in (Path(surroundings["KIKAO_VAR"]) / "doorbell" / "bell").glob("*"):
        message.unlink()
    if surroundings.get("REDIS_URL"):
        subprocess.run(["redis-cli", "-u", surroundings["REDIS_URL"], "flushall"], check=True, capture_output=True)
    worker = Worker(surroundings)
    try:
        until(lambda: all_is_done(surroundings), "all papers, and every job done")
    finally:
        worker.kill()
    assert_every_paper_is_there_once(surroundings)
