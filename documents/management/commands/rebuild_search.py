"""Is everything that can be searched in the catalogue? `manage.py rebuild_search` makes it anew; twice does no harm."""

from typing import Any

from django.core.management.base import BaseCommand

from documents import search


class Command(BaseCommand):
    """Makes the search's catalogue anew."""

    help = "Makes the catalogue in which papers are searched anew, from the papers that are filed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many papers can be searched."""
        self.stdout.write(f"{search.rebuild()} papers can be searched.")
