"""Search: the query language of the terminal, as a page and as JSON."""

from typing import Annotated, NamedTuple, cast

from litestar import Response, get
from litestar.params import QueryParameter

from selon.desk import Facet, Found
from selon.errors import InputError
from selon.markup import layers
from selon.model import Act, Statement, Value
from selon.span import Span
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer, Viewer

_AT_MOST = 100
Query = Annotated[str, QueryParameter(name="q", max_length=500, description="Words, phrases, field:value: as in the terminal.")]
Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=_AT_MOST)]


class Piece(NamedTuple):
    """Words of an excerpt, and whether the query asked for them."""

    words: str
    is_asked_for: bool


class Hit(Value, frozen=True):
    """An answer: an article, its statement where one was asked for, the words to show, and which of them were asked for.

    `is_by_hand`: a person has corrected who says the statement.
    """

    article: str
    key: str | None
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    statement: Statement | None
    excerpt: str
    start: int
    marks: tuple[Span, ...]
    is_by_hand: bool


class Narrowing(NamedTuple):
    """A value of a facet: what it is called, how many answers have it, and the query that asks for it as well."""

    name: str
    answers: int
    query: str


@get("/search", include_in_schema=False, sync_to_thread=True)
def search_page(desk: OpenDesk, viewer: ThisViewer, asked: Query = "") -> Response[str]:
    """What a query finds."""
    try:
        found, fault = (desk.search(asked, limit=_AT_MOST) if asked.strip() else []), ""
    except InputError as error:
        found, fault = [], str(error)
    hits = [(hit, _pieces(hit)) for hit in found]
    facets = [(facet.field, _narrowings(facet, asked, viewer)) for facet in (desk.facets(asked) if len(found) > 1 else ())]
    return page(viewer, "search", query=asked, hits=hits, fault=fault, facets=facets)


def _narrowings(facet: Facet, asked: str, viewer: Viewer) -> list[Narrowing]:
    """The values of a facet as queries; those that the query language cannot name are left out."""
    named = [(value, count) for value, count in facet.values if '"' not in value]
    told = {value: value for value, _ in named}
    if facet.field == "act":
        told = {value: viewer.words.act[cast(Act, value)] for value, _ in named}
    return [Narrowing(told[value], count, f"{asked} {_restriction(facet.field, value)}") for value, count in named]


def _restriction(field: str, value: str) -> str:
    if field == "year":
        return f"since:{value} until:{value}"
    return f'{field}:"{value}"' if not value.isalnum() else f"{field}:{value}"


@get("/api/search", sync_to_thread=True, responses=FAULTS, summary="Articles and statements that answer a query.")
def search(desk: OpenDesk, asked: Query, limit: Limit = 20) -> list[Hit]:
    """What a query finds, the best first."""
    return [_hit(found) for found in desk.search(asked, limit=limit)]


def _hit(found: Found) -> Hit:
    kept = found.article
    return Hit(
        kept.id, kept.key, kept.title, kept.outlet, kept.published, kept.url, found.statement, found.excerpt.of(kept.text),
        found.excerpt.start, found.marks, found.is_by_hand,
    )  # fmt: skip


def _pieces(found: Found) -> list[Piece]:
    words = found.excerpt.of(found.article.text)
    shown = [
        (True, Span(mark.start - found.excerpt.start, mark.end - found.excerpt.start))
        for mark in found.marks
        if found.excerpt.covers(mark)
    ]
    return [Piece(segment.span.of(words), bool(segment.labels)) for segment in layers(len(words), shown)]


HANDLERS = (search_page, search)
