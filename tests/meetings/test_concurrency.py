"""Two people at the same moment: one wins, the other is told, nothing is done twice."""

import threading

import pytest
from django.db import connection, connections

from documents.models import Paper
from forums import ledger
from forums.workflow import StepRefused
from meetings.actions import agendas
from meetings.models import Minutes, Proposal
from meetings.workflow import MINUTES
from portal.jobs.models import Job
from tests.conftest import plan

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
