"""How does a photograph or a document come to lie with a meeting: checked, laid bare, told apart, and taken out again?"""

import datetime as dt
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.workflow import StepRefused
from meetings.models import Meeting, MeetingFile, Upload
from portal.contents import Unfit, plain_name
from portal.kept_files import fit, names_of, storing

RIGHT = "keep_record"
FOLDER = "meetings"
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
    try:
        ready = fit(content, name=name, alternative=alternative)
    except Unfit as unfit:
        raise StepRefused(str(unfit)) from unfit
    made = MeetingFile(
        meeting=meeting, title=title, audience=audience, original_name=plain_name(name), by=by,
        upload_key=upload.key if upload else "", **ready.facts,
    )  # fmt: skip
    with storing(FOLDER) as store, transaction.atomic():
        _require_room(made)
        store(made, ready)
        if upload:
            upload.delete()
        ledger.record(
            "file.add", made, by=by, meeting=meeting.pk, kind=made.kind, audience=audience, sha256=made.sha256
        )
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
    names = names_of(file)
    with transaction.atomic():
        ledger.record("file.remove", file, by=by, meeting=file.meeting_id, kind=file.kind, sha256=file.sha256)
        file.delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


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
