"""What is a file really? Told by its content, whatever its name says; what does not fit is refused in words."""

import io
import zipfile
from collections.abc import Collection

from django.utils.translation import gettext as _

MOST_UNPACKED = 100_000_000  # bytes
STEEPEST = 200  # unpacked to packed
TAIL = 2048  # bytes in which a PDF must end
BEGINS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ENDINGS = {
    "pdf": {"pdf"}, "jpg": {"jpg", "jpeg", "jpe", "jfif"}, "png": {"png"}, "webp": {"webp"}, "docx": {"docx"},
    "xlsx": {"xlsx"},
}  # fmt: skip
RUNS = ("vbaproject", "activex", "macrosheets")  # parts of a document that are programs
LONGEST_NAME = 160


class Unfit(Exception):
    """The file is not taken; the words say why and what to do."""


def kind_of(content: bytes) -> str | None:
    """`pdf`, `jpg`, `png`, `webp`, `docx` or `xlsx` by the content alone; None for anything else."""
    for begin, kind in BEGINS.items():
        if content.startswith(begin):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in PARTS.items() if part in _names(content)), None)
    return None


def may_begin(content: bytes) -> bool:
    """Whether a file that begins like this could be of a kind that is told here; for the first part of a long one."""
    return content.startswith((*BEGINS, b"RIFF", b"PK\x03\x04"))


def checked(content: bytes, *, allowed: Collection[str], otherwise: str, name: str = "") -> str:
    """The kind of a file that is whole and is what it says. Raises Unfit in words, `otherwise` for other kinds.

    A picture is whole only once it could be drawn anew: portal/pictures.py.
    """
    if not content.strip():
        raise Unfit(_("The file is empty."))
    kind = kind_of(content)
    if kind not in allowed or kind is None:
        raise Unfit(_stranger(content) or otherwise)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and ending not in ENDINGS[kind]:
        raise Unfit(
            _("The file is called .%(ending)s but is %(kind)s inside. Save it anew under its right name.")
            % {"ending": ending[:10], "kind": kind.upper()}
        )
    if kind in PARTS.values():
        _sound_document(content)
    elif _is_archive(content):
        raise Unfit(_("Another file hides in this one, so it was not taken. Save it anew and send it again."))
    elif kind == "pdf":
        _sound_pdf(content)
    return kind


def unpacks_too_far(parts: Collection[zipfile.ZipInfo], size: int) -> bool:
    """Whether packed parts say that they become far more than a file of this size should."""
    unpacked = sum(part.file_size for part in parts)
    return unpacked > MOST_UNPACKED or unpacked > STEEPEST * size


def plain_name(name: str) -> str:
    """The name under which a file came, without folders and signs that nobody sees."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-LONGEST_NAME:]


def _stranger(content: bytes) -> str:
    """What to do with a kind of file that often comes and is not taken."""
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        return _("This is a HEIC picture. Set the telephone's camera to “most compatible”, or send it as JPEG.")
    if content[4:8] == b"ftyp":
        return _("This is a film. Only photographs and documents are kept here.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _("This is an old Office file. Open it and save it as .docx, .xlsx or PDF.")
    return ""


def _names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {part.filename for part in packed.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return set()


def _is_archive(content: bytes) -> bool:
    return bool(_names(content))


def _sound_pdf(content: bytes) -> None:
    """Begins and ends as a PDF does, is no page of the web besides, and says of no program that it runs."""
    if b"%%EOF" not in content[-TAIL:] or b"startxref" not in content[-TAIL:]:
        raise Unfit(_("The file is damaged or was cut off. Save it anew and send it again."))
    head = content[:TAIL].lower()
    if b"<html" in head or b"<script" in head or b"<!doctype" in head:
        raise Unfit(_("Another file hides in this one, so it was not taken. Save it anew and send it again."))
    if b"/JavaScript" in content or b"/Launch" in content:
        raise Unfit(_("A program is in this document. Print it to PDF without it, and send that."))


def _sound_document(content: bytes) -> None:
    """A DOCX or XLSX that can be unpacked whole, carries no program, and is nothing else besides."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if unpacks_too_far(parts, len(content)):
            raise Unfit(_("This file unpacks to far more than it should, so it was not opened."))
        if any(word in part.filename.lower() for part in parts for word in RUNS):
            raise Unfit(_("A program is in this document. Save it without macros, and send that."))
        starts_late = min(part.header_offset for part in parts) != 0
        if (
            starts_late
            or packed.comment
            or b"%PDF-" in content[:TAIL]
            or "[Content_Types].xml" not in packed.namelist()
        ):
            raise Unfit(_("Another file hides in this one, so it was not taken. Save it anew and send it again."))
        try:
            broken = any(part.flag_bits & 1 for part in parts) or packed.testzip()
        except Exception as wrong:  # whatever the damage brings
            raise Unfit(_("The file is damaged or was cut off. Save it anew and send it again.")) from wrong
    if broken:
        raise Unfit(_("The file is damaged or was cut off. Save it anew and send it again."))
