"""Compiles the patterns of `times.toml` into regular expressions over the codes of words.

Each form of the table has one private character as its code, so that an article becomes a string of codes and a local grammar
(M. Gross, The construction of local grammars, 1997) becomes a regular expression over them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from selon.errors import PackError
from selon.lang.times import TimeRow, TimeRule, Times, TimesTable
from selon.text import fold

OTHER, BREAK = "\0", "\n"
# Numbers are coded by what they can be; a word for one that is an article too keeps its own code.
NUMBERS: Mapping[str, str] = {
    "zero": "a", "month": "b", "hour": "c", "day": "d", "minute": "e", "two": "f", "three": "g", "year": "h", "large": "i",
    "word": "j", "large_word": "k", "ordinal": "l", "rank": "m",
}  # fmt: skip
_NUMERIC: Mapping[str, tuple[str, ...]] = {
    "NUMBER": ("month", "hour", "day", "minute", "two", "three", "year", "large", "word", "large_word"),
    "DAY": ("month", "hour", "day", "ordinal"),
    "MONTHNUMBER": ("month",),
    "HOUR": ("zero", "month", "hour"),
    "MINUTE": ("zero", "month", "hour", "day", "minute"),
    "YEAR": ("year",),
    "SHORTYEAR": ("month", "hour", "day", "minute", "two", "word", "large_word"),
    "WORDNUMBER": ("word",),
    "RANK": ("rank", "ordinal"),
}
_FIRST_CODE = 0xE000
_ATOM = re.compile(r"\d+|[^\W\d_]+'?|\n|[^\w\s]")
_GROUP = re.compile(r"\(\?P<(\w+)_([A-Z]+)>")
_SYNTAX = re.compile(r"[()\[\]|>]|[^\s()\[\]|>]+")


def atoms(folded: str) -> Iterator[re.Match[str]]:
    """The words, numbers, marks and line breaks of a folded text."""
    return _ATOM.finditer(folded)


class _Sequence(msgspec.Struct):
    """A regular expression under construction, the codes with which it can begin, and the fewest that it takes."""

    text: str = ""
    first: frozenset[str] = frozenset()
    least: int = 0

    def then(self, text: str, first: frozenset[str], least: int) -> "_Sequence":
        opening = self.first if self.least else self.first | first
        return _Sequence(self.text + text, opening, self.least + least)


def compile_times(table: TimesTable, rows: Sequence[TimeRow]) -> Times:
    """The table and its rows compiled; raises PackError on a class that does not exist and on a pattern that is unbalanced."""
    classes = {**table.classes, **{name: dict.fromkeys(forms, name) for name, forms in table.words.items()}}
    forms = [form for members in classes.values() for form in members]
    forms += [word for row in rows for text in _patterns(row) for word in _SYNTAX.findall(text) if _is_word(word)]
    codes = _codes([*forms, *table.numbers])
    meanings = {name: {codes[_key(form)]: value for form, value in members.items()} for name, members in classes.items()}
    sets = {name: frozenset(members) for name, members in meanings.items()}
    ones = frozenset(codes[_key(word)] for word, value in table.numbers.items() if value == 1)
    sets |= {name: frozenset(NUMBERS[kind] for kind in kinds) for name, kinds in _NUMERIC.items()}
    sets["NUMBER"] |= ones
    rules: dict[str, list[TimeRule]] = {}
    lone: dict[str, list[TimeRule]] = {}
    for row in rows:
        for pattern in row.patterns:
            body = _compiled(row, pattern, codes, sets)
            if not body.least:
                raise PackError(f"{row.id}: the pattern {pattern!r} can stand for nothing")
            rule = _rule(row, _behind(row, codes, sets), body.text, _ahead(row, codes, sets))
            for code in body.first:
                rules.setdefault(code, []).append(rule)
                if body.least == 1:
                    lone.setdefault(code, []).append(rule)
    return Times(table, _entries(codes), meanings, _frozen(rules), _frozen(lone), tuple(rows))


def _frozen(rules: Mapping[str, Sequence[TimeRule]]) -> dict[str, tuple[TimeRule, ...]]:
    return {code: tuple(found) for code, found in rules.items()}


def _rule(row: TimeRow, behind: str, body: str, ahead: str) -> TimeRule:
    """The rule of a pattern, each of its groups under a name of its own: a class may stand twice."""
    groups: dict[str, tuple[str, str]] = {}

    def named(found: re.Match[str]) -> str:
        groups[f"g{len(groups)}"] = found[1], found[2]
        return f"(?P<g{len(groups) - 1}>"

    expression = _GROUP.sub(named, body)
    return TimeRule(row, re.compile(behind + expression + ahead), groups)


def _patterns(row: TimeRow) -> Iterable[str]:
    return (*row.patterns, *row.only_after, *row.not_after, *row.not_before)


def _is_word(symbol: str) -> bool:
    return symbol not in "()[]|>" and not _is_class(symbol)


def _is_class(symbol: str) -> bool:
    return symbol.split(":")[0].isupper()


def _key(form: str) -> tuple[str, ...]:
    return tuple(found.group() for found in atoms(fold(form)))


def _codes(forms: Iterable[str]) -> dict[tuple[str, ...], str]:
    codes: dict[tuple[str, ...], str] = {}
    for form in forms:
        codes.setdefault(_key(form), chr(_FIRST_CODE + len(codes)))
    return codes


def _entries(codes: Mapping[tuple[str, ...], str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, code in codes.items():
        found.setdefault(key[0], []).append((key, code))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


def _compiled(row: TimeRow, pattern: str, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]) -> _Sequence:
    try:
        symbols = _SYNTAX.findall(pattern)
        body, rest = _sequence(symbols, 0, codes, sets)
    except KeyError as error:
        raise PackError(f"{row.id}: the pattern {pattern!r} names a class {error} that does not exist") from error
    if rest != len(symbols):
        raise PackError(f"{row.id}: the pattern {pattern!r} closes what it has not opened")
    return body


def _sequence(
    symbols: Sequence[str], at: int, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]
) -> tuple[_Sequence, int]:
    built = _Sequence()
    while at < len(symbols) and symbols[at] not in ")]|":
        symbol = symbols[at]
        if symbol == "(":
            inner, at = _sequence(symbols, at + 1, codes, sets)
            built = built.then(f"(?:{inner.text})?", inner.first, 0)
        elif symbol == "[":
            inner, at = _choice(symbols, at + 1, codes, sets)
            built = built.then(f"(?:{inner.text})", inner.first, inner.least)
        elif symbol == ">":
            inner, at = _sequence(symbols, at + 1, codes, sets)
            return built.then(f"(?={inner.text})", inner.first, 0), at
        else:
            built = built.then(*_symbol(symbol, codes, sets), 1)
        at += 1
    return built, at


def _choice(
    symbols: Sequence[str], at: int, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]
) -> tuple[_Sequence, int]:
    choices: list[_Sequence] = []
    while True:
        inner, at = _sequence(symbols, at, codes, sets)
        choices.append(inner)
        if at >= len(symbols) or symbols[at] != "|":
            first = frozenset[str]().union(*(choice.first for choice in choices))
            return _Sequence("|".join(c.text for c in choices), first, min(c.least for c in choices)), at
        at += 1


def _symbol(symbol: str, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]) -> tuple[str, frozenset[str]]:
    if not _is_class(symbol):
        code = codes[_key(symbol)]
        return code, frozenset({code})
    name, _, label = symbol.partition(":")
    return f"(?P<{label or name.lower()}_{name}>{_set(sets[name])})", sets[name]


def _set(codes: frozenset[str]) -> str:
    return f"[{''.join(sorted(codes))}]"


def _behind(row: TimeRow, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]) -> str:
    after = "".join(f"(?<!{_set(_symbol(word, codes, sets)[1])})" for word in row.not_after)
    wanted = [_unnamed(_compiled(row, words, codes, sets).text) for words in row.only_after]
    if wanted:
        after += f"(?:{'|'.join(f'(?<={words})' for words in wanted)})"
    return after


def _ahead(row: TimeRow, codes: Mapping[tuple[str, ...], str], sets: Mapping[str, frozenset[str]]) -> str:
    return "".join(f"(?!{_unnamed(_compiled(row, pattern, codes, sets).text)})" for pattern in row.not_before)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)
