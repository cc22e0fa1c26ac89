"""Finds where the patterns of the table stand in an article: the longest that begins first."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from selon.analysis import Words
from selon.lang.patterns import BREAK, OTHER
from selon.lang.times import TimeRow, TimeRule, Times
from selon.span import Span
from selon.steps.times.lexing import Coded, coded


class Hit(msgspec.Struct, frozen=True):
    """A pattern where it stands: its span (code points), its tokens [first, last], and what its words mean by group."""

    row: TimeRow
    span: Span
    first: int
    last: int
    said: Mapping[str, int | float | str]

    def number(self, group: str) -> int | None:
        """The whole number that a group means, None where it is absent."""
        value = self.said.get(group)
        return int(value) if isinstance(value, int | float) else None

    def word(self, group: str) -> str:
        """What a group means, empty where it is absent."""
        return str(self.said.get(group, ""))


def hits(words: Words, times: Times) -> Iterator[Hit]:
    """The expressions of an article in text order, none of which overlap; rows of kind `none` are among them."""
    text = coded(words.text, times)
    at = 0
    while at < len(text.codes):
        if text.codes[at] not in times.rules:
            at += 1
            continue
        best: tuple[re.Match[str], TimeRule] | None = None
        for rule in _rules(text.codes, at, times):
            found = rule.pattern.match(text.codes, at)
            if found is not None and (best is None or found.end() > best[0].end()) and _fits(words, text, found, rule.row):
                best = found, rule
        if best is None:
            at += 1
        else:
            yield _hit(words, text, best[0], best[1], times)
            at = best[0].end()


def _rules(codes: str, at: int, times: Times) -> tuple[TimeRule, ...]:
    """The rules that may begin at a word; before a word that no table knows, those that take one word."""
    followed = codes[at + 1 : at + 2] not in ("", OTHER, BREAK)
    return (times.rules if followed else times.lone).get(codes[at], ())


def _fits(words: Words, text: Coded, found: re.Match[str], row: TimeRow) -> bool:
    """Whether the last word bears a tag that the row allows, and a small letter where it asks for one."""
    last = found.end() - 1
    token = words.at(text.start[last])
    if row.lower and _is_name(words, token):
        return False
    if not row.counts and _numbers(words, token):
        return False
    return not row.pos or (token < len(words) and words.pos[token] in row.pos)


def _numbers(words: Words, token: int) -> bool:
    """Whether a number tells how many of the noun behind it."""
    if token >= len(words) or words.dep[token] != "nummod":
        return False
    head = words.head[token]
    return head > token and words.pos[head] in ("NOUN", "SYM")


def _is_name(words: Words, token: int) -> bool:
    """Whether a word bears a capital that no sentence and no line of capitals gives it."""
    if token >= len(words) or token == words.bounds(token)[0]:
        return False
    form = words.text[words.start[token] : words.end[token]]
    return form[:1].isupper() and not form.isupper()


def _hit(words: Words, text: Coded, found: re.Match[str], rule: TimeRule, times: Times) -> Hit:
    said: dict[str, int | float | str] = {}
    for group, (label, name) in rule.groups.items():
        at = found.start(group)
        if at >= 0 and label not in said:
            code = text.codes[at]
            meaning = times.meanings[name][code] if name in times.meanings else text.numbers.get(at)
            said[label] = 1 if meaning is None else meaning
    span = Span(text.start[found.start()], text.end[found.end() - 1])
    limit = len(words) - 1
    return Hit(rule.row, span, min(words.at(span.start), limit), min(words.at(span.end - 1), limit), said)
