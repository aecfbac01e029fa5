"""What does the worker do when a paper was asked for? It prints the record and files the paper, once."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Paper
from portal.contributions import tell
from portal.jobs.running import Progress, job


@job("print_paper")
def print_paper(row: Any, progress: Progress) -> Callable[[], None] | None:
    """Print a paper unless it is filed. A file left by a worker that died is taken as it is when its name fits it."""
    from documents import press

    paper = Paper.objects.get(pk=row.arguments["paper"])
    if paper.is_filed:
        return None
    content = _left_behind(paper)
    if content is None:
        progress(20, _("Setting the pages"))
        drawn = press.render(paper.record)
        progress(70, _("Signing"))
        content = press.sign(drawn.pdf)
    progress(90, _("Filing"))
    name = f"papers/{hashlib.sha256(content).hexdigest()}.pdf"
    if paper.pending_name != name:
        if paper.pending_name:
            default_storage.delete(paper.pending_name)
        Paper.objects.filter(pk=paper.pk, status=Paper.Status.ASKED).update(pending_name=name)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    pages = press.pages_of(content)

    def settle() -> None:
        Paper.objects.filter(pk=paper.pk, status=Paper.Status.ASKED).update(
            status=Paper.Status.FILED,
            file=name,
            pending_name="",
            file_sha256=hashlib.sha256(content).hexdigest(),
            pages=pages,
            size=len(content),
            filed_at=timezone.now(),
        )
        tell("paper_filed", paper)

    return settle


def _left_behind(paper: Paper) -> bytes | None:
    """The file that an earlier attempt wrote whole, if there is one."""
    if not paper.pending_name or not default_storage.exists(paper.pending_name):
        return None
    with default_storage.open(paper.pending_name) as file:
        content = file.read()
    return content if paper.pending_name == f"papers/{hashlib.sha256(content).hexdigest()}.pdf" else None
