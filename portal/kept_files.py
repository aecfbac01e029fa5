"""How is a photograph or a document kept? Checked by its content, a picture drawn anew and bare, under a name nobody can guess."""

import contextlib
import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.contents import Unfit, checked
from portal.pictures import redrawn

PICTURES = ("jpg", "png", "webp")
ALLOWED = {*PICTURES, "pdf", "docx", "xlsx"}
LARGEST = 12_000_000  # bytes of one file as it is sent


class KeptFile(models.Model):
    """A photograph, drawn anew and bare, or a document as it came, checked by its content."""

    class Kind(models.TextChoices):
        PHOTOGRAPH = "photograph", gettext_lazy("Photograph")
        DOCUMENT = "document", gettext_lazy("Document")

    class Format(models.TextChoices):
        JPEG = "jpg", "JPEG"
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    kind = models.CharField(max_length=10, choices=Kind)
    format = models.CharField(max_length=4, choices=Format)
    title = models.CharField(gettext_lazy("title"), max_length=200)
    alternative = models.CharField(
        gettext_lazy("description"), max_length=300, blank=True, help_text="For who cannot see it"
    )
    file = models.FileField(max_length=120)
    small = models.FileField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    original_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        default_permissions = ()

    @property
    def is_photograph(self) -> bool:
        """Whether it can be shown."""
        return bool(self.kind == self.Kind.PHOTOGRAPH)

    @property
    def shown_as(self) -> str:
        """What a photograph is described as to whoever cannot see it."""
        return self.alternative or self.title

    @property
    def file_name(self) -> str:
        """The name it is downloaded under, from its title."""
        return f"{slugify(self.title)[:80] or self.kind}.{self.format}"


def drawn_anew(name: str) -> models.CheckConstraint:
    """The constraint that a photograph was drawn anew and has its small one, and a document is none."""
    return models.CheckConstraint(
        condition=Q(kind="photograph", format="jpg", width__isnull=False, height__isnull=False) & ~Q(small="")
        | Q(kind="document", small="") & ~Q(format="jpg"),
        name=name,
    )


@dataclass(frozen=True)
class Fit:
    """A file that may be kept: its bytes, the small picture's, and what a row says of it."""

    content: bytes
    small: bytes
    facts: dict[str, Any]


def fit(content: bytes, *, name: str, alternative: str = "") -> Fit:
    """The file as it is kept, and the fields of its row. Raises Unfit in words for what cannot be kept."""
    if len(content) > LARGEST:
        raise Unfit(too_large())
    kind = checked(content, allowed=ALLOWED, otherwise=other_kind(), name=name)
    picture = redrawn(content, kind) if kind in PICTURES else None
    kept = picture.content if picture else content
    facts: dict[str, Any] = {"sha256": hashlib.sha256(kept).hexdigest(), "size": len(kept)}
    if picture is None:
        return Fit(kept, b"", facts | {"kind": KeptFile.Kind.DOCUMENT, "format": kind})
    facts |= {"width": picture.width, "height": picture.height, "alternative": alternative}
    return Fit(kept, picture.small, facts | {"kind": KeptFile.Kind.PHOTOGRAPH, "format": KeptFile.Format.JPEG})


@contextlib.contextmanager
def storing(folder: str) -> Iterator[Callable[[Any, Fit], None]]:
    """Give what stores a row's file and saves the row; where the block fails, nothing that was stored stays behind."""
    kept: list[str] = []

    def put(content: bytes, ending: str) -> str:
        name = default_storage.save(f"{folder}/{secrets.token_urlsafe(24)}.{ending}", ContentFile(content))
        kept.append(name)
        return name

    def store(row: Any, made: Fit) -> None:
        row.file = put(made.content, row.format)
        row.small = put(made.small, "jpg") if made.small else ""
        row.save(force_insert=True)

    try:
        yield store
    except BaseException:
        for stored in kept:
            default_storage.delete(stored)
        raise


def names_of(row: Any) -> list[str]:
    """The names under which a row's files are stored, for taking them away once the row is gone."""
    return [name for name in (row.file.name, row.small.name) if name]


def sweep(folder: str, rows: models.QuerySet, now: dt.datetime) -> int:
    """Delete a folder's stored files that no row knows: a machine that stopped in between left them. How many there were."""
    try:
        names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    except FileNotFoundError:
        return 0
    lost = names - {name for pair in rows.values_list("file", "small").iterator() for name in pair}
    old = [name for name in sorted(lost) if default_storage.get_modified_time(name) < now - dt.timedelta(days=1)]
    for name in old:
        default_storage.delete(name)
    return len(old)


def sent(row: Any) -> FileResponse:
    """The photograph or document as an attachment, kept by no browser; its view has checked who asks."""
    kind = "image/jpeg" if row.is_photograph else "application/octet-stream"
    return sent_as(row.file, row.file_name, kind, "private, no-store")


def sent_as(file: Any, name: str, kind: str, kept: str) -> FileResponse:
    """A stored file as an attachment of a name and kind, with how long a browser may keep it."""
    answer = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=kind)
    answer["Cache-Control"] = kept
    return answer


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("The file is larger than %(most)s MB. Send it smaller, or in parts.") % {"most": LARGEST // 1_000_000}


def other_kind() -> str:
    """What is said of a kind of file that is not kept."""
    return _("Only photographs (JPEG, PNG, WebP) and documents (PDF, DOCX, XLSX) are kept here.")
