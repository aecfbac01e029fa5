"""A job is a row: asked for once, run once, swept up when lost, readable when it fails."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from portal.jobs import asking, running
from portal.jobs.models import Heartbeat, Job


@pytest.fixture
def rung(monkeypatch):
    """The ids for which the bell rang."""
    ids = []
    monkeypatch.setattr(asking.app, "send_task", lambda name, args, **_: ids.append(args[0]))
    return ids


@pytest.fixture
def work(monkeypatch):
    """A kind of work that notes each run."""
    done = []
    monkeypatch.setitem(running._handlers, "note", lambda job, progress: done.append(job.pk))
    return done


def late(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_the_same_key_asks_once_and_rings_once_after_the_commit(db, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = asking.ask("note", "one", paper=1)
        second = asking.ask("note", "one", paper=1)
        assert rung == []
    assert first == second
    assert rung == [first.pk]


def test_a_deed_that_is_rolled_back_leaves_no_job(db, rung):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        asking.ask("note", "one")
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_dead_broker_is_no_harm(db, monkeypatch):
    def dead(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(asking.app, "send_task", dead)
    asking.ring(1)


def test_a_job_runs_once(db, rung, work):
    job = asking.ask("note", "one")
    assert running.run(job.pk)
    assert not running.run(job.pk)
    assert work == [job.pk]
    job.refresh_from_db()
    assert (job.status, job.progress, job.is_over) == ("done", 100, True)


def test_a_job_that_another_worker_holds_is_left_alone_until_its_lease_runs_out(db, rung, work):
    job = asking.ask("note", "one")
    assert running._claim(job.pk, "0" * 32)
    assert not running.run(job.pk)
    late(job)
    assert running.run(job.pk)
    assert work == [job.pk]


def test_a_worker_that_lost_its_lease_settles_nothing(db, rung, monkeypatch):
    settled = []

    def slow(job, progress):
        Job.objects.filter(pk=job.pk).update(claim="1" * 32)
        return lambda: settled.append(job.pk)

    monkeypatch.setitem(running._handlers, "slow", slow)
    job = asking.ask("slow", "one")
    running.run(job.pk)
    assert settled == []


def test_the_sweep_rings_for_what_nobody_heard_and_for_what_was_left_lying(db, rung):
    unheard, left, fresh = (asking.ask("note", key) for key in ("unheard", "left", "fresh"))
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    Job.objects.filter(pk=unheard.pk).update(rung_at=long_ago)
    running._claim(left.pk, "0" * 32)
    late(left)
    assert running.sweep("worker") == 2
    assert sorted(rung) == sorted([unheard.pk, left.pk])
    assert fresh.pk not in rung
    assert Heartbeat.objects.filter(worker="worker").exists()


def test_a_job_whose_workers_die_every_time_is_given_up_in_words(db, rung):
    job = asking.ask("note", "one")
    running._claim(job.pk, "0" * 32)
    Job.objects.filter(pk=job.pk).update(attempts=5)
    late(job)
    running.sweep("worker")
    job.refresh_from_db()
    assert job.status == "failed"
    assert "asked for again" in job.words


def test_what_is_said_to_people_is_said_and_not_tried_again(db, rung, monkeypatch):
    def refuse(job, progress):
        raise running.JobError("The record is of a form that this press does not know.")

    monkeypatch.setitem(running._handlers, "refuse", refuse)
    job = asking.ask("refuse", "one")
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.status, job.words) == ("failed", "The record is of a form that this press does not know.")


def test_a_failed_job_can_be_asked_again_and_a_running_one_cannot(db, rung, work):
    job = asking.ask("note", "one")
    assert not asking.ask_again(job)
    Job.objects.filter(pk=job.pk).update(status="failed", attempts=5, error="The disk is full.")
    assert asking.ask_again(job)
    assert running.run(job.pk)
    assert work == [job.pk]
