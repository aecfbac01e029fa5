"""The nouns of the action plans."""

from actionplans.models.points import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest
from actionplans.models.requests import Request, RequestFile, RequestNotice, RequestStep, RequestStop

__all__ = [
    "ActionEvidence",
    "ActionPoint",
    "ActionReminder",
    "ActionWord",
    "LateDigest",
    "Request",
    "RequestFile",
    "RequestNotice",
    "RequestStep",
    "RequestStop",
]
