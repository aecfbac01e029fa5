"""Minutes are found by their words, on both databases alike, and by nobody who may not read them."""

import datetime as dt
import html
import re
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse

from documents import folding, search
from documents.filing import file_papers
from documents.models import Card, Paper, Passage
from forums import changing
from meetings.actions import attendance
from meetings.models import Attendance
from meetings.workflow import MINUTES
from members.merging import merge
from members.models import Membership
from tests.conftest import plan, write

CANARY = "kizuizi7731"
SAID = "Night raids: the wezi took fourteen ng'ombe at Lare. Elders of both sides asked for patrols."


@pytest.fixture
def said(country, cast, roster):
    """Circulated minutes of Njoro: one paragraph for everybody, one for officers only."""
    meeting = plan(country, cast.secretary)
    members = Membership.objects.filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    meeting.refresh_from_db()
    write(meeting, cast.secretary, text=f"The informant is {CANARY} of Lare.", officers_only=True)
    write(meeting, cast.secretary, text=SAID)
    circulate(meeting.minutes, cast)
    return meeting.minutes


def circulate(minutes, cast) -> None:
    MINUTES.take(minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(minutes, "clear", by=user)
    minutes.refresh_from_db()


def texts(user, typed, sort="best"):
    """What a reader finds by words."""
    rows = search.found(Passage.objects.visible_to(user), folding.asked(typed), sort)
    return [row.text for row in rows]


def page(browser, **asked):
    return html.unescape(browser.get(reverse("search"), asked).content.decode())


ALIKE = [
    "ng'ombe", "Ng’ombe", "NGOMBE", "ngom", "ng'ombé", "wezi lare", "Lare wezi", "lare, wezi!", "fourteen ng'ombe at",
    "\u202engombe\u202c", "ngo\u00admbe", "wezi 🐄", "(wezi", "wezi)", '"wezi" lare', "wezi*", "-wezi", "wezi:*", "^wezi",
]  # fmt: skip
NOT_THERE = ["wezi NOT lare", "ombe", "zzz", "wezi zzz", "wezi & !lare2", "fourteen -ng'ombe2", "1 4", "a"]
HOSTILE = [
    '"', "'", "''", '"wezi', "*", "wezi*)(", "((((", "NEAR(", "AND", "OR OR", "words:wezi", "wezi -", "&|!<->:*", "\\", "%",
    "_", "🙂", "\u202e\u200f", "'; DROP TABLE documents_passage; --", "x" * 10_000, "wezi " * 2_000, "a.b/c-" * 2_000,
    '"' * 10_000, "قطعان", "牛", "İ", "ﬁ", "{}", "{0}", "%s", "a\x00b", "1e5x", "0x1f", "a@b.co", "https://a.b/c?d=e",
]  # fmt: skip


def test_a_paragraph_is_found_however_its_words_are_typed(said, cast):
    assert {typed: texts(cast.secretary, typed) for typed in ALIKE} == {typed: [SAID] for typed in ALIKE}


def test_what_is_not_there_is_not_found(said, cast):
    assert {typed: texts(cast.secretary, typed) for typed in NOT_THERE} == {typed: [] for typed in NOT_THERE}


def test_whatever_is_typed_the_answer_is_calm(said, cast, signed_in):
    browser = signed_in(cast.secretary)
    assert {browser.get(reverse("search"), {"q": typed}).status_code for typed in HOSTILE} == {200}
    odd = {"forum": "' OR 1=1", "quarter": "*", "sector": "\x00", "kind": "%", "sort": "(", "page": "-1"}
    assert browser.get(reverse("search"), {"q": "wezi"} | odd).status_code == 200


def test_a_resolution_is_found_by_its_number_and_by_its_words(said, cast):
    by_number = search.found(Passage.objects.visible_to(cast.member), folding.asked("NJORO/R/2025/002"), "best")
    assert [(row.kind, row.number) for row in by_number] == [("resolution", "NJORO/R/2025/002")]
    assert texts(cast.member, "bays allocated") == ["That the bays be allocated by both sides."]
    assert texts(cast.member, "njoro") == ["Held at DCC's boardroom, Njoro."]


def test_whoever_names_it_more_often_comes_first_and_else_the_latest(country, cast, roster):
    for day, text in ((1, "Cattle, cattle and cattle were stolen."), (2, "Two goats and, some say, cattle.")):
        meeting = plan(country, cast.secretary, day=dt.date(2025, 3, day))
        members = Membership.objects.filter(forum=meeting.forum)
        attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
        meeting.refresh_from_db()
        write(meeting, cast.secretary, text=text)
        circulate(meeting.minutes, cast)
    assert [text.split()[0] for text in texts(cast.secretary, "cattle")] == ["Cattle,", "Two"]
    assert [text.split()[0] for text in texts(cast.secretary, "cattle", "latest")] == ["Two", "Cattle,"]


def test_only_readers_of_officers_copies_find_what_is_for_officers_only(said, cast):
    finding = {name for name, user in vars(cast).items() if texts(user, CANARY)}
    assert finding == {
        "secretary", "chair", "co_chair", "county_secretary", "county_chair", "region_chair", "nsc_officer", "nsc_director",
    }  # fmt: skip


def test_members_find_what_is_for_everybody_and_outsiders_nothing(said, cast):
    finding = {name for name, user in vars(cast).items() if texts(user, "wezi")}
    assert finding == {
        "secretary", "chair", "co_chair", "member", "county_secretary", "county_chair", "region_chair",
        "nsc_officer", "nsc_director",
    }  # fmt: skip


def test_a_restricted_word_is_on_no_page_of_the_wrong_office(said, cast, signed_in):
    seeing = set()
    for name, user in vars(cast).items():
        browser = signed_in(user)
        shown = [page(browser), page(browser, q="informant"), page(browser, q="lare"), page(browser, sort="latest")]
        if any(CANARY in one for one in shown):
            seeing.add(name)
    assert seeing == {
        "secretary", "chair", "co_chair", "county_secretary", "county_chair", "region_chair", "nsc_officer", "nsc_director",
    }  # fmt: skip


def test_a_member_is_not_told_how_many_places_are_hidden(said, cast, signed_in):
    assert "Found in 1 place" in page(signed_in(cast.member), q="lare")
    assert "Found in 2 places" in page(signed_in(cast.secretary), q="lare")


def test_a_forum_that_is_not_ones_own_cannot_be_asked_for(said, cast, signed_in):
    shown = page(signed_in(cast.naivasha_member), q="wezi", forum="032-njoro")
    assert "Nothing answers" in shown
    assert "Njoro" not in shown


def test_drafts_and_minutes_in_clearing_are_not_found(clearing, cast):
    assert not Passage.objects.exists()
    assert texts(cast.secretary, "chief") == []


def test_nobody_is_searched_for_by_name(said, cast):
    assert Attendance.objects.filter(name="Member 1").exists()
    assert texts(cast.nsc_officer, "Member") == []
    assert texts(cast.nsc_officer, "Administrator") == []  # who owns the action


def test_the_latest_edition_takes_the_place_of_the_first(sealed, cast):
    assert Paper.objects.count() == 4
    assert {card.paper.edition for card in Card.objects.select_related("paper")} == {2}
    assert texts(cast.member, "chief") == ["The Chief reported calm."]
    assert texts(cast.member, "weeks asked") == ["Three weeks were asked, not two."]


def test_an_addendum_stands_beside_the_minutes(sealed, cast, country):
    paper = Paper.objects.order_by("-edition").first()
    record = {"form": "addendum/1", "language": "en", "number": 1, "text": "The bridge was omitted."}
    file_papers(
        forum=paper.forum, kind="minutes", label="confirmed", edition=3, subject=sealed, records={"members": record},
        reference=paper.reference, title="Addendum 1", quarter=paper.quarter, dated=paper.dated, is_sample=False,
        by=cast.secretary,
    )  # fmt: skip
    assert texts(cast.member, "bridge") == ["The bridge was omitted."]
    assert texts(cast.member, "chief") == ["The Chief reported calm."]
    assert Passage.objects.get(kind="addendum").url == f"/minutes/{sealed.pk}/#ad-1"


def test_each_answer_shows_its_sentence_and_leads_to_its_paragraph(said, cast, signed_in):
    browser = signed_in(cast.member)
    shown = page(browser, q="ngombe")
    assert "Night raids: the wezi took fourteen <mark>ng'ombe</mark> at Lare." in shown
    assert "Elders of both sides" not in shown
    links = re.findall(r'href="(/minutes/\d+/)#([^"]+)"', page(browser))
    assert len(links) == 3
    for address, anchor in links:
        assert f'id="{anchor}"' in browser.get(address).content.decode()


def test_a_reader_of_the_members_copy_is_led_to_its_own_numbers(said, cast):
    assert [
        Passage.objects.visible_to(user).get(text=SAID).number for user in (cast.member, cast.secretary)
    ] == ["4.1", "4.2"]  # fmt: skip


def test_answers_are_narrowed_by_quarter_kind_and_the_sector_that_attended(said, cast, signed_in):
    browser = signed_in(cast.secretary)
    for narrowed, there in (
        ({"quarter": "2024-25-Q3"}, True),
        ({"quarter": "2024-25-Q4"}, True),  # no quarter of this portal's papers: it does not narrow
        ({"kind": "paragraph"}, True),
        ({"kind": "resolution"}, False),
        ({"sector": "S15"}, True),
        ({"sector": "S18"}, False),
        ({"forum": "032-njoro", "sector": "nonsense"}, True),
    ):
        assert ("<mark>wezi</mark>" in page(browser, q="wezi", **narrowed)) is there, narrowed


def test_what_was_typed_is_never_markup(said, cast, signed_in):
    raw = signed_in(cast.secretary).get(reverse("search"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in raw


def test_text_that_looks_like_markup_is_shown_as_text(country, cast, roster, signed_in):
    meeting = plan(country, cast.secretary)
    members = Membership.objects.filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    meeting.refresh_from_db()
    write(meeting, cast.secretary, text="<b>bold</b> {words} & more")
    circulate(meeting.minutes, cast)
    raw = signed_in(cast.secretary).get(reverse("search"), {"q": "bold words"}).content.decode()
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; {<mark>words</mark>} &amp; more" in raw


def test_a_renamed_area_is_named_anew_and_its_minutes_are_found(said, cast, signed_in):
    area = said.area
    changing.rename_area(area=area, name="Njoro North", since=None, instrument="Notice", by=cast.nsc_director)
    assert "Njoro North Sub-County Forum" in page(signed_in(cast.member), q="wezi")


def test_merging_two_people_leaves_what_is_found(said, cast):
    keep, lose = (Membership.objects.get(person__name=f"Member {number}") for number in (0, 1))
    Attendance.objects.filter(person=lose.person).delete()
    merge(forum=said.meeting.forum, keep=keep.person, lose=lose.person, by=cast.secretary)
    assert texts(cast.member, "wezi") == [SAID]


def catalogue():
    return sorted(Passage.objects.values_list("card", "position", "text", "words", "url", "card__sectors"))


def test_rebuilding_changes_nothing_that_is_right_and_mends_what_is_not(said, cast, capsys):
    before = catalogue()
    call_command("rebuild_search")
    assert capsys.readouterr().out == "2 papers can be searched.\n"
    assert catalogue() == before
    Passage.objects.update(words="nothing")
    assert texts(cast.member, "wezi") == []
    call_command("rebuild_search", stdout=SimpleNamespace(write=lambda *_: None))
    assert texts(cast.member, "wezi") == [SAID]


def test_papers_from_before_the_search_are_entered_once(sealed, cast):
    before = catalogue()
    Card.objects.all().delete()
    assert texts(cast.member, "chief") == []
    assert search.rebuild(only_missing=True) == 2
    assert search.rebuild(only_missing=True) == 0
    assert [row[1:] for row in catalogue()] == [row[1:] for row in before]
    assert texts(cast.member, "chief") == ["The Chief reported calm."]


def test_letters_are_not_searched(said, cast):
    assert set(Card.objects.values_list("paper__kind", flat=True)) == {"minutes"}


def test_the_registry_leads_to_the_search_of_its_forum(said, cast, signed_in):
    shown = signed_in(cast.member).get(reverse("registry", args=["032-njoro"])).content.decode()
    assert f'action="{reverse("search")}"' in shown
    assert '<input type="hidden" name="forum" value="032-njoro">' in shown


def test_an_empty_catalogue_says_when_it_fills(country, cast, signed_in):
    assert "Nothing can be searched yet" in page(signed_in(cast.secretary))


def test_too_many_words_are_told(said, cast, signed_in):
    shown = page(signed_in(cast.secretary), q="one two three four five six seven eight nine ten eleven")
    assert "Only the first ten words" in shown
