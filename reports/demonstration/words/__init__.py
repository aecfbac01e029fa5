"""What is said at the sample meetings? All wording here is invented, about offices and places, never about a real person.

A page of minutes maps an agenda item to what was said under it: the item's standing code, or for an item of the
meeting's own its title. In the texts `{previous}` and `{next}` are the days of the forum's neighbouring meetings and
`{ex}` is the month and year in the labels of the previous minutes.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """What somebody takes on, and how many days after the meeting it is due."""

    text: str
    owner: str
    days: int


@dataclass(frozen=True)
class Said:
    """One entry of the minutes."""

    text: str
    resolutions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    kind: str = "discussion"
    officers_only: bool = False


Page = dict[str, list[Said]]


@dataclass(frozen=True)
class AreaSaid:
    """An area under the situation item; each stakeholder as name, organisation and sector."""

    slug: str
    reported: str
    measure: str = ""
    stakeholders: tuple[tuple[str, str, str], ...] = ()
