"""What did somebody say is wrong in what is held on them, and what became of it?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import scope
from forums.models import Forum
from members.models.people import Person


class CorrectionQuerySet(models.QuerySet):
    """Corrections asked for, as phrases."""

    def visible_to(self, user) -> "CorrectionQuerySet":
        """Those of forums that this user may see; who may settle them is another right."""
        return self.filter(scope(user, "see_forum", "forum__area"))

    def waiting(self) -> "CorrectionQuerySet":
        """Those that nobody has settled."""
        return self.filter(settled_at__isnull=True)


class Correction(models.Model):
    """A correction that a person asked for; the forum's secretariat settles it with a word."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="corrections")
    words = models.TextField(_("what is wrong"), max_length=1000)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "forum"],
                condition=models.Q(settled_at__isnull=True),
                name="one_open_correction_a_person_and_forum",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True) | ~models.Q(answer=""), name="settled_with_a_word"
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"

    @property
    def area(self):
        """The area whose rights govern it."""
        return self.forum.area
