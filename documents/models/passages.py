"""Which words of which papers can be searched, and who may find them? The registry's catalogue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models.papers import Paper
from forums.access import scope
from forums.models import Forum
from members.models import Sector


class Card(models.Model):
    """The catalogue's card of a paper: there for the latest edition alone, in each copy. It names who took part."""

    paper = models.OneToOneField(Paper, models.CASCADE, primary_key=True)
    series = models.CharField(max_length=120, unique=True, help_text="What the paper is an edition of")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Card of paper {self.paper_id}"


class PassageQuerySet(models.QuerySet):
    """Passages, as phrases."""

    def visible_to(self, user) -> "PassageQuerySet":
        """Those of the copy that this user reads: the officers' where they have the right to it, else the members'."""
        officers = scope(user, "see_officers_copy", "forum__area")
        members = scope(user, "see_forum", "forum__area")
        return self.filter(
            (officers & Q(copy=Paper.Copy.OFFICERS)) | (~officers & Q(copy=Paper.Copy.MEMBERS) & members)
        )


class Passage(models.Model):
    """A paragraph, resolution or action as a filed paper has it; `words` is what the search looks in.

    The database keeps its index of `words` by itself (migration 0006). On SQLite that is done by triggers, which fall
    with the table: a migration that makes this table anew must make them anew.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", _("Discussion or report")
        RESOLUTION = "resolution", _("Resolution")
        ACTION = "action", _("Action")
        ADDENDUM = "addendum", _("Addendum")
        MINUTES = "minutes", _("The minutes as a whole")

    card = models.ForeignKey(Card, models.CASCADE, related_name="passages")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="passages")
    copy = models.CharField(max_length=8, choices=Paper.Copy)
    kind = models.CharField(max_length=10, choices=Kind)
    dated = models.DateField()
    quarter = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80, blank=True, help_text="As the paper numbers it")
    heading = models.CharField(max_length=240, blank=True, help_text="What it stands under")
    text = models.TextField()
    officers_only = models.BooleanField(default=False)
    url = models.CharField(max_length=200, help_text="Where it is read")
    words = models.TextField()

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "forum", "card", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["card", "position"], name="one_passage_a_position"),
        ]
        indexes = [
            models.Index(fields=["-dated", "forum", "card", "position"], name="passages_by_day"),
        ]

    def __str__(self) -> str:
        return f"Passage {self.number} of paper {self.card_id}"
