"""The table `times.toml`: words of time by class, the patterns that they make, and both compiled for look-up."""

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from selon.lang.rows import Row
from selon.model import TimeType

TimeKind = Literal[
    "date", "weekday", "shift", "clock", "part", "season", "quarter", "holiday", "century", "duration", "set", "reference",
    "none",
]  # fmt: skip
TimeAnchor = Literal["publication", "previous"]
Grain = Literal["century", "decade", "year", "quarter", "season", "month", "week", "weekend", "day", "time"]


class TimeRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Patterns of one kind of time expression; words in capitals are classes, `( )` is optional, `[ | ]` a choice.

    What stands behind `>` must follow and is no part of the expression; its words are read all the same. `amount` counts
    `unit` from the anchor; `value` stands where no calendar tells it. `only_after` (words in a row) and `not_after` (words)
    stand before it, `not_before` are patterns. `pos` are the tags that the last word may bear; `lower` asks for a small first
    letter of the last word; `event` counts from an event that the words behind it name; without `counts` it is refused where
    it numbers things; `vague` is an amount of which no number tells. Of equally long expressions the row that stands first wins.
    """

    kind: TimeKind
    patterns: tuple[str, ...]
    type: TimeType = "DATE"
    anchor: TimeAnchor = "publication"
    amount: int | None = None
    sign: int = 1
    unit: str = ""
    value: str = ""
    only_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    pos: frozenset[str] = frozenset()
    lower: bool = False
    event: bool = False
    counts: bool = True
    vague: bool = False


class TimesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `times.toml` beside its rows: number words, classes of words with what each means, and function words."""

    numbers: Mapping[str, int]
    links: frozenset[str]
    ordinal_suffixes: frozenset[str]
    planned: frozenset[str]
    modals: frozenset[str]
    since: tuple[str, ...]
    until: tuple[str, ...]
    up_to: tuple[str, ...]
    person_suffixes: tuple[str, ...]
    compounded_with_be: frozenset[str]
    occasions: frozenset[str]
    appositives: frozenset[str]
    classes: Mapping[str, Mapping[str, int | str]]
    words: Mapping[str, tuple[str, ...]]


class TimeRule(msgspec.Struct, frozen=True):
    """A compiled pattern: a regular expression over the codes of words, and by group what is said there and its class."""

    row: TimeRow
    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[str, str]]


class Times(msgspec.Struct, frozen=True):
    """A compiled `times.toml`: each form has a code (one character), each class the meaning of its codes.

    `entries` lists, by the first word of a form, its words and its code, longest first; `rules` lists the patterns that may
    begin with a code, `lone` those of them that may take it alone.
    """

    table: TimesTable
    entries: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    meanings: Mapping[str, Mapping[str, int | str]]
    rules: Mapping[str, tuple[TimeRule, ...]]
    lone: Mapping[str, tuple[TimeRule, ...]]
    rows: tuple[TimeRow, ...]
