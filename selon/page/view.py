"""Makes the values of the page from a reading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from selon.labels import Labels
from selon.markup import Mark, Segment, layers, marks
from selon.model import Entity, Reading
from selon.page.findings import findings, layer_id, layer_label, layer_spans
from selon.page.notes import Found, found_in, notes, quoted, speaker_classes
from selon.page.values import Fact, Named, Page, Paragraph, Piece, Speaker, Tag, Wrap
from selon.span import Span, covered, trimmed

_TITLE_CHARACTERS = 90
_DEEPEST = 2
_FIRST_WORD = re.compile(r"\S{0,12}")


class _Layered(NamedTuple):
    """A span of a layer that can be switched off."""

    layer: str
    number: int
    span: Span


class _Asked(NamedTuple):
    """A span that the address asks for."""

    span: Span


_Label = Mark | _Layered | _Asked | None


def view(reading: Reading, words: Labels, asked: Sequence[Span] = ()) -> Page:
    """All that the page of a reading shows, in the order in which it shows it; the spans that are `asked` for are marked."""
    info = reading.record.article
    return Page(
        title=info.title or _first_words(reading) or words.ui["untitled"],
        language=info.language,
        dateline=tuple(part for part in (info.outlet, info.published) if part),
        link=link(info.url or ""),
        speakers=_speakers(found_in(reading), words),
        paragraphs=tuple(_paragraphs(reading, words, asked)),
        entities=tuple(_named(entity, reading.text, words) for entity in reading.record.entities),
        origin=tuple(_origin(reading, words)),
        findings=findings(reading, words),
    )


def link(url: str) -> str | None:
    """A URL that a page may lead to: of the web, else none."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _first_words(reading: Reading) -> str | None:
    line = next((line for line in _lines(reading.text) if not _is_provenance(line, reading)), None)
    if line is None:
        return None
    words = quoted(line, reading.text)
    return words if len(words) <= _TITLE_CHARACTERS else words[:_TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _is_provenance(line: Span, reading: Reading) -> bool:
    words = trimmed(line, reading.text, " \t")
    return words is not None and covered(words, (part.span for part in reading.record.article.provenance)) == len(words)


def _paragraphs(reading: Reading, words: Labels, asked: Sequence[Span]) -> Iterator[Paragraph]:
    found = found_in(reading)
    lines = list(_lines(reading.text))
    segments = _segments(reading, lines, asked)
    begins: dict[int, list[int]] = {}
    for number, statement in enumerate(reading.record.statements, start=1):
        begins.setdefault(statement.content[0].start, []).append(number)
    for line, inside in zip(lines, segments, strict=True):
        pieces = tuple(_piece(segment, begins, found) for segment in inside)
        numbers = [number for piece in pieces for number, _ in piece.begins]
        yield Paragraph(pieces, notes(found, numbers, words), _is_provenance(line, reading))


def _segments(reading: Reading, lines: Sequence[Span], asked: Sequence[Span]) -> list[list[Segment[_Label]]]:
    """The segments of each line; lines are cut as spans without a mark."""
    cut: list[tuple[_Label, Span]] = [*marks(reading.record.statements), *((None, line) for line in lines)]
    cut += [(_Layered(layer, number, span), span) for layer, number, span in layer_spans(reading)]
    cut += [(_Asked(span), span) for span in asked]
    by_line: dict[int, list[Segment[_Label]]] = {line.start: [] for line in lines}
    members = by_line.get(0, [])
    for segment in layers(len(reading.text), cut):
        members = by_line.get(segment.span.start, members)
        if None in segment.labels:
            members.append(segment)
    return list(by_line.values())


def _piece(segment: Segment[_Label], begins: Mapping[int, Sequence[int]], found: Found) -> Piece:
    given = [mark for mark in segment.labels if isinstance(mark, Mark)]
    contents = [mark for mark in given if mark.role == "content"]
    wraps = [Wrap(f"content d{min(depth, _DEEPEST)} {_whose(mark)}") for depth, mark in enumerate(contents)]
    wraps += [Wrap(f"{mark.role} {_whose(mark)}") for mark in given if mark.role != "content"]
    layered = [label for label in segment.labels if isinstance(label, _Layered)]
    wraps += [_layer(label, segment.span) for label in layered]
    wraps += [_asked(label, segment.span) for label in segment.labels if isinstance(label, _Asked)]
    tags = tuple(Tag(x.layer, layer_label(x.layer, x.number)) for x in layered if x.span.start == segment.span.start)
    text = segment.span.of(found.reading.text)
    first = (_FIRST_WORD.match(text) or [""])[0] if tags else ""
    numbers = begins.get(segment.span.start, ())
    statements = found.reading.record.statements
    return Piece(
        first,
        text[len(first) :],
        tuple(wraps),
        tags,
        tuple((number, speaker_classes(found.ranks[statements[number - 1].id])) for number in numbers),
    )


def _layer(label: _Layered, here: Span) -> Wrap:
    """The wrap of a layer's span, or of the part of it that lies here: only the first part has the id."""
    ends = " last" if here.end == label.span.end else ""
    if here.start > label.span.start:
        return Wrap(f"layer {label.layer}{ends}")
    return Wrap(f"layer {label.layer} first{ends}", layer_id(label.layer, label.number))


def _asked(label: _Asked, here: Span) -> Wrap:
    """The wrap of a span that is asked for, or of the part of it that lies here: only the first part has the id."""
    return Wrap("asked") if here.start > label.span.start else Wrap("asked", f"at{label.span.start}")


def _whose(mark: Mark) -> str:
    return f"{speaker_classes(mark.speaker)} k{mark.statement + 1}"


def _speakers(found: Found, words: Labels) -> tuple[Speaker, ...]:
    named: dict[int, tuple[str, list[int]]] = {}
    for statement in found.statements.values():
        named.setdefault(found.ranks[statement.id], (words.source(statement.source), []))[1].append(found.numbers[statement.id])
    ranked = sorted(named.items(), key=lambda pair: (pair[0] < 0, pair[0]))
    return tuple(Speaker(name, speaker_classes(rank), tuple(numbers)) for rank, (name, numbers) in ranked)


def _named(entity: Entity, text: str, words: Labels) -> Named:
    roles = dict.fromkeys(quoted(span, text) for span in entity.roles)
    return Named(entity.name, words.kind[entity.kind], entity.country or "", len(entity.mentions), tuple(roles))


def _origin(reading: Reading, words: Labels) -> Iterator[Fact]:
    info, ui = reading.record.article, words.ui
    basis = f" ({words.basis[info.published_basis]})" if info.published_basis else ""
    given = {"outlet": info.outlet, "byline": info.byline, "published": info.published and f"{info.published}{basis}"}
    stands = {part.kind for part in info.provenance}
    yield from (Fact(ui[key], value) for key, value in given.items() if value and key not in stands)
    for part in info.provenance:
        outlet = f" → {part.outlet}" if part.outlet else ""
        yield Fact(words.provenance[part.kind], f"« {quoted(part.span, reading.text)} »{outlet}")
    if info.url and not link(info.url):
        yield Fact(ui["address"], info.url)
    yield Fact(ui["language"], info.language)
    yield Fact(ui["digest"], info.id)
    yield Fact(ui["reader"], reading.record.reader)
