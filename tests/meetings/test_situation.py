"""The situation item: a row an area; measures come onto the next agenda below, stakeholders onto the mapping list."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents.models import Passage
from forums.models import LedgerEntry, Rules
from forums.workflow import StepRefused
from meetings.actions import agendas, attendance, situation
from meetings.below import forums_below
from meetings.models import Entry, EntryRevision, Meeting, Minutes, SituationRevision, SituationRow, Suggestion
from meetings.record import record_of
from meetings.workflow import MINUTES
from members.models import Membership, Organisation, Person
from tests.conftest import plan, write

JUNE, SEPTEMBER = dt.date(2025, 6, 11), dt.date(2025, 9, 10)
MEASURE = "Night patrols by both communities along the escarpment"
TITLE = f"Measure recommended by the Nakuru County Forum: {MEASURE}"
NOBODY = {"who-TOTAL_FORMS": 0, "who-INITIAL_FORMS": 0}


@pytest.fixture
def draft(country, cast):
    """The county's meeting of 20 March 2025 was held; its draft has one entry."""
    meeting = plan(country, cast.county_secretary, dt.date(2025, 3, 20), code="032")
    members = Membership.objects.filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.county_secretary)
    meeting = Meeting.objects.get(pk=meeting.pk)
    write(meeting, cast.county_secretary, position=1)
    return Minutes.objects.select_related("meeting__forum__area").get(meeting=meeting)


def save(draft, country, by, code="032-njoro", *, version=0, reported="Calm.", measure="", stakeholders=()):
    told = [dict(zip(("name", "organisation", "sector"), row, strict=True)) for row in stakeholders]
    return situation.save_row(
        minutes=draft, item=draft.meeting.agenda.get(standing="situation"), area=country.areas[code], version=version,
        reported=reported, measure=measure, stakeholders=told, by=by,
    )  # fmt: skip


def circulate(draft, cast):
    MINUTES.take(draft, "send", by=cast.county_secretary)
    for user in (cast.county_chair, cast.county_co_chair):
        MINUTES.take(draft, "clear", by=user)
    draft.refresh_from_db()
    assert draft.status == "circulated"


# writing


def test_there_is_a_row_for_each_area_directly_below(draft, country):
    assert [below.forum.area.name for below in forums_below(draft.meeting)] == ["Naivasha", "Njoro"]


def test_an_area_that_reports_elsewhere_is_not_below(draft, country):
    country.areas["032-njoro"].reporting_lines.create(
        to=country.areas["030"], since=dt.date(2025, 1, 1), instrument="Gazette notice"
    )
    assert [below.forum.area.name for below in forums_below(draft.meeting)] == ["Naivasha"]


def test_the_same_words_sent_twice_are_saved_once(draft, country, cast):
    save(draft, country, cast.county_secretary)
    row = save(draft, country, cast.county_secretary)
    assert (SituationRow.objects.count(), row.version, SituationRevision.objects.count()) == (1, 1, 0)


def test_every_saving_keeps_what_stood_there_before(draft, country, cast):
    save(draft, country, cast.county_secretary, reported="First.")
    save(draft, country, cast.county_secretary, reported="Second.", version=1)
    assert [kept.said["reported"] for kept in SituationRevision.objects.all()] == ["First."]
    assert SituationRow.objects.get().reported == "Second."


def test_of_two_writers_neither_loses_a_word(draft, country, cast):
    save(draft, country, cast.county_secretary, reported="Base.")
    save(draft, country, cast.county_chair, reported="The chair's words.", version=1)
    with pytest.raises(situation.SomebodyElseWrote) as conflict:
        save(draft, country, cast.county_secretary, reported="The secretary's words.", version=1)
    assert conflict.value.row.reported == "The chair's words."
    assert SituationRevision.objects.get(is_conflict_copy=True).said["reported"] == "The secretary's words."


def test_the_page_shows_both_texts_and_takes_the_decision(draft, country, cast, signed_in):
    save(draft, country, cast.county_secretary, reported="Base.")
    save(draft, country, cast.county_chair, reported="From the chair.", version=1)
    browser = signed_in(cast.county_secretary)
    address = f"/minutes/{draft.pk}/situation/{country.areas['032-njoro'].pk}/save/"
    typed = {"version": 1, "reported": "From the secretary.", "measure": "", **NOBODY}
    answer = browser.post(address, typed)
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("From the chair.", "From the secretary."))
    assert browser.post(address, typed | {"version": 2}).status_code == 302
    assert SituationRow.objects.get().reported == "From the secretary."


