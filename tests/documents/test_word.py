"""A draft as a Word file: the same words as the record, headed as a draft, opened by a program that did not write it."""

import io
import zipfile

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from documents.word import WORD, draft_of
from forums.models import LedgerEntry
from meetings.models import Minutes
from meetings.record import record_of
from meetings.workflow import MINUTES
from tests.conftest import write


def words_of(content: bytes) -> str:
    """All that is written in the body, paragraphs and tables in order."""
    body = Document(io.BytesIO(content)).element.body
    lines = ("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
    return "\n".join(lines)


@pytest.fixture
def taken(held, cast, signed_in):
    """The draft as its secretary takes it."""
    return signed_in(cast.secretary).post(reverse("minutes_draft", args=[held.minutes.pk]))


def test_the_draft_holds_what_the_minutes_say(taken):
    assert taken["Content-Type"] == WORD
    assert taken["Content-Disposition"] == 'attachment; filename="032-njoro-2025-03-12-draft.docx"'
    words = words_of(taken.content)
    for said in (
        "The Chief reported calm.",
        "RESOLVED: That the bays be allocated by both sides.",
        "ACTION Name the team",
        "Sub-County Administrator, by 4 April 2025",
        "MIN. 4/03/2025",
        "Member 3",
        "This draft is no record",
    ):
        assert said in words


def test_every_page_says_that_it_is_a_draft_and_who_took_it(taken):
    made = Document(io.BytesIO(taken.content))
    assert made.sections[0].header.paragraphs[0].text == "DRAFT, not circulated"
    assert made.sections[0].footer.paragraphs[0].text.startswith("Taken from the portal by Secretary on ")
    assert made.core_properties.language == "en"
    assert made.core_properties.title.startswith("Draft: Minutes of the 3RD QUARTERLY meeting of the Njoro Sub-County")


def test_headings_and_heads_of_tables_are_marked_as_such(taken):
    made = Document(io.BytesIO(taken.content))
    headings = [line.text for line in made.paragraphs if line.style.name == "Heading 1"]
    assert {"Members present", "AGENDA", "ACTION MATRIX", "MINUTES PREPARED BY"} <= set(headings)
    assert made.tables
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_who_took_it_stands_in_the_ledger(taken, held, cast):
    entry = LedgerEntry.objects.get(verb="minutes.draft_taken")
    assert (entry.subject_id, entry.by_id) == (str(held.minutes.pk), cast.secretary.pk)


def test_minutes_in_clearing_say_so_and_circulated_ones_are_taken_as_the_paper(clearing, cast, signed_in):
    browser, address = signed_in(cast.chair), reverse("minutes_draft", args=[clearing.pk])
    head = Document(io.BytesIO(browser.post(address).content)).sections[0].header.paragraphs[0].text
    assert head == "DRAFT, with the chairs for clearing, not circulated"
    assert "Draft as a Word file" in browser.get(clearing.get_absolute_url()).content.decode()
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(clearing, "clear", by=user)
    page = browser.post(address, follow=True).content.decode()
    assert "take the PDF, which is the paper" in page
    assert "Draft as a Word file" not in page


def test_a_draft_in_kiswahili_is_headed_in_kiswahili(held):
    record = record_of(held.minutes, copy="officers", state="unconfirmed") | {"language": "sw"}
    made = Document(io.BytesIO(draft_of(record, is_sent=False, taken_by="Karani")))
    assert "RASIMU" in made.sections[0].header.paragraphs[0].text
    assert "AJENDA" in [line.text for line in made.paragraphs]


@pytest.mark.parametrize(
    "words",
    [
        "</w:t></w:r><w:instrText>INCLUDETEXT file</w:instrText>",
        "<script>alert(1)</script> & {{ 7 }} %s",
        "\u202eabc \u0645\u0631\u062d\u0628\u0627 \ufffe\x0b\x1f",
        "- one\n- two\n1. first\n2. second\n\nand more",
    ],
    ids=["markup of its own", "hypertext", "right to left and control signs", "lists"],
)
def test_hostile_words_stay_words_and_the_file_opens(held, cast, words):
    write(held, cast.secretary, text=words, officers_only=True, position=5)
    record = record_of(Minutes.objects.get(pk=held.minutes.pk), copy="officers", state="unconfirmed")
    record["items"][4]["entries"][0]["text"] = words
    content = draft_of(record, is_sent=True, taken_by=words)
    assert "FOR OFFICERS ONLY" in words_of(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body = packed.read("word/document.xml")
        assert not [name for name in packed.namelist() if "vba" in name or "embeddings" in name]
    kinds = {element.tag for element in etree.fromstring(body).iter()}
    assert qn("w:instrText") not in kinds
