"""Counts of people in a text: how many dead, how many injured, each with whom it counts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selon.lang.oppositions import BoundRow
from selon.lang.telling import Telling
from selon.stems import stem
from selon.text import fold

_TOKEN = re.compile(r"\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*'?|[^\w\s]")
_NEXT, _BEFORE, _BEHIND = 2, 3, 6
_BOUND_WINDOW = 4
_ABOUT = 0.1


class Figure(NamedTuple):
    """A count: its toll, the stem of whom it counts (empty for people at large), the values it leaves open, where it stands."""

    toll: str
    whom: str
    low: float
    high: float
    start: int
    end: int

    def agrees(self, other: "Figure") -> bool:
        """Whether one value could make both true."""
        return self.low <= other.high and other.low <= self.high


class _Token(NamedTuple):
    form: str
    start: int
    end: int
    value: float | None


def figures(text: str, telling: Telling) -> tuple[Figure, ...]:
    """The counts of people that a text tells, in order; offsets are code points of the text."""
    tokens = tuple(_tokens(text, telling))
    numbers = (at for at, token in enumerate(tokens) if token.value is not None)
    return tuple(found for at in numbers if (found := _figure(tokens, at, telling)) is not None)


def _tokens(text: str, telling: Telling) -> Iterator[_Token]:
    for found in _TOKEN.finditer(fold(text)):
        yield _Token(found[0], found.start(), found.end(), _value(found[0], telling))


def _value(form: str, telling: Telling) -> float | None:
    if form[:1].isdigit():
        return float(re.sub(r"[ .\u00a0\u202f]", "", form).replace(",", "."))
    return telling.numerals.get(form)


def _figure(tokens: tuple[_Token, ...], at: int, telling: Telling) -> Figure | None:
    value, last = tokens[at].value or 0.0, at
    while last + 1 < len(tokens) and tokens[last + 1].form in telling.multipliers:
        last += 1
        value *= telling.multipliers[tokens[last].form]
    told = _told(tokens, at, last, telling)
    if told is None or (value <= 1 and told != last + 1):
        return None
    low, high = _range(value, _bound(tokens, at, max(last, told), telling))
    start, end = tokens[min(at, told)].start, tokens[max(last, told)].end
    return Figure(telling.of_stem[_stem(tokens[told], telling)], _whom(tokens, last, telling), low, high, start, end)


def _told(tokens: tuple[_Token, ...], at: int, last: int, telling: Telling) -> int | None:
    """The word by which a number is a toll: right behind it, else before it, else farther on in its clause."""
    near = range(last + 1, last + 1 + _NEXT)
    before = range(at - 1, at - 1 - _BEFORE, -1)
    behind = range(last + 1, last + 1 + _BEHIND)
    found = _reached(tokens, near, telling, telling.behind)
    found = _reached(tokens, before, telling, telling.before) if found is None else found
    if found is None and any(_is_general(tokens, n, telling) for n in near):
        found = _reached(tokens, behind, telling, telling.behind)
    return found


def _reached(tokens: tuple[_Token, ...], way: range, telling: Telling, parting: frozenset[str]) -> int | None:
    for at in way:
        if not 0 <= at < len(tokens) or tokens[at].value is not None:
            return None
        form = tokens[at].form
        if not form[0].isalpha() or form in parting:
            return None
        if _stem(tokens[at], telling) in telling.of_stem:
            return at
    return None


def _whom(tokens: tuple[_Token, ...], last: int, telling: Telling) -> str:
    """The stem of whoever is counted, where the word behind the number narrows it down."""
    if last + 1 >= len(tokens) or not tokens[last + 1].form[0].isalpha() or _is_general(tokens, last + 1, telling):
        return ""
    found = _stem(tokens[last + 1], telling)
    return "" if found in telling.of_stem or tokens[last + 1].form in telling.behind or len(found) < 3 else found


def _is_general(tokens: tuple[_Token, ...], at: int, telling: Telling) -> bool:
    return at < len(tokens) and _stem(tokens[at], telling) in telling.general


def _stem(token: _Token, telling: Telling) -> str:
    return stem(token.form, telling.language)


def _bound(tokens: tuple[_Token, ...], at: int, last: int, telling: Telling) -> BoundRow | None:
    """The bound before a number, or a phrase of several words right behind what it counts (« 193 morts au moins »)."""
    before = " ".join(token.form for token in tokens[max(0, at - _BOUND_WINDOW) : at])
    behind = " ".join(token.form for token in tokens[last + 1 : last + 1 + _BOUND_WINDOW])
    for form, row in telling.bounds:
        words = " ".join(form)
        if f" {before}".endswith(f" {words}") or (len(form) > 1 and f"{behind} ".startswith(f"{words} ")):
            return row
    return None


def _range(value: float, bound: BoundRow | None) -> tuple[float, float]:
    """The values that a number leaves open; a bare number means itself."""
    if bound is None:
        return value, value
    if bound.bound in ("at_least", "more"):
        return value, float("inf")
    if bound.bound in ("at_most", "less"):
        return 0.0, value
    return value * (1 - _ABOUT), value * (1 + _ABOUT)
