"""Which turns of phrase do secretaries write again and again? In the forum's language; the gaps are for the writer."""

from django.utils.translation import gettext_lazy

from meetings.models import Meeting

FORMULAE = {
    "preliminaries": (
        gettext_lazy("The Chairperson called the meeting to order at %(opened)s. Prayer was led by …."),
        gettext_lazy("Quorum was confirmed. Members introduced themselves."),
        gettext_lazy("The agenda was adopted, having been proposed by … and seconded by …."),
        gettext_lazy("Apologies were received from …."),
    ),
    "confirmation": (
        gettext_lazy(
            "The minutes of the meeting held on … were read and confirmed as a true record of the proceedings, proposed by … and seconded by …."
        ),
        gettext_lazy("The following correction was made: …."),
    ),
    "arising": (
        gettext_lazy("Ex Min. … (…): The meeting was informed that …. STATUS: in progress."),
        gettext_lazy("There were no matters arising."),
    ),
    "situation": (
        gettext_lazy("It was reported that …. Members observed that …."),
        gettext_lazy("The area was reported calm, with no incident since the last meeting."),
    ),
    "plan": (gettext_lazy("The Secretary reported on the action plan: … of … activities are done."),),
    "other": (gettext_lazy("There was no other business."),),
    "closing": (
        gettext_lazy("The next meeting will be held on … at …."),
        gettext_lazy(
            "There being no other business, the meeting was adjourned at %(adjourned)s with a word of prayer by …."
        ),
    ),
    "": (
        gettext_lazy("… presented the matter. Members noted that …."),
        gettext_lazy("It was agreed that …."),
    ),
}


def formulae_for(standing: str, meeting: Meeting) -> list[str]:
    """The phrases for a standing item, with the meeting's times where they are known."""
    said = {
        "opened": f"{meeting.opened_at or meeting.starts_at:%H:%M}",
        "adjourned": f"{meeting.adjourned_at:%H:%M}" if meeting.adjourned_at else "…",
    }
    return [str(phrase) % said for phrase in FORMULAE.get(standing, FORMULAE[""])]


def written(lines: list[str]) -> str:
    """Several lines as one text to begin with, a point each."""
    return "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else "".join(lines)
