"""When are two words the same, and which sentence answers?"""

import pytest

from documents import folding, sentences


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ng'ombe, ng’ombe", ["ngombe", "ngombe"]),
        ("Mũrang'a Gĩkũyũ", ["muranga", "gikuyu"]),
        ("u\u0303", ["u"]),
        ("co-chair", ["co", "chair", "cochair"]),
        ("the O.C.S. said", ["the", "o", "c", "s", "ocs", "said"]),
        ("soft\u00adly \u202eright\u202c", ["softly", "right"]),
        ("'quoted' words'", ["quoted", "words"]),
        ("🙂 … —", []),
        ("MIN. 4/03/2025", ["min", "4", "03", "2025", "4032025"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
    ],
)
def test_a_text_is_found_by_these_words(written, words):
    assert folding.folded(written) == words


def test_a_reference_is_found_as_a_whole():
    assert folding.numbered("NJORO/R/2025/004") == ["ref0njoror2025004"]
    assert folding.numbered("MIN. 4/03/2025") == ["ref04032025"]


def test_each_word_is_asked_for_once_and_what_hangs_together_in_two_ways():
    assert [word.ways for word in folding.asked("Co-chair CO-CHAIR wezi")] == [
        [("cochair",), ("ref0cochair",), ("co", "chair")],
        [("wezi",)],
    ]


def test_only_so_much_of_what_was_typed_is_looked_at():
    assert len(folding.asked("abc " * 5000)) == 1
    assert all(len(word.whole) <= folding.LONGEST for word in folding.asked("x" * 10_000))


def told(text, typed):
    return sentences.telling(text, folding.asked(typed))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("goats", "Then <mark>goats</mark> were sold."),
        ("first goats", "The <mark>first</mark> sentence. … Then <mark>goats</mark> were sold."),
        ("sold", "Then goats were <mark>sold</mark>."),
        ("nothing", "The first sentence."),
    ],
)
def test_the_sentences_that_answer_are_shown(typed, shown):
    assert told("The first sentence. Then goats were sold. It rained.", typed) == shown


def test_an_abbreviation_ends_no_sentence():
    assert told("Ex Min. 3/06/2026: the bays. Calm since.", "bays") == "Ex Min. 3/06/2026: the <mark>bays</mark>."


def test_a_long_sentence_is_cut_around_the_word():
    shown = told("word " * 200 + "needle " + "word " * 200, "needle")
    assert "<mark>needle</mark>" in shown
    assert len(shown) < 400
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_accents_of_their_own_and_apostrophes_are_marked_with_their_word():
    assert sentences.marked("Mũrang'a ng’ombe", folding.asked("muranga ngombe")) == (
        "<mark>Mũrang&#x27;a</mark> <mark>ng’ombe</mark>"
    )
    assert sentences.marked("u\u0303le", folding.asked("ule")) == "<mark>ũle</mark>"


def test_a_bare_number_and_a_single_sign_stand_for_themselves():
    assert folding.answers("4", "4")
    assert not folding.answers("4", "42")
    assert not folding.answers("a", "all")
    assert folding.answers("al", "all")
