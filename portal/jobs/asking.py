"""How is work asked for? A row in the asker's transaction; the bell rings once it is committed."""

from typing import Any

from portal.jobs.models import Job


def ask(kind: str, key: str, *, by: Any = None, **ids: int) -> Job:
    """Ask for work; the same key asks once."""
    job, _ = Job.objects.get_or_create(key=key, defaults={"kind": kind, "arguments": ids, "asked_by": by})
    return job