def test_while_one_types_the_state_alone_is_answered(draft, country, cast, signed_in):
    address = f"/minutes/{draft.pk}/situation/{country.areas['032-njoro'].pk}/save/"
    typed = {"version": 0, "reported": "Calm.", "measure": "", **NOBODY}
    answer = signed_in(cast.county_secretary).post(address, typed, headers={"accept": "application/json"})
    assert (answer.json()["state"], answer.json()["version"]) == ("saved", 1)


def test_a_stakeholder_without_any_name_is_told_in_words_and_nothing_typed_is_lost(draft, country, cast, signed_in):
    address = f"/minutes/{draft.pk}/situation/{country.areas['032-njoro'].pk}/save/"
    typed = {
        "version": 0, "reported": "Carefully typed.", "measure": "", "who-TOTAL_FORMS": 1, "who-INITIAL_FORMS": 0,
        "who-0-name": "", "who-0-organisation": "", "who-0-sector": "S18",
    }  # fmt: skip
    answer = signed_in(cast.county_secretary).post(address, typed)
    assert answer.status_code == 422
    assert "Name the person or the organisation." in answer.content.decode()
    assert "Carefully typed." in answer.content.decode()


def test_an_area_that_is_not_below_has_no_row(draft, country, cast, signed_in):
    address = f"/minutes/{draft.pk}/situation/{country.areas['030-marigat'].pk}/save/"
    assert signed_in(cast.county_secretary).post(address, {"version": 0, **NOBODY}).status_code == 404


def test_a_closed_draft_takes_no_row_and_gives_the_words_back(draft, country, cast, signed_in):
    MINUTES.take(draft, "send", by=cast.county_secretary)
    with pytest.raises(StepRefused):
        save(draft, country, cast.county_secretary)
    address = f"/minutes/{draft.pk}/situation/{country.areas['032-njoro'].pk}/save/"
    typed = {"version": 0, "reported": "Too late, and kept.", "measure": "", **NOBODY}
    answer = signed_in(cast.county_secretary).post(address, typed)
    assert (answer.status_code, "Too late, and kept." in answer.content.decode()) == (409, True)


def test_the_minute_book_works_area_by_area_without_a_script(draft, country, cast, signed_in):
    browser = signed_in(cast.county_secretary)
    naivasha, njoro = country.areas["032-naivasha"].pk, country.areas["032-njoro"].pk
    page = f"/meetings/{draft.meeting_id}/minutes/?item=4"
    assert "0 of 2 written" in browser.get(page).content.decode()
    assert 'name="who-1-name"' in browser.get(f"{page}&area={naivasha}").content.decode()
    typed = {"version": 0, "reported": "Fish stalls.", "measure": "", "then": "next", **NOBODY}
    answer = browser.post(f"/minutes/{draft.pk}/situation/{naivasha}/save/", typed)
    assert answer.url == f"{page}&area={njoro}#row"
    assert "1 of 2 written" in browser.get(page).content.decode()


def test_an_empty_row_falls_away_and_a_filled_item_stays_on_the_agenda(draft, country, cast):
    save(draft, country, cast.county_secretary, reported=" ")
    save(draft, country, cast.county_secretary, "032-naivasha")
    with pytest.raises(StepRefused):
        agendas.remove_item(item=draft.meeting.agenda.get(standing="situation"), by=cast.county_secretary)
    MINUTES.take(draft, "send", by=cast.county_secretary)
    assert [row.area.name for row in SituationRow.objects.all()] == ["Naivasha"]


