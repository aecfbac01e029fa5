"""The worker is killed while it tells forty-five people of a meeting: nobody is told twice, and nobody is forgotten."""

import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.faults.house import HOUSE, Worker, ask, until

pytestmark = pytest.mark.faults

CONVENE = """
import datetime as dt
import django
django.setup()
from django.utils import timezone
from forums.models import Forum
from meetings import notices
from meetings.actions import planning
from meetings.holding import MEETING
from members.models import Contact, Membership, User
from portal.jobs.models import Job
Job.objects.all().delete()  # the papers of the demonstration are another test's
for row in Membership.objects.on_roster().filter(forum__slug="032-njoro", person__user=None, person__contact=None):
    Contact.objects.create(person=row.person, email=f"person{row.person_id}@kikao.example")
secretary = User.objects.get(email="secretary.njoro@kikao.example")
meeting = planning.plan_meeting(forum=Forum.objects.get(slug="032-njoro"), kind="special", starts_at=dt.time(10),
    held_on=timezone.localdate() + dt.timedelta(days=9), venue="DCC's boardroom, Njoro", by=secretary)
MEETING.take(meeting, "convene", by=secretary)
notice = notices.send(meeting=meeting, kind="convening", sms="all", words="", by=secretary)
print(notice.pk)
"""


def copies(surroundings, notice: int) -> Counter:
    """How many copies of a notice are in which state, without those that are handed over."""
    rows = f"SELECT status FROM meetings_delivery WHERE notice_id = {notice} AND way != 'hand'"
    return Counter(status for (status,) in ask(surroundings, rows))


def letters_to(surroundings) -> Counter:
    """How many letters that carry a meeting for the calendar lie in the outbox for whom."""
    found: Counter = Counter()
    for file in (Path(surroundings["KIKAO_VAR"]) / "outbox").glob("*.log"):
        for part in file.read_bytes().split(b"-" * 79):
            letter = message_from_bytes(part.strip())
            if any(carried.get_content_type() == "text/calendar" for carried in letter.walk()):
                found[letter["To"]] += 1
    return found


@pytest.mark.parametrize("surroundings", ["folder"], indirect=True)
def test_killed_while_sending_nobody_is_told_twice_and_nobody_is_forgotten(surroundings):
    environment = surroundings | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    said = subprocess.run(
        [sys.executable, "-c", CONVENE], cwd=HOUSE, env=environment, check=True, capture_output=True, text=True
    )
    notice = int(said.stdout)
    everybody = copies(surroundings, notice).total()
    assert everybody >= 45
    for sent in (3, 9):
        worker = Worker(surroundings)
        until(lambda sent=sent: copies(surroundings, notice)["sent"] >= sent, f"{sent} copies sent")
        worker.kill()
    worker = Worker(surroundings)
    try:
        until(lambda: not copies(surroundings, notice)["waiting"], "every copy claimed")
        until(
            lambda: ask(surroundings, f"SELECT status FROM jobs_job WHERE key = 'send-notice-{notice}'") == [("done",)],
            "the end of the work",
        )
    finally:
        worker.kill()
    told = copies(surroundings, notice)
    assert told["sent"] + told["sending"] == everybody
    assert told["sending"] <= 2  # what a worker held when it was killed is said to be perhaps sent, and not sent again
    letters = letters_to(surroundings)
    assert set(letters.values()) == {1}
    by_mail = ask(surroundings, f"SELECT count(*) FROM meetings_delivery WHERE notice_id = {notice} AND way = 'email'")
    assert by_mail[0][0] - 2 <= len(letters) <= by_mail[0][0]
