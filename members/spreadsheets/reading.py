"""What stands in a spreadsheet? XLSX or CSV, told by its content; what cannot be read is refused in one sentence."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from members.spreadsheets.columns import column_named
from portal.contents import unpacks_too_far

LARGEST = 5_000_000  # bytes
MOST_ROWS = 5_000
WIDEST = 60  # columns
LONGEST_HEADING = 80  # signs of a heading that is told again
WITHIN = 10  # rows in which the header must stand
FORMULA = object()
MERGED = object()  # a cell that a merged one beside or above it covers
MOST_COVERED = 100_000  # cells
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
Row = tuple[int, dict[str, Any]]
Named = Callable[[Any], str | None]


class Sheet(NamedTuple):
    """What stands in a spreadsheet, and the headings that mean nothing here, as they are written."""

    rows: list[Row]
    passed_over: list[str]


class Unreadable(Exception):
    """The file cannot be read; the words say why and what to do."""


def read(file: BinaryIO, size: int, named: Named = column_named, needed: str = "") -> Sheet:
    """The rows below the header: (row number in the sheet, column -> value as text). Raises Unreadable in words.

    `named` tells which column a heading means; one of them must be `name`, whose heading people know as `needed`.
    """
    if size > LARGEST:
        raise Unreadable(_("The file is larger than 5 MB. Take the pictures out, or send it in parts."))
    content = file.read(LARGEST + 1)
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content.startswith(b"PK"):
        lines = _xlsx(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is an old .xls file. Open it and save it as .xlsx or .csv."))
    else:
        lines = _csv(content)
    return _below_the_header(lines, named, needed or _("Name"))


def _below_the_header(lines: Iterator[list[Any]], named: Named, needed: str) -> Sheet:
    columns: dict[int, str] = {}
    passed_over: list[str] = []
    rows: list[Row] = []
    is_empty = True
    for number, line in enumerate(lines, 1):
        is_empty = is_empty and all(cell in (None, "") for cell in line)
        if not columns:
            found = {place: name for place, cell in enumerate(line) if (name := named(cell))}
            if "name" in found.values() and len(found) > 1:
                columns = found
                passed_over = [
                    _plain(cell)[:LONGEST_HEADING]
                    for place, cell in enumerate(line)
                    if place not in found and cell not in (None, "", FORMULA, MERGED) and _plain(cell)
                ]
                twice = [name for name in found.values() if list(found.values()).count(name) > 1]
                if twice:
                    raise Unreadable(_("Two columns have the same heading. Keep one of them."))
            elif number >= WITHIN:
                break
            continue
        if not rows and _is_second_line_of_headings(line, columns, named):
            raise Unreadable(
                _(
                    "The headings stand on two lines. Put each heading into one cell, in one row, and send the file again."
                )
            )
        told = {name: line[place] for place, name in columns.items() if place < len(line)}
        if any(value not in (None, "", MERGED) for value in told.values()):
            rows.append((number, {name: _plain(value) for name, value in told.items()}))
        if len(rows) > MOST_ROWS:
            raise Unreadable(_("The sheet has more than 5,000 rows. Send it in parts."))
    if is_empty:
        raise Unreadable(_("The sheet is empty. The first sheet of the file is the one that is read."))
    if not columns:
        raise Unreadable(
            _(
                "No row with headings was found. One of the first ten rows needs at least %(needed)s and one more heading of the template."
            )
            % {"needed": needed}
        )
    if not rows:
        raise Unreadable(_("There is nothing below the headings."))
    return Sheet(rows, passed_over)


def _is_second_line_of_headings(line: list[Any], columns: dict[int, str], named: Named) -> bool:
    """Whether this line names columns that the headings above it leave without a name: read on, they would be lost."""
    more = [place for place, cell in enumerate(line) if place not in columns and named(cell)]
    names = [line[place] for place, name in columns.items() if name == "name" and place < len(line)]
    return bool(more) and all(cell in (None, "", MERGED) for cell in names)


def _plain(value: Any) -> Any:
    """A cell as text; a number without its decimals, a formula or a covered cell as the mark for one."""
    if value is FORMULA or value is MERGED or value is None:
        return value or ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).replace("\u00a0", " ").split())


def _xlsx(content: bytes) -> Iterator[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            raise Unreadable(_("This is no spreadsheet. Send an .xlsx or a .csv file."))
        if unpacks_too_far(parts, len(content)):
            raise Unreadable(_("This file unpacks to far more than it should, so it was not opened."))
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        covered = _covered(book, sheet)
        for number, line in enumerate(sheet.iter_rows(max_row=MOST_ROWS + WITHIN + 2, max_col=WIDEST), 1):
            cells = [FORMULA if cell.data_type == "f" else cell.value for cell in line]
            for place in covered.get(number, ()):
                if place < len(cells):
                    cells[place] = MERGED
            yield cells
    except Unreadable:
        raise
    except Exception as wrong:  # openpyxl raises whatever the damage brings
        raise Unreadable(_("The file is damaged and cannot be opened. Save it anew and send it again.")) from wrong


def _covered(book: Any, sheet: Any) -> dict[int, set[int]]:
    """The cells that merged ones cover: row number -> places from 0. Reading row by row passes them over."""
    with book._archive.open(sheet._worksheet_path) as part:
        told = MERGE.findall(part.read())
    covered: dict[int, set[int]] = {}
    cells = 0
    for found in told[:MOST_ROWS]:
        left, top, right, bottom = range_boundaries(found.decode("ascii"))
        bottom, right = min(bottom, MOST_ROWS + WITHIN + 2), min(right, WIDEST)
        cells += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if cells > MOST_COVERED:
            raise Unreadable(_("Too many cells of the sheet are merged. Undo the merging and send the file again."))
        for row in range(top, bottom + 1):
            places = set(range(left - 1, right))
            covered.setdefault(row, set()).update(places - {left - 1} if row == top else places)
    return covered


def _csv(content: bytes) -> Iterator[list[Any]]:
    if b"\x00" in content:
        raise Unreadable(_("This is no spreadsheet. Send an .xlsx or a .csv file."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.splitlines()[:WITHIN]
    separator = max(",;\t", key=lambda sign: sum(line.count(sign) for line in first))
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [FORMULA if cell.startswith("=") else cell for cell in line]