def test_the_database_keeps_one_row_an_area(draft, country, cast):
    row = save(draft, country, cast.county_secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        SituationRow.objects.create(minutes=draft, item=row.item, area=row.area, saved_by=cast.county_secretary)


# what comes down


def test_a_measure_comes_onto_the_meeting_ahead_once_the_minutes_are_circulated(draft, country, cast):
    ahead = plan(country, cast.secretary, JUNE)
    plan(country, cast.secretary, SEPTEMBER)
    save(draft, country, cast.county_secretary, measure=MEASURE)
    assert not ahead.agenda.filter(title=TITLE).exists()
    circulate(draft, cast)
    item = ahead.agenda.get(title=TITLE)
    assert (item.position, item.measure) == (6, SituationRow.objects.get())
    situation.bring_down(draft, by=cast.county_secretary)
    assert ahead.agenda.filter(title=TITLE).count() == 1


def test_a_measure_waits_until_the_next_meeting_is_planned(draft, country, cast):
    save(draft, country, cast.county_secretary, measure=MEASURE)
    circulate(draft, cast)
    assert SituationRow.objects.get().placed is None
    titles = list(plan(country, cast.secretary, JUNE).agenda.values_list("title", flat=True))
    assert titles[5:] == [TITLE, "Any other business", "Date of next meeting and adjournment"]
    assert TITLE not in plan(country, cast.secretary, SEPTEMBER).agenda.values_list("title", flat=True)


def test_a_measure_on_a_cancelled_meeting_comes_back_and_one_taken_off_does_not(draft, country, cast):
    ahead = plan(country, cast.secretary, JUNE)
    save(draft, country, cast.county_secretary, measure=MEASURE)
    circulate(draft, cast)
    Meeting.objects.filter(pk=ahead.pk).update(status="cancelled")
    again = plan(country, cast.secretary, SEPTEMBER)
    agendas.remove_item(item=again.agenda.get(title=TITLE), by=cast.secretary)
    following = plan(country, cast.secretary, dt.date(2025, 12, 10))
    assert TITLE not in following.agenda.values_list("title", flat=True)


def test_a_measure_not_reached_carries_over_with_its_words(draft, country, cast, roster):
    ahead = plan(country, cast.secretary, JUNE)
    long = MEASURE + ", " + "with lamps, " * 20
    save(draft, country, cast.county_secretary, measure=long)
    circulate(draft, cast)
    members = Membership.objects.filter(forum=ahead.forum)
    attendance.mark(meeting=ahead, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    following = plan(country, cast.secretary, SEPTEMBER)
    item = following.agenda.get(position=6)
    assert (len(item.title), item.title[-1]) == (160, "…")
    assert item.measure.measure == long.strip()


def test_the_item_speaks_the_language_of_the_forum_that_gets_it(draft, country, cast):
    Rules.objects.create(scope="forum", forum=country.forums["032-njoro"], language="sw")
    ahead = plan(country, cast.secretary, JUNE)
    save(draft, country, cast.county_secretary, measure=MEASURE)
    circulate(draft, cast)
    title = ahead.agenda.get(position=6).title
    assert MEASURE in title


def test_stakeholders_come_onto_the_mapping_list_with_their_source(draft, country, cast, signed_in):
    save(draft, country, cast.county_secretary, stakeholders=[("Naomi Cheruto", "Radio Amani", "S18")])
    circulate(draft, cast)
    found = Membership.objects.get(person__name="Naomi Cheruto")
    assert (found.forum, found.standing, found.sector.code, found.organisation.name) == (
        country.forums["032-njoro"], "identified", "S18", "Radio Amani",
    )  # fmt: skip
    assert LedgerEntry.objects.filter(verb="member.suggest").count() == 1
    page = signed_in(cast.secretary).get("/forums/032-njoro/roster/pipeline/").content.decode()
    assert "Suggested by the Nakuru County Forum at its meeting of 20 March 2025" in page


def test_the_secretariat_there_may_decline(draft, country, cast, signed_in):
    save(draft, country, cast.county_secretary, stakeholders=[("Naomi Cheruto", "", "")])
    circulate(draft, cast)
    found = Membership.objects.get(person__name="Naomi Cheruto")
    signed_in(cast.secretary).post(
        "/forums/032-njoro/roster/pipeline/", {"members": [found.pk], "standing": "declined"}
    )
    found.refresh_from_db()
    assert found.standing == "declined"


def test_nobody_comes_onto_the_list_twice(draft, country, cast, roster):
    told = [("member  0", "", ""), ("", "ORGANISATION 1", ""), ("Naomi Cheruto", "", ""), ("naomi cheruto", "", "")]
    told = [(" ".join(name.split()), body, sector) for name, body, sector in told]
    before = Membership.objects.count()
    save(draft, country, cast.county_secretary, stakeholders=told)
    circulate(draft, cast)
    situation.bring_down(draft, by=cast.county_secretary)
    assert Membership.objects.count() == before + 1
    assert [row.was_there for row in Suggestion.objects.all()] == [True, True, False, True]
    assert {row.membership for row in Suggestion.objects.all()[:2]} == set(roster[:2])


def test_an_organisation_without_a_name_waits_for_somebody_to_be_named(draft, country, cast):
    Organisation.objects.create(name="Lake Radio", sector=country.sectors["S18"])
    save(draft, country, cast.county_secretary, stakeholders=[("", "lake radio", "")])
    circulate(draft, cast)
    found = Membership.objects.get(organisation__name="Lake Radio")
    assert found.person == Person.objects.get(name="Somebody from lake radio, to be named")
    assert found.sector.code == "S18"


def test_sending_the_minutes_brings_nothing_down_yet(draft, country, cast):
    ahead = plan(country, cast.secretary, JUNE)
    save(draft, country, cast.county_secretary, measure=MEASURE, stakeholders=[("Naomi Cheruto", "", "")])
    MINUTES.take(draft, "send", by=cast.county_secretary)
    assert not ahead.agenda.filter(title=TITLE).exists()
    assert not Person.objects.filter(name="Naomi Cheruto").exists()


# the record


def test_both_copies_have_the_rows_and_no_other_item_has_any(draft, country, cast):
    told = ("Naomi Cheruto", "Radio Amani", "S18")
    save(draft, country, cast.county_secretary, reported="Cattle were taken.", measure=MEASURE, stakeholders=[told])
    wanted = [
        {
            "area": "Njoro Sub-County", "reported": "Cattle were taken.", "measure": MEASURE,
            "stakeholders": [{"name": "Naomi Cheruto", "organisation": "Radio Amani", "sector": "Media"}],
        }
    ]  # fmt: skip
    for copy in ("officers", "members"):
        items = record_of(draft, copy=copy, state="unconfirmed")["items"]
        assert [item.get("areas") for item in items] == [None, None, None, wanted, None, None, None]


def test_the_rows_are_read_with_the_minutes(draft, country, cast, signed_in):
    save(draft, country, cast.county_secretary, reported="Cattle were taken.", measure=MEASURE)
    Entry.objects.all().delete()
    page = signed_in(cast.county_secretary).get(f"/minutes/{draft.pk}/").content.decode()
    assert all(words in page for words in ("Njoro Sub-County", "Cattle were taken.", MEASURE))


def sent(browser, draft, country, **said):
    """A row as a device sends it that has kept it."""
    address = f"/minutes/{draft.pk}/situation/{country.areas['032-njoro'].pk}/save/"
    typed = {"version": 0, "reported": "Calm.", "measure": "", **NOBODY} | said
    return browser.post(address, typed, headers={"accept": "application/json"})


def test_a_row_sent_twice_is_answered_twice_the_same(draft, country, cast, signed_in):
    browser, once = signed_in(cast.county_secretary), str(uuid.uuid4())
    first = sent(browser, draft, country, once=once).json()
    save(draft, country, cast.county_chair, reported="The chair's words.", version=1)
    assert sent(browser, draft, country, once=once).json() == first
    assert SituationRow.objects.get().reported == "The chair's words."


def test_a_device_is_told_of_the_other_text_with_who_and_when(draft, country, cast, signed_in):
    save(draft, country, cast.county_chair, reported="From the chair.", measure="A patrol")
    answer = sent(signed_in(cast.county_secretary), draft, country)
    theirs = answer.json()["theirs"]
    assert (answer.status_code, answer.json()["state"], theirs["version"]) == (409, "decide", 1)
    assert theirs["who"] == cast.county_chair.name
    assert theirs["words"] == "From the chair.\nMeasure recommended: A patrol"
    assert SituationRevision.objects.get(is_conflict_copy=True).said["reported"] == "Calm."


def test_what_reaches_a_closed_draft_is_kept_aside_once_and_waits_for_a_decision(draft, country, cast, signed_in):
    save(draft, country, cast.county_secretary, reported="Before.")
    MINUTES.take(draft, "send", by=cast.county_secretary)
    browser = signed_in(cast.county_secretary)
    late = {"version": 1, "reported": "Written in the hall.", "measure": "A patrol"}
    first, second = (sent(browser, draft, country, **late).json() for _time in range(2))
    assert (first["state"], first["copy"], first["url"]) == ("settled", second["copy"], second["url"])
    copy = EntryRevision.objects.get(is_conflict_copy=True)
    assert copy.said["text"] == "Njoro Sub-County\nWritten in the hall.\nMeasure recommended: A patrol"
    assert "Written in the hall." in browser.get(first["url"]).content.decode()
    assert sent(browser, draft, country, reported="Before.").json()["state"] == "saved"


def test_what_was_reported_of_an_area_is_found_and_nobody_who_was_suggested(draft, country, cast, signed_in):
    somebody = ("Naomi Cheruto", "", "")
    save(draft, country, cast.county_secretary, reported="Two raids at Lare.", measure=MEASURE, stakeholders=[somebody])
    circulate(draft, cast)
    browser = signed_in(cast.county_secretary)
    for typed in ("raids lare", "patrols escarpment"):
        page = browser.get(reverse("search"), {"q": typed}).content.decode()
        assert f"{draft.get_absolute_url()}#areas-4" in page
    assert Passage.objects.filter(number="Njoro Sub-County", heading__contains="situation").count() == 2
    assert not Passage.objects.filter(text__contains="Naomi").exists()
    assert 'id="areas-4"' in browser.get(draft.get_absolute_url()).content.decode()
