"""What does the database itself refuse where Django has no constraint that both SQLite and PostgreSQL can keep?

A room names its refusals; they are set up as triggers after every `migrate` and lie down before it, as SQLite makes a
table anew to change it. What is refused comes as IntegrityError, with the refusal's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class Refusal:
    """A row of `table` is refused when `condition` holds of it, after an insert or an update: SQL that both read, of `NEW`.

    `lock` is a query of rows that PostgreSQL locks first, so that two requests at one moment see each other; SQLite has
    one writer at a time.
    """

    name: str
    table: str
    condition: str
    words: str
    needs: tuple[str, ...] = ()
    lock: str = ""


def keep(config: AppConfig, refusals: Sequence[Refusal]) -> None:
    """Set a room's refusals up after each migration, and lay them down while one runs."""

    def lie_down(using: str, **_: Any) -> None:
        for refusal in refusals:
            _run(using, _down(connections[using].vendor, refusal, _tables(using)))

    def stand_up(using: str, **_: Any) -> None:
        there = _tables(using)
        for refusal in refusals:
            if {refusal.table, *refusal.needs} <= there:
                vendor = connections[using].vendor
                _run(using, _down(vendor, refusal, there) + _up(vendor, refusal))

    pre_migrate.connect(lie_down, sender=config, weak=False, dispatch_uid=f"{config.name} lie down")
    post_migrate.connect(stand_up, sender=config, weak=False, dispatch_uid=f"{config.name} stand up")


def _tables(using: str) -> set[str]:
    return set(connections[using].introspection.table_names())


def _run(using: str, statements: list[str]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _down(vendor: str, refusal: Refusal, there: set[str]) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {refusal.name}_{event}" for event in ("insert", "update")]
    dropped = [f"DROP TRIGGER IF EXISTS {refusal.name} ON {refusal.table}"] if refusal.table in there else []
    return [*dropped, f"DROP FUNCTION IF EXISTS {refusal.name}()"]


def _up(vendor: str, refusal: Refusal) -> list[str]:
    words = refusal.words.replace("'", "''")
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {refusal.name}_{event} AFTER {event.upper()} ON {refusal.table} FOR EACH ROW"
            f" WHEN {refusal.condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for event in ("insert", "update")
        ]
    lock = f"PERFORM 1 FROM {refusal.lock} FOR UPDATE;" if refusal.lock else ""
    return [
        f"CREATE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock}"
        f" IF {refusal.condition} THEN RAISE EXCEPTION USING MESSAGE = '{words}', ERRCODE = 'check_violation'; END IF;"
        " RETURN NULL; END $$",
        f"CREATE TRIGGER {refusal.name} AFTER INSERT OR UPDATE ON {refusal.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {refusal.name}()",
    ]
