"""Is this database a demonstration, and since when does it exist?"""

from django.db import models
from django.utils import timezone


class Installation(models.Model):
    """One row that marks what this database is; demonstration accounts work only on a marked one."""

    is_demonstration = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one_row"),
        ]

    def __str__(self) -> str:
        return "demonstration" if self.is_demonstration else "in service"


def is_demonstration() -> bool:
    """Whether this database was filled by the demonstration."""
    return Installation.objects.filter(pk=1, is_demonstration=True).exists()
