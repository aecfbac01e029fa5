"""The demonstration: the real forums, sample people, and meetings lived through the portal's own steps."""

import datetime as dt
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from actionplans.models import Accord, Pledge, Request, RequestStop
from actionplans.request_flow import watch_clocks
from documents.models import Paper
from forums import ledger
from forums.models import Area, AreaChange, ElectionPeriod, Forum, LedgerEntry
from forums.quarter import Quarter
from meetings.actions import attendance, planning
from meetings.models import AgendaItem, Attendance, Entry, Meeting, MeetingFile, Minutes, Proposal
from meetings.workflow import MINUTES
from members.models import Appointment, Membership, Person, Sector, User
from portal.jobs.models import Job
from portal.models import Installation, is_demonstration
from reports.demonstration import accounts, founding, loading


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for this file and taken back after it."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    place["OPTIONS"] = {"location": str(tmp_path_factory.mktemp("files"))}
    stored = override_settings(STORAGES={**settings.STORAGES, "default": place})
    with stored, django_db_blocker.unblock(), transaction.atomic():
        loading.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shown(loaded, db):
    """The database as a newcomer finds it."""


def forum(slug):
    return Forum.objects.get(slug=slug)


def account(address):
    return User.objects.select_related("person").get(email=f"{address}@kikao.example")


