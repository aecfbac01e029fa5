"""How is a list taken along? As CSV, and as XLSX where this machine can write it; no cell can act as a formula."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

WAYS = ("csv", "xlsx") if find_spec("openpyxl") else ("csv",)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTING = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """The value as a cell takes it: text that a spreadsheet would run as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float | dt.date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(ACTING) else text


def taken_along(way: str, name: str, heads: list[str], rows: Iterable[list[Any]]) -> HttpResponseBase:
    """The table as a file to keep. Raises Http404 for a way that this machine does not know."""
    if way not in WAYS:
        raise Http404
    lines = ([harmless(cell) for cell in line] for line in (heads, *rows))
    answer: HttpResponseBase
    if way == "csv":
        answer = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_xlsx(lines), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="kikao-{name}-{timezone.localdate():%Y-%m-%d}.{way}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def _csv(lines: Iterable[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # so that spreadsheets read the letters right
    for line in lines:
        yield writer.writerow(line)


def _xlsx(lines: Iterable[list[Any]]) -> bytes:
    from openpyxl import Workbook  # only where it is asked for: it is slow to load

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append(line)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
