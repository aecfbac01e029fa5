"""What of minutes can be searched? Paragraphs, resolutions and actions, each as the paper's own record has it.

Who attended, who owns an action, who signed and who was suggested as a stakeholder is left out: nobody is searched for across forums.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from documents.models import Paper, Passage
from documents.search import Contents, Reader, Said
from documents.templatetags.papers import anchor
from meetings.models import Attendance, Minutes

CAME = (Attendance.Status.PRESENT, Attendance.Status.REPRESENTED, Attendance.Status.IN_ATTENDANCE)


def searchable_papers() -> list[tuple[tuple[str, str], Reader]]:
    """How the papers of this room are read."""
    return [(("minutes", "minutes/1"), minutes), (("minutes", "addendum/1"), addendum)]


def minutes(paper: Paper) -> Contents:
    """An edition of minutes. Two queries."""
    with translation.override(paper.record["language"]):
        return Contents(list(_passages(paper)), _sectors(paper))


def addendum(paper: Paper) -> Contents:
    """What was added to sealed minutes. Two queries."""
    record = paper.record
    url = f"{reverse('minutes', args=[paper.subject_id])}#ad-{record['number']}"
    said = Said(Passage.Kind.ADDENDUM, record["text"], url, number=str(record["number"]), heading=paper.title)
    return Contents([said], _sectors(paper))


def _passages(paper: Paper) -> Iterator[Said]:
    record, page = paper.record, reverse("minutes", args=[paper.subject_id])
    yield Said(
        Passage.Kind.MINUTES,
        _("Held at %(venue)s.") % {"venue": record["meeting"]["venue"]},
        page,
        number=paper.reference,
        heading=paper.title,
        reference=paper.reference,
    )
    for item in record["items"]:
        for row in item.get("areas", []):
            text = "\n".join(filter(None, (row["reported"], row["measure"])))
            if text.strip():
                where = f"{page}#areas-{item['number']}"
                yield Said(Passage.Kind.PARAGRAPH, text, where, row["area"], item["title"], item["label"])
        for entry in item["entries"]:
            if entry["text"].strip():
                url = f"{page}#p-{entry['number']}"
                yield _under(
                    item, entry, Passage.Kind.PARAGRAPH, entry["text"], url, entry["number"], reference=item["label"]
                )
            for deed in entry["deeds"]:
                mark = deed["reference"]
                yield _under(item, entry, deed["kind"], deed["text"], f"{page}#{anchor(mark)}", mark, reference=mark)
    for words in _besides(record):
        yield Said(Passage.Kind.PARAGRAPH, words[1], f"{page}{words[2]}", heading=words[0])


def _under(
    item: dict[str, Any], entry: dict[str, Any], kind: str, text: str, url: str, number: str, *, reference: str
) -> Said:
    """What stands under an agenda item, in an entry that may be for officers only."""
    return Said(
        kind, text, url, number, heading=item["title"], reference=reference, officers_only=entry["officers_only"]
    )


def _besides(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What was said of the minutes themselves: corrections and reservations, with the part of the page that has them."""
    confirmation = record["confirmation"]
    if confirmation and confirmation["corrections"].strip():
        yield _("Corrections"), confirmation["corrections"], ""
    for signature in record["signatures"]:
        if signature["reservation"].strip():
            yield _("Reservation"), signature["reservation"], "#attest"


def _sectors(paper: Paper) -> set[int]:
    """The sectors from which somebody came, as they were frozen on the day."""
    meeting = Minutes.objects.filter(pk=paper.subject_id).values("meeting")
    came = Attendance.objects.filter(meeting__in=meeting, status__in=CAME, sector__isnull=False)
    return set(came.values_list("sector", flat=True))
