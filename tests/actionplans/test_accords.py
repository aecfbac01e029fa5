"""An accord is negotiated, signed and followed up clause by clause; what cannot be is refused in words and by the database."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans import agreeing
from actionplans.accord_workflow import CLAUSES
from actionplans.doing import Sent
from actionplans.models import (
    Accord,
    AccordBreach,
    AccordParty,
    AccordScan,
    ActionPoint,
    ClauseWord,
)
from actionplans.promise_papers import print_register
from documents.models import Paper
from forums.models import LedgerEntry
from forums.workflow import StepRefused
from portal.contributions import gather, tell
from tests.conftest import photograph
from tests.documents.test_letters import printed

DAY = dt.date(2025, 3, 12)
PDF = b"%PDF-1.7 charter\nstartxref\n0\n%%EOF\n"
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def make_negotiated(forum, by, title="Peace charter of Mauche") -> Accord:
    """A charter of two parties, one of whom has a signatory, with two clauses."""
    accord = agreeing.begin(forum=forum, title=title, kind="charter", language="both", place="Mauche", by=by)
    elders = agreeing.add_party(accord=accord, name="Council of elders", by=by)
    agreeing.add_party(accord=accord, name="Organisation 1", by=by)
    agreeing.add_signatory(accord=accord, name="Member 0", party=elders, capacity="Chair", by=by)
    for number, text in enumerate(("Graze by the timetable", "Meet every month"), 1):
        agreeing.add_clause(accord=accord, number=number, text=text, responsible="Elders", by=by)
    return accord


def make_signed(forum, by, title="Peace charter of Mauche", on=DAY) -> Accord:
    """The same, signed on 12 March 2025."""
    accord = make_negotiated(forum, by, title)
    agreeing.say(accord=accord, verb="sign", words="", on=on, by=by)
    return Accord.objects.get(pk=accord.pk)


@pytest.fixture
def njoro(country, roster):
    return country.forums["032-njoro"]


def say(accord, verb, by, on=DAY, words="So it is.", **more) -> None:
    agreeing.say(accord=accord, verb=verb, words=words, on=on, by=by, **more)


def test_an_accord_lives_from_negotiation_to_its_end(njoro, cast):
    accord = make_negotiated(njoro, cast.secretary)
    assert list(accord.areas.all()) == [njoro.area]
    say(accord, "sign", cast.chair, words="", place="Mauche chief's camp")
    accord.refresh_from_db()
    assert (accord.status, accord.signed_on, accord.place) == ("signed", DAY, "Mauche chief's camp")
    say(accord, "begin_force", cast.secretary, on=dt.date(2025, 4, 1), words="")
    with pytest.raises(StepRefused):
        say(accord, "end", cast.secretary, on=dt.date(2025, 6, 1), words=" ")
    new = make_signed(njoro, cast.secretary, "Second charter", on=dt.date(2025, 6, 1))
    say(accord, "supersede", cast.secretary, on=dt.date(2025, 6, 1))
    accord.refresh_from_db()
    facts = {name: getattr(accord, name) for name in ("title", "kind", "language", "place", "about")}
    with pytest.raises(StepRefused, match="takes its place"):
        agreeing.change_accord(accord=accord, areas=[], superseded_by=accord, by=cast.secretary, **facts)
    agreeing.change_accord(accord=accord, areas=[], superseded_by=new, by=cast.secretary, **facts)
    accord.refresh_from_db()
    assert (accord.status, accord.superseded_by) == ("superseded", new)
    verbs = LedgerEntry.objects.filter(subject_id=str(accord.pk), subject="actionplans.accord").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == [
        "accord.begin", "accord.party", "accord.party", "accord.signatory", "accord.clause", "accord.clause",
        "accord.sign", "accord.begin_force", "accord.supersede", "accord.change",
    ]  # fmt: skip


def test_it_is_not_signed_without_two_parties_and_a_name_nor_ahead(njoro, cast):
    accord = agreeing.begin(forum=njoro, title="Charter", kind="charter", language="en", by=cast.secretary)
    with pytest.raises(StepRefused, match="two at least"):
        say(accord, "sign", cast.secretary)
    parties = [agreeing.add_party(accord=accord, name=name, by=cast.secretary) for name in ("Elders", "Youth")]
    with pytest.raises(StepRefused, match="who signed"):
        say(accord, "sign", cast.secretary)
    agreeing.add_signatory(accord=accord, name="Wilson", party=parties[0], by=cast.secretary)
    with pytest.raises(StepRefused, match="lies ahead"):
        say(accord, "sign", cast.secretary, on=TOMORROW)
    accord.refresh_from_db()
    assert (accord.status, accord.signed_on) == ("negotiation", None)
    declared = agreeing.begin(forum=njoro, title="Declared", kind="declaration", language="en", by=cast.secretary)
    party = agreeing.add_party(accord=declared, name="Youth", by=cast.secretary)
    agreeing.add_signatory(accord=declared, name="Mary", party=party, by=cast.secretary)
    say(declared, "sign", cast.secretary)


def test_what_was_signed_by_mistake_is_negotiated_on_unless_something_was_said_since(njoro, cast):
    accord = make_signed(njoro, cast.secretary)
    say(accord, "unsign", cast.secretary)
    accord.refresh_from_db()
    assert (accord.status, accord.signed_on) == ("negotiation", None)
    say(accord, "sign", cast.secretary)
    agreeing.note_breach(accord=accord, on=DAY, what="A gate was closed.", source="Committee", by=cast.secretary)
    with pytest.raises(StepRefused, match="the signing stands"):
        say(accord, "unsign", cast.secretary)


def test_a_party_a_signatory_and_a_clause_are_named_once(njoro, cast):
    accord = make_negotiated(njoro, cast.secretary)
    party = accord.parties.first()
    assert accord.parties.last().organisation.name == "Organisation 1"
    assert accord.signatories.get().person.name == "Member 0"
    for enter, words in (
        (lambda: agreeing.add_party(accord=accord, name="council of ELDERS", by=cast.secretary), "a party already"),
        (
            lambda: agreeing.add_signatory(accord=accord, name="member 0", party=party, by=cast.secretary),
            "named for this party already",
        ),
        (lambda: agreeing.add_clause(accord=accord, number=1, text="x", by=cast.secretary), "a clause 1 already"),
        (
            lambda: agreeing.begin(
                forum=njoro, title="PEACE charter of Mauche", kind="charter", language="en", by=cast.secretary
            ),
            "of this title already",
        ),
    ):
        with pytest.raises(StepRefused, match=words):
            enter()
    for model, said in (
        (AccordParty, {"name": "council of elders"}),
        (Accord, {"title": "peace charter of mauche", "forum": njoro, "kind": "charter", "language": "en"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**({"accord": accord} if model is AccordParty else {}), **said)


def test_once_signed_parties_and_clauses_stay(njoro, cast):
    accord = make_signed(njoro, cast.secretary)
    for enter in (
        lambda: agreeing.add_party(accord=accord, name="Others", by=cast.secretary),
        lambda: agreeing.add_clause(accord=accord, number=3, text="x", by=cast.secretary),
        lambda: agreeing.take_out(row=accord.clauses.first(), by=cast.secretary),
    ):
        with pytest.raises(StepRefused, match="stay as they are"):
            enter()
    clause = accord.clauses.first()
    with pytest.raises(StepRefused, match="these words"):
        agreeing.change_clause(clause=clause, responsible="", due=None, text="Other words", by=cast.secretary)
    agreeing.change_clause(clause=clause, responsible="Youth", due=dt.date(2025, 9, 1), by=cast.secretary)
    clause.refresh_from_db()
    assert (clause.responsible, clause.due) == ("Youth", dt.date(2025, 9, 1))


def test_a_clause_is_followed_by_dated_words_from_the_signing_until_the_end(njoro, cast):
    accord = make_negotiated(njoro, cast.secretary)
    first = accord.clauses.first()

    def word(verb, on, by=cast.secretary):
        CLAUSES.take(first, verb, by=by, note="The elders said so.", on=on)

    with pytest.raises(StepRefused, match="from the signing"):
        word("keep", DAY)
    say(accord, "sign", cast.secretary)
    first = accord.clauses.first()
    with pytest.raises(StepRefused, match="before the accord was signed"):
        word("keep", dt.date(2025, 3, 11))
    word("keep_part", dt.date(2025, 4, 1))
    word("break", dt.date(2025, 5, 1))
    with pytest.raises(StepRefused, match="later word"):
        word("keep", dt.date(2025, 4, 2))
    with pytest.raises(PermissionDenied):
        word("keep", dt.date(2025, 6, 1), by=cast.member)
    word("keep", dt.date(2025, 6, 1))
    first.refresh_from_db()
    assert (first.status, first.stood_on) == ("kept", dt.date(2025, 6, 1))
    assert list(ClauseWord.objects.values_list("status", flat=True)) == ["kept", "broken", "in_part"]
    say(accord, "end", cast.secretary, on=dt.date(2025, 7, 1))
    first = accord.clauses.first()
    with pytest.raises(StepRefused, match="until the accord ends"):
        word("break", dt.date(2025, 8, 1))


def test_a_clause_leads_to_an_action(njoro, cast, signed_in):
    accord = make_signed(njoro, cast.secretary)
    clause = accord.clauses.first()
    browser, address = signed_in(cast.secretary), reverse("clause_action", args=[clause.pk])
    assert "Graze by the timetable" in browser.get(address).content.decode()
    due = timezone.localdate() + dt.timedelta(days=9)
    said = {"text": "Write the timetable", "owner": "Member 1", "due": f"{due:%d/%m/%Y}", "priority": "normal"}
    page = browser.post(address, said, follow=True).content.decode()
    point = ActionPoint.objects.get()
    assert list(clause.action_points.all()) == [point]
    assert point.get_absolute_url() in page
    negotiated = make_negotiated(njoro, cast.secretary, "Another")
    answer = browser.get(reverse("clause_action", args=[negotiated.clauses.first().pk]), follow=True)
    assert "from the signing until the accord ends" in answer.content.decode()


def test_no_breach_before_the_signing_nor_ahead(njoro, cast):
    accord = make_negotiated(njoro, cast.secretary)
    said = {"what": "A gate was closed.", "source": "Peace committee", "by": cast.secretary}
    with pytest.raises(StepRefused, match="not signed yet"):
        agreeing.note_breach(accord=accord, on=DAY, **said)
    say(accord, "sign", cast.secretary)
    for on, why in ((dt.date(2025, 3, 11), "before the accord was signed"), (TOMORROW, "lies ahead")):
        with pytest.raises(StepRefused, match=why):
            agreeing.note_breach(accord=accord, on=on, **said)
    for wrong in (dt.date(2025, 3, 11), dt.date(2999, 1, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccordBreach.objects.create(accord=accord, on=wrong, signed_on=DAY, **said)
    breach = agreeing.note_breach(
        accord=accord, on=DAY, clause=accord.clauses.first(), said_by=accord.parties.first(), **said
    )
    agreeing.answer_breach(breach=breach, done="The elders sat on it.", by=cast.secretary)
    assert AccordBreach.objects.get().done == "The elders sat on it."


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_on": dt.date(2999, 1, 1)},
        {"status": "torn"},
        {"kind": "law"},
        {"signed_on": None, "signing_entered_on": None},
    ],
)
def test_the_database_refuses_an_accord_that_cannot_be(njoro, cast, wrong):
    accord = make_signed(njoro, cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accord.objects.filter(pk=accord.pk).update(**wrong)


def test_a_scan_is_a_pdf_or_a_picture_by_its_content(njoro, cast):
    from tests.portal.test_contents import document

    accord = make_signed(njoro, cast.secretary)
    for sent, why in (
        (Sent("charter.pdf", b"MZ no pdf"), "Only photographs"),
        (Sent("charter.docx", document()), "A scan is a PDF or a picture"),
    ):
        with pytest.raises(StepRefused, match=why):
            agreeing.add_scan(accord=accord, sent=sent, by=cast.secretary)
    kept = agreeing.add_scan(accord=accord, sent=Sent("page.jpg", photograph(), "Page 1"), by=cast.secretary)
    with pytest.raises(StepRefused, match="here already"):
        agreeing.add_scan(accord=accord, sent=Sent("page.jpg", photograph(), "Page 1"), by=cast.secretary)
    agreeing.take_scan_away(scan=kept, by=cast.secretary)
    assert not AccordScan.objects.exists()


def test_the_pages_take_an_accord_part_by_part(njoro, cast, signed_in):
    browser = signed_in(cast.secretary)
    add = reverse("accord_add", args=[njoro.slug])
    assert browser.post(add, {"title": "", "kind": "charter", "language": "en"}).status_code == 422
    browser.post(add, {"title": "Charter", "kind": "charter", "language": "en", "areas": [njoro.area_id]})
    accord = Accord.objects.get()
    page = browser.get(accord.get_absolute_url()).content.decode()
    assert "Before it is signed" in page and "The parties have signed it" not in page
    part = {name: reverse("accord_part", args=[accord.pk, name]) for name in ("party", "signatory", "clause", "scan")}
    for name in ("Elders", "Youth"):
        browser.post(part["party"], {"name": name})
    assert "a party already" in browser.post(part["party"], {"name": "ELDERS"}).content.decode()
    party = accord.parties.first()
    browser.post(part["signatory"], {"name": "Wilson", "party": party.pk, "capacity": "Chair"})
    browser.post(part["clause"], {"number": "1", "text": "Meet", "responsible": "", "due": ""})
    assert "There is a clause 1 already." in browser.post(part["clause"], {"number": "1", "text": "x"}).content.decode()
    page = browser.post(part["scan"], {"file": SimpleUploadedFile("a.pdf", b"x")})
    assert page.status_code == 422
    browser.post(part["scan"], {"file": SimpleUploadedFile("a.pdf", PDF)})
    word = reverse("accord_word", args=[accord.pk])
    page = browser.post(word, {"verb": "sign", "on": f"{TOMORROW:%d/%m/%Y}", "words": ""})
    assert (page.status_code, "The day lies ahead." in page.content.decode()) == (422, True)
    assert browser.post(word, {"verb": "sign", "on": "12 March 2025", "place": "Njoro"}).status_code == 302
    breach = reverse("accord_part", args=[accord.pk, "breach"])
    page = browser.post(breach, {"on": "11 March 2025", "what": "Closed.", "source": "Committee"})
    assert (page.status_code, "before the accord was signed" in page.content.decode()) == (422, True)
    browser.post(breach, {"on": "13 March 2025", "what": "Closed.", "source": "Committee", "clause": "", "said_by": ""})
    page = signed_in(cast.member).get(accord.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Wilson, Chair", "Closed.", "Clause 1", "12 March 2025"))
    assert "Note a breach" not in page
    assert browser.get(reverse("accord_part", args=[accord.pk, "seal"])).status_code == 404
    assert browser.post(reverse("accord_part_remove", args=[accord.pk, "seal", 1])).status_code == 404


def test_until_it_is_signed_only_officers_know_it_and_a_broken_off_one_stays_theirs(njoro, cast, signed_in):
    accord = make_negotiated(njoro, cast.secretary)
    member, register = signed_in(cast.member), reverse("accords", args=[njoro.slug])
    assert "Mauche" not in member.get(register).content.decode()
    assert "Mauche" in signed_in(cast.co_chair).get(register).content.decode()
    say(accord, "end", cast.secretary, words="One side left.")
    assert "Mauche" not in member.get(register).content.decode()
    assert member.get(accord.get_absolute_url()).status_code == 403


def test_the_register_is_filtered_taken_along_and_printed_for_forum_and_county(njoro, cast, signed_in):
    signed = make_signed(njoro, cast.secretary)
    CLAUSES.take(signed.clauses.first(), "keep", by=cast.secretary, note="So.", on=DAY)
    make_negotiated(njoro, cast.secretary, "Lare water agreement")
    browser, address = signed_in(cast.secretary), reverse("accords", args=[njoro.slug])
    page = browser.get(address, {"status": "signed", "q": "elders", "sort": "title"}).content.decode()
    assert "1 accord" in page and "1 of 2" in page and "Lare" not in page
    assert "No accord fits" in browser.get(address, {"kind": "other"}).content.decode()
    file = b"".join(browser.get(address, {"as": "csv"})).decode()
    assert "Council of elders; Organisation 1" in file
    county = signed_in(cast.county_secretary)
    below = county.get(reverse("accords_below", args=["032"])).content.decode()
    assert "Njoro Sub-County" in below and "Lare water agreement" in below
    officers, members = print_register(forum=njoro, rows=Accord.objects.filter(forum=njoro), below=False, by=cast.chair)
    assert (officers.copy, members.copy, officers.reference) == ("officers", "members", members.reference)
    said = printed(officers.record)
    assert "REGISTER OF ACCORDS" in said and "2 accords are on record." in said and "Lare" in said
    assert [row[1] for row in members.record["tables"][0]["rows"]] == ["Peace charter of Mauche"]
    answer = county.post(reverse("accords_print", args=["032"]), {"below": "1"})
    paper = Paper.objects.get(kind="accords", copy="officers", forum__slug="032")
    assert answer["Location"] == paper.get_absolute_url()
    assert paper.record["tables"][0]["rows"][1][1].endswith("Njoro Sub-County")
    assert "nothing to print" in county.post(reverse("accords_print", args=["032"]), follow=True).content.decode()


def test_it_passes_on_in_a_handover_and_is_held_on_who_signed(njoro, cast, roster):
    accord = make_signed(njoro, cast.secretary)
    assert accord.title in [row["label"] for row in gather("handover_items", njoro, "chair")]
    keep, lose = roster[1].person, roster[0].person
    held = [row["words"] for row in gather("held_on_person", lose, False)]
    assert f"{accord.title}, Council of elders, Chair" in held
    tell("person_merged", keep, lose)
    assert accord.signatories.get().person == keep
