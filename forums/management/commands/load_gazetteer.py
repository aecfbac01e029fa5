"""How do the areas of Kenya come into a new database? `manage.py load_gazetteer`; a second run changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from forums import gazetteer
from forums.gazetteer import changes


class Command(BaseCommand):
    """Adds areas, forums' records, offices and sectors that are missing."""

    help = "Adds the areas of Kenya (2019 census list) with a forum's record and offices each. Changes nothing that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        added = gazetteer.load()
        changes.propose()
        if added:
            self.stdout.write(f"{added} areas were added, each with the record of its forum.")
        elif options["verbosity"] > 1:
            self.stdout.write("All areas were there already.")
