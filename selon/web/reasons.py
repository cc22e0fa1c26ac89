"""Why words were read as they were: the parts of the record that hold them, and the rows that spoke there."""

from typing import Annotated, Any, NamedTuple

from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter

from selon.errors import MissingError
from selon.explain import Membership, Reasons, described, memberships, reasons
from selon.labels import labels
from selon.model import Decision, Held, Value
from selon.span import Span
from selon.store import Kept
from selon.store.articles import given
from selon.web.citing import Citation, Cited, base_of
from selon.web.desks import OpenDesk
from selon.web.places import address_of_reasons, asked_spans, occurrences
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

At = Annotated[str, QueryParameter(max_length=300, description="Spans to be told of, in code points: 12-40,55-60.")]
Words = Annotated[str, QueryParameter(max_length=2000, description="Words of the article to be told of, instead of spans.")]
Nth = Annotated[int, QueryParameter(ge=0, le=100_000, description="Which occurrence of the words is meant, from 0.")]
_AROUND = 120
_MOST = 20


class ToldDecision(Value, frozen=True):
    """A row that spoke: where, in code points; on which field; kept or refused, and why; where the literature describes it."""

    start: int
    end: int
    words: str
    field: str
    row: str
    kept: bool
    why: str
    described: str | None


class ToldMembership(Value, frozen=True):
    """A part of the record that holds the words: its layer, its number there (from 1), what it is, which places hold them."""

    layer: str
    number: int
    told: str
    places: tuple[str, ...]


class ToldReasons(Value, frozen=True):
    """Why words were read as they were.

    `spans` are pairs of offsets in code points. `reader` is who read the article again to tell; None where this server has
    nothing that reads: then nothing is `decided`. `is_near` is whether nothing was decided on the words themselves, and the
    nearest decisions are told. `record_reader` is who made the record of the desk.
    """

    article: str
    spans: tuple[tuple[int, int], ...]
    citation: Citation
    memberships: tuple[ToldMembership, ...]
    decided: tuple[ToldDecision, ...]
    is_near: bool
    reader: str | None
    record_reader: str


class _Found(NamedTuple):
    """What is told of words: where they stand, where else, what holds them, the rows that spoke, and whose reading it is."""

    spans: tuple[Span, ...]
    others: tuple[Span, ...]
    memberships: tuple[Membership, ...]
    reasons: Reasons
    reader: str | None


@get("/article/{name:str}/why", include_in_schema=False, sync_to_thread=True)
def reasons_page(
    desk: OpenDesk, viewer: ThisViewer, request: Request[Any, Any, Any], name: FromPath[str],
    at: At = "", words: Words = "", nth: Nth = 0,
) -> Response[str]:  # fmt: skip
    """Why some words of an article were read as they were, and how to cite them."""
    kept = desk.article(name)
    held = desk.held(kept.id)
    spans, others = _asked(held.text, at, words, nth)
    shown: dict[str, Any] = {"title": kept.title or kept.name, "kept": kept, "held": held, "asked": words, "found": None}
    if not spans:
        return page(viewer, "why", status=404 if at or words else 200, **shown)
    found = _found(request, kept, held, spans, others)
    citation = Cited(kept, held, base_of(request), viewer.words).passage(spans)
    elsewhere = [(address_of_reasons(kept.id, [span]), span) for span in found.others[:_MOST]]
    shown |= {"found": found, "citation": citation, "context": _context(held.text, spans), "elsewhere": elsewhere}
    return page(viewer, "why", **shown, described=lambda row: described(row, kept.language))


@get(
    "/api/article/{name:str}/why",
    sync_to_thread=True,
    responses=FAULTS,
    summary="Why some words of an article were read as they were: the parts of the record that hold them, the rows that spoke.",
)
def why(
    desk: OpenDesk, request: Request[Any, Any, Any], name: FromPath[str], at: At = "", words: Words = "", nth: Nth = 0
) -> ToldReasons:
    """Why some words of an article were read as they were."""
    kept = desk.article(name)
    held = desk.held(kept.id)
    spans, others = _asked(held.text, at, words, nth)
    if not spans:
        raise MissingError(f"Nothing of the article {kept.id} stands there: give at=START-END within it, or words that it has.")
    found = _found(request, kept, held, spans, others)
    near = found.reasons.nearest
    decided = near or (*found.reasons.kept, *found.reasons.refused)
    return ToldReasons(
        kept.id,
        tuple((span.start, span.end) for span in spans),
        Cited(kept, held, base_of(request), labels()).passage(spans),
        tuple(ToldMembership(*part) for part in found.memberships),
        tuple(_told(one, held.text, kept.language) for one in decided),
        bool(near),
        found.reader,
        held.record.reader,
    )


def _asked(text: str, at: str, words: str, nth: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans that are asked for, and where else the same words stand; none where nothing of the text is asked for."""
    if at:
        return tuple(span for span in asked_spans(at) if span.end <= len(text)), ()
    stand = occurrences(words, text)
    meant = stand[min(nth, len(stand) - 1)] if stand else None
    return ((meant,), tuple(one for one in stand if one != meant)) if meant else ((), ())


def _found(
    request: Request[Any, Any, Any], kept: Kept, held: Held, spans: tuple[Span, ...], others: tuple[Span, ...]
) -> _Found:
    reads = request.app.state.reads
    reading = reads().read(given(kept)) if reads else None
    decisions = sorted(reading.decisions if reading else (), key=lambda one: one.span not in spans)
    reader = reading.record.reader if reading else None
    return _Found(spans, others, tuple(memberships(held.record, spans)), reasons(decisions, spans), reader)


def _context(text: str, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """The words around some spans, in runs, each with whether it is asked for; where the text goes on, … says so."""
    first, last = min(spans).start, max(span.end for span in spans)
    start = text.rfind(" ", 0, max(0, first - _AROUND)) + 1
    end = text.find(" ", last + _AROUND)
    runs, at = [("… " if start else "", False)], start
    for span in sorted(spans):
        runs += [(text[at : span.start], False), (text[max(at, span.start) : span.end], True)]
        at = max(at, span.end)
    return [*runs, (text[at:] if end < 0 else f"{text[at:end]} …", False)]


def _told(one: Decision, text: str, language: str) -> ToldDecision:
    words = " ".join(one.span.of(text).split())
    return ToldDecision(
        one.span.start, one.span.end, words, one.field, one.row, one.kept, one.why, described(one.row, language)
    )  # fmt: skip


HANDLERS = (reasons_page, why)
