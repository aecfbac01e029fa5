"""Two texts compared: every word of both is there, and what is marked is what differs."""

import random

import pytest

from documents import comparing
from documents.comparing import compare, word_changes
from tests.papers.sample_record import sample_record


def test_a_word_put_otherwise_is_marked_alone():
    assert word_changes("from five cases to one", "from six cases to one") == [
        ("same", "from "),
        ("out", "five"),
        ("in", "six"),
        ("same", " cases to one"),
    ]


def test_equal_texts_have_no_marks_and_empty_ones_no_parts():
    assert word_changes("as it was", "as it was") == [("same", "as it was")]
    assert word_changes("", "") == []
    assert word_changes("", "new words") == [("in", "new words")]
    assert word_changes("old words", "") == [("out", "old words")]


def test_a_sentence_put_otherwise_reads_as_one_change():
    assert word_changes("The chief came.", "The elder left.") == [
        ("same", "The "),
        ("out", "chief came."),
        ("in", "elder left."),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_both_texts_can_be_read_back_from_the_changes(seed):
    dice = random.Random(seed)
    words = ["bays", "the", "of", "team", "\n", "sides.", "- point", "Mauche", "  "]
    before, after = (" ".join(dice.choices(words, k=dice.randrange(30))) for _ in range(2))
    parts = word_changes(before, after)
    assert "".join(said for mark, said in parts if mark != "in") == before
    assert "".join(said for mark, said in parts if mark != "out") == after


def test_very_long_texts_are_shown_whole(monkeypatch):
    monkeypatch.setattr(comparing, "LONGEST", 3)
    assert word_changes("a b c", "a b d") == [("out", "a b c"), ("in", "a b d")]


def test_editions_are_compared_by_paragraph_and_nothing_else_is_marked():
    before, after = sample_record(), sample_record()
    after["items"][3]["entries"][0]["text"] += " Members agreed."
    found = compare(before, after)
    assert [p.state for p in found if not p.is_same] == ["changed"]
    assert [words for p in found if not p.is_same for mark, words in p.words if mark == "in"] == [" Members agreed."]


def test_a_paragraph_that_came_or_went_is_told():
    before, after = sample_record(), sample_record()
    gone = before["items"][3]["entries"][-1]
    gone["key"] = "gone"
    after["items"][3]["entries"] = after["items"][3]["entries"][:-1]
    came = {"number": "1.9", "key": "came", "kind": "discussion", "text": "New.", "officers_only": False, "deeds": []}
    after["items"][0]["entries"].append(came)
    states = [p.state for p in compare(before, after)]
    assert states.count("added") == 1
    assert states.count("removed") == 1 + len(gone["deeds"])
