"""What was done, by whom, in which office, when? Append-only rows, each holding the hash of the one before."""

from django.conf import settings
from django.db import models

from forums.models.areas import Area


class LedgerEntry(models.Model):
    """One deed. Ids, field names and reason codes only: no contact, no text of minutes."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="deeds")
    office = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="deeds")
    fields = models.JSONField(default=dict)
    reason = models.CharField(max_length=40, blank=True)
    note_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        indexes = [models.Index(fields=["subject", "subject_id"], name="ledger_by_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class LedgerNote(models.Model):
    """Words given with a deed; its hash stands in the entry, the words can be masked or purged apart."""

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="note")
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Note to {self.entry_id}"


class LedgerHead(models.Model):
    """The end of the chain: one row, locked while a deed is appended."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="ledger_has_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
