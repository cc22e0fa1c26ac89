"""The words of a text as codes: numbers in digits and words, forms of the table, everything else alike."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from selon.lang.patterns import BREAK, NUMBERS, OTHER, atoms
from selon.lang.times import Times
from selon.text import fold

_ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})(?=e)")
_ROMAN_LETTERS = frozenset("ivx")
_ROMAN_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LARGEST_WORD_DAY = 31
_KINDS = ((12, "month"), (23, "hour"), (31, "day"), (59, "minute"), (99, "two"), (999, "three"))


class Coded(msgspec.Struct, frozen=True):
    """A text as one code a word: `codes` as a string, the code points where each begins and ends, the numbers by position."""

    codes: str
    start: Sequence[int]
    end: Sequence[int]
    numbers: Mapping[int, float]


class _Atoms(NamedTuple):
    """The pieces of a text as columns: each one's folded text and the code points where it begins and ends."""

    text: Sequence[str]
    start: Sequence[int]
    end: Sequence[int]


class _Read(msgspec.Struct, frozen=True):
    """A piece of text: its code, how many atoms it takes, and its value where it is a number."""

    code: str
    length: int
    value: float | None = None


_UNKNOWN = _Read(OTHER, 1)


def coded(text: str, times: Times) -> Coded:
    """The codes of a text."""
    found = _atoms(text)
    unknown = frozenset(word for word in frozenset(found.text) if _is_unknown(word, times))
    codes: list[str] = []
    start, end, numbers = [], [], {}
    at = 0
    while at < len(found.text):
        read = _UNKNOWN if found.text[at] in unknown else _next(found, at, times)
        if read.value is not None:
            numbers[len(codes)] = read.value
        codes.append(read.code)
        start.append(found.start[at])
        at += read.length
        end.append(found.end[at - 1])
    return Coded("".join(codes), start, end, numbers)


def _atoms(text: str) -> _Atoms:
    found = list(atoms(fold(text)))
    return _Atoms([m.group() for m in found], [m.start() for m in found], [m.end() for m in found])


def _is_unknown(word: str, times: Times) -> bool:
    """Whether a word is one of the many that no table knows."""
    return word not in times.entries and word not in times.table.numbers and word[0] not in _ROMAN_LETTERS and word.isalpha()


def _next(found: _Atoms, at: int, times: Times) -> _Read:
    word = found.text[at]
    if word[0].isdecimal():
        return _digits(found, at, times)
    if word == BREAK:
        return _Read(BREAK, 1)
    if word in times.table.numbers:
        number = _words(found.text, at, times)
        if number is not None:
            return number
    for key, code in times.entries.get(word, ()):
        if len(key) == 1 or tuple(found.text[at : at + len(key)]) == key:
            return _Read(code, len(key), times.table.numbers.get(word) if len(key) == 1 else None)
    rank = _roman(word, times)
    return _Read(NUMBERS["rank"], 1, rank) if rank else _Read(OTHER, 1)


def _digits(found: _Atoms, at: int, times: Times) -> _Read:
    text, after = found.text[at], found.text[at + 1 : at + 3]
    touching = bool(after) and found.start[at + 1] == found.end[at]
    if touching and after[0] in times.table.ordinal_suffixes:
        return _Read(NUMBERS["ordinal" if int(text) == 1 else "rank"], 2, int(text))
    if touching and len(after) > 1 and after[0] == "," and after[1].isdecimal() and found.start[at + 2] == found.end[at + 1]:
        return _Read(NUMBERS["large"], 3, float(f"{text}.{after[1]}"))
    if after and not touching and len(text) <= len("999") == len(after[0]) and after[0].isdecimal():
        return _Read(NUMBERS["large"], 2, int(text + after[0]))
    value = int(text) if len(text) <= len("000000000") else 0
    return _Read(_code(text, value), 1, value)


def _code(text: str, value: int) -> str:
    if len(text) == len("1999"):
        return NUMBERS["year" if _FIRST_YEAR <= value <= _LAST_YEAR else "large"]
    if value == 0:
        return NUMBERS["zero"]
    return NUMBERS[next((kind for highest, kind in _KINDS if value <= highest), "large")]


def _words(found: Sequence[str], at: int, times: Times) -> _Read | None:
    """A number in words; None for a lone word that is an article too."""
    numbers, links = times.table.numbers, times.table.links
    total, current, last = 0, 0, 0
    stop = at
    while stop < len(found):
        skip = 1 if stop > at and found[stop] in links and stop + 1 < len(found) else 0
        value = numbers.get(found[stop + skip])
        if value is None or (stop > at and not _continues(current, last, value)):
            break
        total, current = _added(total, current, value)
        last, stop = value, stop + skip + 1
    if stop == at + 1 and numbers[found[at]] == 1:
        return None
    value = total + current
    return _Read(NUMBERS["word" if value <= _LARGEST_WORD_DAY else "large_word"], stop - at, value)


def _continues(current: int, last: int, value: int) -> bool:
    return value >= 100 or (last >= 20 and value < 20) or (value == 20 and current % 100 == 4)


def _added(total: int, current: int, value: int) -> tuple[int, int]:
    """The running sum and the group below a thousand, with one more word: « quatre-vingt » multiplies."""
    if value >= 1000:
        return total + max(current, 1) * value, 0
    if value == 100:
        return total, max(current, 1) * value
    if value == 20 and current % 100 == 4:
        return total, current - 4 + 80
    return total, current + value


def _roman(word: str, times: Times) -> int:
    found = _ROMAN.match(word)
    if found is None or word[found.end() :] not in times.table.ordinal_suffixes:
        return 0
    return 10 * len(found[1]) + _ROMAN_ONES[found[2]]
