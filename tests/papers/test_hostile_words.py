"""The paper stands whatever words are in it: lists, signs the font lacks, other directions, fifty thousand letters."""

import copy
import io

import pikepdf
import pytest

from documents import press
from tests.papers.sample_record import sample_record
from tests.papers.test_press import fonts_of, text_of
from tests.papers.validator import assert_both_standards_kept, needs_validator

LISTS = "The Chief reported:\n- calm in Njoro & Lare;\n- two cases.\n\n1. A patrol was sent.\n2. It returned.\n\nMembers noted it."


@pytest.fixture(scope="module")
def printed():
    """A paper with lists in an entry, a resolution and a reservation, and all kinds of hostile words."""
    record = copy.deepcopy(sample_record())
    entries = [entry for item in record["items"] for entry in item["entries"]]
    entries[0]["text"] = LISTS
    entries[1]["text"] = (
        "- <script>alert(1)</script>\n- <img src='file:///etc/passwd'>\n\u05e9\u05dc\u05d5\u05dd 👩‍🌾 \u202etxt\u202c \u0641"
    )
    entries[2]["text"] = "Nakuru " * 6000 + "x" * 8000
    deed = next(deed for entry in entries for deed in entry["deeds"] if deed["kind"] == "resolution")
    deed["text"] = "That:\n- the bays be allocated;\n- both sides sign."
    record["attendance"]["present"][0]["name"] = "W" * 120
    if record["signatures"]:
        record["signatures"][0]["reservation"] = "I hold that:\n1. three weeks were asked;\n2. not two."
    return press.render(record).pdf


def test_points_and_numbers_are_tagged_as_lists(printed):
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    assert kinds.count("/LI") >= 10
    words = " ".join(text_of(printed).split())
    for said in ("calm in Njoro & Lare;", "1. A patrol was sent.", "both sides sign.", "<script>alert(1)</script>"):
        assert said in words


def test_signs_without_a_glyph_are_told_and_bring_no_other_font(printed):
    assert press.UNKNOWN in text_of(printed)
    assert all(font.startswith("Source-Serif-Pro") for font in fonts_of(printed))


def test_no_letter_of_fifty_thousand_is_lost(printed):
    words = text_of(printed)
    assert words.count("Nakuru") >= 6000
    assert words.count("x") >= 8000


@needs_validator
def test_the_validator_finds_both_standards_kept_in_it(printed, tmp_path):
    file = tmp_path / "hostile.pdf"
    file.write_bytes(printed)
    assert_both_standards_kept([file])
