"""How does a newcomer get something to look at? `manage.py load_demonstration`, once, in a database without people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.models import Person, User
from portal.models import is_demonstration
from reports.demonstration import loading


class Command(BaseCommand):
    """Loads the demonstration and marks the database with it, all or nothing."""

    help = "Fills an empty database with the forums of the public record and with sample people and meetings."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say that it is there. Raises CommandError where there are real people."""
        if is_demonstration():
            self.stdout.write("The demonstration is loaded already.")
            return
        if User.objects.exists() or Person.objects.exists():
            raise CommandError("This database holds people already; the demonstration goes only into an empty one.")
        loading.load()
        self.stdout.write("The demonstration is loaded: its papers are printed as soon as a worker runs.")
