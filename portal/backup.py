"""How is everything kept in one encrypted file, and brought back? Rows as JSON lines, papers as they are, a manifest first.

Portable between SQLite and PostgreSQL. Restore refuses whatever does not fit, and then changes nothing.
"""

import datetime as dt
import hashlib
import io
import json
import os
import tarfile
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from portal.contributions import gather
from portal.sealed_stream import NotWhole, Sealing, Unsealing

FORMAT = 1
BATCH = 500


class Refused(Exception):
    """Why a backup is not made or not restored, in one sentence."""


def tables() -> list[type[Model]]:
    """Every table of the portal but the sessions, which end with a restore."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and model._meta.label_lower != "sessions.session"]


def tables_of_the_database() -> list[type[Model]]:
    """The same as the database has them now: before a migration these are not the models of the new code."""
    applied = MigrationExecutor(connection)._create_project_state(with_applied_migrations=True).apps
    models = applied.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and model._meta.label_lower != "sessions.session"]


def write(folder: Path) -> Path:
    """Make a backup in the folder and return its path. Raises Refused without a key."""
    if not settings.BACKUP_KEY:
        raise Refused("No backup key is set: give KIKAO_BACKUP_KEY, or start once with bin/run, which makes one.")
    folder.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(dt.UTC)
    target = folder / f"kikao-{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:4]}.backup"
    draft = target.with_suffix(".new")
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place, open(draft, "wb") as file:
            manifest = _dump(Path(place)) | {"made_at": now.isoformat()}
            with Sealing(file, settings.BACKUP_KEY) as sealed, tarfile.open(fileobj=sealed, mode="w|") as tar:
                _add(tar, "manifest.json", json.dumps(manifest, indent=1, sort_keys=True).encode())
                for label in manifest["tables"]:
                    tar.add(Path(place) / label, f"tables/{label}")
                for name in manifest["files"]:
                    with default_storage.open(name) as paper:
                        described = tarfile.TarInfo(f"files/{name}")
                        described.size = manifest["files"][name]["size"]
                        tar.addfile(described, paper)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def restore(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Bring a backup back, all or nothing, and return its manifest. Raises Refused with the reason."""
    try:
        with (
            open(path, "rb") as file,
            Unsealing(file, settings.BACKUP_KEY) as sealed,
            tarfile.open(fileobj=io.BufferedReader(sealed), mode="r|") as tar,
        ):
            return _restore(tar, replace)
    except NotWhole as wrong:
        raise Refused(f"{path.name}: {wrong}.") from None
    except OSError as wrong:
        raise Refused(f"{path} cannot be read: {wrong.strerror or wrong}.") from None
    except tarfile.TarError:
        raise Refused(f"{path.name}: the backup is damaged.") from None


def _dump(place: Path) -> dict[str, Any]:
    """Write every table to a file of its own, as one moment saw them; the manifest of it all."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if not connection.savepoint_ids:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        kept = {
            model._meta.label_lower: _dump_table(model, place / model._meta.label_lower)
            for model in tables_of_the_database()
        }
        return {
            "format": FORMAT,
            "version": settings.VERSION,
            "migrations": _migrations(),
            "tables": kept,
            "files": {name: _described(name) for name in _stored("")},
            **dict(gather("backup_marks")),
        }


def _dump_table(model: type[Model], path: Path) -> dict[str, Any]:
    rows, seal = 0, hashlib.sha256()
    with open(path, "wb") as file:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
            line = (
                json.dumps(serializers.serialize("python", [row])[0], default=_plain, ensure_ascii=False).encode()
                + b"\n"
            )
            file.write(line)
            seal.update(line)
            rows += 1
    return {"rows": rows, "sha256": seal.hexdigest()}


def _plain(value: Any) -> Any:
    """Moments with every microsecond: the ledger's hashes stand on them."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _migrations() -> list[str]:
    own = {config.label for config in apps.get_app_configs()}
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations() if app in own)


def _stored(folder: str) -> Iterator[str]:
    """The names of all stored files below a folder."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        yield from _stored(f"{folder}/{name}".lstrip("/"))


def _described(name: str) -> dict[str, Any]:
    seal, size = hashlib.sha256(), 0
    with default_storage.open(name) as file:
        for part in file.chunks():
            seal.update(part)
            size += len(part)
    return {"sha256": seal.hexdigest(), "size": size}


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    described = tarfile.TarInfo(name)
    described.size = len(content)
    tar.addfile(described, io.BytesIO(content))


def _restore(tar: tarfile.TarFile, replace: bool) -> dict[str, Any]:
    members = iter(tar)
    first = next(members, None)
    if first is None or first.name != "manifest.json":
        raise Refused("The backup has no manifest.")
    manifest = json.loads(_opened(tar, first).read())
    _check_fit(manifest, replace)
    seen: set[str] = set()
    with transaction.atomic():
        for model in reversed(tables()):
            model._base_manager.all()._raw_delete(connection.alias)
        for member in members:
            room, _, name = member.name.partition("/")
            seen.add(member.name)
            if room == "tables":
                _load_table(name, _opened(tar, member), manifest["tables"][name])
            else:
                _keep_file(name, _opened(tar, member), manifest["files"][name])
        wanted = {f"tables/{name}" for name in manifest["tables"]} | {f"files/{name}" for name in manifest["files"]}
        if seen != wanted:
            raise Refused("The backup does not hold all that its manifest names.")
        _reset_numbers()
        for fault in gather("restore_checks"):
            raise Refused(f"The backup does not hold together: {fault}")
    return manifest


def _check_fit(manifest: dict[str, Any], replace: bool) -> None:
    if manifest["format"] != FORMAT:
        raise Refused(f"The backup has format {manifest['format']}; this portal reads format {FORMAT}.")
    here, there = set(_migrations()), set(manifest["migrations"])
    if here != there:
        odd = sorted(here ^ there)[0]
        raise Refused(f"The backup is of another version of the portal ({odd} differs); restore it with that version.")
    if set(manifest["tables"]) != {model._meta.label_lower for model in tables()}:
        raise Refused("The backup has other tables than this portal.")
    own = [model for model in tables() if model._meta.app_label not in {"contenttypes", "auth"}]
    if not replace and any(model._base_manager.exists() for model in own):
        raise Refused("This database is not empty; give --replace to put the backup in the place of what is there.")


def _opened(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(member)
    if file is None:
        raise Refused("The backup is damaged.")
    return file


def _load_table(label: str, lines: IO[bytes], described: dict[str, Any]) -> None:
    rows, seal = 0, hashlib.sha256()
    for line in lines:
        seal.update(line)
        rows += 1
        for row in serializers.deserialize("python", [json.loads(line)]):
            row.save(force_insert=True)
    if {"rows": rows, "sha256": seal.hexdigest()} != described:
        raise Refused(f"The table {label} is not as the manifest says.")


def _keep_file(name: str, file: IO[bytes], described: dict[str, Any]) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, File(file))
    if _described(name) != described:
        raise Refused(f"The file {name} is not as the manifest says.")


def _reset_numbers() -> None:
    """Let PostgreSQL number the next rows after the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
