"""When are two words the same to the search? Without accents, apostrophes and capitals, in both databases alike.

`ng'ombe` and `Ng’ombe` are `ngombe`. What hangs together, as `co-chair` or `NJORO/R/2025/004`, is found by its parts
and as a whole. The databases are given folded words alone: letters and figures with spaces between them.
"""

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'`´‘’‛ʻʼʽ′＇"
HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # soft hyphens, joiners, marks of direction
MARKS = "\u0300-\u036f"  # accents written as signs of their own
LETTER = r"[^\W_]"
# A word as it is written: letters and figures, and between them what holds them together
WRITTEN = re.compile(rf"{LETTER}(?:{LETTER}|[{MARKS}{HIDDEN}]|[{APOSTROPHES}./‐-―\-&@_](?={LETTER}))*")
DROPPED = re.compile(f"[{APOSTROPHES}{HIDDEN}]")
LONGEST = 60  # signs of a word; no word anybody looks for is longer
REFERENCE = "ref0"  # before a reference, so that a place does not find every resolution whose number begins with it
MOST_WORDS = 10
MOST_SIGNS = 200


@dataclass(frozen=True)
class Word:
    """A word asked for: `whole`, or all of its `parts` where it hangs together of several."""

    whole: str
    parts: tuple[str, ...]

    @property
    def ways(self) -> list[tuple[str, ...]]:
        """What answers it: each is a set of folded words that must all be there."""
        return [(self.whole,)] if len(self.parts) < 2 else [(self.whole,), (REFERENCE + self.whole,), self.parts]


def parts_of(written: str) -> tuple[str, ...]:
    """The folded parts of a word as it is written."""
    plain = unicodedata.normalize("NFKD", DROPPED.sub("", written).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return tuple(part[:LONGEST] for part in re.findall(rf"{LETTER}+", plain))


def folded(text: str) -> list[str]:
    """The words that a text is found by: its parts, and what hangs together also as a whole."""
    found: list[str] = []
    for written in WRITTEN.findall(text):
        parts = parts_of(written)
        found += parts
        if len(parts) > 1:
            found.append("".join(parts)[:LONGEST])
    return found


def numbered(reference: str) -> list[str]:
    """The words that a reference is found by: `NJORO/R/2025/004` as a whole, and not by each `2025`."""
    found = [parts_of(written) for written in WRITTEN.findall(reference)]
    return [REFERENCE + "".join(parts)[:LONGEST] for parts in found if len(parts) > 1]


def asked(typed: str) -> list[Word]:
    """The words somebody looks for, each once, from no more than the first two hundred signs."""
    found: dict[str, Word] = {}
    for written in WRITTEN.findall(typed[:MOST_SIGNS]):
        parts = parts_of(written)
        if parts:
            word = "".join(parts)[:LONGEST]
            found.setdefault(word, Word(word, parts))
    return list(found.values())


def is_beginning(word: str) -> bool:
    """Whether a word asked for stands for all that begin with it; a single sign and a bare number stand for themselves."""
    return len(word) > 1 and not word.isdecimal()


def answers(word: str, there: str) -> bool:
    """Whether a folded word that is there answers one asked for."""
    return there.startswith(word) if is_beginning(word) else there == word
