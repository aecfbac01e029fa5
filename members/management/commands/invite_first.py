"""Prints the one-time link with which the first NSC director comes in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from members import welcome


class Command(BaseCommand):
    """Print the link."""

    help = "Prints a link, good for an hour, that makes the first NSC director."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, or refuse when there is a director."""
        if welcome.has_director():
            raise CommandError("There is an NSC director already; further people are invited from within the portal.")
        link = settings.ORIGIN + reverse("welcome_first", args=[welcome.make_token()])
        self.stdout.write("The first NSC director comes in by this link, good for one hour:")
        self.stdout.write(f"  {link}")
