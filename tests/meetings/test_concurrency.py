"""Two people at the same moment: one wins, the other is told, nothing is done twice."""

import threading

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from documents.models import Paper
from forums import ledger
from forums.workflow import StepRefused
from meetings import reminding
from meetings.actions import agendas
from meetings.models import Minutes, Proposal, Reminder
from meetings.workflow import ADDENDA, MINUTES
from portal.jobs.models import Job
from tests.conftest import plan
from tests.meetings.test_addenda import add, anew
from tests.meetings.test_amendments import propose
from tests.meetings.test_sealing import limits

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite in memory has one connection; PostgreSQL runs this"
    ),
]


def at_once(*deeds):
    """Run the deeds in threads that start together; what each raised, or None."""
    start, raised = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        start.wait()
        try:
            deed()
        except Exception as wrong:
            raised[place] = wrong
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_both_chairs_clearing_at_once_circulate_once(clearing, cast):
    raised = at_once(
        lambda: MINUTES.take(Minutes.objects.get(pk=clearing.pk), "clear", by=cast.chair),
        lambda: MINUTES.take(Minutes.objects.get(pk=clearing.pk), "clear", by=cast.co_chair),
    )
    assert raised == [None, None]
    clearing.refresh_from_db()
    assert clearing.status == "circulated"
    assert Paper.objects.filter(subject_id=clearing.pk).count() == 2
    assert Job.objects.count() == 2
    assert list(ledger.faults()) == []


def test_one_chair_clearing_twice_at_once_clears_once(clearing, cast):
    raised = at_once(*[lambda: MINUTES.take(Minutes.objects.get(pk=clearing.pk), "clear", by=cast.chair)] * 2)
    assert sorted(type(wrong).__name__ for wrong in raised) == ["NoneType", "StepRefused"]
    assert clearing.clearances.count() == 1


def test_both_signatures_at_once_seal_once(confirmed, cast):
    raised = at_once(
        lambda: MINUTES.take(Minutes.objects.get(pk=confirmed.pk), "sign", by=cast.chair),
        lambda: MINUTES.take(Minutes.objects.get(pk=confirmed.pk), "sign", by=cast.co_chair),
    )
    assert raised == [None, None]
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.edition) == ("sealed", 2)
    assert Paper.objects.filter(subject_id=confirmed.pk, edition=2).count() == 2


def test_clearing_and_returning_at_once_leaves_one_answer(clearing, cast):
    raised = at_once(
        lambda: MINUTES.take(Minutes.objects.get(pk=clearing.pk), "return", by=cast.chair, note="Say which wards."),
        lambda: MINUTES.take(Minutes.objects.get(pk=clearing.pk), "clear", by=cast.co_chair),
    )
    clearing.refresh_from_db()
    assert clearing.status == "draft"
    assert all(wrong is None or isinstance(wrong, StepRefused) for wrong in raised)
    assert connection.vendor == "postgresql"


def test_two_deciding_on_one_proposal_put_it_on_the_agenda_once(country, cast):
    meeting = plan(country, cast.secretary)
    made = agendas.propose(forum=meeting.forum, person=cast.member.person, title="Lights", why="", by=cast.member)
    raised = at_once(
        *(
            lambda user=user: agendas.settle(
                proposal=Proposal.objects.get(pk=made.pk), status="accepted", meeting=meeting, answer="", by=user
            )
            for user in (cast.secretary, cast.chair)
        )
    )
    assert sorted(type(wrong).__name__ for wrong in raised) == ["NoneType", "StepRefused"]
    assert meeting.agenda.filter(title="Lights").count() == 1


def test_one_amendment_taken_in_and_turned_down_at_once_is_settled_once(circulated, cast):
    made = propose(circulated, cast.member)
    said = {"note": "So it was.", "amendment": made.pk}
    raised = at_once(
        lambda: MINUTES.take(
            Minutes.objects.get(pk=circulated.pk), "take_in", by=cast.secretary, text="Six cases.", version=1, **said
        ),
        lambda: MINUTES.take(Minutes.objects.get(pk=circulated.pk), "turn_down", by=cast.chair, **said),
    )
    assert sorted(type(wrong).__name__ for wrong in raised) == ["NoneType", "StepRefused"]
    made.refresh_from_db()
    circulated.refresh_from_db()
    assert circulated.edition == (2 if made.status == "accepted" else 1)


def test_two_amendments_to_one_paragraph_taken_in_at_once_do_not_overwrite_each_other(circulated, cast):
    first, second = propose(circulated, cast.member), propose(circulated, cast.co_chair, "The Chief reported peace.")
    raised = at_once(
        *[
            lambda made=made: MINUTES.take(
                Minutes.objects.get(pk=circulated.pk),
                "take_in",
                by=cast.secretary,
                note="",
                amendment=made.pk,
                text=made.text,
                version=1,
            )
            for made in (first, second)
        ]
    )
    assert sorted(type(wrong).__name__ for wrong in raised) == ["NoneType", "StepRefused"]
    circulated.refresh_from_db()
    assert circulated.edition == 2
    assert circulated.entries.get().revisions.count() == 1


def test_an_amendment_proposed_while_minutes_are_confirmed_is_refused_or_waited_for(circulated, cast):
    today = timezone.localdate()
    around = {"sent_on": today, "confirmed_on": today, "answers": "31 of 45 agreed."}
    entry = circulated.entries.get()
    raised = at_once(
        lambda: MINUTES.take(
            Minutes.objects.get(pk=circulated.pk),
            "amend",
            by=cast.member,
            note="Why.",
            entry=entry,
            deed=None,
            text="Peace.",
        ),
        lambda: MINUTES.take(Minutes.objects.get(pk=circulated.pk), "confirm_round", by=cast.secretary, **around),
    )
    assert sum(wrong is None for wrong in raised) == 1
    assert all(wrong is None or isinstance(wrong, StepRefused) for wrong in raised)
    circulated.refresh_from_db()
    assert (circulated.status == "confirmed") != circulated.amendments.exists()


def test_signing_and_sealing_without_it_at_once_leaves_one_answer(confirmed, cast):
    MINUTES.take(confirmed, "decline", by=cast.co_chair, note="I was not heard.")
    MINUTES.take(confirmed, "sign", by=cast.chair)
    raised = at_once(
        lambda: MINUTES.take(Minutes.objects.get(pk=confirmed.pk), "sign", by=cast.co_chair),
        lambda: MINUTES.take(Minutes.objects.get(pk=confirmed.pk), "seal_with_gaps", by=cast.secretary),
    )
    assert sum(wrong is None for wrong in raised) == 1
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.edition) == ("sealed", 2)
    assert confirmed.signatures.filter(seat="co_chair").exists() != confirmed.gaps.exists()


def test_both_chairs_signing_an_addendum_at_once_file_it_once(sealed, cast):
    made = add(sealed, cast)
    raised = at_once(
        lambda: ADDENDA.take(anew(made), "sign", by=cast.chair),
        lambda: ADDENDA.take(anew(made), "sign", by=cast.co_chair),
    )
    assert raised == [None, None]
    assert (anew(made).status, anew(made).edition) == ("filed", 3)
    assert Paper.objects.filter(subject_id=sealed.pk, edition=3).count() == 2


def test_two_rounds_at_once_remind_nobody_twice(clearing, cast):
    limits(clearing, reminder_days=0)
    today = timezone.localdate()
    raised = at_once(*[lambda: reminding.daily_round(today)] * 2)
    assert all(wrong is None or isinstance(wrong, IntegrityError) for wrong in raised)
    assert Reminder.objects.count() == Job.objects.filter(kind="send_reminder").count() == 2
