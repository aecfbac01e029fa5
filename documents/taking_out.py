"""How are all filed papers taken out for an archive? Each file checked against the registry, with an index as CSV and JSON."""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from documents.models import Paper
from documents.signing import is_intact
from portal.sheets import harmless

HEADS = [
    "file",
    "forum",
    "quarter",
    "kind",
    "copy",
    "label",
    "edition",
    "reference",
    "dated",
    "fingerprint",
    "sha256",
    "signature",
    "state",
]
MISSING, CHANGED, IN_THE_WAY = "file missing", "file differs from the registry", "another file has its name"
KEPT, TAKEN = "there already", "taken out"


def take_out(folder: Path) -> Iterator[dict[str, Any]]:
    """Take each filed paper out into the folder and yield its line of the index; what is there already stays as it is.

    A file that is not the registry's is neither written nor replaced: its line says what is wrong. Raises OSError
    where the folder cannot be written.
    """
    papers = Paper.objects.filed().select_related("forum__area").defer("record").order_by("pk")
    for paper in papers.iterator(chunk_size=200):
        name = f"{paper.area_path.strip('/')}/{paper.quarter}/{paper.pk}-{paper.file_name}"
        state, content = _one(paper, folder / name)
        yield dict(
            zip(
                HEADS,
                [
                    name if content is not None else "",
                    paper.forum.slug,
                    paper.quarter,
                    paper.kind,
                    paper.copy,
                    paper.label,
                    paper.edition,
                    paper.reference,
                    paper.dated.isoformat(),
                    paper.fingerprint,
                    paper.file_sha256,
                    "" if content is None else "valid" if is_intact(content) else "not valid",
                    state,
                ],
                strict=True,
            )
        )


def write_index(folder: Path, lines: list[dict[str, Any]]) -> None:
    """The index of what was taken out, as `index.csv` and `index.json`; each is written whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows([harmless(line[head]) for head in HEADS] for line in lines)
    _whole(folder / "index.csv", ("\ufeff" + text.getvalue()).encode())
    _whole(folder / "index.json", json.dumps(lines, ensure_ascii=False, indent=1).encode())


def is_wrong(line: dict[str, Any]) -> bool:
    """Whether a paper could not be taken out, or its signature does not hold."""
    return line["state"] not in (KEPT, TAKEN) or line["signature"] != "valid"


def is_ours(folder: Path) -> bool:
    """Whether the folder's index, if there is one, was written by an earlier run."""
    try:
        lines = json.loads((folder / "index.json").read_bytes())
        return isinstance(lines, list) and all(list(line) == HEADS for line in lines)
    except FileNotFoundError:
        return not (folder / "index.csv").exists()
    except (ValueError, TypeError):
        return False


def _one(paper: Paper, target: Path) -> tuple[str, bytes | None]:
    if target.exists() or target.is_symlink():
        there = target.read_bytes() if target.is_file() else b""
        return (KEPT, there) if _hash(there) == paper.file_sha256 else (IN_THE_WAY, None)
    try:
        with default_storage.open(paper.file.name) as file:
            content = file.read()
    except FileNotFoundError:
        return MISSING, None
    if _hash(content) != paper.file_sha256:
        return CHANGED, None
    target.parent.mkdir(parents=True, exist_ok=True)
    _whole(target, content)
    return TAKEN, content


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _whole(target: Path, content: bytes) -> None:
    """Write beside the name first, so that a run cut short leaves no half file under it."""
    beside = target.with_name(f".{target.name}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)