def told(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_database_is_marked(shown):
    assert is_demonstration()
    assert not User.objects.filter(is_demonstration=False).exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_forums_of_the_public_record_carry_their_mandates(shown):
    mandates = [(m.name, m.since, m.since_words, m.instrument) for m in forum("032").mandates.all()]
    assert mandates == [
        ("Election Preparedness", None, "February 2022", "Circular"),
        ("Peace and Security", dt.date(2022, 10, 12), "", "Letter"),
    ]
    assert [m.since for m in forum("030").mandates.all()] == [None, dt.date(2023, 11, 20)]
    assert [(f.stage, f.stage_since) for f in (forum("047"), forum("047-kibra"))] == [
        ("launched", dt.date(2024, 11, 13)),
        ("mapping", dt.date(2025, 2, 12)),
    ]


def test_the_county_s_measure_and_its_stakeholders_have_come_down_to_naivasha(shown):
    meeting = Meeting.objects.get(forum=forum("032-naivasha"), status="convened")
    titles = list(meeting.agenda.values_list("title", flat=True))
    assert [title[:47] for title in titles[5:6]] == ["Measure recommended by the Nakuru County Forum:"]
    assert titles[6] == "Women at the landing beaches"
    identified = Membership.objects.filter(forum=forum("032-naivasha"), standing="identified")
    assert set(identified.values_list("person__name", flat=True)) == {
        "Tabitha Nyaguthii",
        "Somebody from Beach management unit, Kamere, to be named",
    }


def test_one_proposal_stands_on_the_agenda_ahead_and_one_waits(shown):
    assert list(Proposal.objects.order_by("status").values_list("status", flat=True)) == ["accepted", "waiting"]
    assert not AgendaItem.objects.filter(meeting__status="convened", minutes=None).exists()


def test_the_caravan_of_kabarnet_was_made_possible_by_the_boda_boda_association(shown):
    caravan = Pledge.objects.with_delivered().get(forum=forum("030"), kind="transport")
    assert (caravan.giver, caravan.status) == ("Boda boda association, Kabarnet", "delivered")
    assert (caravan.promised, caravan.beyond) == ("60 motorcycles with riders", "7 motorcycles with riders")
    assert caravan.deliveries.last().evidence.is_photograph
    assert Paper.objects.get(kind="gift_thanks").record["to"] == [caravan.giver]


def test_charters_stand_in_njoro_and_naivasha_with_clauses_kept_and_broken(shown):
    signed = Accord.objects.filter(kind="charter").order_by("forum__slug")
    assert list(signed.values_list("forum__slug", "status")) == [
        ("032-naivasha", "in_force"),
        ("032-njoro", "in_force"),
    ]
    charter = signed.last()
    assert list(charter.clauses.values_list("status", flat=True)) == ["kept", "in_part", "broken"]
    assert (charter.breaches.count(), charter.scans.get().format) == (1, "pdf")


def test_all_other_forums_have_no_record_yet(shown):
    known = Forum.objects.exclude(stage="no_record")
    assert set(known.values_list("area__code", flat=True)) == {
        code for code, facts in founding.RECORD.items() if facts.stage != "no_record"
    }
    assert known.filter(area__level="county").count() == 5
    assert not Forum.objects.filter(stage="not_established").exists()


def test_njoro_has_45_members_from_14_expected_sectors(shown):
    roster = Membership.objects.on_roster().filter(forum=forum("032-njoro"))
    assert roster.count() == 45
    assert roster.filter(person__gender="F").count() == 18
    assert roster.filter(person__age_band="youth").count() == 11
    assert roster.filter(person__has_disability=True).count() == 2
    assert Sector.objects.filter(is_expected=True, membership__in=roster).distinct().count() == 14


@pytest.mark.parametrize(
    "slug", ["032", "030", "047", "032-naivasha", "032-nakuru-east", "032-nakuru-west", "047-kibra"]
)
def test_the_other_rosters_hold_12_to_20(shown, slug):
    assert 12 <= Membership.objects.filter(forum=forum(slug)).count() <= 20


def test_pictures_and_papers_lie_with_a_meeting_and_say_that_they_are_samples(shown):
    there = MeetingFile.objects.filter(meeting__forum__slug="032-njoro", meeting__is_sample=True)
    assert sorted(there.values_list("kind", "audience")) == [
        ("document", "members"), ("document", "officers"), ("photograph", "members"), ("photograph", "members"),
    ]  # fmt: skip
    assert all(file.alternative.startswith("A drawing") for file in there.filter(kind="photograph"))


def test_wherever_somebody_sits_the_forum_is_marked_as_sample(shown):
    assert not Membership.objects.filter(forum__is_sample=False).exists()
    assert not Appointment.objects.filter(office__forum__is_sample=False).exists()
    assert not Meeting.objects.filter(is_sample=False).exists()
    assert not Paper.objects.filter(is_sample=False).exists()
    assert {paper.record["is_sample"] for paper in Paper.objects.all()} == {True}


def test_co_chairs_are_of_the_non_state_side(shown):
    seats = Appointment.objects.filter(office__seat="co_chair").select_related("office__forum")
    sides = {Membership.objects.get(forum=held.office.forum, person=held.person).sector.side for held in seats}
    assert sides == {"non-state"}
    trained = Membership.objects.filter(is_pbld=True, person__appointments__office__seat="co_chair")
    assert set(trained.values_list("forum__slug", flat=True)) == {
        "032-njoro",
        "032-naivasha",
        "032-nakuru-west",
        "047-kibra",
    }


def test_baringos_co_chair_is_delegated_to_a_network_member(shown):
    held = Appointment.objects.get(office__forum=forum("030"), office__seat="co_chair")
    assert (held.basis, held.organisation.network.name) == ("delegated", "MIDRIFT HURINET")


def test_each_meeting_is_where_it_should_be(shown):
    last = Quarter.now().previous()
    states = {
        (row.forum.slug, row.quarter): (row.status, row.minutes.status, row.minutes.edition)
        for row in Meeting.objects.took_place().select_related("forum", "minutes")
    }
    assert states == {
        ("032-njoro", last.previous().code): ("closed", "sealed", 3),
        ("032-njoro", last.code): ("closed", "circulated", 1),
        ("032-naivasha", last.previous().code): ("closed", "circulated", 2),
        ("032-naivasha", last.code): ("held", "clearing", 0),
        ("032", last.code): ("closed", "sealed", 2),
        ("032-nakuru-east", last.code): ("held", "draft", 0),
        ("047-kibra", "2024-25-Q3"): ("held", "draft", 0),
    }


def test_38_of_45_came_to_njoros_latest_meeting(shown):
    meeting = Meeting.objects.filter(forum=forum("032-njoro")).latest("held_on")
    counts = {status: meeting.attendance.filter(status=status).count() for status in Attendance.Status.values}
    assert counts == {"present": 38, "apology": 4, "absent": 2, "represented": 0, "in_attendance": 1}


def test_papers_are_asked_for_and_none_is_inserted(shown):
    papers = Paper.objects.select_related("job")
    assert papers.count() == Job.objects.exclude(kind="send_notice").count() == 22
    assert {(paper.status, paper.job.kind, paper.job.status, bool(paper.file)) for paper in papers} == {
        ("asked", "print_paper", "queued", False)
    }


def test_every_step_was_taken_through_the_ledger(shown):
    minutes = Minutes.objects.get(status="sealed", meeting__forum__slug="032-njoro")
    verbs = list(ledger.history_of(minutes).values_list("verb", flat=True))
    assert verbs == [
        "minutes.send",
        "minutes.clear",
        "minutes.clear",
        "minutes.circulate",
        "minutes.confirm",
        "minutes.sign",
        "minutes.sign_paper",
        "minutes.seal",
        "minutes.add",
    ]
    assert LedgerEntry.objects.filter(verb="demonstration.load").count() == 1
    assert list(ledger.faults()) == []


def test_minutes_end_in_every_way(shown):
    njoro, county = (Minutes.objects.get(status="sealed", meeting__forum__slug=slug) for slug in ("032-njoro", "032"))
    signed = {row.seat: (row.how, bool(row.scan)) for row in njoro.signatures.all()}
    assert signed == {"secretary": ("portal", False), "chair": ("paper", True), "co_chair": ("paper", True)}
    assert [(row.status, row.edition) for row in njoro.addenda.all()] == [("filed", 3)]
    assert (county.confirmation.way, [(gap.seat, gap.why) for gap in county.gaps.all()]) == (
        "circulation",
        [("co_chair", "declined")],
    )
    naivasha = Minutes.objects.get(status="circulated", meeting__forum__slug="032-naivasha")
    assert [row.status for row in naivasha.amendments.all()] == ["accepted", "proposed"]


def test_no_placeholder_is_left_in_the_wording(shown):
    texts = Entry.objects.values_list("text", flat=True)
    assert [text for text in texts if "{" in text or "on  " in text or "/ " in text] == []


def test_naivasha_has_convened_its_next_meeting_and_has_answers(shown):
    meeting = Meeting.objects.get(status="convened")
    assert meeting.forum.slug == "032-naivasha"
    assert set(meeting.replies.values_list("answer", flat=True)) == {"yes", "apology", "represented"}
    assert meeting.notices.get().deliveries.count() == 15


def test_the_newcomer_can_hold_the_next_meeting_and_confirm_the_minutes(shown):
    secretary = account("secretary.njoro")
    assert not Meeting.objects.filter(forum__slug="032-njoro", status__in=["planned", "convened"]).exists()
    meeting = planning.plan_meeting(
        forum=forum("032-njoro"),
        kind="ordinary",
        held_on=timezone.localdate(),
        starts_at=dt.time(10),
        venue="DCC's boardroom, Njoro",
        by=secretary,
    )
    roster = Membership.objects.on_roster().filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={member.pk: ("present", "") for member in roster}, by=secretary)
    minutes = Minutes.objects.get(status="circulated", meeting__forum=meeting.forum)
    proposer, seconder = (Person.objects.get(name=name) for name in ("Ruth Atieno", "Moses Kiprono"))
    MINUTES.take(minutes, "confirm", by=secretary, meeting=meeting, proposer=proposer, seconder=seconder)
    for address in ("chair.njoro", "co-chair.njoro"):
        MINUTES.take(minutes, "sign", by=account(address))
    assert Minutes.objects.get(pk=minutes.pk).status == "sealed"
    assert meeting.is_sample


