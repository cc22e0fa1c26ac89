"""Numbers with their units and bounds, and dates, and when two of them cannot both hold."""

import re
from collections.abc import Iterator

import msgspec

from selon.lang.oppositions import BoundRow, OppositionGrammar, Oppositions
from selon.opposition.content import Side

_DIGITS = re.compile(r"\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?|\d+\.\d+")
_THOUSANDS = re.compile(r"[ .\u00a0\u202f](?=\d{3})")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_ABOUT = 0.1
_BOUND_WINDOW = 5


class Quantity(msgspec.Struct, frozen=True):
    """A number: its first and last token, those of its bound, what it counts (a token or None), and the range it leaves open."""

    token: int
    last: int
    bounding: tuple[int, ...]
    unit: int | None
    percent: bool
    low: float
    high: float
    row: str = ""

    def agrees(self, other: "Quantity") -> bool:
        """Whether one value could make both true."""
        return self.low <= other.high and other.low <= self.high


class Date(msgspec.Struct, frozen=True):
    """A date as far as it is told: year, month (1 to 12), day; 0 where a part is not told."""

    tokens: tuple[int, ...]
    year: int = 0
    month: int = 0
    day: int = 0

    def agrees(self, other: "Date") -> bool:
        """Whether no part told on both sides differs."""
        told = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(x == y or not x or not y for x, y in told)

    def comparable(self, other: "Date") -> bool:
        """Whether a part is told on both sides."""
        return bool((self.year and other.year) or (self.month and other.month))


def dates(side: Side, grammar: OppositionGrammar) -> list[Date]:
    """The dates of a content, in order."""
    words = side.words
    found: list[Date] = []
    taken: set[int] = set()
    for token in side.tokens:
        form = words.form[token]
        if form in grammar.months:
            before, after = token - 1, token + 1
            day = _day(words.form[before]) if side.holds(before) else 0
            year = int(words.form[after]) if side.holds(after) and _YEAR.fullmatch(words.form[after]) else 0
            tokens = (*((before,) if day else ()), token, *((after,) if year else ()))
            taken.update(tokens)
            found.append(Date(tokens, year, grammar.months.index(form) + 1, day))
        elif token not in taken and _YEAR.fullmatch(form) and not _counts(side, token):
            found.append(Date((token,), int(form)))
    return found


def _day(form: str) -> int:
    number = re.fullmatch(r"(\d{1,2})(?:er)?", form)
    return int(number[1]) if number and 1 <= int(number[1]) <= 31 else 0


def _counts(side: Side, token: int) -> bool:
    """Whether a number of four digits counts what follows it: « 1500 soldats »."""
    return side.words.dep[token] == "nummod" and side.words.head[token] > token


def quantities(side: Side, table: Oppositions) -> list[Quantity]:
    """The numbers of a content that are no dates, in order."""
    dated = {token for date in dates(side, table.grammar) for token in date.tokens}
    return list(_quantities(side, table, dated))


def _quantities(side: Side, table: Oppositions, dated: set[int]) -> Iterator[Quantity]:
    words, grammar = side.words, table.grammar
    for token in side.tokens:
        if token in dated or (side.holds(token - 1) and _is_number(side, token - 1, grammar) and token - 1 not in dated):
            continue
        value, last = _value(side, token, grammar)
        if value is None:
            continue
        unit = _unit(side, token, last, grammar)
        percent = any(words.form[i] in grammar.percent for i in (last + 1, unit or 0) if side.holds(i))
        if unit is None and not percent:
            continue
        bounding, bound = _bound(side, token, table)
        low, high = _range(value, bound)
        yield Quantity(token, last, bounding, unit, percent, low, high, bound.id if bound else "")


def _is_number(side: Side, token: int, grammar: OppositionGrammar) -> bool:
    return _read(side.words.form[token], grammar) is not None or side.words.form[token] in grammar.multipliers


def _read(form: str, grammar: OppositionGrammar) -> float | None:
    if form in grammar.numerals:
        return grammar.numerals[form]
    if _DIGITS.fullmatch(form):
        return float(_THOUSANDS.sub("", form).replace(",", "."))
    return None


def _value(side: Side, token: int, grammar: OppositionGrammar) -> tuple[float | None, int]:
    """The value of the number that starts at a token, and its last token; an article is no number."""
    words = side.words
    if words.pos[token] == "DET" or words.dep[token] == "det":
        return None, token
    value = _read(words.form[token], grammar)
    if value is None:
        return (grammar.multipliers[words.form[token]], token) if words.form[token] in grammar.multipliers else (None, token)
    last = token
    while side.holds(last + 1):
        following = words.form[last + 1]
        if following in grammar.multipliers:
            value *= grammar.multipliers[following]
        elif words.pos[last + 1] == "NUM" and re.fullmatch(r"\d{3}", following):
            value = value * 1000 + float(following)
        else:
            break
        last += 1
    return value, last


def _unit(side: Side, first: int, last: int, grammar: OppositionGrammar) -> int | None:
    """What is counted: the noun that the number depends on, or the complement behind a multiplier or percent sign."""
    words = side.words
    for token in (first, last):
        head = words.head[token]
        if words.dep[token] == "nummod" and side.holds(head) and words.form[head] not in grammar.multipliers:
            return head if words.form[head] not in grammar.percent else _complement(side, head)
    for token in (last, last + 1):
        if side.holds(token) and (found := _complement(side, token)) is not None:
            return found
    return None


def _complement(side: Side, token: int) -> int | None:
    """The noun behind « % de », « millions de »."""
    words = side.words
    behind = [c for c in words.children[token] if c > token and words.dep[c].startswith(("nmod", "obl")) and side.holds(c)]
    return behind[0] if behind else None


def _bound(side: Side, token: int, table: Oppositions) -> tuple[tuple[int, ...], BoundRow | None]:
    """The words before a number that make it a bound, with their row."""
    before = [side.words.form[i] for i in range(max(side.tokens[0], token - _BOUND_WINDOW), token)]
    for form, row in table.bounds:
        if len(form) <= len(before) and tuple(before[-len(form) :]) == form:
            return tuple(range(token - len(form), token)), row
    return (), None


def _range(value: float, bound: BoundRow | None) -> tuple[float, float]:
    """The values that a number leaves open; a bare number means itself (the two-sided reading)."""
    if bound is None:
        return value, value
    if bound.bound in ("at_least", "more"):
        return value, float("inf")
    if bound.bound in ("at_most", "less"):
        return float("-inf"), value
    return value * (1 - _ABOUT), value * (1 + _ABOUT)
