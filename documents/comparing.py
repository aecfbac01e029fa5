"""What differs between two texts, or between two editions of minutes? Word by word, paragraph by paragraph."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

SAME, OUT, IN = "same", "out", "in"
WORDS = re.compile(r"\n|[^\S\n]+|[^\s]+")
# Above this, two paragraphs are shown whole beside each other: comparing word by word costs the square of their length
LONGEST = 4000  # words


@dataclass(frozen=True)
class Paragraph:
    """One paragraph in both editions: under which item, its number, what became of it, and its words."""

    item: str
    number: str
    kind: str
    words: list[tuple[str, str]]
    state: str  # same, changed, added, removed

    @property
    def is_same(self) -> bool:
        """Whether both editions say the same."""
        return self.state == SAME


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The words of both texts in order: (`same`, `out` or `in`, words); together the first two give the text before."""
    if before == after:
        return [(SAME, before)] if before else []
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return [pair for pair in ((OUT, before), (IN, after)) if pair[1]]
    parts: list[tuple[str, str]] = []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            parts.append((SAME, "".join(old[a:b])))
            continue
        parts += [pair for pair in ((OUT, "".join(old[a:b])), (IN, "".join(new[c:d]))) if pair[1]]
    return _joined(parts)


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Changes that only a blank keeps apart are one change, so that a sentence put otherwise can still be read."""
    found: list[tuple[str, str]] = []
    gone, come = "", ""

    def settle() -> None:
        nonlocal gone, come
        found.extend(pair for pair in ((OUT, gone), (IN, come)) if pair[1])
        gone, come = "", ""

    for place, (verb, words) in enumerate(parts):
        if verb == OUT:
            gone += words
        elif verb == IN:
            come += words
        elif words == " " and 0 < place < len(parts) - 1 and (gone or come):
            gone, come = gone + words, come + words
        else:
            settle()
            found.append((verb, words))
    settle()
    return found


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Paragraph]:
    """Two records of the same minutes, `minutes/1`, paragraph by paragraph in the order of the later one."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    found = []
    for key, (item, number, kind, text) in new.items():
        then = old.get(key)
        words = word_changes(then[3] if then else "", text)
        state = "added" if then is None else SAME if then[3] == text else "changed"
        found.append(Paragraph(item, number, kind, words, state))
    for place, (key, (item, number, kind, text)) in enumerate(old.items()):
        if key not in new:
            found.insert(min(place, len(found)), Paragraph(item, number, kind, word_changes(text, ""), "removed"))
    return found


def paragraphs_of(record: dict[str, Any]) -> dict[str, tuple[str, str, str, str]]:
    """The paragraphs of a record: key -> (item, number, kind, text). Deeds are known by their reference."""
    found = {}
    for item in record["items"]:
        heading = f"{item['label']}: {item['title']}"
        for entry in item["entries"]:
            found[entry.get("key") or entry["number"]] = (heading, entry["number"], entry["kind"], entry["text"])
            for deed in entry["deeds"]:
                found[deed["reference"]] = (heading, deed["reference"], deed["kind"], deed["text"])
    return found
