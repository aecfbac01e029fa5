"""A pledge is offered, accepted and delivered; promised stands against delivered, and what cannot be is refused in words."""

import datetime as dt
import os
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans import pledging
from actionplans.models import Delivery, DeliveryEvidence, Pledge
from actionplans.promise_papers import print_register, write_thanks
from actionplans.promises import daily_round, held_here
from documents import press, signing
from documents.models import Paper
from forums.models import LedgerEntry, Rules
from forums.workflow import SomebodyWasFaster, StepRefused
from members.models import Organisation
from portal.contributions import gather, tell
from tests.conftest import photograph
from tests.documents.test_letters import printed
from tests.papers.validator import assert_both_standards_kept, needs_validator

DAY = dt.date(2025, 3, 12)


@pytest.fixture
def njoro(country, roster):
    return country.forums["032-njoro"]


def offer(forum, by, **said) -> Pledge:
    """Forty litres of fuel, offered on 12 March 2025 for the caravan."""
    whole = {
        "giver": "Organisation 1", "kind": "fuel", "purpose": "Fuel for the peace caravan", "quantity": Decimal(40),
        "unit": "litres", "offered_on": DAY, "due": dt.date(2025, 4, 4),
    }  # fmt: skip
    return pledging.offer(forum=forum, by=by, **whole | said)


def say(pledge, verb, by, on=DAY, words="It was so.", **more) -> None:
    pledging.say(pledge=pledge, verb=verb, words=words, on=on, by=by, **more)


def measured(pledge) -> Pledge:
    return Pledge.objects.with_delivered().get(pk=pledge.pk)


def test_promised_stands_against_delivered_and_blank_is_not_zero(njoro, cast):
    pledge = offer(njoro, cast.secretary)
    assert pledge.organisation == Organisation.objects.get(name="Organisation 1")
    assert (measured(pledge).promised, measured(pledge).delivered) == ("40 litres", "")
    say(pledge, "accept", cast.chair, words="")
    say(pledge, "deliver_part", cast.secretary, on=dt.date(2025, 3, 20), quantity=Decimal("12.5"))
    say(pledge, "deliver_part", cast.secretary, on=dt.date(2025, 3, 21))
    found = measured(pledge)
    assert (found.status, found.delivered, found.beyond) == ("in_part", "12.5 litres", "")
    say(pledge, "deliver_whole", cast.secretary, on=dt.date(2025, 4, 2), quantity=Decimal(30), shillings=Decimal(6000))
    found = measured(pledge)
    assert (found.status, found.delivered, found.beyond) == ("delivered", "42.5 litres, KES 6,000", "2.5 litres")
    verbs = LedgerEntry.objects.filter(verb__startswith="pledge.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == [
        "pledge.offer", "pledge.accept", "pledge.deliver_part", "pledge.deliver_part", "pledge.deliver_whole",
    ]  # fmt: skip


def test_it_is_declined_with_a_reason_alone_and_then_nothing_more_comes_of_it(njoro, cast):
    pledge = offer(njoro, cast.secretary)
    with pytest.raises(StepRefused):
        say(pledge, "decline", cast.secretary, words=" ")
    say(pledge, "decline", cast.secretary, words="A candidate offers it.")
    with pytest.raises(SomebodyWasFaster):
        say(pledge, "deliver_whole", cast.secretary)
    assert Pledge.objects.get().status == "declined"


def test_what_lapsed_can_still_come(njoro, cast):
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    say(pledge, "lapse", cast.secretary, on=dt.date(2025, 5, 1))
    say(pledge, "deliver_whole", cast.secretary, on=dt.date(2025, 5, 3))
    assert Pledge.objects.get().status == "delivered"
    other = offer(njoro, cast.secretary)
    say(other, "withdraw", cast.secretary)
    with pytest.raises(SomebodyWasFaster):
        say(other, "accept", cast.secretary)


