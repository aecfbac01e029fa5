"""Letters and sheets are written, frozen, numbered and printed; members find the duty card, officers the rest."""

import datetime as dt
import subprocess

import pytest
from django.urls import reverse

from documents import letters, press, signing
from documents.models import Paper
from forums.models import Forum
from members import appointing
from members.models import Appointment, Membership, Office, Person
from tests.papers.validator import assert_both_standards_kept, needs_validator


@pytest.fixture
def njoro(country, cast):
    return Forum.objects.select_related("area").get(pk=country.forums["032-njoro"].pk)


@pytest.fixture
def guest(njoro, country):
    """Somebody identified and not yet invited."""
    person = Person.objects.create(name="Lilian Chebet")
    return Membership.objects.create(
        forum=njoro, person=person, sector=country.sectors["S18"], designation="Reporter", standing="identified"
    )


def printed(record) -> str:
    pdf = press.render(record).pdf
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_a_letter_of_invitation_begins_with_words_and_is_printed_as_they_were_changed(guest, cast, signed_in):
    browser = signed_in(cast.secretary)
    page = reverse("member_letter", args=[guest.pk, "invitation"])
    assert "We invite you to take a seat in it for the sector: Media." in browser.get(page).content.decode()
    answer = browser.post(page, {"words": "Dear Lilian,\n\nCome and sit with us.", "language": "en"})
    paper = Paper.objects.get(kind="invitation")
    assert answer["Location"] == paper.get_absolute_url()
    assert paper.record["paragraphs"] == ["Dear Lilian,", "Come and sit with us."]
    assert paper.record["to"] == ["Lilian Chebet", "Reporter"]
    assert paper.title == "Invitation to the forum: Lilian Chebet"
    assert paper.reference == f"MSCF/032/NJORO/L1/{paper.dated.year}"
    said = printed(paper.record)
    assert "Come and sit with us." in said and "Lilian Chebet" in said and "Chair" in said


def test_the_letter_begins_in_kiswahili_where_it_is_asked_for(guest, cast, signed_in):
    page = signed_in(cast.secretary).get(reverse("member_letter", args=[guest.pk, "invitation"]), {"in": "sw"})
    assert "Tunakualika" in page.content.decode()


def test_there_is_no_letter_of_another_kind(guest, cast, signed_in):
    assert signed_in(cast.secretary).get(reverse("member_letter", args=[guest.pk, "dismissal"])).status_code == 404


def test_letters_are_numbered_through_and_a_second_one_stands_beside_the_first(guest, cast, njoro):
    for kind in ("invitation", "thanks", "thanks"):
        letters.write_to_member(kind=kind, member=guest, words="Words", language="en", by=cast.secretary)
    letters.print_sign_in_sheet(forum=njoro, language="en", by=cast.secretary)
    papers = Paper.objects.order_by("pk")
    assert [paper.reference.split("/")[3] for paper in papers] == ["L1", "L2", "L3", "L4"]
    assert [paper.edition for paper in papers] == [1, 2, 3, 1]


def test_a_handover_note_names_both_and_what_is_open(cast, njoro, clearing, signed_in):
    made = appointing.appoint(
        office=Office.objects.get(forum=njoro, seat="chair"), person=Person.objects.create(name="Ruth Gathogo"),
        since=dt.date(2025, 3, 1), ended_for="transfer", by=cast.county_chair,
    )  # fmt: skip
    page = reverse("handover_note", args=[made.pk])
    signed_in(cast.county_chair).post(page, {"words": "Keys handed over.", "language": "en"})
    said = printed(Paper.objects.get(kind="handover").record)
    for words in ("Chair hands the office over to Ruth Gathogo on 1 March 2025", "Minutes of", "Keys handed over."):
        assert words in said
    assert "Handed over by" in said and "Taken over by" in said


def test_a_letter_of_appointment_tells_office_and_instrument(cast, njoro, signed_in):
    held = Appointment.objects.get(office__forum=njoro, seat="secretary")
    Appointment.objects.filter(pk=held.pk).update(instrument="Letter of 3 March 2025")
    page = reverse("appointment_letter", args=[held.pk])
    shown = signed_in(cast.chair).get(page).content.decode()
    assert "Letter of 3 March 2025" in shown and "Secretary" in shown


def test_the_duty_card_reaches_members_and_names_offices_up_to_the_country(cast, njoro, signed_in):
    office = Office.objects.get(forum=njoro, seat="secretary")
    signed_in(cast.secretary).post(reverse("office_line", args=[office.pk]), {"phone": "0712 345678", "email": ""})
    signed_in(cast.secretary).post(reverse("forum_sheets", args=[njoro.slug]), {"kind": "duty_card", "language": "sw"})
    paper = Paper.objects.get(kind="duty_card")
    cells = [cell for row in paper.record["tables"][0]["rows"] for cell in row]
    assert "+254712345678" in cells and "chair of Kenya" in cells and "co_chair of Nakuru County" not in cells
    for user in (cast.member, cast.secretary):
        assert signed_in(user).get(paper.get_absolute_url()).status_code == 200
        assert paper.reference in signed_in(user).get(reverse("registry", args=[njoro.slug])).content.decode()


def test_members_do_not_find_letters_and_the_sign_in_sheet(cast, njoro, guest, signed_in):
    sheet = letters.print_sign_in_sheet(forum=njoro, language="en", by=cast.secretary)
    letter = letters.write_to_member(kind="thanks", member=guest, words="Words", language="en", by=cast.secretary)
    browser = signed_in(cast.member)
    for paper in (sheet, letter):
        assert browser.get(paper.get_absolute_url()).status_code == 403
        assert paper.reference not in browser.get(reverse("registry", args=[njoro.slug])).content.decode()


def test_letters_are_no_papers_of_the_countrys_quarter(cast, njoro, guest, signed_in):
    letters.write_to_member(kind="thanks", member=guest, words="Words", language="en", by=cast.secretary)
    Paper.objects.update(status="filed", file="x.pdf", file_sha256="0" * 64, filed_at="2025-03-01T00:00Z")
    assert "Thanks for your work" not in signed_in(cast.nsc_officer).get(reverse("downloads")).content.decode()


@needs_validator
def test_the_validator_passes_letters_and_sheets(cast, njoro, guest, settings, tmp_path):
    settings.SIGNING_KEY_FILE = tmp_path / "signing.pem"
    signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")
    letters.write_to_member(kind="invitation", member=guest, words="Words", language="sw", by=cast.secretary)
    letters.print_sign_in_sheet(forum=njoro, language="en", by=cast.secretary)
    letters.print_duty_card(forum=njoro, language="en", by=cast.secretary)
    files = []
    for paper in Paper.objects.all():
        files.append(tmp_path / f"{paper.kind}.pdf")
        files[-1].write_bytes(press.print_paper(paper.record).pdf)
    assert_both_standards_kept(files)
