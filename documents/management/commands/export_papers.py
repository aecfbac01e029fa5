"""Takes all filed papers out into a folder, for an archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import taking_out


class Command(BaseCommand):
    """Take the papers out."""

    help = "Takes every filed paper out into a folder, with an index as CSV and JSON; run again, it goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", help="the folder for the papers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them out and say how many; fail with a sentence where one of them is not as the registry says."""
        folder = Path(options["folder"])
        if not taking_out.is_ours(folder):
            raise CommandError(f"{folder} holds an index that this command did not write; name another folder.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lines = list(taking_out.take_out(folder))
            taking_out.write_index(folder, lines)
        except OSError as trouble:
            raise CommandError(f"The papers could not be taken out: {trouble}. Mend it and run this again.") from None
        wrong = [line for line in lines if taking_out.is_wrong(line)]
        for line in wrong:
            said = line["state"] if not line["signature"] else f"{line['state']}, signature {line['signature']}"
            self.stderr.write(f"{line['reference']}, {line['copy']}, {line['fingerprint'][:12]}: {said}")
        if wrong:
            raise CommandError(
                f"{len(wrong)} of {len(lines)} papers are not as the registry says; index.csv names them."
            )
        self.stdout.write(f"{len(lines)} papers are in {folder}, each as the registry says.")
