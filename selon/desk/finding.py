"""Answers to a query: what was found, with the words that show why."""

from collections import Counter
from typing import NamedTuple

from selon.desk.query import Query
from selon.model import Held, Statement
from selon.span import Span
from selon.stems import search_terms
from selon.store import Kept, Store, articles, search


class Found(NamedTuple):
    """An article or one of its statements; `marks` are the words of the query, `excerpt` the part of the text to show.

    `is_by_hand`: a person has corrected who says the statement.
    """

    article: Kept
    statement: Statement | None
    excerpt: Span
    marks: tuple[Span, ...]
    is_by_hand: bool = False


class Facet(NamedTuple):
    """A field of the query language, and the values that most answers have there with how many."""

    field: str
    values: tuple[tuple[str, int], ...]


_AROUND = 160
_TRAITS = ("outlet", "year", "lang", "act", "source")
_VALUES = 6
COUNTED = 2000
"""Answers that are counted for facets: more say nothing new and take time."""


def found(store: Store, query: Query, limit: int) -> list[Found]:
    """At most `limit` answers, the best first."""
    ask = search.statements if query.is_of_statements else search.articles
    return [_shown(store, hit, query) for hit in ask(store, query.words, query.conditions, limit)]


def facets(store: Store, query: Query) -> tuple[Facet, ...]:
    """How the first COUNTED answers are spread over outlets, years, languages, acts and sources; only where there is a choice."""
    rows = search.traits(store, query.words, query.conditions, query.is_of_statements, COUNTED)
    counted = ((field, Counter(row[at] for row in rows if row[at])) for at, field in enumerate(_TRAITS))
    return tuple(Facet(field, tuple(_most(counts))) for field, counts in counted if len(counts) > 1)


def _most(counts: Counter[str | None]) -> list[tuple[str, int]]:
    ranked = sorted(((str(value), count) for value, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:_VALUES]


def _shown(store: Store, hit: search.Hit, query: Query) -> Found:
    text = hit.article.text
    if hit.statement is None:
        marks = _marks(text, hit.article.language, query)
        return Found(hit.article, None, _excerpt(text, marks), marks)
    held = articles.held(store, hit.article.id)
    statement = _statement(held, hit.statement)
    spans = statement.content or ((statement.cue,) if statement.cue else ())
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    marks = _marks(text, hit.article.language, query)
    is_by_hand = held is not None and held.correction_of(statement.id) is not None
    return Found(hit.article, statement, whole, tuple(mark for mark in marks if whole.covers(mark)), is_by_hand)


def _statement(held: Held | None, wanted: str) -> Statement:
    assert held is not None, "a statement stands in no record"
    return next(statement for statement in held.record.statements if statement.id == wanted)


def _marks(text: str, language: str, query: Query) -> tuple[Span, ...]:
    if not query.stems:
        return ()
    return tuple(Span(term.start, term.end) for term in search_terms(text, language) if term.stem in query.stems)


def _excerpt(text: str, marks: tuple[Span, ...]) -> Span:
    """The text around the first mark, cut between words."""
    first = marks[0].start if marks else 0
    start = text.rfind(" ", 0, max(0, first - _AROUND // 2)) + 1 if first > _AROUND // 2 else 0
    stop = text.find(" ", start + 2 * _AROUND)
    return Span(start, stop if stop >= 0 else len(text))
