"""Keeps everything in one encrypted file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import backup


class Command(BaseCommand):
    """Make a backup."""

    help = "Keeps database and papers in one encrypted file with a manifest."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", default=str(settings.VAR / "backups"), help="the folder for the file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say where it is."""
        try:
            made = backup.write(Path(options["to"]))
        except backup.Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(str(made))
