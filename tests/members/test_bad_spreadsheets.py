"""Spreadsheets as they go wrong in offices, saved by LibreOffice: each has a clear answer and changes nothing."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from members.models import Contact, Membership, Organisation, Person, RosterImport
from members.spreadsheets.reading import MOST_ROWS, Unreadable, read
from portal import uploads

SLUG = "032-njoro"
SHEET = "xl/worksheets/sheet1.xml"


def saved(name: str) -> bytes:
    """A file as LibreOffice saved it."""
    return (Path(__file__).parent / "spreadsheets" / name).read_bytes()


def remade(name: str, change) -> bytes:
    """The file with its sheet's text changed, all else as LibreOffice left it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(name))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content.decode()) if part.filename == SHEET else content)
    return out.getvalue()


def of_length(people: int) -> bytes:
    """A sheet of so many people below its headings: the last row again and again."""

    def longer(text: str) -> str:
        rows = re.findall(r"<row .*?</row>", text)
        last, there = rows[-1], len(rows)
        more = (re.sub(rf'r="([A-Z]*){there}"', rf'r="\g<1>{n}"', last) for n in range(there + 1, people + 2))
        return text.replace("</sheetData>", "".join(more) + "</sheetData>")

    return remade("duplicate-phones.xlsx", longer)


@pytest.fixture
def everything():
    """What an import could change, as it stands."""
    return lambda: [model.objects.count() for model in (Person, Organisation, Membership, Contact)]


@pytest.fixture
def look(cast, signed_in, everything):
    """Send a file and look at what it comes to; whatever that is, nobody has come and nothing has changed."""
    browser = signed_in(cast.secretary)

    def send(content: bytes, name: str = "roster.xlsx"):
        before = everything()
        page = browser.post(
            reverse("roster_import", args=[SLUG]), {"file": SimpleUploadedFile(name, content)}, follow=True
        )
        assert everything() == before
        return page

    return send


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty.xlsx", "The sheet is empty."),
        ("empty.csv", "The file is empty."),
        ("headings-only.xlsx", "There is nothing below the headings."),
        ("headings-over-two-lines.xlsx", "The headings stand on two lines."),
        ("roster.xls", "This is an old .xls file."),
        ("roster.ods", "This is no spreadsheet."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(look, name, words):
    answer = look(saved(name), name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RosterImport.objects.exists()


def test_lines_that_group_the_headings_are_passed_over(look):
    page = look(saved("two-header-lines.xlsx"))
    assert page.context["counts"] == {"new": 2, "changed": 0, "same": 0, "twice": 0, "wrong": 0}
    assert [row["said"]["phone"] for row in RosterImport.objects.get().rows] == ["+254712345678", "+254112345678"]


def test_merged_cells_are_told_row_by_row(look):
    page = look(saved("merged-cells.xlsx"))
    assert page.context["counts"] == {"new": 2, "changed": 0, "same": 0, "twice": 0, "wrong": 2}
    assert "Cells of this row are merged with others." in page.content.decode()


def test_a_date_where_an_age_belongs_is_told_as_it_stands_in_the_cell(look):
    page = look(saved("wrong-dates.xlsx"))
    assert page.context["counts"] == {"new": 1, "changed": 0, "same": 0, "twice": 0, "wrong": 2}
    for told in ("“2001-03-14” is no age", "“31/02/1990” is no age"):
        assert told in page.content.decode()


@pytest.mark.parametrize(("name", "new", "twice"), [("duplicate-phones.xlsx", 2, 2), ("duplicate-phones.csv", 1, 1)])
def test_one_telephone_written_in_four_ways_is_one_person(look, name, new, twice):
    page = look(saved(name), name)
    assert page.context["counts"] == {"new": new, "changed": 0, "same": 0, "twice": twice, "wrong": 0}
    assert "The same as row 2 of the file." in page.content.decode()


def test_formulas_are_no_values_whatever_they_come_to(look):
    page = look(saved("formulas.xlsx"))
    assert page.context["counts"] == {"new": 1, "changed": 0, "same": 0, "twice": 0, "wrong": 2}
    assert page.content.decode().count("A cell holds a formula.") == 2


def test_five_thousand_rows_are_read_and_one_more_is_refused(look):
    content = of_length(MOST_ROWS)
    assert len(read(io.BytesIO(content), len(content)).rows) == MOST_ROWS
    answer = look(of_length(MOST_ROWS + 1))
    assert answer.status_code == 422
    assert "The sheet has more than 5,000 rows. Send it in parts." in answer.content.decode()


def test_a_bomb_in_an_offices_own_file_is_not_opened(look):
    answer = look(remade("roster.xlsx", lambda text: text + " " * 120_000_000))
    assert answer.status_code == 422
    assert "This file unpacks to far more than it should" in answer.content.decode()


def test_a_sheet_of_nothing_but_merged_cells_is_refused_before_it_costs(look):
    merged = '<mergeCells count="3000">' + '<mergeCell ref="A1:BH5000"/>' * 3000 + "</mergeCells>"
    answer = look(remade("roster.xlsx", lambda text: text.replace("</sheetData>", "</sheetData>" + merged)))
    assert answer.status_code == 422
    assert "Too many cells of the sheet are merged." in answer.content.decode()


class Endless:
    """A body that is made while it is read: one file of so many bytes."""

    def __init__(self, size: int) -> None:
        head = '--x\r\nContent-Disposition: form-data; name="file"; filename="roster.xlsx"\r\n\r\n'
        self.parts = [io.BytesIO(head.encode()), size, io.BytesIO(b"\r\n--x--\r\n")]
        self.length = size + len(head) + len(b"\r\n--x--\r\n")

    def read(self, most: int) -> bytes:
        while self.parts:
            if isinstance(self.parts[0], int):
                found = b"\x00" * min(most, self.parts[0])
                self.parts[0] -= len(found)
            else:
                found = self.parts[0].read(most)
            if found:
                return found
            self.parts.pop(0)
        return b""

    readline = read


def test_of_a_file_of_200_megabytes_only_the_beginning_is_kept_and_its_size_is_said():
    body = Endless(200_000_000)
    environment = {
        "REQUEST_METHOD": "POST", "wsgi.input": body, "CONTENT_LENGTH": str(body.length),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }  # fmt: skip
    sent = WSGIRequest(environment).FILES["file"]
    kept = Path(sent.temporary_file_path()).stat().st_size
    sent.close()
    assert 5_000_000 < kept <= uploads.MOST
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        read(sent, sent.size)