def test_a_delivery_entered_by_mistake_is_taken_back_and_stays_with_the_reason(njoro, cast, signed_in):
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    say(pledge, "deliver_part", cast.secretary, quantity=Decimal(10))
    say(pledge, "deliver_whole", cast.secretary, quantity=Decimal(300))
    browser = signed_in(cast.secretary)
    first, second = pledge.deliveries.all()
    address = reverse("delivery_take_back", args=[second.pk])
    assert browser.post(address, {"why": ""}).status_code == 422
    page = browser.post(address, {"why": "Thirty were meant."}, follow=True).content.decode()
    assert "Thirty were meant." in page and "Taken back" in page
    assert (measured(pledge).status, measured(pledge).delivered) == ("in_part", "10 litres")
    assert "taken back already" in browser.post(address, {"why": "Again."}).content.decode()
    pledging.take_back(delivery=first, why="It was another forum's.", by=cast.chair)
    assert (measured(pledge).status, measured(pledge).delivered) == ("accepted", "")
    with pytest.raises(PermissionDenied):
        pledging.take_back(delivery=first, why="No.", by=cast.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=first.pk).update(taken_back_why="")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"offered_on": timezone.localdate() + dt.timedelta(days=1), "due": None}, "lies ahead"),
        ({"quantity": Decimal(-3)}, "above zero"),
        ({"shillings": Decimal(0)}, "above zero"),
        ({"unit": ""}, "measured"),
        ({"due": dt.date(2025, 3, 1)}, "before it was offered"),
    ],
)
def test_a_pledge_that_cannot_be_is_refused_in_words(njoro, cast, said, why):
    with pytest.raises(StepRefused, match=why):
        offer(njoro, cast.secretary, **said)
    assert not Pledge.objects.exists()


def test_a_delivery_that_cannot_be_is_refused_in_words_and_nothing_moves(njoro, cast):
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    for more, why in (
        ({"on": dt.date(2025, 3, 11)}, "before it was offered"),
        ({"on": timezone.localdate() + dt.timedelta(days=1)}, "lies ahead"),
        ({"quantity": Decimal(-1)}, "above zero"),
        ({"file": pledging.Sent("photo.jpg", b"no picture")}, "Only photographs"),
    ):
        with pytest.raises(StepRefused, match=why):
            say(pledge, "deliver_whole", cast.secretary, **more)
    assert (Pledge.objects.get().status, Delivery.objects.count()) == ("accepted", 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": Decimal(-1)},
        {"shillings": Decimal(0)},
        {"unit": ""},
        {"due": dt.date(2025, 3, 1)},
        {"offered_on": dt.date(2999, 1, 1), "due": None},
        {"status": "lost"},
    ],
)
def test_the_database_refuses_it_too(njoro, cast, wrong):
    pledge = offer(njoro, cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"on": dt.date(2025, 3, 11)}, {"on": dt.date(2999, 1, 1)}, {"quantity": -1}, {"shillings": -1}]
)
def test_the_database_refuses_a_delivery_that_cannot_be(njoro, cast, wrong):
    pledge = offer(njoro, cast.secretary)
    right = {"on": DAY, "words": "It came.", "offered_on": DAY, "by": cast.secretary}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(pledge=pledge, **right | wrong)


def test_a_member_can_write_nothing(njoro, cast):
    with pytest.raises(PermissionDenied):
        offer(njoro, cast.member)
    pledge = offer(njoro, cast.secretary)
    for verb in ("accept", "decline", "withdraw"):
        with pytest.raises(PermissionDenied):
            say(pledge, verb, cast.member)
    with pytest.raises(PermissionDenied):
        write_thanks(pledge=pledge, words="Thanks", language="en", by=cast.member)


