"""Half-open ranges of code points and their algebra."""

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range [start, end) of code points in one article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether every code point of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, offset: int) -> bool:
        """Whether the code point at `offset` lies in this span."""
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]


def trimmed(span: Span, text: str, characters: str) -> Span | None:
    """The span without leading and trailing `characters`, or None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while start < end and text[end - 1] in characters:
        end -= 1
    return Span(start, end) if start < end else None


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`; raises ValueError on none."""
    members = list(spans)
    return Span(min(s.start for s in members), max(s.end for s in members))


def without(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `span`, in order, when the code points of `holes` are taken out."""
    left, at = [], span.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            left.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        left.append(Span(at, span.end))
    return tuple(left)


def covered(span: Span, others: Iterable[Span]) -> int:
    """How many code points of `span` lie in at least one of `others`."""
    return len(span) - sum(len(piece) for piece in without(span, others))
