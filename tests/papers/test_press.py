"""Papers that stand: standards, attachments, alternative texts, and nothing fetched."""

import copy
import io
import json
import subprocess
from pathlib import Path

import pikepdf
import pytest

from documents import press, signing
from documents.fingerprint import canonical, fingerprint_of
from documents.models import Paper

VERAPDF = Path(__file__).resolve().parents[3] / "shared" / "tools" / "verapdf" / "check"


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
    with pikepdf.open(io.BytesIO(press.render(record).pdf)) as pdf:
        names = {
            str(item.FontName) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    assert names
    assert all("Source-Serif" in name or "SourceSerif" in name for name in names), names


def test_the_signature_holds_and_one_changed_byte_is_noticed(record):
    signed = press.print_paper(record).pdf
    assert signing.is_intact(signed)
    place = signed.index(b"/MediaBox") + 20
    assert not signing.is_intact(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])


@pytest.mark.skipif(not VERAPDF.exists(), reason="the validator is not beside this checkout")
def test_the_validator_finds_both_standards_kept_before_and_after_signing(record, tmp_path):
    unsigned, signed = tmp_path / "unsigned.pdf", tmp_path / "signed.pdf"
    unsigned.write_bytes(press.render(record).pdf)
    signed.write_bytes(press.print_paper(record).pdf)
    said = subprocess.run([VERAPDF, "auto", unsigned, signed], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


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
