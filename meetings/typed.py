"""What helps while one types in the minute book? Owners to choose from, and how a day in words was understood."""

from typing import Any

from meetings.forms import EntryForm, in_words
from meetings.models import Meeting
from members.models import Membership


def owners_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Who may take on an action, as (what is written, what it is found by as well). One query.

    The offices and organisations round the table come first, with who holds them; then the people, with their offices.
    """
    rows = (
        Membership.objects.on_roster()
        .filter(forum=meeting.forum)
        .values_list("designation", "organisation__name", "person__name")
        .order_by("person__name")
    )
    offices: dict[str, str] = {}
    people: dict[str, str] = {}
    for designation, organisation, person in rows:
        office = ", ".join(filter(None, (designation, organisation)))
        if designation:
            offices[office] = f"{offices[office]}; {person}" if office in offices else person
        people.setdefault(person, office)
    return sorted(offices.items()) + sorted(people.items())


def is_blank(form: EntryForm, deeds: Any) -> bool:
    """Whether a new entry holds no word yet, so that leaving it leaves nothing behind."""
    said = [
        form.cleaned_data["text"].strip(),
        *(row[name] for row in deeds.cleaned_data if row for name in ("text", "owner", "due")),
    ]
    return form.cleaned_data["version"] == 0 and not any(said)


def days_understood(deeds: Any) -> dict[str, dict[str, Any]]:
    """For each due day typed, by the name of its field: the day in words, or what is wrong with it."""
    told = {}
    for form in deeds:
        if wrong := form.errors.get("due"):
            told[form.add_prefix("due")] = {"wrong": True, "words": str(wrong[0])}
        elif day := form.cleaned_data.get("due"):
            told[form.add_prefix("due")] = {"wrong": False, "words": in_words(day)}
    return told
