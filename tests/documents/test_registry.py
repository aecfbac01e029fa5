"""The registry and the public check."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from documents.models import Paper
from portal.jobs.models import Job


@pytest.fixture
def filed(circulated):
    for paper in Paper.objects.all():
        paper.file.save(f"{paper.pk}.pdf", ContentFile(b"%PDF"), save=False)
        paper.status, paper.file_sha256, paper.filed_at, paper.pages, paper.size = (
            "filed",
            "ab" * 32,
            timezone.now(),
            4,
            4,
        )
        paper.save()
    return circulated


def test_a_reader_of_officers_copies_is_offered_those_and_a_member_the_members_copy(filed, cast):
    for user, copy in ((cast.secretary, "officers"), (cast.nsc_officer, "officers"), (cast.member, "members")):
        assert [paper.copy for paper in Paper.objects.best_copy_for(user)] == [copy]
    assert not Paper.objects.best_copy_for(cast.baringo_secretary).exists()


def test_the_nsc_officer_finds_the_quarters_papers(filed, cast, signed_in):
    page = signed_in(cast.nsc_officer).get(reverse("downloads")).content.decode()
    assert "1 paper is filed." in page
    assert "MSCF/032/NJORO/3/2025" in page


@pytest.mark.parametrize("signs", [8, 32, 64])
def test_the_check_knows_a_filed_paper_by_the_beginning_of_its_fingerprint(filed, client, signs):
    paper = Paper.objects.first()
    page = client.get(reverse("check_paper", args=[paper.fingerprint[:signs]])).content.decode()
    assert "This is a paper of the portal" in page
    assert "Njoro" not in page


def test_the_check_knows_a_file_by_its_hash_and_says_nothing_of_others(filed, client):
    assert "Genuine" in client.get(reverse("check_paper", args=["ab" * 32])).content.decode()
    assert "Not known" in client.get(reverse("check_paper", args=["cd" * 32])).content.decode()


def test_the_check_does_not_know_a_paper_that_is_still_being_printed(circulated, client):
    paper = Paper.objects.first()
    assert "Not known" in client.get(reverse("check_paper", args=[paper.fingerprint])).content.decode()


def test_the_check_is_not_for_guessing(db, client):
    address = reverse("check_paper", args=["cd" * 32])
    answers = [client.get(address).status_code for _ in range(32)]
    assert answers[:30] == [200] * 30
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Type the first eight signs"), ("7f3a", "at least eight"), ("zzzz zzzz", "a to f")]
)
def test_a_slip_in_the_fingerprint_is_explained(db, client, typed, words):
    answer = client.get(reverse("check"), {"fingerprint": typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_printing_that_failed_says_why_and_can_be_asked_again(circulated, cast, signed_in):
    paper = Paper.objects.filter(copy="officers").first()
    Job.objects.filter(pk=paper.job_id).update(status="failed", error="The disk is full.")
    browser = signed_in(cast.secretary)
    page = browser.get(paper.get_absolute_url()).content.decode()
    assert "The disk is full." in page
    assert browser.get(reverse("paper_state", args=[paper.pk])).status_code == 286
    browser.post(reverse("paper_again", args=[paper.pk]))
    assert Job.objects.get(pk=paper.job_id).status == "queued"
