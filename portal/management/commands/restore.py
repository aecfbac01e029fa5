"""Brings a backup back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import backup


class Command(BaseCommand):
    """Restore a backup, all or nothing."""

    help = "Brings a backup back into an empty, migrated database; --replace puts it in the place of what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="delete what is in the database first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore it and say what came back."""
        try:
            manifest = backup.restore(Path(options["file"]), replace=options["replace"])
        except backup.Refused as refused:
            raise CommandError(str(refused)) from None
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"{rows} rows and {len(manifest['files'])} files are back, as of {manifest['made_at']}.")
