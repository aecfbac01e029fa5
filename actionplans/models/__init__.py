"""The records of this room, a file per noun."""

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
from actionplans.models.plans import (
    QUARTERS,
    Activity,
    Objective,
    PlanChange,
    Progress,
    ProgressEvidence,
    WorkPlan,
    actions_under,
    activities_of,
    quarters_as_bits,
)
from actionplans.models.pledges import Delivery, DeliveryEvidence, Pledge, PledgeWord
from actionplans.models.points import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest
from actionplans.models.requests import Request, RequestFile, RequestNotice, RequestStep, RequestStop

__all__ = [
    "QUARTERS",
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
    "Activity",
    "ClauseWord",
    "Delivery",
    "DeliveryEvidence",
    "LateDigest",
    "Objective",
    "PlanChange",
    "Pledge",
    "PledgeWord",
    "Progress",
    "ProgressEvidence",
    "Request",
    "RequestFile",
    "RequestNotice",
    "RequestStep",
    "RequestStop",
    "WorkPlan",
    "actions_under",
    "activities_of",
    "quarters_as_bits",
]
