"""Words that can tell an event: verbs, verbs with fixed words, and nouns, each with the rows that know it."""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Words
from selon.cast import Cast
from selon.lang.events import EventRow
from selon.lang.pack import Pack
from selon.syntax.verbs import is_verb, reflexive

_GAP = 4
_SPORTING = 6  # words of sport that make an article one about sport
_BARS = frozenset(".;:»«")


class Plot(msgspec.Struct, frozen=True):
    """The words of an article, its tables and its cast, and whether the article is one about sport."""

    words: Words
    pack: Pack
    cast: Cast
    sporting: bool


def plot(words: Words, pack: Pack, cast: Cast) -> Plot:
    """The plot of an article."""
    sports = pack.events.words.sports
    return Plot(words, pack, cast, sum(lemma in sports for lemma in words.lemma) >= _SPORTING)


class Trigger(msgspec.Struct, frozen=True):
    """A word of a row where it stands: `token` carries the meaning, `fixed` are the tokens of its fixed words."""

    row: EventRow
    token: int
    noun: bool
    fixed: tuple[int, ...] = ()


def triggers(plot: Plot) -> Iterator[tuple[int, tuple[Trigger, ...]]]:
    """The tokens that can tell an event with their readings, the surest first, in text order."""
    words = plot.words
    used: set[int] = set()
    for token in _known(plot):
        if token in used:
            continue
        found = tuple(_verb(plot, token) if is_verb(words, token) else _noun(plot, token))
        if found:
            used.update(found[0].fixed)
            yield token, found


def _known(plot: Plot) -> list[int]:
    """The tokens whose lemma or form stands in the table."""
    words, table = plot.words, plot.pack.events
    known = table.verbs.keys() | table.phrases.keys() | table.nouns.keys() | table.noun_phrases.keys()
    return [t for t, (form, lemma) in enumerate(zip(words.form, words.lemma, strict=True)) if lemma in known or form in known]


def _verb(plot: Plot, token: int) -> Iterator[Trigger]:
    words, table = plot.words, plot.pack.events
    lemma = words.lemma[token]
    for rest, row in table.phrases.get(lemma, ()):
        fixed = fixed_words(words, token, rest)
        if fixed is not None:
            meaning = words.head[token] if words.dep[token].startswith("aux") else token
            yield Trigger(row, meaning, False, (token, *fixed))
    if lemma not in table.verbs or words.dep[token].startswith("aux"):
        return
    turned = reflexive(words, token, plot.pack.grammar)
    for row in table.verbs[lemma]:
        if row.reflexive == "any" or (row.reflexive == "yes") == turned:
            yield Trigger(row, token, False)


def fixed_words(words: Words, token: int, rest: Sequence[str]) -> tuple[int, ...] | None:
    """The tokens of the fixed words after a verb, with few others before each; None where they do not stand."""
    found: list[int] = []
    at, limit = token + 1, words.bounds(token)[1]
    for wanted in rest:
        near = next((i for i in range(at, min(at + _GAP, limit)) if wanted in (words.form[i], words.lemma[i])), None)
        if near is None or any(words.form[i] in _BARS for i in range(at, near)):
            return None
        found.append(near)
        at = near + 1
    return tuple(found)


def _noun(plot: Plot, token: int) -> Iterator[Trigger]:
    words, table = plot.words, plot.pack.events
    if words.pos[token] != "NOUN" and not (words.pos[token] == "ADJ" and words.dep[token] in ("ROOT", "obj", "nsubj")):
        return
    for key in dict.fromkeys((words.lemma[token], words.form[token])):
        for rest, row in table.noun_phrases.get(key, ()):
            last = token + 1 + len(rest)
            stand = (words.form[token + 1 : last], words.lemma[token + 1 : last])
            if tuple(rest) in (tuple(stand[0]), tuple(stand[1])):
                yield Trigger(row, token, True, tuple(range(token, last)))
    for row in table.nouns.get(words.lemma[token], ()):
        yield Trigger(row, token, True)
