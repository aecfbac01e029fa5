"""Papers that stand: standards, attachments, alternative texts, and nothing fetched."""

import copy
import csv
import io
import json
import shutil
import subprocess
from functools import cache

import pikepdf
import pytest

from documents import press, signing
from documents.fingerprint import canonical, fingerprint_of
from documents.models import Paper
from tests.papers.sample_record import sample_record
from tests.papers.validator import assert_both_standards_kept, needs_validator


@pytest.fixture
def record(sealed):
    """The record of a sealed edition, officers' copy."""
    return Paper.objects.get(subject_id=sealed.pk, edition=2, copy="officers").record


@pytest.fixture(autouse=True)
def signing_key(settings, tmp_path_factory):
    settings.SIGNING_KEY_FILE = tmp_path_factory.getbasetemp() / "signing.pem"
    if not settings.SIGNING_KEY_FILE.exists():
        signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def words_of(pdf: bytes) -> str:
    """The words cell by cell, whatever lines they stand on."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(told.split()).replace("- ", "-")


@cache
def full(state: str = "confirmed", copy: str = "officers", language: str = "en") -> bytes:
    """The unsigned paper of 45 people."""
    return press.render(sample_record(state=state, copy=copy, language=language)).pdf


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts inside, without the tag of their subset."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = (item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item)
        return {str(font.FontName).split("+")[-1] for font in fonts}


def test_the_paper_claims_both_standards_and_is_tagged(record):
    with pikepdf.open(io.BytesIO(press.render(record).pdf)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert 'pdfaid:part="3"' in metadata
        assert 'pdfaid:conformance="A"' in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert str(pdf.Root.Lang) == "en"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_record_and_the_figures_travel_inside(record):
    with pikepdf.open(io.BytesIO(press.print_paper(record).pdf)) as pdf:
        inside = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert json.loads(inside["record.json"]) == record
        assert inside["record.json"] == canonical(record)
        assert inside["figures.csv"].decode() == press.figures_of(record)
        assert {str(spec.F) for spec in pdf.Root.AF} == set(inside)


def test_pictures_have_alternative_texts(record):
    with pikepdf.open(io.BytesIO(press.render(record).pdf)) as pdf:
        texts = [
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert texts == ["QR code leading to the check of this paper"]


def test_only_the_bundled_font_is_embedded(record):
    assert fonts_of(press.render(record).pdf) == {
        "Source-Serif-Pro",
        "Source-Serif-Pro-Semi-Bold",
        "Source-Serif-Pro-Bold",
    }


def test_the_signature_holds_and_one_changed_byte_is_noticed(record):
    signed = press.print_paper(record).pdf
    assert signing.is_intact(signed)
    place = signed.index(b"/MediaBox") + 20
    assert not signing.is_intact(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])


@needs_validator
def test_the_validator_finds_both_standards_kept_before_and_after_signing(record, tmp_path):
    unsigned, signed = tmp_path / "unsigned.pdf", tmp_path / "signed.pdf"
    unsigned.write_bytes(press.render(record).pdf)
    signed.write_bytes(press.print_paper(record).pdf)
    assert_both_standards_kept([unsigned, signed])


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<iframe src="http://127.0.0.1:1/"></iframe>',
        "<script>alert(1)</script>",
        "{% include 'base.html' %}",
    ],
)
def test_hostile_words_are_printed_as_words(record, hostile):
    poisoned = copy.deepcopy(record)
    poisoned["items"][3]["entries"][0]["text"] = hostile
    poisoned["meeting"]["venue"] = hostile
    poisoned["attendance"]["present"][0]["name"] = hostile
    printed = press.render(poisoned)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert set(pdf.attachments) == {"record.json", "figures.csv"}
    assert "passwd" in text_of(printed.pdf) if "passwd" in hostile else printed.pages > 0


def test_the_press_refuses_every_address_but_its_own():
    fetcher = press.NamedAssets("00" * 32)
    for address in ("file:///etc/passwd", "http://127.0.0.1/", "asset:../settings.py", "data:text/css,a"):
        with pytest.raises(press.FatalURLFetchingError):
            fetcher.fetch(address)


def test_the_unconfirmed_edition_says_so_and_the_confirmed_one_does_not(sealed, record):
    first = Paper.objects.get(subject_id=sealed.pk, edition=1, copy="officers").record
    assert "UNCONFIRMED MINUTES" in text_of(press.render(first).pdf)
    assert "UNCONFIRMED MINUTES" not in text_of(press.render(record).pdf)


def test_the_paper_carries_reference_fingerprint_and_page_numbers(record):
    words = text_of(press.render(record).pdf)
    assert record["reference"] in words
    assert press.grouped(fingerprint_of(record)) in words
    assert "Page 1 of" in words


def test_the_members_copy_has_no_gender_column(sealed):
    members = Paper.objects.get(subject_id=sealed.pk, edition=2, copy="members").record
    assert "Gender" not in text_of(press.render(members).pdf)


def test_the_figures_inside_are_those_of_the_record():
    record = sample_record()
    with pikepdf.open(io.BytesIO(full())) as pdf:
        rows = list(csv.reader(io.StringIO(pdf.attachments["figures.csv"].get_file().read_bytes().decode())))
    people = [(row[4], row[2]) for row in rows if row[0] == "attendance"]
    actions = [(row[5], row[2], row[3], row[4]) for row in rows if row[0] == "action"]
    assert people == [(status, who["name"]) for status, group in record["attendance"].items() for who in group]
    assert len(people) == 45
    assert actions == [(a["reference"], a["text"], a["owner"], a["due"] or "") for a in record["action_matrix"]]


def test_every_head_of_a_table_says_that_it_heads_a_column():
    with pikepdf.open(io.BytesIO(full())) as pdf:
        heads = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"]
        scopes = {str(part.Scope) for head in heads for part in _attributes(head) if "/Scope" in part}
        assert heads
        assert all(any("/Scope" in part for part in _attributes(head)) for head in heads)
    assert scopes == {"/Column"}


def _attributes(item: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    found = item.get("/A", pikepdf.Array([]))
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_the_paper_is_told_apart_by_its_title_and_its_language():
    for language in ("en", "sw"):
        with pikepdf.open(io.BytesIO(full(language=language))) as pdf:
            assert str(pdf.Root.Lang) == language
            assert "Njoro" in str(pdf.docinfo.Title)


def test_the_form_of_the_minutes_is_kept():
    words = " ".join(text_of(full()).split())
    for expected in (
        "NJORO SUB-COUNTY MULTISECTORAL",
        "12TH MARCH 2025",
        "10.00 A.M.",
        "MEMBERS PRESENT",
        "REPRESENTED",
        "ABSENT WITH APOLOGY",
        "ABSENT WITHOUT APOLOGY",
        "IN ATTENDANCE",
        "AGENDA",
        "MIN. 4/03/2025: SECURITY AND PEACE SITUATION REPORT",
        "FOR OFFICERS ONLY",
        "ACTION MATRIX",
        "MINUTES PREPARED BY",
        "CONFIRMED AS A TRUE RECORD OF THE PROCEEDINGS",
        "RESERVATION OF GRACE WANJIRU MWANGI, CO-CHAIRPERSON",
        "SAMPLE DATA, not an official record.",
        "Circulation: all members; County Commissioner, Nakuru; file.",
    ):
        assert expected in words


def test_the_unconfirmed_edition_names_who_cleared_it_above_the_title():
    words = " ".join(text_of(full("unconfirmed")).split())
    cleared = "Cleared by Samuel Rotich, Deputy County Commissioner, Njoro, on 18 March 2025."
    assert words.index("UNCONFIRMED MINUTES") < words.index(cleared) < words.index("MINUTES OF THE 3RD QUARTERLY")
    assert "Signed in the portal" not in words


def test_an_empty_list_says_none():
    record = sample_record()
    record["attendance"]["absent"] = []
    words = " ".join(text_of(press.render(record).pdf).split())
    assert "ABSENT WITHOUT APOLOGY None." in words


def test_signs_that_the_font_lacks_bring_no_other_font_and_stop_no_paper():
    record = sample_record()
    record["meeting"]["name"] = "Third\x0bmeeting\x01"
    record["attendance"]["present"][2]["name"] = "M\u0169r\u0129ithi G\u0129th\u0169\u0169ri"
    record["items"][0]["entries"][0]["text"] = "Sub\u2011County \U0001f600\U0001f600 \u0633\u0644 a\u200bb o\u0301"
    pdf = press.render(record).pdf
    words = text_of(pdf)
    assert "M\u0169r\u0129ithi G\u0129th\u0169\u0169ri" in words
    assert "Sub-County [?] [?] ab \u00f3" in words
    assert all(name.startswith("Source-Serif-Pro") for name in fonts_of(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert json.loads(opened.attachments["record.json"].get_file().read_bytes()) == record


def test_wide_brackets_do_not_become_markup():
    record = sample_record()
    record["items"][0]["entries"][0]["text"] = "\uff1cimg src=\uff02file:///etc/passwd\uff02\uff1e"
    assert '<img src="file:///etc/passwd">' in text_of(press.render(record).pdf)


def test_a_long_deed_and_a_long_reservation_lose_no_word():
    record = sample_record()
    long = {part: [f"{part}{number:03d}" for number in range(400)] for part in ("deed", "reservation", "matrix")}
    record["items"][3]["entries"][1]["deeds"][1]["text"] = " ".join(long["deed"])
    record["signatures"][1]["reservation"] = " ".join(long["reservation"])
    record["action_matrix"][2]["text"] = " ".join(long["matrix"])
    printed = text_of(press.render(record).pdf)
    found = set(printed.split())
    assert [word for words in long.values() for word in words if word not in found] == []
    assert printed.count("Signature") == 2


def test_the_situation_item_has_its_areas_in_a_table_and_loses_no_word():
    text = words_of(full())
    for words in ("Mau Narok Sub", "Night patrols by both", "Naomi Cheruto, Radio"):
        assert words in text
    assert text.count("The bridge was blocked again") == 39


def test_who_came_late_has_the_time_beside_the_name():
    record = sample_record()
    record["attendance"]["present"][2] |= {"came_at": "10:40", "left_at": "12:10"}
    assert "came at 10.40 a.m., left at 12.10 p.m." in words_of(press.render(record).pdf)


def test_a_byte_changed_anywhere_is_noticed():
    signed = press.sign(full())
    assert signing.is_intact(signed)
    places = range(0, len(signed), len(signed) // 60)
    unnoticed = [
        place
        for place in places
        if signing.is_intact(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])
    ]
    assert unnoticed == []


def test_what_is_no_signed_paper_is_not_intact():
    for content in (b"", b"no paper", press.sign(full())[:5000], full(), press.sign(full()) + b"\n% more"):
        assert not signing.is_intact(content)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig is not on this machine")
def test_another_reader_calls_the_signature_valid(tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(press.sign(full()))
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said


@needs_validator
def test_the_validator_passes_every_edition_and_copy_of_a_full_record(tmp_path):
    files = []
    for state in ("unconfirmed", "confirmed"):
        for copy_ in ("officers", "members"):
            unsigned = full(state, copy_)
            for name, content in (("unsigned", unsigned), ("signed", press.sign(unsigned))):
                files.append(tmp_path / f"{state}-{copy_}-{name}.pdf")
                files[-1].write_bytes(content)
    assert_both_standards_kept(files)


def test_a_members_copy_of_45_people_and_60_entries_is_small_enough_for_a_telephone():
    record = sample_record(state="confirmed", copy="members", language="en")
    said = [entry for item in record["items"] for entry in item["entries"]]
    for number in range(len(said), 60):
        entry = copy.deepcopy(said[number % len(said)])
        entry["text"] = f"{entry['text']} The members heard it and asked {number} questions. " * 4
        item = record["items"][number % len(record["items"])]
        item["entries"].append(entry | {"number": f"{item['number']}.{len(item['entries']) + 1}"})
    assert sum(len(item["entries"]) for item in record["items"]) == 60
    assert sum(map(len, record["attendance"].values())) == 45
    printed = press.print_paper(record)
    assert printed.pages > 5 and len(printed.pdf) < 300 * 1024
