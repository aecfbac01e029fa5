"""How does the scan of a letter or circular come on file? Checked by its content, pictures drawn anew, kept under its hash."""

import datetime as dt
import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import may
from forums.models import Forum, Instrument
from forums.workflow import StepRefused
from portal.contents import Unfit, checked
from portal.pictures import redrawn

LARGEST = 5_000_000  # bytes
SCAN_EDGE = 3000  # points: a page of A4 that can be read and printed
RIGHTS = ("keep_record", "establish_forum")


def may_file(user: Any, forum: Forum) -> bool:
    """Whether this user may put instruments on file and take them off: whoever keeps or establishes the forum."""
    return any(may(user, right, forum.area) for right in RIGHTS)


def known(forum: Forum, content: bytes) -> Instrument | None:
    """The instrument on file that is this very file, if there is one."""
    return forum.instruments.filter(sha256=hashlib.sha256(content).hexdigest()).first()


def put_on_file(
    *, forum: Forum, title: str, dated: dt.date | None, content: bytes, by: Any, name: str = ""
) -> Instrument:
    """Keep a scan. Raises PermissionDenied without the right; StepRefused for another kind of file, too large, twice."""
    if not may_file(by, forum):
        raise PermissionDenied
    if len(content) > LARGEST:
        raise StepRefused(_("The file is larger than 5 MB. Scan it in black and white, or with fewer dots."))
    try:
        kind = checked(
            content,
            allowed=set(Instrument.Kind),
            otherwise=_("This is neither a PDF nor a JPEG or PNG picture."),
            name=name,
        )
        if kind != Instrument.Kind.PDF:
            content = redrawn(content, kind, into=kind, edge=SCAN_EDGE).content
    except Unfit as unfit:
        raise StepRefused(str(unfit)) from unfit
    seal = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        if forum.instruments.filter(sha256=seal).exists():
            raise StepRefused(_("This very file is on file already."))
        kept = f"instruments/{forum.pk}-{seal}.{kind}"
        if not default_storage.exists(kept):
            default_storage.save(kept, ContentFile(content))
        made = Instrument.objects.create(
            forum=forum, title=title, dated=dated, file=kept, sha256=seal, kind=kind, size=len(content), filed_by=by
        )
        ledger.record("instrument.file", made, by=by, area=forum.area, sha256=seal)
    return made


def take_off_file(*, instrument: Instrument, by: Any) -> None:
    """Take a scan off file that was put there by mistake; the ledger keeps that it was there.

    Raises StepRefused where something rests on it, as signatures on paper do.
    """
    if not may_file(by, instrument.forum):
        raise PermissionDenied
    name = instrument.file.name
    with transaction.atomic():
        ledger.record("instrument.remove", instrument, by=by, area=instrument.area, sha256=instrument.sha256)
        try:
            instrument.delete()
        except ProtectedError:
            raise StepRefused(_("Something in the record rests on this scan, so it stays on file.")) from None
        transaction.on_commit(lambda: default_storage.delete(name))
