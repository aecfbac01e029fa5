"""The nouns of the action plans."""

from actionplans.models.accords import (
    Accord,
    AccordBreach,
    AccordClause,
    AccordParty,
    AccordScan,
    AccordSignatory,
    AccordWord,
    ClauseWord,
)
from actionplans.models.pledges import Delivery, DeliveryEvidence, Pledge, PledgeWord
from actionplans.models.points import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest

__all__ = [
    "Accord",
    "AccordBreach",
    "AccordClause",
    "AccordParty",
    "AccordScan",
    "AccordSignatory",
    "AccordWord",
    "ActionEvidence",
    "ActionPoint",
    "ActionReminder",
    "ActionWord",
    "ClauseWord",
    "Delivery",
    "DeliveryEvidence",
    "LateDigest",
    "Pledge",
    "PledgeWord",
]
