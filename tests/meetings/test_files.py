"""Photographs and documents lie with a meeting: bare, once, seen by those who may, removed with a trace."""

import datetime as dt
import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from forums.models import LedgerEntry
from forums.workflow import StepRefused
from meetings.actions import files
from meetings.holding import MEETING
from meetings.models import MeetingFile
from portal import kept_files
from tests.conftest import photograph, plan

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


def put(meeting, by, content=None, name="hall.jpg", **more) -> MeetingFile:
    more = {"title": "The elders at the bridge", "alternative": "Six people under a tree.", **more}
    return files.put(meeting=meeting, content=content or photograph(), name=name, by=by, **more)


def stored() -> set[str]:
    try:
        return set(default_storage.listdir("meetings")[1])
    except FileNotFoundError:
        return set()


def sent(**more) -> dict:
    said = {"title": "The elders", "alternative": "Six people.", "audience": "members"}
    return said | {"file": SimpleUploadedFile("hall.jpg", photograph(), "image/jpeg")} | more


def test_a_photograph_is_filed_bare_under_a_name_that_nobody_can_guess(held, cast):
    marks = Image.Exif()
    marks[0x010F] = "Telephone maker"
    marks.get_ifd(0x8825).update({1: "S", 2: (1.0, 17.0, 11.5)})
    found = put(held, cast.secretary, photograph((3000, 2000), exif=marks))
    assert (found.kind, found.format, found.width, found.height) == ("photograph", "jpg", 2000, 1333)
    assert re.fullmatch(r"meetings/[\w-]{32}\.jpg", found.file.name)
    assert found.file.name != found.small.name
    for file in (found.file, found.small):
        with file.open("rb") as opened:
            kept = opened.read()
        assert b"Telephone" not in kept and b"Exif" not in kept
        assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    entry = LedgerEntry.objects.get(verb="file.add")
    assert entry.fields == {
        "meeting": held.pk, "kind": "photograph", "audience": "members", "sha256": found.sha256,
    }  # fmt: skip


def test_a_document_is_kept_as_it_came(held, cast):
    found = put(held, cast.chair, PDF, "../C\\charter.pdf", title="Charter of the bridge", audience="officers")
    assert (found.kind, found.format, found.small.name, found.alternative) == ("document", "pdf", "", "")
    assert (found.original_name, found.file_name) == ("charter.pdf", "charter-of-the-bridge.pdf")
    with found.file.open("rb") as file:
        assert file.read() == PDF


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<html>", "hall.jpg", "Only photographs"),
        (b"<svg/>", "hall.svg", "Only photographs"),
        (photograph()[:-300], "hall.jpg", "was cut off"),
        (photograph(), "hall.pdf", "is JPG inside"),
        (PDF + b"0" * kept_files.LARGEST, "charter.pdf", "larger than 12 MB"),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(held, cast, content, name, told):
    with pytest.raises(StepRefused, match=told):
        put(held, cast.secretary, content, name)
    assert (MeetingFile.objects.count(), stored()) == (0, set())


def test_the_same_picture_is_kept_once_a_meeting_and_its_copy_is_not_stored(held, country, cast):
    put(held, cast.secretary)
    before = stored()
    with pytest.raises(StepRefused, match="here already"):
        put(held, cast.chair, title="Again")
    assert stored() == before
    put(plan(country, cast.secretary, dt.date(2025, 4, 9)), cast.chair)
    assert MeetingFile.objects.count() == 2


@pytest.mark.parametrize(
    ("limit", "value", "told"),
    [("MOST_FILES", 1, "as many as there may be"), ("MOST_BYTES", 5000, "together"), ("MOST_A_DAY", 1, "tomorrow")],
)
def test_a_meeting_and_a_day_can_be_full(held, cast, monkeypatch, limit, value, told):
    put(held, cast.secretary)
    monkeypatch.setattr(files, limit, value)
    with pytest.raises(StepRefused, match=told):
        put(held, cast.secretary, photograph((500, 500)))


