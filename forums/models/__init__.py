"""The nouns of the ground floor."""

from forums.models.areas import Area, AreaGrant
from forums.models.changes import AreaAlias, AreaChange
from forums.models.elections import ElectionPeriod
from forums.models.forums import Forum, Mandate, Rules
from forums.models.instruments import Instrument
from forums.models.ledger import LedgerEntry, LedgerHead, LedgerNote
from forums.models.lines import ReportingLine
from forums.models.stages import StageRecord

__all__ = [
    "Area",
    "AreaAlias",
    "AreaChange",
    "AreaGrant",
    "ElectionPeriod",
    "Forum",
    "Instrument",
    "LedgerEntry",
    "LedgerHead",
    "LedgerNote",
    "Mandate",
    "ReportingLine",
    "Rules",
    "StageRecord",
]
