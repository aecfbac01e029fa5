"""Makes the key that signs papers, where there is none yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from documents.signing import make_key


class Command(BaseCommand):
    """Make the signing key."""

    help = "Makes the key that signs papers, where there is none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say that it is there."""
        if settings.SIGNING_KEY_FILE.is_file():
            self.stdout.write("The signing key is there.")
            return
        make_key(settings.SIGNING_KEY_FILE, f"Kikao, {settings.ORIGIN}")
        self.stdout.write("The signing key was made.")
