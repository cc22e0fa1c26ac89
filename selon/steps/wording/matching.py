"""Patterns of the table against the words of an article."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.cast import Cast
from selon.lang.pack import Pack
from selon.lang.wording import Element, WordingPattern

PLACES = frozenset({"country", "place"})
_TAGS = {"NOUN": frozenset({"NOUN"}), "ADJ": frozenset({"ADJ"}), "NUM": frozenset({"NUM"})}


def match(words: Words, members: Cast, pack: Pack, pattern: WordingPattern, first: int) -> int | None:
    """The token behind the pattern where it matches from token `first` on, all in one sentence; the longest way is taken."""
    return _from(words, members, pack, pattern.elements, first, words.bounds(first)[1])


def _from(words: Words, members: Cast, pack: Pack, elements: tuple[Element, ...], at: int, stop: int) -> int | None:
    if not elements:
        return at
    first, rest = elements[0], elements[1:]
    for following in _ways(words, members, pack, first, at, stop):
        end = _from(words, members, pack, rest, following, stop)
        if end is not None:
            return end
    return _from(words, members, pack, rest, at, stop) if first.optional else None


def _ways(words: Words, members: Cast, pack: Pack, element: Element, at: int, stop: int) -> Iterator[int]:
    """The tokens behind every way in which one element can stand at `at`, the longest first."""
    if at >= stop:
        return
    for run in element.runs:
        if at + len(run) <= stop and all(words.form[at + i] == word for i, word in enumerate(run)):
            yield at + len(run)
    form = words.form[at]
    if form in element.words or (element.beginnings and form.startswith(element.beginnings) and form not in element.beginnings):
        yield at + 1
    for slot in element.slots:
        end = _slot(words, members, pack, slot, at, stop)
        if end is not None:
            yield end


def _slot(words: Words, members: Cast, pack: Pack, slot: str, at: int, stop: int) -> int | None:
    if slot in _TAGS:
        return at + 1 if words.pos[at] in _TAGS[slot] else None
    if slot == "DEMONYM":
        return at + 1 if words.form[at] in pack.gazetteer.demonyms else None
    mention = members.covering(at)
    if mention is not None and mention.first == at:
        fits = slot == "NAME" or members.members[mention.key].kind in PLACES
        return min(mention.last + 1, stop) if fits else None
    end = at
    while end < stop and words.pos[end] == "PROPN":
        end += 1
    return end if end > at and slot == "NAME" else None
