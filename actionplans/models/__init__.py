"""The nouns of the action plans."""

from actionplans.models.points import ActionPoint, ActionWord

__all__ = ["ActionPoint", "ActionWord"]
