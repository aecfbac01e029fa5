"""A file comes in parts over a line that is cut: nothing twice, nothing lost, filed once, forgotten after a day."""

import datetime as dt
import hashlib
import random

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from forums.models import LedgerEntry
from meetings.actions import files, uploads
from meetings.models import MeetingFile, Upload, UploadPart
from portal import kept_files
from tests.conftest import photograph

PICTURE = photograph((1200, 900), quality=95)
KEY = hashlib.sha256(PICTURE).hexdigest()
SAID = {"title": "The elders", "alternative": "Six people.", "audience": "members"}


class Sender:
    """What the page's script does, over a line that somebody cuts."""

    def __init__(self, browser, meeting, content=PICTURE, key=KEY, name="hall.jpg"):
        self.browser, self.content, self.key, self.name = browser, content, key, name
        self.parts = reverse("meeting_file_part", args=[meeting.pk])
        self.whole = reverse("meeting_file_whole", args=[meeting.pk])

    def asks(self) -> dict:
        return self.browser.get(self.parts, {"key": self.key}).json()

    def sends(self, offset: int, length: int = 4000, total: int | None = None):
        part = SimpleUploadedFile("part", self.content[offset : offset + length])
        total = len(self.content) if total is None else total
        said = {"key": self.key, "name": self.name, "total": total, "offset": offset, "part": part}
        return self.browser.post(self.parts, said)

    def files(self, **more):
        return self.browser.post(self.whole, {"key": self.key, **SAID, **more})


@pytest.fixture
def sender(held, cast, signed_in):
    return Sender(signed_in(cast.secretary), held)


def test_a_picture_in_parts_goes_on_where_it_was_cut_and_is_filed_once(sender, held, cast):
    assert sender.asks()["have"] == 0
    assert sender.sends(0).json() == {"have": 4000}
    assert sender.sends(4000).json() == {"have": 8000}
    again = sender.sends(4000)  # the answer was lost, so the part comes once more
    assert (again.status_code, again.json()) == (409, {"have": 8000})
    while (have := sender.asks()["have"]) < len(PICTURE):
        sender.sends(have)
    first, second = sender.files(), sender.files()  # and so was the answer to the filing
    found = MeetingFile.objects.get()
    assert first.json() == second.json() == {"filed": found.get_absolute_url()}
    assert (found.original_name, found.by, found.upload_key) == ("hall.jpg", cast.secretary, KEY)
    assert sender.asks()["filed"] is True
    assert (Upload.objects.count(), UploadPart.objects.count()) == (0, 0)
    assert LedgerEntry.objects.filter(verb="file.add").count() == 1


def test_in_whatever_order_parts_and_cuts_come_what_is_filed_is_what_was_sent(held, cast, signed_in):
    chance = random.Random(7)
    for number in range(12):
        content = b"%PDF-1.7 " + chance.randbytes(chance.randrange(500, 3000)) + b"\nstartxref\n9\n%%EOF\n"
        sender = Sender(signed_in(cast.secretary), held, content, f"{number:064x}", f"{number}.pdf")
        have = 0
        while have < len(content):
            deed = chance.choice(["part", "part", "lost", "twice", "ahead", "asks"])
            length = chance.randrange(1, 600)
            if deed == "part":
                have = sender.sends(have, max(length, 5) if have == 0 else length).json()["have"]
            elif deed == "twice":
                assert have == 0 or sender.sends(0).status_code == 409
            elif deed == "ahead":
                assert have == 0 or sender.sends(have + 1, length).status_code == 409
            elif deed == "asks":
                have = sender.asks()["have"]
        assert sender.files().status_code == 200
        with MeetingFile.objects.get(upload_key=sender.key).file.open("rb") as file:
            assert file.read() == content


def test_what_has_not_come_whole_is_not_filed(sender):
    sender.sends(0)
    answer = sender.files()
    assert (answer.status_code, answer.json()["have"]) == (409, 4000)
    assert "what has come is kept" in answer.json()["words"]
    assert MeetingFile.objects.count() == 0


