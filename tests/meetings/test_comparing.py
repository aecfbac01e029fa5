"""What differs between two texts, word by word, and how an entry came about."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from forums.models import LedgerEntry
from forums.workflow import StepRefused
from meetings.actions import writing
from meetings.comparing import word_diff
from meetings.models import Deed, Entry, EntryRevision
from meetings.versions import versions_of
from tests.meetings.test_writing import save


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("", "New.", [("added", "New.")]),
        ("Gone.", "", [("dropped", "Gone.")]),
        ("The line dropped.", "The line dropped.", [("same", "The line dropped.")]),
        (
            "Three wards were calm.",
            "Two wards were calm.",
            [("dropped", "Three"), ("added", "Two"), ("same", " wards were calm.")],
        ),
        ("a a a", "a a a a", [("same", "a a a"), ("added", " a")]),
    ],
)
def test_words_put_in_and_taken_out_are_told(old, new, pieces):
    assert word_diff(old, new) == pieces


@pytest.mark.parametrize(("old", "new"), [("a b\nc  d", "x b\n\nc d e"), ("one two one", "one"), ("é 👩 x", "y 👩")])
def test_the_pieces_make_up_both_texts(old, new):
    pieces = word_diff(old, new)
    assert "".join(words for kind, words in pieces if kind != "added") == old
    assert "".join(words for kind, words in pieces if kind != "dropped") == new


@pytest.fixture
def entry(held, cast):
    """An entry with three versions by two writers, a day apart."""
    key = uuid.uuid4()
    action = writing.DeedText("action", "Name the team", owner="Chief", due=dt.date(2025, 4, 4))
    for version, (user, text) in enumerate(
        [(cast.secretary, "Three wards."), (cast.chair, "Two wards."), (cast.secretary, "Two wards, calm.")]
    ):
        deeds = [action] if version == 0 else []
        entry = save(held, user, key=key, version=version, text=text, deeds=deeds)
        at = timezone.now() - dt.timedelta(days=3 - version)
        Entry.objects.filter(pk=entry.pk).update(saved_at=at)
        entry.saved_at = at
    return Entry.objects.get(pk=entry.pk)


def test_every_version_is_told_with_who_and_when(entry, cast):
    versions = versions_of(entry)
    assert [v.number for v in versions] == [3, 2, 1]
    assert [v.by for v in versions] == [cast.secretary, cast.chair, cast.secretary]
    assert [(versions[0].at - v.at).days for v in versions] == [0, 1, 2]


def test_what_one_writer_saved_without_a_pause_is_one_version(held, cast):
    key = uuid.uuid4()
    for version, text in enumerate(("The", "The Chief", "The Chief spoke.")):
        entry = save(held, cast.secretary, key=key, version=version, text=text)
    folded = versions_of(entry)
    assert [(v.number, v.savings) for v in folded] == [(3, 3)]
    assert [v.number for v in versions_of(entry, every=True)] == [3, 2, 1]


def test_the_page_shows_what_each_version_changed(entry, cast, signed_in):
    page = signed_in(cast.co_chair).get(f"/entries/{entry.pk}/revisions/").content.decode()
    taken_out = [piece.split("</del>")[0] for piece in page.split("<del>")[1:]]
    assert any("Three" in words for words in taken_out)
    assert "calm." in page
    assert "Yes, restore this version" not in page


def test_an_earlier_text_is_restored_as_a_new_version(entry, cast, signed_in):
    first = entry.revisions.get(version=1)
    answer = signed_in(cast.secretary).post(f"/revisions/{first.pk}/restore/", follow=True)
    assert "The entry says again what it said then." in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("Three wards.", 4)
    assert [r.said["text"] for r in entry.revisions.order_by("version")] == [
        "Three wards.",
        "Two wards.",
        "Two wards, calm.",
    ]
    assert Deed.objects.get(entry=entry).owner == "Chief"
    assert LedgerEntry.objects.filter(verb="entry.restore").count() == 1


def test_restoring_keeps_the_numbers_of_resolutions_that_stayed(held, cast):
    entry = held.minutes.entries.get()
    numbers = [deed.reference for deed in entry.deeds.all()]
    save_again = [writing.DeedText(d.kind, "Other words", pk=d.pk) for d in entry.deeds.all()]
    writing.save_entry(
        minutes=held.minutes, key=entry.key, item=entry.item, version=1, kind="report", text="Other.",
        officers_only=False, deeds=save_again, by=cast.chair,
    )  # fmt: skip
    writing.restore_entry(minutes=held.minutes, revision=EntryRevision.objects.get(), by=cast.secretary)
    assert [deed.reference for deed in entry.deeds.all()] == numbers
    assert [deed.text for deed in entry.deeds.all()] == ["That the bays be allocated by both sides.", "Name the team"]


def test_nothing_is_restored_once_the_minutes_are_sent(entry, cast):
    entry.minutes.__class__.objects.filter(pk=entry.minutes_id).update(status="clearing")
    with pytest.raises(StepRefused):
        writing.restore_entry(minutes=entry.minutes, revision=entry.revisions.first(), by=cast.secretary)
    entry.refresh_from_db()
    assert entry.text == "Two wards, calm."


def test_the_history_asks_the_same_however_long_it_is(entry, cast, signed_in, django_assert_max_num_queries):
    browser = signed_in(cast.secretary)
    address = f"/entries/{entry.pk}/revisions/?every=1"
    browser.get(address)
    for version in range(3, 33):
        save(entry.item.meeting, cast.secretary, key=entry.key, version=version, text=f"Text {version}.")
    with django_assert_max_num_queries(12):
        page = browser.get(address).content.decode()
    assert "1 to 20 of 33" in page