def test_the_database_keeps_photographs_to_what_was_drawn_anew(held, cast):
    found = put(held, cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFile.objects.filter(pk=found.pk).update(small="")


def test_only_who_keeps_the_record_puts_changes_and_removes(held, cast):
    found = put(held, cast.secretary)
    for user in (cast.co_chair, cast.member, cast.county_chair, cast.nsc_director):
        with pytest.raises(PermissionDenied):
            put(held, user)
        with pytest.raises(PermissionDenied):
            files.change(file=found, title="x", alternative="", audience="members", by=user)
        with pytest.raises(PermissionDenied):
            files.remove(file=found, by=user)


def test_members_see_what_is_theirs_once_the_meeting_is_convened_and_officers_all(country, cast, signed_in):
    meeting = plan(country, cast.secretary)
    put(meeting, cast.secretary, title="For everybody")
    secret = put(meeting, cast.secretary, PDF, "list.pdf", title="For officers", audience="officers")

    def seen(user) -> set[str]:
        return set(MeetingFile.objects.visible_to(user).values_list("title", flat=True))

    assert (seen(cast.member), seen(cast.co_chair)) == (set(), {"For everybody", "For officers"})
    MEETING.take(meeting, "convene", by=cast.secretary)
    assert (seen(cast.member), seen(cast.county_chair)) == ({"For everybody"}, {"For everybody", "For officers"})
    assert seen(cast.naivasha_secretary) == seen(cast.outsider) == set()
    page = signed_in(cast.member).get(reverse("meeting_files", args=[meeting.pk])).content.decode()
    assert "For everybody" in page and "For officers" not in page and "<form method" not in page.split("<main")[1]
    assert signed_in(cast.member).get(secret.get_absolute_url()).status_code == 403
    assert signed_in(cast.outsider).get(secret.get_absolute_url()).status_code == 404


def test_a_photograph_is_sent_whole_without_a_script_and_seen_in_the_list(held, cast, signed_in):
    browser = signed_in(cast.secretary)
    page = reverse("meeting_files", args=[held.pk])
    assert browser.post(page, sent()).status_code == 302
    found = MeetingFile.objects.get()
    shown = browser.get(page).content.decode()
    assert f'src="{reverse("meeting_file_small", args=[found.pk])}" alt="Six people."' in shown
    assert found.file.name not in shown and found.small.name not in shown
    assert "ask them first" in shown


def test_of_several_those_that_fit_are_filed_and_the_others_told_in_words(held, cast, signed_in):
    several = [
        SimpleUploadedFile("one.jpg", photograph((300, 200))),
        SimpleUploadedFile("two.jpg", b"<html>"),
        SimpleUploadedFile("three.pdf", PDF),
    ]
    answer = signed_in(cast.secretary).post(reverse("meeting_files", args=[held.pk]), sent(file=several), follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told[0] == "2 files are here now." and told[1].startswith("two.jpg: Only photographs")
    assert set(MeetingFile.objects.values_list("original_name", flat=True)) == {"one.jpg", "three.pdf"}


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(held, cast, signed_in):
    browser, page = signed_in(cast.secretary), reverse("meeting_files", args=[held.pk])
    answer = browser.post(page, sent(file=SimpleUploadedFile("hall.jpg", b"<html>")))
    assert answer.status_code == 422
    assert "Only photographs" in answer.content.decode() and "The elders" in answer.content.decode()
    answer = browser.post(page, {"audience": "members"})
    assert answer.context["form"].errors == {
        "file": ["Choose the file."], "title": ["Say what it is or shows."],
    }  # fmt: skip


def test_a_file_goes_out_as_an_attachment_and_never_as_a_page(held, cast, signed_in):
    photo, paper = put(held, cast.secretary), put(held, cast.secretary, PDF, "charter.pdf", title="Charter")
    browser = signed_in(cast.member)
    answer = browser.get(reverse("meeting_file_download", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="charter.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    answer = browser.get(reverse("meeting_file_download", args=[photo.pk]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment") and answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content)


def test_the_small_picture_is_not_sent_twice_and_not_to_who_lost_the_right(held, cast, signed_in):
    found = put(held, cast.secretary)
    browser, address = signed_in(cast.member), reverse("meeting_file_small", args=[found.pk])
    first = browser.get(address)
    assert b"".join(first.streaming_content)
    assert browser.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    MeetingFile.objects.update(audience="officers")
    assert browser.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 403
    paper = put(held, cast.secretary, PDF, "charter.pdf")
    assert browser.get(reverse("meeting_file_small", args=[paper.pk])).status_code == 404


def test_what_is_said_of_it_and_who_sees_it_is_changed_and_entered(held, cast, signed_in):
    found = put(held, cast.secretary)
    said = {"title": "The elders", "alternative": "Six people under a tree.", "audience": "officers"}
    assert signed_in(cast.chair).post(found.get_absolute_url(), said).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.audience) == ("The elders", "officers")
    entry = LedgerEntry.objects.get(verb="file.change")
    assert entry.fields == {"meeting": held.pk, "changed": ["title", "audience"], "audience": "officers"}
    files.change(file=found, by=cast.chair, **said)
    assert LedgerEntry.objects.filter(verb="file.change").count() == 1


def test_what_is_removed_leaves_its_mark_in_the_ledger_and_no_file(
    held, cast, signed_in, django_capture_on_commit_callbacks
):
    found = put(held, cast.secretary)
    assert "It cannot be brought back" in signed_in(cast.secretary).get(found.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(cast.secretary).post(reverse("meeting_file_remove", args=[found.pk]))
    assert (MeetingFile.objects.count(), stored()) == (0, set())
    entry = LedgerEntry.objects.get(verb="file.remove")
    assert (entry.subject_id, entry.fields["sha256"]) == (str(found.pk), found.sha256)


def test_a_stored_file_that_no_row_knows_is_swept_after_a_day(held, cast):
    found = put(held, cast.secretary)
    default_storage.save("meetings/lost.jpg", ContentFile(b"x"))
    assert kept_files.sweep(files.FOLDER, MeetingFile.objects.all(), timezone.now()) == 0
    assert (
        kept_files.sweep(files.FOLDER, MeetingFile.objects.all(), timezone.now() + dt.timedelta(days=1, minutes=1)) == 1
    )
    assert stored() == {found.file.name.removeprefix("meetings/"), found.small.name.removeprefix("meetings/")}
