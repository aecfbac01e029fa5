"""Let everybody's rights say again what offices and rosters say; needed where the rights table has changed."""

from typing import Any

from django.core.management.base import BaseCommand

from members import grants
from members.models import User


class Command(BaseCommand):
    """Rebuild the grants of every account; doing it twice changes nothing."""

    help = "Rebuild everybody's grants from live appointments and memberships."

    def handle(self, **options: Any) -> None:
        """One account after the other."""
        for user in User.objects.all():
            grants.rebuild(user)