def test_the_page_takes_a_pledge_and_what_came_and_says_what_is_wrong(held, njoro, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("pledge_add", args=[njoro.slug])
    entry = held.minutes.entries.get()
    said = {
        "giver": "Member 0", "kind": "fuel", "purpose": "Caravan", "quantity": "-4", "unit": "", "shillings": "x",
        "offered_on": "12 March 2025", "due": "", "place": f"e{entry.pk}",
    }  # fmt: skip
    page = browser.post(address, said)
    assert page.status_code == 422
    words = page.content.decode()
    assert "above zero" in words and "Write a figure, like 40 or 6,000." in words
    page = browser.post(address, said | {"quantity": "40", "shillings": ""})
    assert (page.status_code, "Say in what it is measured" in page.content.decode()) == (422, True)
    page = browser.post(address, said | {"quantity": "40", "unit": "litres", "shillings": "6,000"}, follow=True)
    pledge = Pledge.objects.get()
    assert (pledge.entry, pledge.meeting, pledge.person.name) == (entry, held, "Member 0")
    assert "Read it in the minutes" in page.content.decode()
    assert "Answer the offer" in page.content.decode()
    word = reverse("pledge_word", args=[pledge.pk])
    page = browser.post(word, {"verb": "accept", "on": "12 March 2025", "words": ""}, follow=True).content.decode()
    assert "You can print a letter of thanks now." in page
    page = browser.post(word, {"verb": "deliver_whole", "on": "11 March 2025", "words": "Came."})
    assert (page.status_code, "before it was offered" in page.content.decode()) == (422, True)
    page = browser.post(word, {"verb": "lapse", "on": "12 March 2025", "words": "No.", "quantity": "4"})
    assert "This goes with what came." in page.content.decode()
    wrong = SimpleUploadedFile("list.exe", b"MZ not kept")
    came = {"verb": "deliver_whole", "on": "20 March 2025", "words": "At the hall.", "quantity": "50"}
    page = browser.post(word, came | {"file": wrong})
    assert (page.status_code, DeliveryEvidence.objects.count()) == (422, 0)
    file = SimpleUploadedFile("drums.jpg", photograph())
    page = browser.post(word, came | {"file": file, "shows": "Five drums"}, follow=True).content.decode()
    assert "More came than was offered: 10 litres more." in page
    assert "10 litres more than promised" in page and "Five drums" in page
    member = signed_in(cast.member).get(pledge.get_absolute_url()).content.decode()
    assert "At the hall." in member and "Five drums" not in member
    assert "Read it in the minutes" not in member  # they are a draft


def test_what_is_said_of_an_open_pledge_is_put_right_and_of_another_no_more(njoro, cast, signed_in):
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    say(pledge, "deliver_part", cast.secretary, on=dt.date(2025, 3, 20))
    browser, address = signed_in(cast.secretary), reverse("pledge_change", args=[pledge.pk])
    assert "Organisation 1" in browser.get(address).content.decode()
    said = {"giver": "A well-wisher", "kind": "fuel", "purpose": "Caravan", "offered_on": "21 March 2025"}
    page = browser.post(address, said)
    assert (page.status_code, "came already on 20 March 2025" in page.content.decode()) == (422, True)
    assert browser.post(address, said | {"offered_on": "10 March 2025"}).status_code == 302
    found = Pledge.objects.get()
    assert (found.giver, found.organisation, found.offered_on) == ("A well-wisher", None, dt.date(2025, 3, 10))
    say(found, "deliver_whole", cast.secretary, on=dt.date(2025, 3, 22))
    page = browser.post(address, said | {"offered_on": "10 March 2025"})
    assert "It is no longer open" in page.content.decode()


def test_the_register_is_filtered_sorted_and_taken_along(njoro, cast, signed_in):
    for number in range(3):
        pledge = offer(njoro, cast.secretary, giver=f"=Giver {number}", purpose=f"Need {number}")
        if number:
            say(pledge, "accept", cast.secretary)
    browser, address = signed_in(cast.secretary), reverse("pledges", args=[njoro.slug])
    page = browser.get(address).content.decode()
    assert "3 pledges are open. 2 are late." in page
    assert "2 pledges are late." in browser.get(address, {"show": "late"}).content.decode()
    assert "1 pledge is open." in browser.get(address, {"q": "need 2", "kind": "fuel"}).content.decode()
    assert "No pledge fits" in browser.get(address, {"kind": "venue"}).content.decode()
    file = b"".join(browser.get(address, {"as": "csv", "sort": "giver", "show": "all"})).decode()
    assert file.index("'=Giver 0") < file.index("'=Giver 2")
    assert browser.get(address, {"as": "xlsx"}).status_code == 200
    below = reverse("pledges_below", args=["032"])
    page = signed_in(cast.county_secretary).get(below, {"q": "need"}).content.decode()
    assert "3 pledges are open." in page and "Njoro Sub-County" in page
    national = signed_in(cast.nsc_officer).get(reverse("pledges_below", args=["ke"])).content.decode()
    assert "Need 1" in national


def test_what_is_due_and_not_delivered_waits_on_the_desk_of_the_secretariat(njoro, cast, signed_in):
    pledge = offer(njoro, cast.secretary)
    desk = reverse("desk")
    assert pledge.get_absolute_url() not in signed_in(cast.secretary).get(desk).content.decode()
    say(pledge, "accept", cast.secretary)
    assert "Ask for what Organisation 1 offered" in signed_in(cast.secretary).get(desk).content.decode()
    for user in (cast.member, cast.county_secretary, cast.naivasha_secretary):
        assert pledge.get_absolute_url() not in signed_in(user).get(desk).content.decode()
    say(pledge, "deliver_whole", cast.secretary)
    assert pledge.get_absolute_url() not in signed_in(cast.secretary).get(desk).content.decode()


def test_it_passes_on_in_a_handover_is_held_on_its_giver_and_merged_with_them(njoro, cast, roster):
    pledge = offer(njoro, cast.secretary, giver="Member 0")
    assert pledge.title in [row["label"] for row in gather("handover_items", njoro, "secretary")]
    keep, lose = roster[1].person, roster[0].person
    assert pledge.title in next(held_here(lose, False))["words"]
    tell("person_merged", keep, lose)
    assert Pledge.objects.get().person == keep


def test_thanks_are_printed_for_the_offer_and_for_what_came_in_the_forums_language(njoro, cast, signed_in):
    pledge = offer(njoro, cast.secretary)
    browser, address = signed_in(cast.secretary), reverse("pledge_thanks", args=[pledge.pk])
    assert "once the pledge is accepted" in browser.get(address, follow=True).content.decode()
    with pytest.raises(StepRefused):
        write_thanks(pledge=pledge, words="Thanks", language="en", by=cast.secretary)
    say(pledge, "accept", cast.secretary)
    page = browser.get(address).content.decode()
    assert "The forum has accepted it, and thanks you." in page and "What you offered: 40 litres." in page
    Rules.objects.create(forum=njoro, scope="forum", language="sw")
    say(pledge, "deliver_whole", cast.secretary, quantity=Decimal(40))
    assert "The forum has accepted it" not in browser.get(address).content.decode()
    page = browser.get(address, {"in": "en"}).content.decode()
    assert "It has come in full, and the forum thanks you." in page and "What came: 40 litres." in page
    answer = browser.post(address, {"words": "Asante sana.\n\nMsafara ulifika.", "language": "sw"})
    paper = Paper.objects.get(kind="gift_thanks")
    assert answer["Location"] == paper.get_absolute_url()
    assert (paper.copy, paper.record["to"], paper.record["language"]) == ("officers", ["Organisation 1"], "sw")
    assert "Msafara ulifika." in printed(paper.record)
    assert paper.reference in browser.get(pledge.get_absolute_url()).content.decode()
    assert paper.reference not in signed_in(cast.member).get(pledge.get_absolute_url()).content.decode()


@needs_validator
def test_the_validator_passes_the_thanks_and_the_register(njoro, cast, settings, tmp_path):
    from actionplans.models import Accord
    from tests.actionplans.test_accords import make_signed

    settings.SIGNING_KEY_FILE = tmp_path / "signing.pem"
    signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    make_signed(njoro, cast.secretary)
    made = [
        write_thanks(pledge=pledge, words="We thank you.", language="en", by=cast.secretary),
        *print_register(forum=njoro, rows=Accord.objects.filter(forum=njoro), below=False, by=cast.secretary),
    ]
    files = []
    for number, paper in enumerate(made):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(press.print_paper(paper.record).pdf)
    assert_both_standards_kept(files)


def test_stored_files_of_which_no_row_knows_go_and_the_others_stay(njoro, cast):
    pledge = offer(njoro, cast.secretary)
    say(pledge, "accept", cast.secretary)
    say(pledge, "deliver_whole", cast.secretary, file=pledging.Sent("drums.jpg", photograph(), "Five drums"))
    kept = DeliveryEvidence.objects.get().file.name
    lost = [default_storage.save(f"{folder}/lost.pdf", ContentFile(b"x")) for folder in ("pledges", "accords")]
    daily_round(timezone.localdate())
    assert all(default_storage.exists(name) for name in [kept, *lost])  # somebody may just be sending them
    for name in [kept, *lost]:
        os.utime(default_storage.path(name), (0, 0))
    daily_round(timezone.localdate())
    assert [default_storage.exists(name) for name in [kept, *lost]] == [True, False, False]
