"""Establishment: the page, its table and its picture say what the database says, to those who look down on it."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.gazetteer import load
from forums.models import Area, Forum
from members.models import Sector
from reports import tiles
from tests.conftest import make_user

MOST = 12
SVG = "{http://www.w3.org/2000/svg}"


def page(signed_in, user, **asked):
    return signed_in(user).get(reverse("establishment"), asked)


def told(answer) -> dict[str, dict[str, int]]:
    return {str(level): tally for level, _, tally in answer.context["levels"]}


def stage(code: str, to: str) -> None:
    Forum.objects.filter(area__code=code).update(stage=to)


def rows_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def kenya(db):
    """The whole gazetteer with its forums, and an NSC officer."""
    load()
    forums = {forum.area.code: forum for forum in Forum.objects.select_related("area")}
    places = SimpleNamespace(forums=forums, sectors={sector.code: sector for sector in Sector.objects.all()})
    return SimpleNamespace(officer=make_user(places, "officer", "KE", "nsc_officer"))


def test_the_nsc_sees_each_level_counted_as_the_database_has_it(country, cast, signed_in):
    stage("032", "dormant")
    stage("030", "no_record")
    stage("032-njoro", "mapping")
    stage("032-naivasha", "not_established")
    stage("030-marigat", "launched")
    stage("RV", "closed")
    got = told(page(signed_in, cast.nsc_officer))
    nothing = dict.fromkeys([*Forum.Stage.values, "established"], 0)
    assert got == {
        "region": nothing | {"asked": 1, "closed": 1},
        "county": nothing | {"asked": 2, "established": 1, "dormant": 1, "no_record": 1},
        "sub_county": nothing | {"asked": 3, "established": 1, "launched": 1, "mapping": 1, "not_established": 1},
    }


def test_the_numbers_follow_when_a_stage_changes(country, cast, signed_in):
    stage("030", "no_record")
    before = page(signed_in, cast.nsc_officer)
    stage("030", "launched")
    after = page(signed_in, cast.nsc_officer)
    assert (before.context["found"].finding, after.context["found"].finding) == (
        "1 of 2 counties has launched",
        "2 of 2 counties have launched",
    )
    assert "1 of 2 counties has launched" in before.content.decode()
    assert "2 of 2 counties have launched" in after.content.decode()


def test_where_nothing_is_on_record_the_heading_does_not_say_that_it_is_missing(country, cast, signed_in):
    Forum.objects.update(stage="no_record")
    answer = page(signed_in, cast.nsc_officer)
    assert answer.context["found"].finding == "No launch of a county forum is on record yet"
    assert "is not the same as missing" in answer.content.decode()


def test_the_whole_gazetteer_is_counted_from_the_database(kenya, signed_in):
    got = {level: tally["asked"] for level, tally in told(page(signed_in, kenya.officer)).items()}
    assert got == {level: Area.objects.filter(level=level).count() for level in ("region", "county", "sub_county")}


def test_a_county_commissioner_sees_their_own_county_and_its_sub_counties_alone(country, cast, signed_in):
    answer = page(signed_in, cast.county_chair)
    words = answer.content.decode()
    assert {level: tally["asked"] for level, tally in told(answer).items()} == {"county": 1, "sub_county": 2}
    assert [place.name for place in answer.context["found"].places] == ["Naivasha", "Njoro"]
    assert "Baringo" not in words and "Marigat" not in words
    assert "tiles.svg" not in words


def test_a_regional_commissioner_sees_the_counties_of_the_region_without_the_map(country, cast, signed_in):
    answer = page(signed_in, cast.region_chair)
    assert [place.name for place in answer.context["found"].places] == ["Baringo", "Nakuru"]
    assert "tiles.svg" not in answer.content.decode()


@pytest.mark.parametrize("who", ["chair", "secretary", "co_chair", "member", "county_co_chair", "auditor"])
def test_who_sees_no_forum_below_finds_no_page(who, country, cast, signed_in):
    browser = signed_in(getattr(cast, who))
    names = ("establishment", "directory", "country_tiles")
    assert [browser.get(reverse(name)).status_code for name in names] == [404, 404, 404]


def test_a_closed_area_is_no_longer_asked_for(country, cast, signed_in):
    stage("032-njoro", "closed")
    Area.objects.filter(code="032-njoro").update(status="closed")
    assert told(page(signed_in, cast.county_chair))["sub_county"]["asked"] == 1


def test_the_counties_sort_by_what_was_asked(country, cast, signed_in):
    stage("030", "no_record")
    stage("032-njoro", "no_record")
    orders = {
        sort: [place.name for place in page(signed_in, cast.nsc_officer, sort=sort).context["found"].places]
        for sort in ("name", "stage", "no_record", "nonsense")
    }
    assert orders == {
        "name": ["Baringo", "Nakuru"],
        "stage": ["Nakuru", "Baringo"],
        "no_record": ["Nakuru", "Baringo"],
        "nonsense": ["Baringo", "Nakuru"],
    }


def test_the_table_can_be_taken_along(country, cast, signed_in):
    stage("032-njoro", "no_record")
    answer = page(signed_in, cast.nsc_officer, **{"as": "csv"})
    heads, *rows = rows_of(answer)
    assert heads[:3] == ["Code", "County", "Standing"]
    assert [[row[1], row[2], *row[5:]] for row in rows] == [
        ["Baringo", "Active", "1", "1", "0", "0", "0", "0"],
        ["Nakuru", "Active", "2", "1", "0", "0", "1", "0"],
    ]
    assert answer["Content-Disposition"].startswith('attachment; filename="kikao-establishment-')
    assert "private" in answer["Cache-Control"]


def test_the_picture_names_every_county_and_holds_no_script(kenya, signed_in):
    stage("032", "active")
    answer = signed_in(kenya.officer).get(reverse("country_tiles"))
    root = ET.fromstring(answer.content)
    titles = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert answer["Content-Type"] == "image/svg+xml"
    assert "private" in answer["Cache-Control"]
    assert {title.split(" County: ")[0] for title in titles} == set(
        Area.objects.filter(level="county").values_list("name", flat=True)
    )
    assert "Nakuru County: Active" in titles
    assert sorted(link.get("href") for link in root.iter(f"{SVG}a")) == sorted(
        reverse("forum", args=[slug])
        for slug in Forum.objects.filter(area__level="county").values_list("slug", flat=True)
    )
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names == {"svg", "title", "desc", "a", "g", "rect", "text"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or key == "style"]


def test_the_picture_says_the_same_as_the_table(kenya, signed_in):
    for code, to in (("032", "active"), ("047", "launched"), ("030", "dormant"), ("001", "not_established")):
        stage(code, to)
    Forum.objects.filter(area__code__startswith="032-").update(stage="launched")
    browser = signed_in(kenya.officer)
    counties = told(browser.get(reverse("establishment")))["county"]
    root = ET.fromstring(browser.get(reverse("country_tiles")).content)
    marks = [list(tile.iter(f"{SVG}text"))[1].text for tile in root.iter(f"{SVG}a")]
    shares = ET.fromstring(browser.get(reverse("country_tiles"), {"show": "share"}).content)
    nakuru = next(tile for tile in shares.iter(f"{SVG}a") if tile.get("href") == "/forums/032/")
    n = Area.objects.filter(level="sub_county", parent__code="032").count()
    assert {mark: marks.count(mark) for mark in "ALDN–"} == {
        "A": counties["active"],
        "L": counties["launched"],
        "D": counties["dormant"],
        "N": counties["not_established"],
        "–": counties["no_record"],
    }
    assert [text.text for text in nakuru.iter(f"{SVG}text")] == ["NKU", f"{n}/{n}"]


def test_every_county_has_a_tile_of_its_own(kenya):
    assert set(tiles.GRID) == set(Area.objects.filter(level="county").values_list("code", flat=True))
    assert len({(column, row) for _, column, row in tiles.GRID.values()}) == len(tiles.GRID)
    assert all(column < tiles.COLUMNS and row < tiles.ROWS for _, column, row in tiles.GRID.values())


def test_the_picture_has_the_colours_of_the_style_sheet():
    tokens = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
    used = {colour for shade in tiles.SHADES.values() for colour in shade}
    assert [colour for colour in sorted(used) if f": {colour};" not in tokens] == []


def test_a_share_is_shaded_by_thirds():
    def shade(established, asked):
        place = tiles.Place("county", "032", "Nakuru", "/KE/RV/032/", "032", "active", None, "")
        place.below = {"established": established, "asked": asked}
        return tiles._of_share(place)[0]

    assert [shade(n, 9) for n in (0, 1, 2, 3, 5, 6, 8, 9)] == ["kn", "k1", "k1", "k2", "k2", "k3", "k3", "k4"]
    assert shade(0, 0) == "kn"


def test_the_pages_ask_as_often_for_seven_forums_as_for_the_country(kenya, signed_in):
    browser = signed_in(kenya.officer)

    def asked() -> list[int]:
        counts = []
        for name in ("establishment", "directory", "country_tiles"):
            browser.get(reverse(name))
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(reverse(name)).status_code == 200
            counts.append(len(queries))
        return counts

    whole = asked()
    Area.objects.exclude(path__startswith="/KE/RV/032/").exclude(code__in=["KE", "RV"]).update(status="closed")
    assert asked() == whole
    assert [count for count in whole if count > MOST] == []
