"""With what does one sign in to the demonstration? `manage.py demonstration_accounts`"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.models import is_demonstration
from reports.demonstration import accounts


class Command(BaseCommand):
    """Lists offices and addresses, and the one password."""

    help = "Lists the accounts of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table. Raises CommandError where there is no demonstration."""
        if not is_demonstration():
            raise CommandError("This database holds no demonstration.")
        lines = accounts.listed()
        width = max(len(office) for office, _ in lines)
        self.stdout.write(f"{'Office'.ljust(width)}  E-mail address")
        for office, email in lines:
            self.stdout.write(f"{office.ljust(width)}  {email}")
        self.stdout.write(f"\nThe password of all of them: {accounts.PASSWORD}")
