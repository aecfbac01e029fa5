"""How are papers found by their words? Filtered by access first, then by the database's own full text.

PostgreSQL and SQLite each have an index of the same folded words and answer the same: every word must be there, the
beginning of a word is enough. Nothing that somebody typed reaches a database's own syntax: `documents/folding.py`
leaves letters and figures.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import BooleanField, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from documents.folding import Word, folded, is_beginning, numbered
from documents.models import Card, Paper, Passage
from portal.contributions import gather

BATCH = 500
MOST_SIGNS = 500_000  # of a passage; PostgreSQL refuses to index more than a megabyte
SORTS = ("best", "latest")
LATEST = ("-dated", "forum", "card", "position")


@dataclass(frozen=True)
class Said:
    """A passage as a room reads it from one of its papers."""

    kind: str
    text: str
    url: str
    number: str = ""
    heading: str = ""
    reference: str = ""
    officers_only: bool = False


@dataclass(frozen=True)
class Contents:
    """What can be searched of a paper, in its order, and the sectors (ids) that took part."""

    passages: list[Said]
    sectors: set[int] = field(default_factory=set)


Reader = Callable[[Paper], Contents]


def readers() -> dict[tuple[str, str], Reader]:
    """How each kind of paper, in each form of record, is read; papers of other kinds are not searched."""
    return dict(gather("searchable_papers"))


def found(passages: QuerySet, words: list[Word], sort: str) -> QuerySet:
    """Those in which every word stands, in the order asked for; all of them, the latest first, where no word is given."""
    if not words:
        return passages.order_by(*LATEST)
    ask = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    return ask(passages, words).order_by(*(("rank",) if sort == "best" else ()), *LATEST)


def _on_postgresql(passages: QuerySet, words: list[Word]) -> QuerySet:
    vector, query = "to_tsvector('simple', documents_passage.words)", "to_tsquery('simple', %s)"
    asked = [_question(words, "{}:*", "{}", " & ", " | ")]
    return passages.alias(
        answers=RawSQL(f"{vector} @@ {query}", asked, output_field=BooleanField()),  # noqa: S611  no text of anybody's
        rank=RawSQL(f"-ts_rank({vector}, {query}, 1)", asked, output_field=FloatField()),  # noqa: S611
    ).filter(answers=True)


def _on_sqlite(passages: QuerySet, words: list[Word]) -> QuerySet:
    asked = _question(words, '"{}"*', '"{}"', " AND ", " OR ")
    return passages.extra(  # noqa: S610  no text of anybody's
        select={"rank": "bm25(documents_passage_words)"},
        tables=["documents_passage_words"],
        where=["documents_passage_words.rowid = documents_passage.id", "documents_passage_words MATCH %s"],
        params=[asked],
    )


def _question(words: list[Word], beginning: str, exact: str, both: str, either: str) -> str:
    """The words in a database's syntax; folded as they are, they hold none of its signs."""

    def one(part: str) -> str:
        return (beginning if is_beginning(part) else exact).format(part)

    ways = [[both.join(map(one, way)) for way in word.ways] for word in words]
    return both.join(f"({either.join(f'({way})' for way in each)})" for each in ways)


def keep(paper: Paper) -> None:
    """Enter a paper in the catalogue, in the place of its earlier editions; twice does no harm."""
    reader = readers().get((paper.kind, paper.record["form"]))
    if reader is None:
        return
    with transaction.atomic():
        series = _series(paper.subject, paper.subject_id, paper.copy, paper.record["form"], paper.edition)
        Card.objects.filter(series=series).delete()
        _enter(paper, series, reader(paper))


def _series(subject: str, subject_id: int, copy: str, form: str, edition: int) -> str:
    """What a paper is an edition of. An addendum is an edition of nothing: it stands beside what it adds to."""
    of = f"{form}/{edition}" if form.startswith("addendum") else form
    return f"{subject}/{subject_id}/{copy}/{of}"


def _enter(paper: Paper, series: str, contents: Contents) -> None:
    card = Card.objects.create(paper=paper, series=series)
    card.sectors.set(contents.sectors)
    Passage.objects.bulk_create(
        [
            Passage(
                card=card,
                forum_id=paper.forum_id,
                copy=paper.copy,
                kind=said.kind,
                dated=paper.dated,
                quarter=paper.quarter,
                position=position,
                number=said.number,
                heading=said.heading,
                text=said.text,
                officers_only=said.officers_only,
                url=said.url,
                words=" ".join([*folded(said.text), *folded(said.heading), *numbered(said.reference)])[:MOST_SIGNS],
            )
            for position, said in enumerate(contents.passages, 1)
        ],
        batch_size=BATCH,
    )


def rebuild(*, only_missing: bool = False) -> int:
    """Bring the catalogue in line with the papers that are filed, all of it or what is missing; how many were entered."""
    with transaction.atomic():
        latest = set(_latest())
        stale = Card.objects.exclude(pk__in=latest) if only_missing else Card.objects.all()
        stale.delete()
        missing = latest - set(Card.objects.values_list("pk", flat=True))
        for paper in Paper.objects.filter(pk__in=missing).iterator(chunk_size=BATCH):
            keep(paper)
    return len(missing)


def _latest() -> Iterable[int]:
    """The latest edition of everything that can be searched. One query."""
    known = readers()
    papers = Paper.objects.filter(kind__in={kind for kind, _ in known}).order_by("edition", "pk")
    last: dict[str, int] = {}
    for pk, kind, form, *of in papers.values_list(
        "pk", "kind", "record__form", "subject", "subject_id", "copy", "edition"
    ):
        if (kind, form) in known:
            subject, subject_id, copy, edition = of
            last[_series(subject, subject_id, copy, form, edition)] = pk
    return last.values()
