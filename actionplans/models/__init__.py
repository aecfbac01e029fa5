"""The nouns of the action plans."""

from actionplans.models.points import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest

__all__ = ["ActionEvidence", "ActionPoint", "ActionReminder", "ActionWord", "LateDigest"]
