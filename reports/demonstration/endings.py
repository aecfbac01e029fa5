"""How did the sample minutes come to their end, and what became of what they resolved?

Amended, signed on paper, added to, sealed though one declined to sign; resolutions sent to who must act, and carried out.
"""

import datetime as dt

from django.utils import timezone

from forums import instruments
from meetings import excerpts
from meetings.models import Minutes, Resolution
from meetings.workflow import ADDENDA, MINUTES, RESOLUTIONS
from members.models import User
from reports.demonstration import pictures

Users = dict[str, User]


def sign_on_paper(users: Users, minutes: Minutes) -> None:
    """Njoro's chairs signed a printed copy; its scan lies on file, and the secretary signed in the portal."""
    secretary = users["secretary.njoro"]
    MINUTES.take(minutes, "sign", by=secretary)
    scan = instruments.put_on_file(
        forum=minutes.meeting.forum,
        title=f"Signed minutes of {minutes.meeting.held_on:%d.%m.%Y} (sample)",
        dated=minutes.confirmation.day,
        content=pictures.sheet("SAMPLE DATA", "Here the scan of the signed copy would be."),
        by=secretary,
    )
    day = minutes.confirmation.day
    MINUTES.take(minutes, "sign_paper", by=secretary, signed={"chair": "", "co_chair": ""}, signed_on=day, scan=scan)


def add(users: Users, minutes: Minutes) -> None:
    """Something left out is added to Njoro's sealed minutes; both chairs sign it."""
    MINUTES.take(
        minutes,
        "add",
        by=users["secretary.njoro"],
        text="The two feeder roads that remain unlit are the road from Mauche centre to the dispensary and the road "
        "from Njoro town to the grain store.",
        note="The minutes name two feeder roads and do not say which.",
    )
    for seat in ("chair", "co-chair"):
        ADDENDA.take(minutes.addenda.get(), "sign", by=users[f"{seat}.njoro"])


def amend(users: Users, minutes: Minutes) -> None:
    """Of Naivasha's circulated minutes one paragraph was amended, and one amendment waits for the secretary."""
    chair, co_chair, secretary = (users[f"{seat}.naivasha"] for seat in ("chair", "co-chair", "secretary"))
    agreed, stalls = minutes.entries.filter(kind="report").order_by("position")
    changed = agreed.text.replace("Two disputes were settled", "Three disputes were settled")
    note = "The elders' book shows three."
    MINUTES.take(minutes, "amend", by=co_chair, entry=agreed, deed=None, text=changed, note=note)
    made = minutes.amendments.get()
    answer = "So it is in the elders' book."
    details = {"amendment": made.pk, "text": changed, "version": agreed.version}
    MINUTES.take(minutes, "take_in", by=secretary, note=answer, **details)
    wanted = stalls.text.replace("to hear both sides", "to hear both sides before the next market day")
    note = "He named the day at the meeting."
    MINUTES.take(minutes, "amend", by=chair, entry=stalls, deed=None, text=wanted, note=note)


def seal_though_one_declined(users: Users, minutes: Minutes) -> None:
    """The county's minutes were confirmed by circulation; the co-chair declined to sign, and says why on the paper."""
    secretary, today = users["secretary.nakuru"], timezone.localdate()
    answers = "Twelve members agreed by e-mail or SMS; the others did not answer."
    MINUTES.take(minutes, "confirm_round", by=secretary, sent_on=today, confirmed_on=today, answers=answers)
    words = "The organisations that I speak for asked that the lights be paid for first. The minutes do not say so."
    MINUTES.take(minutes, "decline", by=users["co-chair.nakuru"], note=words)
    MINUTES.take(minutes, "sign", by=users["chair.nakuru"])
    MINUTES.take(minutes, "seal_with_gaps", by=secretary)


def carry_out(users: Users, minutes: Minutes) -> None:
    """Of Njoro's resolutions one was sent to who must act and is carried out, and one is being carried out."""
    secretary, day = users["secretary.njoro"], minutes.meeting.held_on
    rows = Resolution.objects.with_meeting().filter(deed__entry__minutes=minutes)
    bays, caravan = rows.get(deed__text__contains="bays"), rows.get(deed__text__contains="caravan")
    office = "Sub-County Administrator, Njoro"
    excerpts.write_excerpt(
        resolution=bays, to=office, email="administrator.njoro@kikao.example", words="", by=secretary
    )
    named = "The team is named: three operators and three traders, with the Co-Chairperson."
    RESOLUTIONS.take(bays, "progress", by=secretary, note=named, on=day + dt.timedelta(days=23))
    marked = "The bays are allocated and marked; both sides have signed the plan of the stage."
    RESOLUTIONS.take(bays, "carry_out", by=secretary, note=marked, on=day + dt.timedelta(days=51))
    passed = "The caravan has passed through four of six wards."
    RESOLUTIONS.take(caravan, "progress", by=secretary, note=passed, on=day + dt.timedelta(days=63))
