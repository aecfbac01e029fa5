"""Which words were added and which dropped between two texts?"""

import re
from difflib import SequenceMatcher

COARSE = 4_000_000  # above so many pairs of words difflib may pass over what is frequent: coarser, never wrong


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    """Pieces in reading order, each (`same`, `added` or `dropped`, words).

    The pieces same and dropped make up `old`, the pieces same and added make up `new`, sign by sign.
    """
    before, after = _words(old), _words(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    pieces = [("same", "".join(before[:head]))]
    was, now = before[head : len(before) - tail], after[head : len(after) - tail]
    matcher = SequenceMatcher(None, was, now, autojunk=len(was) * len(now) > COARSE)
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            pieces.append(("same", "".join(was[a:b])))
        else:
            pieces += [("dropped", "".join(was[a:b])), ("added", "".join(now[c:d]))]
    pieces.append(("same", "".join(before[len(before) - tail :])))
    return _joined(pieces)


def _words(text: str) -> list[str]:
    """Words and the spaces between them."""
    return re.findall(r"\s+|[^\s]+", text)


def _alike(one: list[str], other: list[str]) -> int:
    """How many words the two begin with together."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without empty pieces, neighbours of one kind put together."""
    found: list[tuple[str, str]] = []
    for kind, words in pieces:
        if words and found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + words)
        elif words:
            found.append((kind, words))
    return found
