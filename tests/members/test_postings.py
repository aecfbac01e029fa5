"""An order moves many officers at once: read, compared, carried out as a whole; rights go with the offices."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forums.access import may
from forums.models import Area, AreaAlias, LedgerEntry
from forums.workflow import StepRefused
from members import appointing
from members.models import Appointment, Office, Person, PostingOrder
from members.spreadsheets import posting

DAY = dt.date(2025, 7, 1)
ORDER = "Posting order of 20 June 2025"


def bring(cast, *rows, heads="Name,Posted to,From", since=DAY, by=None):
    content = "\n".join([heads, *rows]).encode()
    return posting.preview(
        file=BytesIO(content), name="order.csv", size=len(content), instrument=ORDER, since=since,
        by=by or cast.nsc_officer,
    )  # fmt: skip


def carry_out(order, cast, **more):
    shown = posting.fingerprint_of(posting.compared(order))
    return posting.carry_out(order=order, shown=shown, by=cast.nsc_officer, **{"without_wrong": False, **more})


def chair_of(country, code):
    return Appointment.objects.get(office__forum=country.forums[code], seat="chair", until=None)


@pytest.fixture
def naivasha_chair(country, cast):
    """Naivasha has a chair of its own."""
    return appointing.appoint(
        office=Office.objects.get(forum=country.forums["032-naivasha"], seat="chair"),
        person=Person.objects.create(name="Ruth Wanjiku N'gang'a"),
        since=dt.date(2024, 7, 25),
        by=cast.county_chair,
    )


def test_two_officers_change_places_and_the_rights_with_them(country, cast, naivasha_chair, fresh):
    order = bring(cast, "chair,Naivasha Sub-County,Njoro", "Ruth Wanjiku N’gang’a,Njoro,")
    moves = posting.compared(order)
    assert [move.kind for move in moves] == ["move", "move"]
    assert carry_out(order, cast) == 2
    assert chair_of(country, "032-njoro").person == naivasha_chair.person
    assert chair_of(country, "032-naivasha").person == cast.chair.person
    for code in ("032-njoro", "032-naivasha"):
        former = Appointment.objects.get(office__forum=country.forums[code], seat="chair", until__isnull=False)
        assert (former.until, former.ended_for, former.ended_by) == (DAY - dt.timedelta(days=1), "transfer", ORDER)
    user = fresh(cast.chair)
    assert may(user, "clear_minutes", country.areas["032-naivasha"])
    assert not may(user, "clear_minutes", country.areas["032-njoro"])
    assert LedgerEntry.objects.filter(verb="appointment.handover").count() == 2
    assert LedgerEntry.objects.get(verb="posting.carry_out").fields == {"count": 2}


def test_a_newcomer_takes_over_and_an_office_that_is_left_stands_vacant(country, cast):
    order = bring(cast, "Chair,Marigat,Njoro", "Naomi Jerotich,Naivasha,")
    assert [move.kind for move in posting.compared(order)] == ["move", "new"]
    carry_out(order, cast)
    assert not Appointment.objects.filter(office__forum=country.forums["032-njoro"], seat="chair", until=None).exists()
    assert chair_of(country, "032-naivasha").person.name == "Naomi Jerotich"
    assert chair_of(country, "030-marigat").person == cast.chair.person


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["Chair,Atlantis,"], "There is no station called Atlantis"),
        (["Chair,,"], "The station is missing"),
        ([",Naivasha,"], "The name is missing"),
        (["Chair,Naivasha,Marigat"], "Chair is not on record at Marigat"),
        (["A,Naivasha,", "B,Naivasha,"], "Two officers are posted to this station"),
        (["Chair,Naivasha,", "Chair,Marigat,"], "This officer is posted to two stations"),
    ],
)
def test_what_is_wrong_is_said_per_row_and_nothing_is_done(cast, country, rows, told):
    order = bring(cast, *rows)
    assert told in " ".join(move.words for move in posting.compared(order))
    with pytest.raises(StepRefused, match="Some rows are wrong"):
        carry_out(order, cast)
    assert Appointment.objects.filter(until__isnull=False).count() == 0


def test_wrong_rows_are_left_out_only_when_that_is_said(country, cast):
    order = bring(cast, "Chair,Naivasha,", "Somebody,Atlantis,")
    assert carry_out(order, cast, without_wrong=True) == 1


def test_an_officer_who_came_after_the_orders_day_is_not_moved_back_in_time(country, cast):
    order = bring(cast, "Chair,Naivasha,", since=dt.date(2024, 7, 25))
    assert "holds chair of Njoro Sub-County only since" in posting.compared(order)[0].words


def test_a_namesake_needs_the_present_station(country, cast, naivasha_chair):
    Person.objects.filter(pk=naivasha_chair.person_id).update(name="CHAIR")
    assert "Say from which station" in posting.compared(bring(cast, "Chair,Marigat,"))[0].words
    assert posting.compared(bring(cast, "Chair,Marigat,Naivasha"))[0].person == naivasha_chair.person


def test_a_station_is_found_by_an_earlier_name_and_by_its_level(country, cast):
    AreaAlias.objects.create(area=country.areas["030-marigat"], name="Baringo South")
    Area.objects.filter(code="032-naivasha").update(name="Nakuru")
    kinds = {
        row: posting.compared(bring(cast, f"Naomi,{row},"))[0].office.forum.area.code
        for row in ("Baringo South", "Nakuru", "Nakuru County", "032-njoro")
    }
    assert kinds == {
        "Baringo South": "030-marigat", "Nakuru": "032-naivasha", "Nakuru County": "032", "032-njoro": "032-njoro",
    }  # fmt: skip


def test_what_changed_since_it_was_looked_at_stops_the_order(country, cast):
    order = bring(cast, "Naomi,Naivasha,")
    shown = posting.fingerprint_of(posting.compared(order))
    appointing.appoint(
        office=Office.objects.get(forum=country.forums["032-naivasha"], seat="chair"),
        person=Person.objects.create(name="Ruth"), since=dt.date(2025, 1, 1), by=cast.county_chair,
    )  # fmt: skip
    with pytest.raises(StepRefused, match="changed hands since you looked"):
        posting.carry_out(order=order, shown=shown, without_wrong=False, by=cast.nsc_officer)


def test_an_order_is_carried_out_once_and_its_rows_go(country, cast):
    order = bring(cast, "Naomi,Naivasha,")
    carry_out(order, cast)
    order.refresh_from_db()
    assert (order.status, order.rows, order.moved) == ("applied", [], 1)
    with pytest.raises(StepRefused, match="already"):
        posting.carry_out(order=order, shown="", without_wrong=False, by=cast.nsc_officer)


def test_only_the_nsc_brings_orders_in(country, cast):
    for user in (cast.county_chair, cast.region_chair, cast.auditor):
        with pytest.raises(PermissionDenied):
            bring(cast, "Naomi,Naivasha,", by=user)


def test_a_hundred_and_seventeen_rows_ask_as_often_as_three(country, cast, django_assert_max_num_queries):
    few = bring(cast, *[f"Officer {n},Naivasha," for n in range(3)])
    with django_assert_max_num_queries(6):
        posting.compared(few)
    many = bring(cast, *[f"Officer {n},Naivasha," for n in range(117)])
    with django_assert_max_num_queries(6):
        posting.compared(many)


def test_the_screens_lead_from_the_file_to_the_deed(country, cast, signed_in):
    browser = signed_in(cast.nsc_officer)
    file = SimpleUploadedFile("order.csv", b"Jina,Kituo kipya\nNaomi Jerotich,Naivasha\n")
    answer = browser.post(reverse("postings"), {"instrument": ORDER, "since": "1 July 2025", "file": file})
    order = PostingOrder.objects.get()
    assert answer["Location"] == reverse("posting", args=[order.pk])
    page = browser.get(answer["Location"]).content.decode()
    assert "1 office changes hands" in page and "The office is vacant" in page
    shown = posting.fingerprint_of(posting.compared(order))
    answer = browser.post(reverse("posting_carry_out", args=[order.pk]), {"shown": shown}, follow=True)
    assert "The order is carried out" in answer.content.decode()
    assert ORDER in browser.get(reverse("postings")).content.decode()
    assert signed_in(cast.nsc_director).get(reverse("posting", args=[order.pk])).status_code == 404
