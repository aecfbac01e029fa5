"""What was offered to the sample forums, and what peace was made there? Entered as their secretaries would."""

import datetime as dt
from typing import Any

from actionplans import agreeing, pledging
from actionplans.accord_workflow import CLAUSES
from actionplans.doing import Sent
from actionplans.models import Accord, Pledge
from actionplans.promise_papers import words_of_thanks, write_thanks
from forums.models import Forum
from forums.rules import rules_of
from meetings.models.minutes import Entry
from members.models import User
from reports.demonstration.pictures import drawing_of_bays, sheet
from reports.demonstration.words import promises

SECRETARIES = {"030": "baringo", "032": "nakuru", "032-njoro": "njoro", "032-naivasha": "naivasha"}


def enter(users: dict[str, User], today: dt.date) -> None:
    """Enter pledges and accords, and let them live as far as their words tell."""
    for said in promises.PLEDGES:
        _pledge(said, _forum(said), _secretary(said, users), today)
    for said in promises.ACCORDS:
        _accord(said, _forum(said), _secretary(said, users), today)


def _forum(said: dict[str, Any]) -> Forum:
    return Forum.objects.with_area().get(slug=said["forum"])


def _secretary(said: dict[str, Any], users: dict[str, User]) -> User:
    return users[f"secretary.{SECRETARIES[said['forum']]}"]


def _pledge(said: dict[str, Any], forum: Forum, by: User, today: dt.date) -> None:
    entry = None if said["offered"] is not None else _minute(forum, "boda boda association see")
    held_on = entry.minutes.meeting.held_on if entry else today + dt.timedelta(days=said["offered"])
    pledge = pledging.offer(
        forum=forum, due=today + dt.timedelta(days=said["due"]), offered_on=held_on, entry=entry,
        meeting=entry.minutes.meeting if entry else None, by=by,
        **{name: said[name] for name in ("giver", "kind", "purpose", "quantity", "unit", "shillings")},
    )  # fmt: skip
    for verb, days, words, quantity in said["words"]:
        shown = Sent("riders.jpg", drawing_of_bays(), said["shows"]) if verb == "deliver_whole" else None
        on = max(held_on, today + dt.timedelta(days=days))
        pledging.say(pledge=pledge, verb=verb, words=words, on=on, quantity=quantity, file=shown, by=by)
    if said.get("thanks"):
        found, language = Pledge.objects.with_delivered().get(pk=pledge.pk), rules_of(forum).language
        write_thanks(pledge=found, words=words_of_thanks(found, language), language=language, by=by)


def _minute(forum: Forum, words: str) -> Entry:
    """The minute in which something was offered."""
    rows = Entry.objects.filter(minutes__meeting__forum=forum, text__icontains=words)
    return rows.select_related("minutes__meeting").latest("minutes__meeting__held_on")


def _accord(said: dict[str, Any], forum: Forum, by: User, today: dt.date) -> None:
    def day(days: int) -> dt.date:
        return today + dt.timedelta(days=days)

    facts = {name: said[name] for name in ("title", "kind", "language", "about", "place")}
    accord = agreeing.begin(forum=forum, by=by, **facts)
    for name, hands in said["parties"]:
        party = agreeing.add_party(accord=accord, name=name, by=by)
        for hand, capacity in hands:
            agreeing.add_signatory(accord=accord, name=hand, party=party, capacity=capacity, by=by)
    for number, (text, responsible) in enumerate(said["clauses"], 1):
        agreeing.add_clause(accord=accord, number=number, text=text, responsible=responsible, by=by)
    if "signed" not in said:
        return
    agreeing.say(accord=accord, verb="sign", words="", on=day(said["signed"]), by=by)
    if "in_force" in said:
        agreeing.say(accord=accord, verb="begin_force", words="", on=day(said["in_force"]), by=by)
    accord = Accord.objects.select_related("forum__area").get(pk=accord.pk)
    clauses = list(accord.clauses.select_related("accord__forum__area"))
    for place, verb, days, words in said.get("kept", ()):
        CLAUSES.take(clauses[place], verb, by=by, note=words, on=day(days))
    if "breach" in said:
        days, place, what, party, source, done = said["breach"]
        agreeing.note_breach(
            accord=accord, on=day(days), clause=clauses[place], what=what, said_by=accord.parties.get(name=party),
            source=source, done=done, by=by,
        )  # fmt: skip
    if "scan" in said:
        page = sheet(said["scan"], *(text for text, _responsible in said["clauses"]))
        agreeing.add_scan(accord=accord, sent=Sent("charter.pdf", page, said["scan"]), by=by)
