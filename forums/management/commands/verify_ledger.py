"""Proves the ledger's chain, and names what was changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forums import ledger
from forums.models import LedgerEntry


class Command(BaseCommand):
    """Verify the ledger."""

    help = "Proves the ledger's chain from its first entry to its head, and names what was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that the chain holds, or name every fault and fail."""
        found = list(ledger.faults())
        for fault in found:
            self.stdout.write(fault)
        if found:
            raise CommandError(f"{len(found)} faults in the ledger.")
        self.stdout.write(f"The chain holds: {LedgerEntry.objects.count()} entries, head {ledger.head_hash()[:16]}.")
