"""Quotation marks of every make, nested, unbalanced, and running over several paragraphs."""

from collections.abc import Sequence
from itertools import zip_longest

from selon.analysis import Paragraph, Quotation
from selon.span import Span

OPEN = {"«": "»", "“": "”", "„": "”", "‹": "›"}
CLOSE = {"»": "«", "”": "“", "›": "‹"}
STRAIGHT = '"'
DEEPEST = 6
_BLANK = " \t\u00a0\u202f"


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """The quotations of an article in text order, outer ones before those nested in them; time is linear in the text."""
    found: list[Quotation] = []
    pending: list[int] = []
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        pending = _scan(text, paragraph.span, pending, found)
        if pending and not (following and _goes_on(text, following.span)):
            found.extend(_unclosed(text, paragraph.span, pending, found))
            pending = []
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _goes_on(text: str, paragraph: Span) -> bool:
    return text[paragraph.start] in OPEN or text[paragraph.start] in CLOSE or text[paragraph.start] == STRAIGHT


def _scan(text: str, paragraph: Span, pending: list[int], found: list[Quotation]) -> list[int]:
    """Goes over one paragraph; `pending` holds the openings still without an end, which are returned again."""
    stack = list(pending)
    at = paragraph.start
    if stack:
        at += 1  # a continued quotation repeats its mark at the head of each paragraph
    while at < paragraph.end:
        mark = text[at]
        if mark in OPEN or (mark == STRAIGHT and not _closes(text, stack)):
            if len(stack) < DEEPEST:
                stack.append(at)
        elif (mark in CLOSE or mark == STRAIGHT) and stack:
            opening = stack.pop()
            found.append(_quotation(text, opening, at + 1, at, len(stack), True))
        at += 1
    return stack


def _closes(text: str, stack: Sequence[int]) -> bool:
    return bool(stack) and text[stack[-1]] == STRAIGHT


def _unclosed(text: str, paragraph: Span, pending: Sequence[int], found: Sequence[Quotation]) -> list[Quotation]:
    """The one reading of openings without an end: the outermost runs to the last closing mark after it, or to the end."""
    opening = pending[0]
    last = max((q.outer.end for q in reversed(found[-DEEPEST:]) if q.outer.start > opening), default=0)
    closing = text[last - 1] in CLOSE if last else False
    whole = bool(closing and not text[last : paragraph.end].strip(_BLANK + ".!?…"))
    if whole:
        return [_quotation(text, opening, last, last - 1, 0, False)]
    return [_quotation(text, opening, paragraph.end, paragraph.end, 0, False)]


def _quotation(text: str, opening: int, end: int, closing: int, depth: int, balanced: bool) -> Quotation:
    start, stop = opening + 1, closing
    while start < stop and text[start] in _BLANK:
        start += 1
    while start < stop and text[stop - 1] in _BLANK:
        stop -= 1
    return Quotation(Span(opening, max(end, opening + 1)), Span(start, max(stop, start)), depth, balanced)


def canonical(text: str, found: Sequence[Quotation]) -> str:
    """The text with one make of marks and apostrophes, every code point in its place, as the tagger is given it."""
    plain = text.translate(_CANONICAL)
    if STRAIGHT not in plain:
        return plain
    marks = list(plain)
    for quotation in found:
        if plain[quotation.outer.start] == STRAIGHT:
            marks[quotation.outer.start] = "«"
        if quotation.outer.end <= len(plain) and plain[quotation.outer.end - 1] == STRAIGHT:
            marks[quotation.outer.end - 1] = "»"
    return "".join(marks)


_CANONICAL = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "“": "«", "”": "»", "„": "«",
    "‹": "«", "›": "»",
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", " "),
})  # fmt: skip
