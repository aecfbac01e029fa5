"""How is a list taken along? As CSV or XLSX; no cell can act as a formula."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

WAYS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTING = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """The value as a cell takes it: text that a spreadsheet would run as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float | dt.date):
        return value
    text = str(value)
    is_number = re.fullmatch(r"\+\d{8,15}", text)  # a telephone's, with its country
    return f"'{text}" if text.startswith(ACTING) and not is_number else text


def taken_along(way: str, name: str, heads: list[str], rows: Iterable[list[Any]]) -> HttpResponseBase:
    """The table as a file to keep. Raises Http404 for another way."""
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
