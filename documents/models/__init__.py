"""What does the registry hold: papers, and the catalogue by which they are searched?"""

from documents.models.papers import Paper, PaperQuerySet
from documents.models.passages import Card, Passage, PassageQuerySet

__all__ = ["Card", "Paper", "PaperQuerySet", "Passage", "PassageQuerySet"]
