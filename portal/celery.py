"""Which doorbell rings for the worker? Redis where there is one, else a folder of the data; JSON and ids only."""

import os

from celery import Celery
from django.conf import settings

from portal import doorbell

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("kikao")


def surroundings() -> dict[str, object]:
    """Celery's settings, from the portal's."""
    shared = {
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_acks_late": False,
        "task_store_eager_result": False,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "broker_connection_retry_on_startup": True,
        "timezone": settings.TIME_ZONE,
        "imports": ["portal.jobs.tasks"],
        "beat_schedule": {
            "sweep": {
                "task": "portal.jobs.tasks.sweep",
                "schedule": settings.SWEEP_SECONDS,
                "options": {"expires": settings.SWEEP_SECONDS * 2},
            }
        },
    }
    if settings.REDIS_URL:
        return shared | {"broker_url": settings.REDIS_URL}
    doorbell.hang()
    folder = settings.VAR / "doorbell"
    for name in ("bell", "control", "processed"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return shared | {
        "broker_url": "filesystem://localhost/",
        "broker_transport_options": {
            "data_folder_in": str(folder / "bell"),
            "data_folder_out": str(folder / "bell"),
            "control_folder": str(folder / "control"),
            "processed_folder": str(folder / "processed"),
            "store_processed": False,
            "polling_interval": 0.25,
        },
    }


app.add_defaults(surroundings)
