"""Which words differ between two texts? For a reader: what stands in both, in one alone, in the other alone."""

import re
from difflib import SequenceMatcher

LONG = 4_000_000  # words times words above which difflib may skip what occurs often; the answer gets coarser, not wrong


def differences(theirs: str, mine: str) -> list[tuple[str, str]]:
    """Pieces in reading order: (`same`, words), (`del`, words that only `theirs` has), (`ins`, words only `mine` has)."""
    old, new = _words(theirs), _words(mine)
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > LONG)
    pieces: list[tuple[str, str]] = []
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            pieces.append(("same", "".join(old[a:b])))
            continue
        pieces += [(kind, "".join(words)) for kind, words in (("del", old[a:b]), ("ins", new[c:d])) if words]
    return pieces


def _words(text: str) -> list[str]:
    """Words with the space after them, so that the pieces put together are the text again."""
    return re.findall(r"\s*\S+\s*", text)
