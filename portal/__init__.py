"""The machine room: settings, addresses, jobs and health; no word of the domain."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
