"""Places in an article: as addresses tell them, and where words stand."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from selon.model import Statement
from selon.span import Span
from selon.text import fold

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def told(spans: Iterable[Span]) -> str:
    """Spans as an address tells them: `12-40,55-60`."""
    return ",".join(f"{span.start}-{span.end}" for span in sorted(spans))


def address_at(article: str, spans: Iterable[Span]) -> str:
    """The address at which some words of an article stand marked, and in view."""
    ordered = sorted(spans)
    return f"/article/{quote(article)}?at={told(ordered)}#at{ordered[0].start}"


def address_of_reasons(article: str, spans: Iterable[Span]) -> str:
    """The address that tells why some words of an article were read as they were."""
    return f"/article/{quote(article)}/why?at={told(spans)}"


def asked_spans(at: str) -> tuple[Span, ...]:
    """The spans that an address asks for; what is none is left out."""
    found = (_SPAN.fullmatch(part) for part in at.split(","))
    return tuple(Span(int(one[1]), int(one[2])) for one in found if one is not None and int(one[1]) < int(one[2]))


def spans_of(statement: Statement) -> tuple[Span, ...]:
    """All words by which a statement is known: its source, its cue and its content."""
    return tuple(sorted(span for span in (statement.source.span, statement.cue, *statement.content) if span is not None))


def occurrences(words: str, text: str) -> tuple[Span, ...]:
    """Where words stand in a text, whatever their case, apostrophes, blanks and line breaks."""
    parts = [re.escape(part) for part in fold(words).split()]
    found = re.finditer(r"\s+".join(parts), fold(text)) if parts else ()
    return tuple(Span(one.start(), one.end()) for one in found)
