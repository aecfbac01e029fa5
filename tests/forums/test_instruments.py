"""Instruments lie on file: checked by content, kept once, read by officers and those above, taken off with a trace."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from forums import instruments
from forums.models import Instrument, LedgerEntry
from forums.workflow import StepRefused
from tests.conftest import photograph

LETTER = b"%PDF-1.7 a letter\nstartxref\n0\n%%EOF\n"


def put(country, by, content=LETTER, **more):
    return instruments.put_on_file(
        forum=country.forums["032-njoro"], title="Letter", dated=None, content=content, by=by, **more
    )


def test_a_scan_is_put_on_file_and_read_by_those_who_may(country, cast, signed_in):
    said = {"title": "Letter of launch", "dated": "3 April 2025", "file": SimpleUploadedFile("x.pdf", LETTER)}
    page = reverse("forum_instruments", args=["032-njoro"])
    assert signed_in(cast.secretary).post(page, said).status_code == 302
    found = Instrument.objects.get()
    assert (found.kind, found.size, found.filed_by) == ("pdf", len(LETTER), cast.secretary)
    assert "Letter of launch" in signed_in(cast.co_chair).get(page).content.decode()
    answer = signed_in(cast.county_chair).get(reverse("instrument_download", args=[found.pk]))
    assert b"".join(answer.streaming_content) == LETTER
    assert answer["Content-Disposition"] == 'attachment; filename="letter-of-launch.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"<html>", "neither a PDF"), (b"MZ program", "neither a PDF"), (b"%PDF-" + b"0" * 5_000_000, "larger than 5 MB")],
)
def test_another_kind_of_file_whatever_its_name_is_refused_in_words(country, cast, signed_in, content, told):
    said = {"title": "Letter", "file": SimpleUploadedFile("letter.pdf", content, content_type="application/pdf")}
    answer = signed_in(cast.secretary).post(reverse("forum_instruments", args=["032-njoro"]), said)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Instrument.objects.exists()


def test_a_photographed_letter_is_kept_without_place_and_device(country, cast):
    marks = Image.Exif()
    marks[0x010F] = "Telephone maker"
    marks.get_ifd(0x8825).update({1: "S", 2: (1.0, 17.0, 11.5)})
    found = put(country, cast.secretary, photograph(exif=marks))
    with found.file.open("rb") as file:
        kept = file.read()
    assert b"Telephone" not in kept and dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    assert found.size == len(kept)
    with pytest.raises(StepRefused, match="on file already"):
        put(country, cast.chair, photograph(exif=marks))


@pytest.mark.parametrize("content", [LETTER[:20], photograph()[:-300]])
def test_a_scan_that_was_cut_off_is_refused(country, cast, content):
    with pytest.raises(StepRefused, match="was cut off"):
        put(country, cast.secretary, content)


def test_the_same_file_is_kept_once_a_forum(country, cast):
    put(country, cast.secretary)
    with pytest.raises(StepRefused, match="on file already"):
        put(country, cast.chair)


def test_what_is_taken_off_leaves_a_trace_and_no_file(country, cast, django_capture_on_commit_callbacks):
    found = put(country, cast.secretary)
    name = found.file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        instruments.take_off_file(instrument=found, by=cast.chair)
    assert not default_storage.exists(name)
    entry = LedgerEntry.objects.get(verb="instrument.remove")
    assert entry.fields["sha256"] == found.sha256
