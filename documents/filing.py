"""How does a document become a paper? Its record is frozen now; the printing is asked for and never waited for."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from documents.fingerprint import fingerprint_of
from documents.models import Paper
from documents.search import keep
from forums import ledger
from forums.models import Forum
from portal.jobs.asking import ask


def file_papers(
    *,
    forum: Forum,
    kind: str,
    label: str,
    edition: int,
    subject: models.Model,
    records: dict[str, dict[str, Any]],
    reference: str,
    title: str,
    quarter: str,
    dated: dt.date,
    is_sample: bool,
    by: Any,
) -> list[Paper]:
    """Freeze one paper for each copy in `records` (copy -> record), let it be found, ask for its printing; all at once."""
    papers = []
    with transaction.atomic():
        head = ledger.head_hash()
        for copy, record in records.items():
            record = {**record, "ledger_head": head}
            paper = Paper.objects.create(
                forum=forum,
                kind=kind,
                copy=copy,
                edition=edition,
                label=label,
                reference=reference,
                title=title,
                quarter=quarter,
                dated=dated,
                subject=subject._meta.label_lower,
                subject_id=subject.pk,
                area_path=forum.area.path,
                record=record,
                fingerprint=fingerprint_of(record),
                ledger_hash=head,
                is_sample=is_sample,
                asked_by=by,
            )
            keep(paper)
            ask_for_printing(paper, by=by)
            ledger.record("paper.ask", paper, by=by, area=forum.area, fingerprint=paper.fingerprint)
            papers.append(paper)
    return papers


def ask_for_printing(paper: Paper, *, by: Any) -> None:
    """Ask the worker to print a paper; asking twice prints once."""
    paper.job = ask("print_paper", f"print-paper-{paper.pk}", by=by, paper=paper.pk)
    paper.save(update_fields=["job"])