def test_a_second_load_says_so_and_changes_nothing(shown):
    before = (Person.objects.count(), LedgerEntry.objects.count(), Job.objects.count())
    assert told("load_demonstration") == "The demonstration is loaded already.\n"
    assert (Person.objects.count(), LedgerEntry.objects.count(), Job.objects.count()) == before


def test_it_refuses_a_database_that_holds_people(shown):
    Installation.objects.update(is_demonstration=False)
    with pytest.raises(CommandError, match="holds people already"):
        told("load_demonstration")
    with pytest.raises(CommandError, match="no demonstration"):
        told("demonstration_accounts")


def test_the_accounts_are_listed_with_the_password_once(shown):
    lines = told("demonstration_accounts").splitlines()
    listed = [line for line in lines if line.endswith("@kikao.example")]
    assert len(listed) == len(accounts.ACCOUNTS) == User.objects.count()
    assert len({line.index(line.split()[-1]) for line in listed}) == 1
    assert "\n".join(lines).count(accounts.PASSWORD) == 1
    assert lines[-1].endswith(accounts.PASSWORD)


def test_every_account_opens_with_the_password_and_holds_its_rights(shown, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    assert User.objects.values("password").distinct().count() == 1
    assert User.objects.first().check_password(accounts.PASSWORD)
    assert not User.objects.filter(areagrant__isnull=True).exists()


def test_offices_show_a_transfer_a_delegation_an_organisation_and_somebody_asked(shown):
    former = Appointment.objects.get(office__forum=forum("032-njoro"), seat="chair", ended_for="transfer")
    assert former.person.appointments.get(until=None).office.forum == forum("032-nakuru-west")
    assert Appointment.objects.get(office__forum=forum("030"), seat="co_chair").delegated_by.name == "MIDRIFT HURINET"
    body = Appointment.objects.get(office__forum=forum("032"), seat="co_chair")
    assert body.holder_name == "MIDRIFT HURINET, represented by Miriam Cheptoo"
    assert [row.until for row in body.representatives.all()] == [dt.date(2025, 3, 31), None]
    assert Appointment.objects.get(office__forum=forum("032-nakuru-east"), seat="co_chair").is_pending


def test_the_country_shows_changed_areas_a_joint_forum_and_an_election_ahead(shown):
    north, south = (Area.objects.get(parent__code="047", name=f"Dagoretti {side}") for side in ("North", "South"))
    assert (north.came_from, south.code) == (south, "047-dagoretti")
    assert list(south.aliases.values_list("name", flat=True)) == ["Dagoretti"]
    joint = Area.objects.get(level="joint")
    assert joint.parent.code == "RV" and joint.forum.is_sample and joint.covers.count() == 3
    assert ElectionPeriod.objects.get().since > dt.date(2026, 12, 31)
    assert AreaChange.objects.waiting().count() > 40


def test_requests_upward_stand_at_every_step_and_nobody_is_written_to(shown):
    assert set(Request.objects.values_list("status", flat=True)) == {
        "draft", "sent", "acknowledged", "answered", "closed",
    }  # fmt: skip
    assert Request.objects.filter(raised=1, status="closed").count() == 1
    assert Request.objects.late(timezone.now()).count() == 1
    assert not Job.objects.filter(kind="send_request_notice").exists()
    for stop in RequestStop.objects.filter(answered_at__isnull=False):
        assert stop.since <= stop.acknowledged_at <= stop.answered_at <= timezone.now()
    assert watch_clocks(timezone.now()) == 0
