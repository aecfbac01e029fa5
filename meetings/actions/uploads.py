"""How does a file come over a line that is cut? In parts, each kept as it comes; after a cut it goes on where it was."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.access import require
from forums.workflow import StepRefused
from meetings.actions import files
from meetings.models import Meeting, MeetingFile, Upload, UploadPart
from portal import kept_files
from portal.contents import may_begin, plain_name

LARGEST_PART = 1_000_000  # bytes
MOST_ON_THE_WAY = 10  # of one user
KEPT_FOR = dt.timedelta(days=1)


class OutOfStep(Exception):
    """The part does not go on where the last one ended; `have` says how much has come."""

    def __init__(self, have: int) -> None:
        super().__init__(have)
        self.have = have


def how_much(*, meeting: Meeting, key: str, by: Any) -> int:
    """How many bytes of a file have come."""
    found = Upload.objects.filter(meeting=meeting, by=by, key=key).first()
    return found.have if found else 0


def filed(*, meeting: Meeting, key: str) -> MeetingFile | None:
    """The file that this sending became, where its answer was lost on the way."""
    return MeetingFile.objects.filter(meeting=meeting, upload_key=key).first()


def take(*, meeting: Meeting, key: str, name: str, total: int, offset: int, content: bytes, by: Any) -> int:
    """Keep one part, and tell how much has come. The oldest of a user's many unfinished files gives way to a new one.

    Raises PermissionDenied; OutOfStep where the part belongs elsewhere; StepRefused for what could never be filed.
    """
    require(by, files.RIGHT, meeting.area)
    if total > kept_files.LARGEST:
        raise StepRefused(kept_files.too_large())
    if offset == 0 and not may_begin(content):
        raise StepRefused(kept_files.other_kind())
    with transaction.atomic():
        upload, is_new = Upload.objects.select_for_update().get_or_create(
            meeting=meeting, by=by, key=key, defaults={"name": plain_name(name), "total": total}
        )
        if is_new:
            _make_room(by)
        if offset != upload.have or total != upload.total or offset + len(content) > total:
            raise OutOfStep(upload.have)
        UploadPart.objects.create(upload=upload, offset=offset, content=content)
        upload.have, upload.touched_at = offset + len(content), timezone.now()
        upload.save(update_fields=["have", "touched_at"])
    return upload.have


def file(*, meeting: Meeting, key: str, title: str, alternative: str, audience: str, by: Any) -> MeetingFile:
    """File what has come in parts; asking twice files once.

    Raises OutOfStep while something is missing; StepRefused for what cannot be kept, and then forgets its parts.
    """
    require(by, files.RIGHT, meeting.area)
    done = filed(meeting=meeting, key=key)
    if done is not None:
        return done
    upload = Upload.objects.filter(meeting=meeting, by=by, key=key).first()
    if upload is None or upload.have != upload.total:
        raise OutOfStep(upload.have if upload else 0)
    content = b"".join(bytes(part) for part in upload.parts.values_list("content", flat=True))
    try:
        return files.put(
            meeting=meeting, title=title, alternative=alternative, audience=audience, name=upload.name,
            content=content, by=by, upload=upload,
        )  # fmt: skip
    except StepRefused:
        done = filed(meeting=meeting, key=key)  # the same sending, asked twice at once
        if done is not None:
            return done
        Upload.objects.filter(pk=upload.pk).delete()
        raise


def not_whole() -> str:
    """What is said where it is to be filed while something is missing."""
    return _("The file has not come whole yet. Send it again; what has come is kept.")


def daily_round(today: dt.date) -> None:
    """Forget files of which no part has come for a day, and stored ones that no row knows."""
    now = timezone.now()
    Upload.objects.filter(touched_at__lt=now - KEPT_FOR).delete()
    kept_files.sweep(files.FOLDER, MeetingFile.objects.all(), now)


def _make_room(by: Any) -> None:
    newest = Upload.objects.filter(by=by).order_by("-pk").values_list("pk", flat=True)
    Upload.objects.filter(pk__in=list(newest[MOST_ON_THE_WAY:])).delete()
