"""Pasted and posted words: kept as words, without what hides between them."""

import pytest

from portal.plain_words import plain


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("Ward\u00a0of\u2009Mau\u3000Narok\tNorth", "Ward of Mau Narok North"),
        ("No\u200bthing \ufeffhid\u00adden\u2060", "Nothing hidden"),
        ("a\x00b\x07c\x1bd\x7fe\x85f", "abcde\nf"),
        ("Pay \u202e000,1\u202c now\u2066.\u2069", "Pay 000,1 now."),
        ("\u200f\u05e9\u05dc\u05d5\u05dd\u200e", "\u200f\u05e9\u05dc\u05d5\u05dd\u200e"),
        ("One\n\n\n\n\n\nTwo", "One\n\n\nTwo"),
        ("•\tWater\n\uf0b7 Feed\n  ▪ Fodder", "- Water\n- Feed\n- Fodder"),
        ("Trailing   \nspaces  ", "Trailing\nspaces"),
        ("Mu\u0303nyua", "Mũnyua"),
        ("👩\u200d🌾 came \u200d", "👩\u200d🌾 came "),
        ("half \ud83d of a sign", "half  of a sign"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("Line\u2028next\u2029last", "Line\nnext\nlast"),
    ],
)
def test_what_hides_between_the_words_is_left_out(posted, kept):
    assert plain(posted).rstrip() == kept.rstrip()
    assert plain(plain(posted)) == plain(posted)


def test_plain_words_stay_as_they_are():
    words = "The Chief reported:\n- calm in Njoro;\n- two cases in Lare.\n\nMembers noted it. “Asante,” said the Chair – 50 % better."
    assert plain(words) == words
