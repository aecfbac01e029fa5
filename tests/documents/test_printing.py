"""Filing a paper: once, whatever dies between file and row, and readable when it fails."""

import datetime as dt
import errno
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.files.storage import default_storage
from django.utils import timezone

from documents import jobs as documents_jobs
from documents import press, signing
from documents.models import Paper
from portal.jobs import running
from portal.jobs.models import Job


@pytest.fixture(autouse=True)
def signing_key(settings, tmp_path_factory):
    settings.SIGNING_KEY_FILE = tmp_path_factory.getbasetemp() / "signing.pem"
    if not settings.SIGNING_KEY_FILE.exists():
        signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")
    running.load_handlers()


@pytest.fixture
def paper(circulated):
    return Paper.objects.get(subject_id=circulated.pk, copy="members")


def files() -> list[str]:
    return default_storage.listdir("papers")[1] if default_storage.exists("papers") else []


def test_the_worker_files_a_paper(paper):
    assert running.run(paper.job_id)
    paper.refresh_from_db()
    assert paper.is_filed
    assert files() == [f"{paper.file_sha256}.pdf"]
    assert paper.pages > 1
    assert paper.size == default_storage.size(paper.file.name)


def test_running_the_same_job_again_prints_nothing(paper, monkeypatch):
    running.run(paper.job_id)
    monkeypatch.setattr(press, "render", lambda record: pytest.fail("printed twice"))
    assert not running.run(paper.job_id)
    assert len(files()) == 1


def test_killed_between_file_and_row_the_file_is_taken_as_it_is(paper, monkeypatch):
    Job.objects.filter(pk=paper.job_id).update(status="running", claim="0" * 32, lease_until=timezone.now(), attempts=1)
    documents_jobs.print_paper(paper.job, lambda percent, words: None)  # its settling is lost with the worker
    paper.refresh_from_db()
    assert (paper.status, len(files())) == ("asked", 1)
    monkeypatch.setattr(press, "render", lambda record: pytest.fail("printed twice"))
    Job.objects.filter(pk=paper.job_id).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert running.run(paper.job_id)
    paper.refresh_from_db()
    assert paper.is_filed
    assert files() == [f"{paper.file_sha256}.pdf"]


def test_a_torn_file_is_printed_afresh_and_leaves_nothing_behind(paper):
    documents_jobs.print_paper(paper.job, lambda percent, words: None)
    paper.refresh_from_db()
    torn = Path(portal_settings.STORAGES["default"]["OPTIONS"]["location"]) / paper.pending_name
    torn.write_bytes(torn.read_bytes()[:1000])
    running.run(paper.job_id)
    paper.refresh_from_db()
    assert paper.is_filed
    assert files() == [f"{paper.file_sha256}.pdf"]


def test_a_worker_that_lost_its_lease_leaves_no_trace_in_the_row(paper, monkeypatch):
    real = press.sign

    def slow(pdf):
        Job.objects.filter(pk=paper.job_id).update(claim="1" * 32)
        return real(pdf)

    monkeypatch.setattr(press, "sign", slow)
    running.run(paper.job_id)
    paper.refresh_from_db()
    assert paper.status == "asked"
    assert Job.objects.get(pk=paper.job_id).status == "running"


def test_a_full_disk_is_said_in_words_and_can_be_asked_again(paper, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", full)
    running.run(paper.job_id)
    job = Job.objects.get(pk=paper.job_id)
    assert job.status == "failed"
    assert "The disk is full" in job.words
    paper.refresh_from_db()
    assert paper.status == "asked"


def test_another_fault_is_tried_again_after_the_lease_and_given_up_in_the_end(paper, monkeypatch):
    monkeypatch.setattr(press, "render", lambda record: 1 / 0)
    for attempt in range(1, 6):
        Job.objects.filter(pk=paper.job_id, status="running").update(
            lease_until=timezone.now() - dt.timedelta(seconds=1)
        )
        assert running.run(paper.job_id)
        assert Job.objects.get(pk=paper.job_id).attempts == attempt
    job = Job.objects.get(pk=paper.job_id)
    assert job.status == "failed"
    assert "Something went wrong" in job.words
    assert not running.run(paper.job_id)
