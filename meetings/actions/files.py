"""How does a photograph or a document come to lie with a meeting: checked, laid bare, told apart, and taken out again?"""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.workflow import StepRefused
from meetings.models import Meeting, MeetingFile, Upload
from portal.contents import Unfit, checked, plain_name
from portal.pictures import Picture, redrawn

RIGHT = "keep_record"
FOLDER = "meetings"
PICTURES = ("jpg", "png", "webp")
ALLOWED = {*PICTURES, "pdf", "docx", "xlsx"}
LARGEST = 12_000_000  # bytes of one file as it is sent
MOST_FILES = 60  # with one meeting
MOST_BYTES = 100_000_000  # with one meeting
MOST_A_DAY = 120  # by one user


def put(
    *, meeting: Meeting, title: str, alternative: str = "", audience: str = "members", name: str, content: bytes,
    by: Any, upload: Upload | None = None,
) -> MeetingFile:  # fmt: skip
    """File a photograph or document with a meeting; what had come of it in parts is done with in the same moment.

    Raises PermissionDenied without the right; StepRefused in words for what cannot be kept, or is here already.
    """
    require(by, RIGHT, meeting.area)
    if len(content) > LARGEST:
        raise StepRefused(too_large())
    try:
        kind = checked(content, allowed=ALLOWED, otherwise=other_kind(), name=name)
        picture = redrawn(content, kind) if kind in PICTURES else None
    except Unfit as unfit:
        raise StepRefused(str(unfit)) from unfit
    made = MeetingFile(
        meeting=meeting, title=title, audience=audience, original_name=plain_name(name), by=by,
        upload_key=upload.key if upload else "", **_facts(picture, kind, content, alternative),
    )  # fmt: skip
    kept: list[str] = []
    try:
        with transaction.atomic():
            _require_room(made)
            made.file = _store(picture.content if picture else content, made.format, kept)
            made.small = _store(picture.small, "jpg", kept) if picture else ""
            made.save(force_insert=True)
            if upload:
                upload.delete()
            ledger.record(
                "file.add", made, by=by, meeting=meeting.pk, kind=made.kind, audience=audience, sha256=made.sha256
            )
    except BaseException:
        for stored in kept:
            default_storage.delete(stored)
        raise
    return made


def change(*, file: MeetingFile, title: str, alternative: str, audience: str, by: Any) -> None:
    """Say otherwise what a file is, what can be seen on it, or who sees it."""
    require(by, RIGHT, file.area)
    with transaction.atomic():
        found = MeetingFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        said = {"title": title, "alternative": alternative if found.is_photograph else "", "audience": audience}
        changed = [field for field, value in said.items() if getattr(found, field) != value]
        for field in changed:
            setattr(found, field, said[field])
        if changed:
            found.save(update_fields=changed)
            ledger.record("file.change", file, by=by, meeting=file.meeting_id, changed=changed, audience=found.audience)


def remove(*, file: MeetingFile, by: Any) -> None:
    """Remove a file from a meeting; the ledger keeps that it was there, and its hash."""
    require(by, RIGHT, file.area)
    names = [name for name in (file.file.name, file.small.name) if name]
    with transaction.atomic():
        ledger.record("file.remove", file, by=by, meeting=file.meeting_id, kind=file.kind, sha256=file.sha256)
        file.delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("The file is larger than %(most)s MB. Send it smaller, or in parts.") % {"most": LARGEST // 1_000_000}


def other_kind() -> str:
    """What is said of a kind of file that is not kept."""
    return _("Only photographs (JPEG, PNG, WebP) and documents (PDF, DOCX, XLSX) are kept here.")


def sweep(now: dt.datetime) -> int:
    """Delete stored files that no row knows: a machine that stopped in between left them. How many there were."""
    try:
        names = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        return 0
    known = MeetingFile.objects.values_list("file", "small")
    lost = names - {name for pair in known.iterator() for name in pair}
    old = [name for name in sorted(lost) if default_storage.get_modified_time(name) < now - dt.timedelta(days=1)]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _facts(picture: Picture | None, kind: str, content: bytes, alternative: str) -> dict[str, Any]:
    """What a row says of the file as it is kept."""
    kept = picture.content if picture else content
    facts = {"sha256": hashlib.sha256(kept).hexdigest(), "size": len(kept)}
    if picture is None:
        return facts | {"kind": MeetingFile.Kind.DOCUMENT, "format": kind}
    shape = {"width": picture.width, "height": picture.height, "alternative": alternative}
    return facts | shape | {"kind": MeetingFile.Kind.PHOTOGRAPH, "format": MeetingFile.Format.JPEG}


def _require_room(made: MeetingFile) -> None:
    """Raise StepRefused where the meeting or the day is full, or the file is here already. Locks the meeting."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=made.meeting_id)
    there = MeetingFile.objects.filter(meeting=made.meeting_id)
    if there.filter(sha256=made.sha256).exists():
        raise StepRefused(_("This very file is here already."))
    if there.count() >= MOST_FILES:
        raise StepRefused(
            _("There are %(most)s files with this meeting, as many as there may be.") % {"most": MOST_FILES}
        )
    if (there.aggregate(all=Sum("size"))["all"] or 0) + made.size > MOST_BYTES:
        raise StepRefused(
            _("The files of this meeting would be more than %(most)s MB together.") % {"most": MOST_BYTES // 1_000_000}
        )
    since = timezone.now() - dt.timedelta(days=1)
    if MeetingFile.objects.filter(by=made.by, at__gte=since).count() >= MOST_A_DAY:
        raise StepRefused(_("You have put %(most)s files here within a day. Go on tomorrow.") % {"most": MOST_A_DAY})


def _store(content: bytes, ending: str, kept: list[str]) -> str:
    """Store it under a name that nobody can guess, and note the name."""
    name = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(24)}.{ending}", ContentFile(content))
    kept.append(name)
    return name
