"""Areas change: added, renamed, merged, closed; what was filed keeps the name of its day."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents.models import Paper
from forums import changing
from forums.gazetteer import changes
from forums.life import FORUM
from forums.models import Area, AreaChange, Forum, LedgerEntry
from forums.workflow import StepRefused
from members.models import Office

DAY = dt.date(2024, 11, 22)
NOTICE = {"on": "22 November 2024", "instrument": "Gazette 22 November 2024"}


def change(country, name, kind="new", **more):
    return AreaChange.objects.create(
        county=country.areas["032"], kind=kind, name=name, happened="2024-11-22", source="Notice", **more
    )


def test_an_area_is_added_with_its_forum_and_the_office_of_its_chair(country, cast, signed_in):
    said = NOTICE | {"parent": country.areas["032"].pk, "name": "Elburgon"}
    assert signed_in(cast.nsc_officer).post(reverse("area_add"), said).status_code == 302
    area = Area.objects.get(code="032-elburgon")
    assert (area.path, area.valid_from) == (f"{country.areas['032'].path}032-elburgon/", DAY)
    assert area.forum.stage == "no_record"
    assert Office.objects.get(forum=area.forum, seat="chair").title == "Deputy County Commissioner, Elburgon"


def test_the_county_chair_may_appoint_in_a_new_area_at_once(country, cast, signed_in):
    area = changing.add_area(
        parent=country.areas["032"], name="Elburgon", since=DAY, instrument="Notice", by=cast.nsc_officer
    )
    office = Office.objects.get(forum=area.forum, seat="chair")
    assert signed_in(cast.county_chair).get(reverse("appoint", args=[office.pk])).status_code == 200


def test_a_renamed_area_is_found_by_both_names_and_its_papers_keep_the_first(country, cast, circulated, signed_in):
    njoro = country.areas["032-njoro"]
    paper = Paper.objects.filter(subject_id=circulated.pk).first()
    before = (paper.record["forum"]["name"], paper.area_path, paper.fingerprint)
    said = NOTICE | {"name": "Njoro Town"}
    assert (
        signed_in(cast.nsc_officer).post(reverse("area_change", args=[njoro.code, "rename"]), said).status_code == 302
    )
    paper.refresh_from_db()
    assert (paper.record["forum"]["name"], paper.area_path, paper.fingerprint) == before
    njoro.refresh_from_db()
    assert (njoro.title, njoro.code) == ("Njoro Town Sub-County", "032-njoro")
    for name in ("Njoro Town", "Njoro"):
        assert (
            "Njoro Town Sub-County" in signed_in(cast.nsc_officer).get(reverse("areas"), {"q": name}).content.decode()
        )
        assert (
            "Njoro Town Sub-County" in signed_in(cast.nsc_officer).get(reverse("forums"), {"q": name}).content.decode()
        )
    assert Office.objects.get(forum__area=njoro, seat="secretary").title == "Secretary, Njoro Town Sub-County"


def test_a_name_that_is_there_already_is_refused_in_words(country, cast, signed_in):
    said = NOTICE | {"name": "naivasha"}
    answer = signed_in(cast.nsc_officer).post(reverse("area_change", args=["032-njoro", "rename"]), said)
    assert answer.status_code == 422
    assert "is there already" in answer.content.decode()


def test_an_area_is_not_closed_while_its_forum_is_open_and_the_database_says_so_too(country, cast, signed_in):
    answer = signed_in(cast.nsc_officer).post(reverse("area_change", args=["032-njoro", "close"]), NOTICE)
    assert answer.status_code == 422
    assert "Close the forum first" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.filter(slug="032-njoro").update(area_is_closed=True)
    with pytest.raises(IntegrityError, match="Close the forum first"), transaction.atomic():
        Area.objects.filter(code="032-njoro").update(status="closed", valid_to=DAY)


def test_a_forum_does_not_open_in_a_closed_area_until_it_is_reopened(country, cast):
    njoro = country.areas["032-njoro"]
    FORUM.take(njoro.forum, "close", by=cast.chair, note="Merged.", since=DAY)
    changing.close_area(area=njoro, on=DAY, instrument="Notice", by=cast.nsc_officer)
    forum = Forum.objects.get(area=njoro)
    with pytest.raises(StepRefused, match="area is closed"):
        FORUM.take(forum, "reopen", by=cast.chair, since=DAY)
    with pytest.raises(IntegrityError, match="Reopen it first"), transaction.atomic():
        Forum.objects.filter(pk=forum.pk).update(area_is_closed=False, stage="mapping")
    njoro.refresh_from_db()
    with pytest.raises(StepRefused, match="It was closed on 22 November 2024"):
        changing.reopen_area(area=njoro, on=DAY, instrument="Court order", by=cast.nsc_officer)
    later = DAY + dt.timedelta(days=1)
    changing.reopen_area(area=njoro, on=later, instrument="Court order", by=cast.nsc_officer)
    assert LedgerEntry.objects.get(verb="area.reopen").fields == {"day": "2024-11-23"}
    FORUM.take(Forum.objects.get(area=njoro), "reopen", by=cast.chair, since=DAY)


def test_an_area_that_goes_up_in_another_is_found_there(country, cast, signed_in):
    njoro, naivasha = country.areas["032-njoro"], country.areas["032-naivasha"]
    Forum.objects.filter(area=njoro).update(stage="no_record")
    changing.merge_areas(area=njoro, into=naivasha, on=DAY, instrument="Notice", by=cast.nsc_officer)
    njoro.refresh_from_db()
    assert (njoro.status, njoro.valid_to) == ("closed", DAY)
    assert [alias.name for alias in naivasha.aliases.all()] == ["Njoro"]
    page = signed_in(cast.nsc_officer).get(reverse("areas"), {"q": "Njoro"}).content.decode()
    assert "Naivasha Sub-County" in page
    with pytest.raises(StepRefused):
        changing.merge_areas(
            area=naivasha, into=country.areas["030-marigat"], on=DAY, instrument="Notice", by=cast.nsc_officer
        )


def test_an_area_reopened_after_it_went_up_in_another_has_its_name_to_itself_again(country, cast, signed_in):
    njoro, naivasha = country.areas["032-njoro"], country.areas["032-naivasha"]
    Forum.objects.filter(area=njoro).update(stage="no_record")
    changing.merge_areas(area=njoro, into=naivasha, on=DAY, instrument="Notice", by=cast.nsc_officer)
    said = {"on": "23 November 2024", "instrument": "Court order"}
    answer = signed_in(cast.nsc_officer).post(reverse("area_change", args=["032-njoro", "reopen"]), said)
    assert answer.status_code == 302
    njoro.refresh_from_db()
    assert (njoro.status, njoro.valid_to, njoro.went_into) == ("gazetted", None, None)
    assert not naivasha.aliases.exists()


def test_a_whole_notice_is_accepted_renamings_first_and_without_what_is_in_doubt(country, cast, signed_in):
    change(country, "Njoro", came_from="Njoro Town")
    change(country, "Njoro Town", kind="renamed", came_from="Njoro")
    change(country, "Olposimoru", doubt="county uncertain")
    signed_in(cast.nsc_officer).post(reverse("notice_accept"), {"source": "Notice"})
    names = set(Area.objects.filter(parent=country.areas["032"]).values_list("name", flat=True))
    assert names == {"Njoro", "Njoro Town", "Naivasha"}
    assert list(AreaChange.objects.waiting().values_list("name", flat=True)) == ["Olposimoru"]


def test_a_notice_of_which_one_change_cannot_be_made_changes_nothing(country, cast, signed_in):
    change(country, "Elburgon")
    change(country, "Somewhere", kind="renamed", came_from="Nowhere")
    answer = signed_in(cast.nsc_officer).post(reverse("notice_accept"), {"source": "Notice"}, follow=True)
    assert "Nothing was accepted. Somewhere: the area it was called before is not found" in answer.content.decode()
    assert not Area.objects.filter(name="Elburgon").exists()
    assert AreaChange.objects.waiting().count() == 2


def test_a_proposal_is_decided_once(country, cast, signed_in):
    proposed = change(country, "Elburgon")
    signed_in(cast.nsc_officer).post(reverse("change_decline", args=[proposed.pk]))
    with pytest.raises(StepRefused, match="decided already"):
        changing.accept(change=proposed, by=cast.nsc_officer)


def test_a_county_changes_no_area(country, cast):
    for user in (cast.county_chair, cast.region_chair, cast.auditor):
        with pytest.raises(PermissionDenied):
            changing.add_area(parent=country.areas["032"], name="Elburgon", since=DAY, instrument="", by=user)


def test_the_notices_of_the_press_come_in_as_proposals_once(country):
    added = changes.propose()
    assert added == AreaChange.objects.count() > 0
    assert changes.propose() == 0
    assert not AreaChange.objects.filter(name__startswith="[").exists()
    assert Area.objects.count() == len(country.areas)


def test_new_areas_come_out_of_one_that_goes_on_and_its_papers_stay(country, cast, circulated, signed_in):
    njoro = country.areas["032-njoro"]
    paper = Paper.objects.filter(subject_id=circulated.pk).first()
    said = NOTICE | {"names": "Mau Narok\n  Lare ", "goes_on": "on"}
    assert signed_in(cast.nsc_officer).post(reverse("area_change", args=[njoro.code, "split"]), said).status_code == 302
    parts = list(njoro.parts.order_by("name"))
    assert [(part.code, part.valid_from, part.forum.stage) for part in parts] == [
        ("032-lare", DAY, "no_record"),
        ("032-mau-narok", DAY, "no_record"),
    ]
    njoro.refresh_from_db()
    assert (njoro.status, njoro.forum.stage) == ("gazetted", "active")
    assert Paper.objects.get(pk=paper.pk).area_path == njoro.path
    assert signed_in(cast.secretary).get(paper.get_absolute_url()).status_code == 200
    # the county sees and appoints in the parts at once; Njoro's own officers do not reach them
    office = Office.objects.get(forum=parts[0].forum, seat="chair")
    assert signed_in(cast.county_chair).get(reverse("appoint", args=[office.pk])).status_code == 200
    assert signed_in(cast.secretary).get(parts[0].forum.get_absolute_url()).status_code == 404
    page = signed_in(cast.nsc_officer).get(reverse("area", args=["032-lare"])).content.decode()
    assert "Came out of" in page and "Njoro Sub-County" in page


def test_an_area_that_is_split_whole_is_closed_and_nothing_happens_while_its_forum_is_open(country, cast, signed_in):
    njoro = country.areas["032-njoro"]
    said = NOTICE | {"names": "Mau Narok\nLare"}
    address = reverse("area_change", args=[njoro.code, "split"])
    answer = signed_in(cast.nsc_officer).post(address, said)
    assert answer.status_code == 422 and "Close the forum first" in answer.content.decode()
    assert not njoro.parts.exists()
    FORUM.take(njoro.forum, "close", by=cast.chair, note="Split.", since=DAY)
    assert signed_in(cast.nsc_officer).post(address, said).status_code == 302
    njoro.refresh_from_db()
    assert (njoro.status, njoro.valid_to) == ("closed", DAY - dt.timedelta(days=1))
    assert njoro.parts.count() == 2


@pytest.mark.parametrize(
    ("names", "told"),
    [("", "Name what comes out of it"), ("Lare\nlare", "there twice"), ("Naivasha\nLare", "is there already")],
)
def test_a_split_that_cannot_be_is_refused_in_words_and_adds_nothing(country, cast, signed_in, names, told):
    said = NOTICE | {"names": names, "goes_on": "on"}
    answer = signed_in(cast.nsc_officer).post(reverse("area_change", args=["032-njoro", "split"]), said)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert Area.objects.count() == len(country.areas)
