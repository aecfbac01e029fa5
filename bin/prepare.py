"""Is the data folder ready for the portal to start?

Makes what is missing (secrets, signing key, static files, database, areas, the first content) and changes nothing
where all is there. On standard output comes only what is to be told to the person once the portal answers; what is
being done goes to standard error. A wrong setting ends it with one sentence and exit code 1.

    bin/prepare.py            the first time with the demonstration
    bin/prepare.py --empty    the first time without it, with a one-time link for the first NSC director
"""

import base64
import contextlib
import hashlib
import os
import secrets
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("KIKAO_VAR") or ROOT / "var").resolve()


# Of htmx's package we serve htmx itself: its extensions name files that are not there. Guardian's pages are not ours.
NOT_SERVED = ["ext", "htmax-*", "htmx-4*", "guardian"]


class Wrong(Exception):
    """Something the person can put right; its text is the sentence to show."""


def say(sentence: str) -> None:
    """Tell what is being done."""
    print(f"kikao: {sentence}", file=sys.stderr, flush=True)


def make_folders() -> None:
    """The data folder and its rooms, for this user's eyes only."""
    os.umask(0o077)
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        for name in ("backups", "files", "run", "secrets"):
            (VAR / name).mkdir(exist_ok=True)
    except OSError as wrong:
        raise Wrong(f"the data folder {VAR} cannot be written: {wrong.strerror}.") from None


def keep_secret(name: str, value: str) -> None:
    """Write a secret that is not there yet, whole or not at all, readable by this user only."""
    path = VAR / "secrets" / name
    if path.is_file() and path.stat().st_size:
        return
    draft = path.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def make_secrets() -> None:
    """Django's secret and the key of the backups, where the surroundings give none."""
    for name, variable, make in (
        ("secret_key", "KIKAO_SECRET_KEY", lambda: secrets.token_urlsafe(64)),
        ("backup_key", "KIKAO_BACKUP_KEY", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()),
    ):
        if not os.environ.get(variable) and not os.environ.get(f"{variable}_FILE"):
            keep_secret(name, make())


def make_signing_key() -> None:
    """The key that signs papers, unless one is there or is provided."""
    from django.conf import settings
    from django.core.management import call_command

    if not Path(settings.SIGNING_KEY_FILE).is_file():
        if os.environ.get("KIKAO_SIGNING_KEY_FILE"):
            raise Wrong(f"KIKAO_SIGNING_KEY_FILE names {settings.SIGNING_KEY_FILE}, which is not there.")
        say("making the key that signs papers ...")
        call_command("make_signing_key", stdout=sys.stderr)


def gather_static_files() -> None:
    """Stylesheets and scripts under names that carry their content's hash; again only when one of them changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seal = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(NOT_SERVED):
            found = Path(storage.path(name)).stat()
            seal.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    kept = VAR / "run" / "static"
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file() and kept.is_file() and kept.read_text() == seal.hexdigest():
        return
    call_command("collectstatic", interactive=False, ignore_patterns=NOT_SERVED, verbosity=0, stdout=sys.stderr)
    kept.write_text(seal.hexdigest())


def bring_the_database_up_to_date() -> None:
    """Pending migrations, after a backup where there is something to lose; and the cache's table."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if executor.loader.applied_migrations:
            folder = VAR / "backups"
            say(f"keeping a backup in {folder} before the database changes ...")
            call_command("backup", to=str(folder), stdout=sys.stderr)
        say("bringing the database up to date ...")
        call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
        call_command("rebuild_grants", stdout=sys.stderr)
    call_command("createcachetable", verbosity=0, stdout=sys.stderr)


def find_redis() -> None:
    """Where a Redis is named, it must answer; its address is not repeated, as it may hold a password."""
    from django.conf import settings

    if settings.REDIS_URL:
        import redis

        try:
            with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5, socket_timeout=5) as bell:
                bell.ping()
        except (redis.RedisError, ValueError) as wrong:
            raise Wrong(f"the Redis that REDIS_URL names does not answer ({type(wrong).__name__}).") from None


def fill(empty: bool) -> None:
    """The areas of Kenya always; the demonstration only in a new database and unless an empty one is wanted."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from portal.models import Installation, is_demonstration

    call_command("load_gazetteer", stdout=sys.stderr)
    is_new = not Installation.objects.exists() and not get_user_model().objects.exists()
    if empty and is_demonstration():
        raise Wrong(f"{VAR} holds the demonstration; for an empty start name another folder in KIKAO_VAR.")
    if is_new and empty:
        Installation.objects.create(pk=1)  # remembered, so that a later start does not fill it
    elif is_new:
        say("filling in the demonstration ...")
        call_command("load_demonstration", stdout=sys.stderr)
    if is_demonstration() and not settings.IS_LOOPBACK:
        say("the demonstration's accounts work only while Kikao listens on this machine alone (KIKAO_BIND=127.0.0.1).")
    elif is_demonstration():
        call_command("demonstration_accounts")
    elif not get_user_model().objects.exists():
        call_command("invite_first")


def prepare(empty: bool) -> None:
    """All of it, in order."""
    make_folders()
    make_secrets()
    sys.path[0] = str(ROOT)
    os.environ["KIKAO_VAR"] = str(VAR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    try:
        try:
            with warnings.catch_warnings(action="ignore"):
                django.setup()
        except (KeyError, ValueError):
            raise Wrong("DATABASE_URL or KIKAO_EMAIL_URL has a wrong form; .env.example shows the right one.") from None
        find_redis()
        make_signing_key()
        gather_static_files()
        bring_the_database_up_to_date()
        fill(empty)
    except (ImproperlyConfigured, CommandError, InconsistentMigrationHistory) as wrong:
        raise Wrong(" ".join(str(wrong).split())) from None
    except DatabaseError as wrong:
        raise Wrong(f"the database does not answer as it should: {' '.join(str(wrong).split())}") from None
    except OSError as wrong:
        raise Wrong(f"the data folder {VAR} cannot be used: {wrong}.") from None


def main() -> int:
    """Prepare; 0, or 1 after one sentence, or 130 after Ctrl-C."""
    if sys.argv[1:] not in ([], ["--empty"]):
        say(f"bin/prepare.py takes nothing or --empty, not: {' '.join(sys.argv[1:])}")
        return 1
    try:
        prepare(empty="--empty" in sys.argv)
    except Wrong as wrong:
        say(str(wrong))
        return 1
    except KeyboardInterrupt:
        return 130
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
