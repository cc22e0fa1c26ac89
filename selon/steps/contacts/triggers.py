"""Words that stand for a contact: verbs, verbs with fixed words, nouns."""

from collections.abc import Iterator, Sequence

import msgspec

from selon.analysis import Words
from selon.lang.contacts import ContactRow
from selon.lang.pack import Pack
from selon.syntax.verbs import is_main_verb, reflexive, verb_group

_HANDED = frozenset({"obj", "nsubj:pass"})
_APART = 4  # tokens before each fixed word
_SOON = 6  # tokens behind a verb in which a preposition that it needs must stand
_ASKED = 3  # tokens after a noun in which what it needs must stand


class Trigger(msgspec.Struct, frozen=True):
    """A contact's word where it stands: `token` heads it, [first, last] are its tokens, `noun` tells nouns from verbs."""

    token: int
    first: int
    last: int
    row: ContactRow
    noun: bool


def triggers(words: Words, pack: Pack) -> tuple[tuple[Trigger, ...], ...]:
    """The contact words of an article in text order, for each token what it can be, the likeliest first."""
    sport = len(pack.contacts.words.games.intersection(words.form)) > 2
    readings = (tuple(t for t in _at(words, token, pack) if not (sport and t.row.games)) for token in _known(words, pack))
    return tuple(each for each in readings if each)


def _known(words: Words, pack: Pack) -> list[int]:
    """The tokens whose lemma or form stands in the table."""
    table = pack.contacts
    known = table.verbs.keys() | table.phrases.keys() | table.nouns.keys()
    return [t for t, (form, lemma) in enumerate(zip(words.form, words.lemma, strict=True)) if lemma in known or form in known]


def _at(words: Words, token: int, pack: Pack) -> Iterator[Trigger]:
    table = pack.contacts
    if is_main_verb(words, token):
        for rest, row in table.phrases.get(words.lemma[token], ()):
            last = fixed(words, token, rest)
            if last is not None:
                yield _verb(words, token, row, pack, last)
        for row in table.verbs.get(words.lemma[token], ()):
            if _verb_fits(words, token, row, pack):
                yield _verb(words, token, row, pack, token)
    if words.pos[token] == "NOUN":
        for row in table.nouns.get(words.form[token], ()):
            if _noun_fits(words, token, row):
                yield Trigger(token, token, _last(words, token), row, True)


def fixed(words: Words, token: int, rest: Sequence[str]) -> int | None:
    """The last of the fixed words behind a verb, few words between; None where they do not stand."""
    at, stop = token, words.bounds(token)[1]
    for wanted in rest:
        near = next((i for i in range(at + 1, min(at + _APART, stop)) if words.form[i] == wanted), None)
        if near is None:
            return None
        at = near
    return at


def _verb(words: Words, token: int, row: ContactRow, pack: Pack, last: int) -> Trigger:
    first, end = verb_group(words, token, pack.grammar)
    return Trigger(token, first, max(last, end), row, False)


def _verb_fits(words: Words, token: int, row: ContactRow, pack: Pack) -> bool:
    if row.reflexive != reflexive(words, token, pack.grammar) and (row.reflexive or not row.mutual):
        return False
    following = words.form[token + 1] if token + 1 < len(words) else ""
    if following in row.not_before:
        return False
    if row.bare and any(words.dep[c] == "obj" and c > token and words.pos[c] == "NOUN" for c in words.children[token]):
        return False
    if row.sides == ("before",) and not _leads(words, token, pack):
        return False
    if row.objects and not any(words.form[c] in row.objects and words.dep[c] in _HANDED for c in words.children[token]):
        return False
    return not row.needs or bool(set(row.needs) & set(words.form[slice(*words.bounds(token))]))


def _leads(words: Words, token: int, pack: Pack) -> bool:
    """Whether « devant » follows."""
    return any(words.form[i] in pack.contacts.words.before for i in range(token + 1, min(token + _SOON, words.bounds(token)[1])))


def _noun_fits(words: Words, token: int, row: ContactRow) -> bool:
    behind = " ".join(words.form[token + 1 : token + 3]).replace("' ", "'")
    if any(behind == form or behind.startswith(f"{form} ") for form in row.not_before):
        return False
    if token and words.form[token - 1] in row.not_after:
        return False
    if not row.needs and not row.governors:
        return True
    near = set(words.form[token + 1 : token + 1 + _ASKED])
    return bool(near & set(row.needs)) or words.lemma[words.head[token]] in row.governors


def _last(words: Words, token: int) -> int:
    last = token
    while last + 1 < len(words) and words.pos[last + 1] == "ADJ" and words.head[last + 1] == token:
        last += 1
    return last
