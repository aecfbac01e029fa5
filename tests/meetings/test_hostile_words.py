"""Whatever is typed or pasted into the minute book is kept as words, or refused with a sentence."""

import uuid

import pytest

from documents.templatetags.papers import led_by, paragraphs, prose
from meetings.actions.writing import DeedText
from meetings.models import Attendance, Entry
from tests.meetings.test_writing import save

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "- <b>bold</b>\n- </ul></li><svg onload=alert(1)>",
    "1. </ol>{{ 7|add:7 }}\n2. {% include 'base.html' %}",
    "]]><!--<iframe src=//example.org>",
]


def typed(held, **said):
    return {
        "key": str(uuid.uuid4()), "item": held.agenda.get(position=5).pk, "version": 0, "kind": "discussion",
        "text": "Words.", "deed-TOTAL_FORMS": 1, "deed-INITIAL_FORMS": 0, "deed-0-pk": "", "deed-0-kind": "action",
        "deed-0-text": "Call the team", "deed-0-owner": "Secretary", "deed-0-due": "", **said,
    }  # fmt: skip


def post(held, user, signed_in, **said):
    """Save as the page does while one types."""
    return signed_in(user).post(
        f"/minutes/{held.minutes.pk}/save/", typed(held, **said), headers={"Accept": "application/json"}
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words_on_every_page(held, cast, signed_in, words):
    entry = save(held, cast.secretary, key=uuid.uuid4(), version=0, text=words)
    save(
        held, cast.secretary, key=entry.key, version=1, text=f"{words}!", deeds=[DeedText("action", words, words[:160])]
    )
    browser = signed_in(cast.secretary)
    for address in (
        f"/meetings/{held.pk}/minutes/?item=5",
        f"/meetings/{held.pk}/minutes/?item=5&entry={entry.pk}",
        f"/minutes/{held.minutes.pk}/",
        f"/entries/{entry.pk}/revisions/?every=1",
    ):
        page = browser.get(address).content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        for mark in ("<script>alert", "<img src=x", "<svg onload", "<iframe", "<b>bold"):
            assert mark not in main
        assert "&lt;" in main


def test_what_hides_in_posted_words_is_not_kept(held, cast, signed_in):
    answer = post(
        held, cast.secretary, signed_in,
        text="Pay\u00a0\u202e000,1\u202c\r\n\r\n\r\n\r\n\r\n•\tnow\u200b", **{"deed-0-owner": "Chief\u2066\x07 of\u00a0Njoro"},
    )  # fmt: skip
    assert answer.status_code == 200
    entry = Entry.objects.latest("pk")
    assert entry.text == "Pay 000,1\n\n\n- now"
    assert entry.deeds.get().owner == "Chief of Njoro"


def test_fifty_thousand_letters_are_kept_and_shown(held, cast, signed_in):
    words = "Nakuru \u05e9\u05dc\u05d5\u05dd 👩‍🌾 " * 2600 + "x" * 10000
    assert len(words) > 50_000
    assert post(held, cast.secretary, signed_in, text=words).json()["state"] == "saved"
    entry = Entry.objects.latest("pk")
    assert entry.text == words.strip()
    page = signed_in(cast.secretary).get(f"/meetings/{held.pk}/minutes/?item=5&entry={entry.pk}")
    assert page.status_code == 200
    assert signed_in(cast.secretary).get(f"/minutes/{held.minutes.pk}/").status_code == 200


def test_what_is_too_long_is_refused_with_a_sentence_and_stays_in_the_field(held, cast, signed_in):
    long = typed(held, **{"deed-0-owner": "O" * 200, "text": "Carefully typed."})
    answer = signed_in(cast.secretary).post(f"/minutes/{held.minutes.pk}/save/", long)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This is too long: 200 letters, and 160 fit." in page
    assert "O" * 200 in page
    assert "Carefully typed." in page
    assert post(held, cast.secretary, signed_in, text="y" * 60_001).status_code == 422


def test_a_name_of_two_hundred_letters_is_refused_with_a_sentence(held, cast, signed_in):
    guest = {"guest-name": "N" * 200}
    answer = signed_in(cast.secretary).post(f"/meetings/{held.pk}/attendance/guest/", guest)
    assert answer.status_code in {200, 422}
    assert "at most 120 characters" in answer.content.decode()
    assert not Attendance.objects.filter(is_guest=True).exists()


def test_the_answer_while_typing_says_how_the_day_was_understood(held, cast, signed_in):
    said = post(held, cast.secretary, signed_in, **{"deed-0-due": "in two weeks"}).json()
    assert said["days"] == {"deed-0-due": {"wrong": False, "words": "Wednesday 26 March 2025"}}
    wrong = post(held, cast.secretary, signed_in, **{"deed-0-due": "soon"})
    assert wrong.status_code == 422
    assert wrong.json()["days"]["deed-0-due"]["words"].startswith("Write the date like this: 4 April 2025.")


def test_going_to_the_item_beside_saves_what_is_written_and_leaves_no_empty_entry(held, cast, signed_in):
    browser, before = signed_in(cast.secretary), Entry.objects.count()
    blank = typed(held, text="", then="after", **{"deed-TOTAL_FORMS": 0})
    answer = browser.post(f"/minutes/{held.minutes.pk}/save/", blank)
    assert "item=6" in answer.url
    assert Entry.objects.count() == before
    answer = browser.post(f"/minutes/{held.minutes.pk}/save/", blank | {"text": "Kept.", "then": "before"})
    assert "item=4" in answer.url
    assert Entry.objects.latest("pk").text == "Kept."


def test_points_and_typed_numbers_become_lists():
    assert paragraphs("He said:\n- one\n- two\n\n3. three\n4. four\n5. alone.\n\nEnd.") == [
        {"words": "He said:"},
        {"points": ["one", "two"]},
        {"numbered": [("3.", "three"), ("4.", "four"), ("5.", "alone.")]},
        {"words": "End."},
    ]
    assert paragraphs("12. March was cold.\n(a) first\n(b) second") == [
        {"numbered": [("12.", "March was cold."), ("(a)", "first"), ("(b)", "second")]}
    ]
    assert paragraphs("3. A sentence alone.") == [{"words": "3. A sentence alone."}]


def test_the_words_stand_as_paragraphs_and_lists_with_their_number_first():
    assert prose("One.\n- a & b", "4.1") == "<p>4.1 One.</p><ul><li>a &amp; b</li></ul>"
    assert prose("- a", "4.1") == "<p>4.1 </p><ul><li>a</li></ul>"
    assert prose("1. a\n2. <b>") == (
        '<ol class="typed"><li><span class="mark">1.</span> a</li><li><span class="mark">2.</span> &lt;b&gt;</li></ol>'
    )
    assert led_by("That it be done.", "RESOLVED:") == "<p><b>RESOLVED:</b> That it be done.</p>"
