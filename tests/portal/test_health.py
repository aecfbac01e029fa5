"""What a watcher is told: ready only with database, migrations, doorbell and a living worker."""

import datetime as dt

import pytest
from django.utils import timezone

from portal import health
from portal.jobs.models import Heartbeat


@pytest.fixture
def doorbell(monkeypatch):
    monkeypatch.setitem(health.CHECKS, "doorbell", lambda: "")


def test_ready_with_a_worker_that_has_just_done_its_round(client, db, doorbell):
    Heartbeat.objects.create(worker="one", at=timezone.now())
    answer = client.get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ready"})


def test_not_ready_while_the_worker_is_silent(client, db, doorbell):
    Heartbeat.objects.create(worker="one", at=timezone.now() - dt.timedelta(minutes=5))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "not ready: no worker has done its round lately"


def test_a_check_that_breaks_is_told_without_its_secrets(client, db, monkeypatch):
    def broken():
        raise ConnectionError("redis://:secret@redis")

    monkeypatch.setitem(health.CHECKS, "doorbell", broken)
    said = client.get("/readyz")
    assert said.json()["doorbell"] == "not ready: ConnectionError"
    assert "secret" not in said.content.decode()


def test_alive_says_nothing_but_that(client):
    assert client.get("/livez").json() == {"alive": True}
