"""An action of high priority closes with what shows it, and once somebody else has verified it."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from actionplans import doing
from actionplans.models import ActionEvidence, ActionPoint
from actionplans.workflow import ACTIONS, why_not_verify
from forums.workflow import SomebodyWasFaster, StepRefused
from members.models import Appointment
from tests.actionplans.test_owners import by_hand
from tests.conftest import photograph

TODAY = timezone.localdate


def shown(**more):
    return doing.Sent("lamp.jpg", photograph(**more), "The lamp is lit")


def say(point, verb, by, **more):
    doing.say(point=point, verb=verb, words="The lamp burns.", on=TODAY(), by=by, **more)
    point.refresh_from_db()


@pytest.fixture
def high(country, cast, roster):
    """An action of high priority that the secretary entered for a member."""
    point = by_hand(country, cast.secretary, owner="Member", priority="high")
    return ActionPoint.objects.with_meeting().get(pk=point.pk)


def test_it_is_not_said_to_be_done_without_something_that_shows_it(high, cast):
    with pytest.raises(StepRefused, match="add a photograph or a document"):
        say(high, "report", cast.secretary)
    high.refresh_from_db()
    assert (high.status, high.words.count()) == ("not_started", 0)


def test_it_is_reported_then_verified_by_somebody_else_and_then_done(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    assert (high.status, high.done_by, high.evidence.count()) == ("reported", cast.secretary.person, 1)
    with pytest.raises(StepRefused, match="Nobody verifies their own action"):
        say(high, "verify", cast.secretary)
    say(high, "verify", cast.chair)
    assert (high.status, high.verified_by) == ("done", cast.chair.person)


def test_the_short_way_is_closed_to_it_and_the_long_one_to_the_others(high, country, cast, roster):
    with pytest.raises(StepRefused, match="high priority"):
        say(high, "finish", cast.secretary, files=[shown()])
    usual = by_hand(country, cast.secretary)
    with pytest.raises(StepRefused, match="not of high priority"):
        say(usual, "report", cast.secretary)
    assert not ActionEvidence.objects.exists()


def test_what_is_not_done_goes_back_and_what_showed_it_stays(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    say(high, "send_back", cast.chair)
    assert (high.status, high.done_by, high.evidence.count()) == ("in_progress", None, 1)


def test_where_nobody_in_the_forum_can_verify_the_chair_above_does(high, cast, fresh):
    say(high, "report", cast.secretary, files=[shown()])
    county = fresh(cast.county_chair)
    assert "own chair or secretariat" in why_not_verify(high, county)
    with pytest.raises(StepRefused, match="own chair or secretariat"):
        say(high, "verify", county)
    Appointment.objects.filter(person=cast.chair.person).update(until=TODAY() - dt.timedelta(days=1))
    found = ActionPoint.objects.with_meeting().get(pk=high.pk)
    assert why_not_verify(found, fresh(cast.county_chair)) == ""
    say(found, "verify", fresh(cast.county_chair))
    assert (found.status, found.verified_by) == ("done", cast.county_chair.person)


def test_others_cannot_verify(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    for user in (cast.co_chair, cast.member, cast.county_secretary, cast.naivasha_secretary):
        with pytest.raises(PermissionDenied):
            say(high, "verify", user)


def test_the_database_knows_it_too(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    for wrong in ({"status": "done"}, {"status": "done", "verified_by": cast.secretary.person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionPoint.objects.filter(pk=high.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=high.pk).update(status="done", verified_by=high.person)


def test_of_two_who_verify_it_one_was_faster(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    other = ActionPoint.objects.with_meeting().get(pk=high.pk)
    say(high, "verify", cast.chair)
    with pytest.raises(SomebodyWasFaster):
        say(other, "verify", cast.chair)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("run.exe", b"MZ\x90\x00" * 40, "Only photographs"),
        ("lamp.jpg", b"<html><script>1</script></html>", "Only photographs"),
        ("lamp.jpg", b"", "empty"),
    ],
)
def test_evidence_of_the_wrong_type_is_refused_in_words_and_the_word_with_it(high, cast, name, content, why):
    with pytest.raises(StepRefused, match=why):
        say(high, "report", cast.secretary, files=[doing.Sent(name, content)])
    high.refresh_from_db()
    assert (high.status, ActionEvidence.objects.count()) == ("not_started", 0)


def test_the_same_file_comes_once_and_a_photograph_tells_no_place(high, cast):
    say(high, "progress", cast.secretary, files=[shown(exif=_somewhere())])
    with pytest.raises(StepRefused, match="here already"):
        say(high, "progress", cast.secretary, files=[shown(exif=_somewhere())])
    kept = ActionEvidence.objects.get()
    with kept.file.open() as file:
        assert not Image.open(io.BytesIO(file.read())).getexif()


def _somewhere() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    return exif.tobytes()


def test_the_form_takes_word_and_photograph_together(high, cast, signed_in):
    photo = SimpleUploadedFile("lamp.jpg", photograph(), content_type="image/jpeg")
    said = {"verb": "report", "on": "today", "words": "The lamp burns.", "file": photo, "shows": "The lamp is lit"}
    browser = signed_in(cast.secretary)
    page = browser.post(reverse("action_word", args=[high.pk]), said, follow=True).content.decode()
    assert "The lamp is lit" in page and "It waits to be verified" in page
    desk = signed_in(cast.chair).get(reverse("desk")).content.decode()
    assert high.get_absolute_url() in desk
    kept = ActionEvidence.objects.get()
    answer = browser.get(reverse("evidence", args=[kept.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


def test_what_an_action_rests_on_stays_and_the_rest_can_be_taken_away(high, cast):
    say(high, "report", cast.secretary, files=[shown()])
    with pytest.raises(StepRefused, match="rests on this alone"):
        doing.take_away(evidence=ActionEvidence.objects.get(), by=cast.secretary)
    second = doing.add_evidence(point=high, sent=shown(size=(300, 200)), by=cast.secretary)
    doing.take_away(evidence=second, by=cast.secretary)
    assert high.evidence.count() == 1
    assert ACTIONS.offers(high, cast.chair, "verify")
