"""Rosters as spreadsheets: seen before anything is done, all or nothing, undone, given out."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from forums.models import LedgerEntry
from meetings.models import Attendance
from members.models import Contact, Membership, Organisation, Person, RosterImport
from members.spreadsheets.columns import age_band_of, phone_of
from members.spreadsheets.comparing import compared, counted, parsed
from members.spreadsheets.reading import MOST_ROWS, Unreadable, read

SLUG = "032-njoro"
PEOPLE = """Name,Organisation,Designation,Sector,Gender,Age,Disability,Telephone
Lilian Chebet,Njoro Youth Bunge,Chair,S15,F,24,no,0712 345678
Said Juma,Kibra Peace Network,Secretary,Youth,man,35-59,,+254 112 345678
Amina Wanjiru,Radio Njoro,Reporter,Media,mwanamke,18-34,ndiyo,
"""


@pytest.fixture
def officer(cast, signed_in):
    return signed_in(cast.secretary)


@pytest.fixture
def look(officer):
    """Send a file; the answer, after the preview was drawn."""

    def send(content, name="roster.csv"):
        content = content.encode() if isinstance(content, str) else content
        return officer.post(
            reverse("roster_import", args=[SLUG]), {"file": SimpleUploadedFile(name, content)}, follow=True
        )

    return send


@pytest.fixture
def bring(officer, look):
    """Send a file and bring it in."""

    def send(content, **said):
        page = look(content)
        return officer.post(
            reverse("roster_import_apply", args=[SLUG]), {"shown": page.context["shown"], **said}, follow=True
        )

    return send


def rows_of(content: str | bytes):
    content = content.encode() if isinstance(content, str) else content
    return read(io.BytesIO(content), len(content)).rows


def sheet(*lines) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def on_roster() -> set[str]:
    return set(Membership.objects.filter(forum__slug=SLUG).values_list("person__name", flat=True))


def test_nothing_is_done_before_it_is_said(look):
    before = on_roster()
    page = look(PEOPLE)
    assert page.context["counts"] == {"new": 3, "changed": 0, "same": 0, "twice": 0, "wrong": 0}
    assert on_roster() == before


def test_three_people_come_onto_the_roster_with_what_the_sheet_says(bring):
    assert bring(PEOPLE, consented_on="12 February 2025").status_code == 200
    said = Membership.objects.get(forum__slug=SLUG, person__name="Said Juma")
    assert (said.sector.code, said.person.gender, said.person.age_band) == ("S15", "M", "adult")
    assert (said.organisation.name, said.standing) == ("Kibra Peace Network", "confirmed")
    assert Contact.objects.get(person=said.person).phone == "+254112345678"
    amina = Person.objects.get(name="Amina Wanjiru")
    assert (amina.has_disability, amina.gender, amina.age_band) == (True, "F", "youth")
    assert LedgerEntry.objects.get(verb="roster.import").fields["new"] == 3
    assert RosterImport.objects.get().rows == []


def test_contacts_are_left_out_where_nobody_agreed(bring):
    bring(PEOPLE)
    assert Person.objects.filter(name="Lilian Chebet").exists()
    assert not Contact.objects.exists()


def test_the_same_file_again_changes_nothing(bring, look):
    bring(PEOPLE, consented_on="12 February 2025")
    assert look(PEOPLE).context["counts"]["same"] == 3
    assert look(PEOPLE).context["does"] == 0


def test_what_a_row_says_otherwise_is_shown_and_then_changed(bring, look):
    bring(PEOPLE, consented_on="12 February 2025")
    page = look(PEOPLE.replace("Chair,S15", "Treasurer,S15"))
    assert "Designation: Chair → Treasurer" in page.content.decode()
    bring(PEOPLE.replace("Chair,S15", "Treasurer,S15"), consented_on="12 February 2025")
    assert Membership.objects.get(person__name="Lilian Chebet").designation == "Treasurer"
    assert Person.objects.filter(name="Lilian Chebet").count() == 1


def test_somebody_is_known_by_the_telephone_though_the_name_is_spelt_otherwise(bring, look):
    bring(PEOPLE, consented_on="12 February 2025")
    page = look(PEOPLE.replace("Lilian Chebet", "Liliane Chebet"))
    assert page.context["counts"] == {"new": 0, "changed": 1, "same": 2, "twice": 0, "wrong": 0}


def test_the_same_name_at_another_organisation_is_somebody_else(bring, look):
    bring(PEOPLE)
    other = "Name,Organisation,Sector\nLilian Chebet,Egerton University,S18\n"
    assert look(other).context["counts"]["new"] == 1


def test_a_person_who_stands_twice_in_the_file_comes_once(look):
    page = look(PEOPLE + "Lilian C.,Another body,Chair,S15,F,,,+254712345678\n")
    assert page.context["counts"]["twice"] == 1
    assert "The same as row 2 of the file." in page.content.decode()


def test_wrong_rows_say_why_and_stop_the_import_unless_left_out_on_purpose(bring, look):
    wrong = PEOPLE + "No Sector,,,,,,,\nBad Phone,,,S15,,,,12345\nBad Sector,,,S99,,,,\n,,Chair,S15,,,,\n"
    page = look(wrong).content.decode()
    for words in (
        "Say for which sector",
        "“12345” is no telephone number",
        "“S99” is no sector",
        "The name is missing",
    ):
        assert words in page
    bring(wrong)
    assert "Said Juma" not in on_roster()
    bring(wrong, without_wrong="on")
    assert "Said Juma" in on_roster()
    assert "Bad Phone" not in on_roster()


def test_what_has_changed_since_it_was_shown_is_shown_again_first(officer, look, cast, country):
    shown = look(PEOPLE).context["shown"]
    person = Person.objects.create(name="Said Juma")
    body = Organisation.objects.create(name="Kibra Peace Network")
    Membership.objects.create(
        forum=country.forums[SLUG], person=person, organisation=body, sector=country.sectors["S15"]
    )
    answer = officer.post(reverse("roster_import_apply", args=[SLUG]), {"shown": shown}, follow=True)
    assert "The roster has changed since you looked" in answer.content.decode()
    assert "Lilian Chebet" not in on_roster()


def test_the_last_import_is_undone_and_what_was_there_says_again_what_it_said(officer, bring):
    before = on_roster()
    bring(PEOPLE, consented_on="12 February 2025")
    bring(PEOPLE.replace("Chair,S15", "Treasurer,S15") + "New One,,,S18,,,,\n", consented_on="12 February 2025")
    officer.post(reverse("roster_import_undo", args=[SLUG]))
    assert Membership.objects.get(person__name="Lilian Chebet").designation == "Chair"
    assert "New One" not in on_roster()
    officer.post(reverse("roster_import_undo", args=[SLUG]))
    assert on_roster() == before
    assert not Contact.objects.exists()
    answer = officer.post(reverse("roster_import_undo", args=[SLUG]), follow=True)
    assert "Only the last import can be undone" in answer.content.decode()


def test_organisations_that_came_with_an_import_go_with_it_but_for_those_that_are_named_elsewhere(
    officer, bring, country
):
    Organisation.objects.create(name="Radio Njoro", sector=country.sectors["S18"])
    bring(PEOPLE)
    bunge = Organisation.objects.get(name="Njoro Youth Bunge")
    visitor = Person.objects.create(name="Somebody")
    Membership.objects.create(
        forum=country.forums["032"], person=visitor, organisation=bunge, sector=country.sectors["S15"]
    )
    bring(PEOPLE.replace("Kibra Peace Network", "Kibra Peace Union"))
    officer.post(reverse("roster_import_undo", args=[SLUG]))
    assert not Organisation.objects.filter(name="Kibra Peace Union").exists()
    officer.post(reverse("roster_import_undo", args=[SLUG]))
    there = Organisation.objects.filter(name__in=["Njoro Youth Bunge", "Kibra Peace Network", "Radio Njoro"])
    assert set(there.values_list("name", flat=True)) == {"Njoro Youth Bunge", "Radio Njoro"}


def test_columns_whose_heading_is_not_known_are_named_before_anything_is_done(look):
    page = look("Name,Sector,Blood group,,Remarks <b>\nLilian Chebet,S15,O,x,none\n")
    assert page.context["waiting"].passed_over == ["Blood group", "Remarks <b>"]
    assert "2 columns are passed over, as their headings are not known:</b> Blood group, Remarks &lt;b&gt;." in (
        page.content.decode()
    )
    assert "passed over" not in look(PEOPLE).content.decode()


def test_whoever_has_been_to_a_meeting_since_stays_and_is_named(officer, bring, held):
    bring(PEOPLE)
    lilian = Person.objects.get(name="Lilian Chebet")
    Attendance.objects.create(meeting=held, person=lilian, name=lilian.name, status="present")
    page = officer.post(reverse("roster_import_undo", args=[SLUG]), follow=True).content.decode()
    assert "These stay" in page
    assert "Lilian Chebet" in on_roster()
    assert "Said Juma" not in on_roster()


def test_whoever_was_worked_on_since_stays_when_the_import_is_undone(officer, bring):
    bring(PEOPLE, consented_on="12 February 2025")
    said = Membership.objects.get(person__name="Said Juma")
    officer.post(
        reverse("member_contact", args=[said.pk]),
        {"save": "1", "phone": "0712 999 999", "consented_on": "1 March 2025"},
    )
    page = officer.post(reverse("roster_import_undo", args=[SLUG]), follow=True).content.decode()
    assert "Said Juma" in on_roster()
    assert "Said Juma" in page
    assert "Lilian Chebet" not in on_roster()


def test_what_somebody_has_changed_since_is_not_undone(officer, bring, country):
    bring(PEOPLE)
    bring(PEOPLE.replace("Chair,S15", "Treasurer,S15").replace("24,no", "40,no"))
    lilian = Membership.objects.get(person__name="Lilian Chebet")
    lilian.designation = "Patron"
    lilian.save()
    page = officer.post(reverse("roster_import_undo", args=[SLUG]), follow=True).content.decode()
    lilian = Membership.objects.select_related("person").get(pk=lilian.pk)
    assert (lilian.designation, lilian.person.age_band) == ("Patron", "youth")
    assert "Lilian Chebet" in page


def test_whoever_holds_an_office_gets_a_place_and_is_not_made_twice(officer, bring, look, cast, country):
    Membership.objects.filter(person=cast.co_chair.person).delete()
    row = f"Name,Organisation,Sector\n{cast.co_chair.name},Njoro Peace Network,S15\n"
    assert "Holds an office of this forum" in look(row).content.decode()
    bring(row)
    place = Membership.objects.get(person=cast.co_chair.person)
    assert str(place.organisation) == "Njoro Peace Network"
    officer.post(reverse("roster_import_undo", args=[SLUG]))
    assert not Membership.objects.filter(person=cast.co_chair.person).exists()
    assert Person.objects.filter(pk=cast.co_chair.person.pk).exists()


@pytest.mark.parametrize(
    "content",
    [
        "Members of Njoro,,\nas of March 2025,,\n" + PEOPLE,
        PEOPLE.replace(",", ";"),
        PEOPLE.replace("Name,Organisation,Designation,Sector,Gender,Age,Disability,Telephone",
                       "JINA,Shirika,Cheo,Sekta,Jinsia,Umri,Ulemavu,Simu"),
        b"\xef\xbb\xbf" + PEOPLE.encode(),
        PEOPLE.replace("\n", "\r\n"),
    ],
    ids=["lines above the header", "semicolons", "Kiswahili headings", "a mark at the beginning", "Windows lines"],
)  # fmt: skip
def test_sheets_as_offices_save_them_are_read(look, content):
    assert look(content).context["counts"]["new"] == 3


def test_an_xlsx_is_read_with_numbers_that_a_spreadsheet_made_of_telephones(look):
    content = sheet(
        ["Roster", None, None], ["Name", "Sector", "Telephone"], ["Lilian Chebet", "S15", 712345678.0],
        ["Said Juma", "S15", "0112-345-678"], [None, None, None],
    )  # fmt: skip
    page = look(content, "roster.xlsx")
    assert page.context["counts"]["new"] == 2
    phones = [row["said"]["phone"] for row in RosterImport.objects.get().rows]
    assert phones == ["+254712345678", "+254112345678"]


def test_a_formula_is_no_value(look):
    page = look(sheet(["Name", "Sector"], ["Lilian", "S15"], ["=1+1", "S15"]), "roster.xlsx")
    assert page.context["counts"] == {"new": 1, "changed": 0, "same": 0, "twice": 0, "wrong": 1}
    assert "A cell holds a formula" in page.content.decode()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", b"<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"  \n", "The file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old .xls file"),
        (b"PK\x03\x04 not a zip at all", "damaged"),
        (b"%PDF-1.7\x00\x01", "no spreadsheet"),
        (b"a,b,c\n1,2,3\n", "No row with headings"),
        (b"Name,Sector\n", "nothing below the headings"),
        (b"Name,Name,Sector\nA,B,S15\n", "the same heading"),
        (b"Name,Sector\n" + b"A,S15\n" * (MOST_ROWS + 1), "more than 5,000 rows"),
        (bomb, "unpacks to far more"),
        (other_zip, "no spreadsheet"),
    ],
    ids=["empty", "xls", "broken", "pdf", "no header", "nobody", "heading twice", "too long", "bomb", "a letter"],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(look, content, words):
    answer = look(content() if callable(content) else content, "roster.xlsx")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RosterImport.objects.exists()


def test_a_file_of_200_megabytes_is_refused_by_its_size_unread():
    class Unopened:
        def read(self, *args):
            raise AssertionError("it was read")

    with pytest.raises(Unreadable, match="larger than 5 MB"):
        read(Unopened(), 200_000_000)


def test_two_thousand_rows_are_previewed_with_six_queries(country, cast):
    lines = [f"Person {n},Body {n % 300},Chair,S15,F,{18 + n % 60},no,07{n:08d}" for n in range(2000)]
    content = "Name,Organisation,Designation,Sector,Gender,Age,Disability,Telephone\n" + "\n".join(lines)
    with CaptureQueriesContext(connection) as queries:
        rows = parsed(rows_of(content))
        found = compared(country.forums[SLUG], rows)
    assert counted(found)["new"] == 2000 - counted(found)["wrong"]
    assert len(queries) == 6


def test_the_roster_is_given_out_with_contacts_only_to_those_who_may_see_them(bring, officer, cast, signed_in):
    bring(PEOPLE, consented_on="12 February 2025")
    page = reverse("roster_export", args=[SLUG])
    whole = officer.post(page, {"kind": "csv"}).getvalue().decode("utf-8-sig")
    assert "+254712345678" in whole
    assert LedgerEntry.objects.filter(verb="roster.export").count() == 1
    for user in (cast.member, cast.nsc_officer, cast.co_chair):
        told = signed_in(user).post(page, {"kind": "csv"}).getvalue().decode("utf-8-sig")
        assert "Lilian Chebet" in told
        assert "712345678" not in told
        assert "Gender" not in told
    assert LedgerEntry.objects.filter(verb="roster.export").count() == 1


def test_what_is_given_out_can_be_brought_in_again_unchanged(bring, officer, look):
    bring(PEOPLE, consented_on="12 February 2025")
    given = officer.post(reverse("roster_export", args=[SLUG]), {"kind": "xlsx"}).getvalue()
    counts = look(given, "roster.xlsx").context["counts"]
    assert (counts["new"], counts["wrong"], counts["changed"]) == (0, 0, 0)


def test_no_cell_given_out_is_a_formula(officer, country):
    person = Person.objects.create(name='=HYPERLINK("http://x")')
    Membership.objects.create(
        forum=country.forums[SLUG], person=person, sector=country.sectors["S15"], designation="+A"
    )
    content = officer.post(reverse("roster_export", args=[SLUG]), {"kind": "xlsx"}).getvalue()
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK" in str([cell.value for cell in cells])
    assert "'+A" in [cell.value for cell in cells]


def test_the_template_has_its_headings_in_the_readers_language(officer, cast):
    officer.post(reverse("set_language"), {"language": "sw"})
    content = officer.get(reverse("roster_template", args=[SLUG]), {"as": "xlsx"}).getvalue()
    assert [cell.value for cell in load_workbook(io.BytesIO(content)).active[1]][:3] == ["Jina", "Shirika", "Cheo"]


@pytest.mark.parametrize("typed", ["0712345678", "712345678", "254712345678", "+254 712 345 678", "00254712345678"])
def test_a_telephone_number_is_one_number_however_it_is_written(typed):
    assert phone_of(typed) == "+254712345678"


@pytest.mark.parametrize(("typed", "band"), [("18", "youth"), ("34", "youth"), ("35", "adult"), ("60", "elder")])
def test_years_fall_into_their_band(typed, band):
    assert age_band_of(typed) == band


def saved(name: str) -> bytes:
    """A file as LibreOffice saved it."""
    return (Path(__file__).parent / "spreadsheets" / name).read_bytes()


def test_a_sheet_saved_by_libreoffice_is_read_below_its_two_title_lines(look):
    page = look(saved("roster.xlsx"), "roster.xlsx")
    assert page.context["counts"] == {"new": 3, "changed": 0, "same": 0, "twice": 0, "wrong": 0}
    kept = RosterImport.objects.get().rows
    assert [row["said"].get("phone") for row in kept] == ["+254712345678", "+254112345678", None]
    assert [row["number"] for row in kept] == [4, 5, 6]


def test_rows_whose_cells_are_merged_and_formulas_are_refused_in_words(look):
    page = look(saved("merged-and-formula.xlsx"), "roster.xlsx")
    assert page.context["counts"] == {"new": 1, "changed": 0, "same": 0, "twice": 0, "wrong": 2}
    words = page.content.decode()
    assert "Cells of this row are merged with others. Undo the merging and fill in each cell." in words
    assert "A cell holds a formula" in words


@pytest.mark.parametrize(("name", "words"), [("roster.xls", "old .xls file"), ("roster.ods", "no spreadsheet")])
def test_other_kinds_of_sheets_saved_by_libreoffice_are_refused_in_words(look, name, words):
    answer = look(saved(name), "roster.xlsx")
    assert answer.status_code == 422
    assert words in answer.content.decode()
