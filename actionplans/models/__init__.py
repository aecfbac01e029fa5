"""The records of this room, a file per noun."""

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
from actionplans.models.points import ActionEvidence, ActionPoint, ActionReminder, ActionWord, LateDigest
from actionplans.models.requests import Request, RequestFile, RequestNotice, RequestStep, RequestStop

__all__ = [
    "QUARTERS",
    "ActionEvidence",
    "ActionPoint",
    "ActionReminder",
    "ActionWord",
    "Activity",
    "LateDigest",
    "Objective",
    "PlanChange",
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
