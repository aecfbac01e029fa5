"""Is the portal alive, and is it ready to serve? For those who watch the machine; no secrets, no names."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from kombu import Connection

from portal.celery import app
from portal.jobs.models import Heartbeat


@never_cache
def livez(request: HttpRequest) -> JsonResponse:
    """Whether this process answers at all."""
    return JsonResponse({"alive": True})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations, doorbell and worker, a line each; 503 while one of them is wanting."""
    lines = {name: _line(check) for name, check in CHECKS.items()}
    answer = JsonResponse(lines, status=200 if all(line == "ready" for line in lines.values()) else 503)
    answer._has_been_logged = True  # who asks reads the answer; the log need not repeat it
    return answer


def _line(check: Callable[[], str]) -> str:
    try:
        return check() or "ready"
    except Exception as wrong:  # noqa: BLE001 - a watcher wants the line, not the trace
        return f"not ready: {type(wrong).__name__}"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"not ready: {len(waiting)} migrations wait" if waiting else ""


def _doorbell() -> str:
    if settings.REDIS_URL:
        with Connection(settings.REDIS_URL, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    else:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    return ""


def _worker() -> str:
    last = Heartbeat.objects.aggregate(last=Max("at"))["last"]
    late = dt.timedelta(seconds=settings.SWEEP_SECONDS * 3)
    if last is None or timezone.now() - last > late:
        return "not ready: no worker has done its round lately"
    return ""


CHECKS = {"database": _database, "migrations": _migrations, "doorbell": _doorbell, "worker": _worker}
