"""Instruments lie on file: checked by content, kept once, read by officers and those above, taken off with a trace."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forums import instruments
from forums.models import Instrument, LedgerEntry
from forums.workflow import StepRefused

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
