"""What stands beside the paragraphs of minutes: who wants them otherwise, and what became of it?"""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from documents.comparing import word_changes
from meetings.models import Amendment, Deed, Minutes


def beside(record: dict[str, Any], minutes: Minutes, amendments: list[Amendment], *, may_amend: bool) -> dict[str, Any]:
    """The record with each paragraph's amendments (`amendments`), and its words marked (`changes`) while not sealed.

    A resolution that is in the register has the address of its page (`url`); where the reader may propose an amendment,
    each paragraph has the address of doing so (`amend_url`).

    Only what this copy holds is touched, so an amendment to an entry for officers shows in their copy alone.
    """
    by_paragraph: dict[tuple[str, str], list[Amendment]] = {}
    mark = minutes.meeting.forum.area.mark
    for place, amendment in enumerate(amendments, 1):
        amendment.place = place
        amendment.changes = word_changes(amendment.before, amendment.taken or amendment.text)
        reference = amendment.deed.reference_at(mark) if amendment.deed else ""
        by_paragraph.setdefault((str(amendment.entry.key), reference), []).append(amendment)
    for item in record["items"]:
        for entry in item["entries"]:
            key = entry.get("key", "")
            amend = reverse("minutes_amend", args=[minutes.pk, key]) if may_amend and key else ""
            entry["amend_url"] = amend
            _note(entry, by_paragraph.get((key, ""), []), minutes)
            for deed in entry["deeds"]:
                deed["amend_url"] = f"{amend}?{urlencode({'deed': deed['reference']})}" if amend else ""
                if deed["kind"] == Deed.Kind.RESOLUTION and minutes.status not in Minutes.OPEN_STATUSES:
                    year, number = deed["reference"].split("/")[-2:]
                    deed["url"] = reverse("resolution", args=[minutes.meeting.forum.slug, int(year), int(number)])
                _note(deed, by_paragraph.get((key, deed["reference"]), []), minutes)
    return record


def _note(paragraph: dict[str, Any], found: list[Amendment], minutes: Minutes) -> None:
    if not found:
        return
    paragraph["amendments"] = found
    taken = [amendment for amendment in found if amendment.status == Amendment.Status.ACCEPTED]
    if taken and minutes.status != minutes.Status.SEALED:
        paragraph["changes"] = word_changes(taken[0].before, paragraph["text"])
