"""What do rooms to the left ask of rooms to the right?

A room offers a named list here; every room to its right adds to it in its `AppConfig.ready()`.
So the forum page shows open actions without `forums` ever importing `actionplans`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

NAMES = {
    "agenda_fillers": "(meeting, standing) -> (standing, words, url): what the record says to a standing item; '' for all",
    "items_with_open_actions": "(meeting) -> ids of the agenda items whose actions are not all done",
    "area_renamed": "(area) -> None, inside the transaction: let what bears the area's name bear the new one",
    "areas_loaded": "() -> None, inside the transaction that adds areas: bring in what every forum needs from the start",
    "daily_rounds": "(today) -> None, once a day in the worker: what falls due by itself; doing it twice does no harm",
    "minute_rounds": "(now) -> None, once a minute in the worker: what hangs on a clock; doing it twice does no harm",
    "deed_words": "() -> (verb, words) pairs: what the ledger says of a room's deeds",
    "desk_rows": "(user, today) -> rows that wait on this user or on others",
    "forum_panels": "(forum, user, today) -> (order, template, context) parts of the forum's page",
    "forum_facts": "(forum, user, today) -> (order, dict) lines of the forum's summary list",
    "forum_numbers": "(quarter) -> {name: expression}: what the query that loads a forum's page counts beside it",
    "checklist_lines": "(forum, quarter, today) -> lines of the quarter's checklist",
    "navigation": "(user, forum) -> (order, label, url) entries of the main navigation",
    "minutes_circulated": "(minutes, by) -> None, inside the transaction that circulates",
    "deed_amended": "(deed, by) -> None, inside the transaction: the words of a resolution or action were amended",
    "paper_filed": "(paper) -> None, inside the transaction that files what the worker has printed",
    "person_merged": "(keep, lose) -> None, inside the transaction: what hangs on one person comes to the other",
    "lines_changed": "(area ids) -> None, inside the transaction: other areas report to these from now on",
    "sector_choices": "() -> (code, words) pairs of the sectors that people can stand for",
    "rebuild_grants": "(user) -> None, when the moment has passed at which a user's grants change",
    "after_handover": "(appointment) -> addresses of what comes next once an office was handed over to it",
    "handover_items": "(forum, seat) -> what passes to the next holder of an office: label, detail, url",
    "held_on_person": "(person, with contacts or not) -> lines: order, what, words",
    "reservations": "(people, since) -> (person id, day) pairs: who signed with a reservation, and when",
    "member_ways": "(membership) -> (words, url) pairs: what more can be done with a place on a roster",
    "appointment_ways": "(appointment) -> (words, url) pairs: what more can be done with an appointment",
    "roster_ways": "(forum) -> (words, url) pairs: what more can be done with a roster",
    "mapping_sources": "(memberships) -> (membership id, words): who brought somebody onto a mapping list",
    "searchable_papers": "() -> ((kind, form of record), reader) pairs: what of a room's papers can be searched",
    "next_meeting": "(forum, today) -> meeting or None",
    "backup_marks": "() -> (name, value) pairs that a backup's manifest keeps",
    "restore_checks": "() -> sentences on what does not hold after a restore",
    "action_matrix": "(minutes) -> rows of the printed action matrix",
    "resolution_follows": "(resolution, user) -> actions that follow: text, url, reference, owner, due, status_kind, status",
    "resolution_ways": "(resolution) -> (words, url) pairs: what more can follow from a resolution",
    "numbers_given": "(forum, kind, year) -> the highest numbers given to resolutions or actions outside minutes",
    "calendar_entries": "(user, since) -> (mark, day, words, address) of whole days in the user's own calendar",
}

_lists: dict[str, list[tuple[int, Callable[..., Any]]]] = defaultdict(list)


def contribute(name: str, answer: Callable[..., Any], order: int = 50) -> None:
    """Add `answer` to the list `name`; adding it twice does no harm. Raises KeyError for an unknown list."""
    if name not in NAMES:
        raise KeyError(f"no list of contributions is called {name!r}")
    if all(known is not answer for _, known in _lists[name]):
        _lists[name].append((order, answer))
        _lists[name].sort(key=lambda pair: pair[0])


def each(name: str) -> Iterable[Callable[..., Any]]:
    """The callables of a list, in their order. Raises KeyError for an unknown list."""
    if name not in NAMES:
        raise KeyError(f"no list of contributions is called {name!r}")
    return tuple(answer for _, answer in _lists[name])


def gather(name: str, *args: Any) -> list[Any]:
    """Every row that every contributor of a list gives for these arguments."""
    return [row for answer in each(name) for row in answer(*args)]


def tell(name: str, *args: Any, **kwargs: Any) -> None:
    """Call every contributor of a list for its effect."""
    for answer in each(name):
        answer(*args, **kwargs)
