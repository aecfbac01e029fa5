"""Which sentence of a passage answers, and which of its words are marked?"""

import re
import unicodedata

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.folding import WRITTEN, Word, answers, parts_of

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z\d])|\n+")  # `Ex Min. 3/06/2026` ends nothing
MOST_SENTENCES = 2
LONGEST = 320  # signs of a sentence; a longer one is cut around its first mark
BEFORE = 90


def marked(text: str, words: list[Word]) -> SafeString:
    """The text as HTML, every word that answers in `<mark>`."""
    text = unicodedata.normalize("NFC", text)
    asked = _asked(words)
    pieces, last = [], 0
    for found in WRITTEN.finditer(text):
        if _answered(found[0], asked):
            pieces += [("{}", text[last : found.start()]), ("<mark>{}</mark>", found[0])]
            last = found.end()
    pieces.append(("{}", text[last:]))
    return format_html_join("", "{}", ((format_html(form, words),) for form, words in pieces if words))


def telling(text: str, words: list[Word]) -> SafeString:
    """The one or two sentences that answer most of the words, marked; the first where none does."""
    text = unicodedata.normalize("NFC", text)
    sentences = [part.strip() for part in SENTENCE.split(text) if part.strip()] or [""]
    asked = _asked(words)
    told = [_all_answered(sentence, asked) for sentence in sentences]
    chosen: list[int] = []
    missing = set().union(*told)
    while missing and len(chosen) < MOST_SENTENCES:
        best = max(range(len(sentences)), key=lambda place: len(told[place] & missing))
        chosen.append(best)
        missing -= told[best]
    shown = [marked(_cut(sentences[place], asked), words) for place in sorted(chosen or [0])]
    return format_html_join(" … ", "{}", ((sentence,) for sentence in shown))


def _asked(words: list[Word]) -> set[str]:
    return {part for word in words for way in word.ways for part in way}


def _answered(written: str, asked: set[str]) -> set[str]:
    """Which of the words asked for a written word answers."""
    parts = parts_of(written)
    there = {*parts, "".join(parts)}
    return {word for word in asked if any(answers(word, found) for found in there)}


def _all_answered(sentence: str, asked: set[str]) -> set[str]:
    return set().union(*(_answered(written, asked) for written in WRITTEN.findall(sentence)))


def _cut(sentence: str, asked: set[str]) -> str:
    """The sentence, or as much of it as fits around the first word that answers."""
    if len(sentence) <= LONGEST:
        return sentence
    first = next((found.start() for found in WRITTEN.finditer(sentence) if _answered(found[0], asked)), 0)
    start = 0 if first <= BEFORE else sentence.rfind(" ", 0, first - BEFORE) + 1
    end = len(sentence) if start + LONGEST >= len(sentence) else sentence.rfind(" ", start, start + LONGEST)
    end = end if end > first else start + LONGEST
    return f"{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}"
