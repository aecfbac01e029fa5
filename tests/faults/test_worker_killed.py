"""The worker is killed with `kill -9`, the bell is lost: every paper still arrives, once, and its file fits it."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from tests.faults.house import Worker, ask, until

pytestmark = pytest.mark.faults


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
    assert sorted(str(file.relative_to(folder)) for file in (folder / "papers").rglob("*.pdf")) == sorted(
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
        subprocess.run(["redis-cli", "-u", surroundings["REDIS_URL"], "flushdb"], check=True, capture_output=True)
    worker = Worker(surroundings)
    try:
        until(lambda: all_is_done(surroundings), "all papers, and every job done")
    finally:
        worker.kill()
    assert_every_paper_is_there_once(surroundings)
