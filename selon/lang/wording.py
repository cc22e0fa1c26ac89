"""The table `wording.toml`: words that take a side, by kind, with the neutral words beside them.

A pattern is a row of words. `|` parts alternatives, `(e)` may be missing, a `*` at the end stands for any ending, a `?` at the
end makes the word optional; a word in capitals is a slot: one of those in `BUILT_IN`, or a list of words under `[slots]`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, get_args

import msgspec

from selon.errors import PackError
from selon.lang.rows import Row
from selon.model import WordingKind
from selon.text import fold

Label = Literal[
    "laudatory", "pejorative", "affective", "renown", "legal_status", "doubt", "self_styled", "so_called", "quotation_marks",
]  # fmt: skip
Slot = Literal["PLACE", "NAME", "DEMONYM", "NOUN", "ADJ", "NUM"]
BUILT_IN: frozenset[str] = frozenset(get_args(Slot))


class WordingRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that take a side: `neutral` is what a colder writer puts there, or `label` says what they do.

    `pos` are the tags that the first word may bear; `noun` takes a noun right before into the span; `heads` are nouns one of
    which must stand before; `not_before` and `not_after` are words that may not stand beside.
    """

    kind: WordingKind
    forms: tuple[str, ...]
    neutral: str = ""
    label: Label | None = None
    pos: tuple[str, ...] = ()
    noun: bool = False
    heads: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    @property
    def note(self) -> str | None:
        """What the record says of the words: the label, or the neutral counterpart."""
        return self.label or self.neutral or None


class MarksRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Quotation marks that deny a word: around at most `longest` words, the first one of `nouns`, behind one of `after`."""

    kind: WordingKind
    label: Label
    after: frozenset[str]
    longest: int
    nouns: frozenset[str]
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()


class Element(msgspec.Struct, frozen=True):
    """One word of a pattern: the folded words it may be, beginnings, runs of words (the longest first), slots."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    slots: tuple[str, ...] = ()
    optional: bool = False


class WordingPattern(msgspec.Struct, frozen=True):
    """A compiled form of a row."""

    elements: tuple[Element, ...]
    row: WordingRow


class WordingTable(msgspec.Struct, frozen=True):
    """The compiled table: patterns by the first word, patterns by a beginning, and rows for quotation marks."""

    by_word: Mapping[str, tuple[WordingPattern, ...]]
    by_beginning: tuple[tuple[str, WordingPattern], ...]
    marks: tuple[MarksRow, ...]
    definite: frozenset[str]
    rows: tuple[WordingRow | MarksRow, ...]


def wording_table(
    rows: Sequence[WordingRow], marks: Sequence[MarksRow], slots: Mapping[str, Sequence[str]], definite: frozenset[str]
) -> WordingTable:
    """Compiles the rows; raises PackError where a row has no note, or a pattern begins with a slot or stands twice."""
    by_word: dict[str, list[WordingPattern]] = {}
    by_beginning: list[tuple[str, WordingPattern]] = []
    seen: dict[str, str] = {}
    for row in rows:
        if bool(row.neutral) == bool(row.label):
            raise PackError(f"{row.id}: give it either a neutral counterpart or a label")
        for form in row.forms:
            if seen.setdefault(form, row.id) != row.id:
                raise PackError(f"{row.id}: the form {form!r} stands in {seen[form]} too; keep one of them")
            pattern = WordingPattern(tuple(_element(word, slots, row) for word in form.split()), row)
            for first in _firsts(pattern):
                by_word.setdefault(first, []).append(pattern)
            by_beginning.extend((beginning, pattern) for beginning in pattern.elements[0].beginnings)
    by_words = {word: tuple(found) for word, found in by_word.items()}
    return WordingTable(by_words, tuple(by_beginning), tuple(marks), definite, (*rows, *marks))


def _firsts(pattern: WordingPattern) -> frozenset[str]:
    """The tokens that a pattern can begin with."""
    first = pattern.elements[0]
    if first.optional or first.slots:
        raise PackError(f"{pattern.row.id}: a pattern begins with words of its own, so that it can be looked up")
    return first.words | {run[0] for run in first.runs}


def _element(word: str, slots: Mapping[str, Sequence[str]], row: WordingRow) -> Element:
    optional = word.endswith("?")
    words: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    beginnings: list[str] = []
    named: list[str] = []
    for option in word.removesuffix("?").split("|"):
        if option in BUILT_IN:
            named.append(option)
        elif option.isupper() and option not in slots:
            raise PackError(f"{row.id}: there is no slot {option}; built in are {', '.join(sorted(BUILT_IN))}")
        elif option.endswith("*"):
            beginnings.append(fold(option[:-1]))
        else:
            for form in slots.get(option, [option]):
                for whole in _spelled(fold(form)):
                    runs.update(_cut(whole))
                    words.add(whole)
    longest = tuple(sorted(runs, key=lambda run: (-len(run), run)))
    return Element(frozenset(w for w in words if " " not in w), tuple(beginnings), longest, tuple(named), optional)


def _spelled(form: str) -> Iterator[str]:
    """Every spelling of a form with parts that may be missing: `interdit(e)(s)` has four."""
    pieces = form.replace(")", "(").split("(")
    choices = [(piece,) if i % 2 == 0 else ("", piece) for i, piece in enumerate(pieces)]
    return ("".join(chosen) for chosen in product(*choices))


def _cut(form: str) -> Iterator[tuple[str, ...]]:
    """A form of several words, or one with a hyphen that the tagger may have cut, as a run of tokens."""
    if " " in form:
        yield tuple(form.split())
    elif "-" in form[1:-1]:
        head, *rest = form.split("-")
        yield (head, *(token for part in rest for token in ("-", part)))