def test_what_could_never_be_kept_is_refused_with_its_first_part(sender, held):
    assert "larger than 12 MB" in sender.sends(0, total=kept_files.LARGEST + 1).json()["words"]
    page = Sender(sender.browser, held, b"<html>" * 900)
    answer = page.sends(0)
    assert (answer.status_code, "Only photographs" in answer.json()["words"]) == (422, True)
    assert Upload.objects.count() == 0


def test_what_turns_out_unsound_once_it_is_whole_is_refused_and_forgotten(sender, held):
    cut = Sender(sender.browser, held, PICTURE[:-900])
    for offset in range(0, len(cut.content), 4000):
        cut.sends(offset)
    answer = cut.files()
    assert (answer.status_code, "was cut off" in answer.json()["words"]) == (422, True)
    assert (Upload.objects.count(), MeetingFile.objects.count()) == (0, 0)


def test_nonsense_is_answered_in_words(sender):
    assert sender.sends(0, uploads.LARGEST_PART + 1).status_code in {200, 409}
    large = Sender(sender.browser, Upload.objects.get().meeting, b"%PDF-" + b"0" * 1_100_000, "a" * 64)
    assert large.sends(0, 1_050_000).json() == {"words": "The part is too large."}
    for key in ("", "x" * 64, "../" * 20, KEY.upper()):
        assert sender.browser.get(sender.parts, {"key": key}).status_code == 422
        assert sender.files(key=key).status_code == 422
    assert sender.sends(len(PICTURE) - 1, total=10).status_code == 409
    assert "title" in sender.files(title="").json()["wrong"]


def test_nobody_goes_on_with_what_somebody_else_is_sending(sender, held, cast, signed_in):
    sender.sends(0)
    chair = Sender(signed_in(cast.chair), held)
    assert chair.asks()["have"] == 0
    assert chair.files().status_code == 409
    assert chair.sends(0).json() == {"have": 4000}
    assert Upload.objects.count() == 2


def test_parts_are_not_taken_from_another_site(sender):
    sender.browser.handler.enforce_csrf_checks = True
    assert sender.sends(0).status_code == 403


def test_a_users_oldest_unfinished_files_give_way(held, cast, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_ON_THE_WAY", 2)
    for number in range(4):
        uploads.take(
            meeting=held, key=f"{number:064x}", name="a.pdf", total=100, offset=0, content=b"%PDF-", by=cast.secretary
        )
    assert sorted(Upload.objects.values_list("key", flat=True)) == [f"{2:064x}", f"{3:064x}"]


def test_what_nobody_went_on_with_is_swept_by_the_daily_round(held, cast):
    sent = {"meeting": held, "name": "a.pdf", "total": 100, "by": cast.secretary}
    now = timezone.now()
    with time_machine.travel(now - dt.timedelta(hours=25), tick=False):
        uploads.take(key="a" * 64, offset=0, content=b"%PDF-", **sent)
        uploads.take(key="b" * 64, offset=0, content=b"%PDF-", **sent)
    uploads.take(key="b" * 64, offset=5, content=b"more", **sent)  # gone on with since
    for _twice in range(2):
        uploads.daily_round(timezone.localdate())
        assert list(Upload.objects.values_list("key", "have")) == [("b" * 64, 9)]
    assert UploadPart.objects.count() == 2


def test_the_same_picture_under_another_key_is_told_and_forgotten(sender, held, cast):
    files.put(meeting=held, name="hall.jpg", content=PICTURE, by=cast.chair, **SAID)
    for offset in range(0, len(PICTURE), 4000):
        sender.sends(offset)
    assert "here already" in sender.files().json()["words"]
    assert Upload.objects.count() == 0


def test_files_come_back_from_a_backup(sender, held, cast, settings, tmp_path):
    from django.core.files.storage import default_storage

    from portal import backup

    settings.BACKUP_KEY = "a key for the tests, long enough to be one"
    found = files.put(meeting=held, name="hall.jpg", content=PICTURE, by=cast.chair, **SAID)
    sender.sends(0)
    with found.file.open("rb") as file:
        before = file.read()
    made = backup.write(tmp_path / "backups")
    default_storage.delete(found.file.name)
    UploadPart.objects.all().delete()
    backup.restore(made, replace=True)
    with MeetingFile.objects.get().file.open("rb") as file:
        assert file.read() == before
    assert bytes(UploadPart.objects.get().content) == PICTURE[:4000]
