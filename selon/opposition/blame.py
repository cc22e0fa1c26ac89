"""Who a text sets behind which event, and whom it clears.

Words of responsibility come with the places in which whoever is meant and the event stand (frames of Verb∋Net; J. Giry-Schneider,
Les nominalisations en français, 1978, for nouns). How such a claim stands is told by the grammar around it (R. Saurí,
J. Pustejovsky, FactBank, 2009): what is asked, supposed or looked into is no claim.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.lang.responsibility import Place, ResponsibilityRow
from selon.opposition.polarity import operator, polarities
from selon.opposition.sides import side_keys
from selon.syntax.factuality import standing

_OPEN = frozenset({"possible", "planned", "conditional", "unknown"})
_CLEARED = frozenset({"negated", "denied"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_SHARING = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj"})
_HELD = frozenset({"obj", "obl:arg", "obl:mod", "obl"})
_BELOW = frozenset({"acl", "appos", "amod"})
_FARTHEST = 8
_DEEPEST = 4

Known = Mapping[int, frozenset[str]]
NOBODY: Known = {}


class Blame(msgspec.Struct, frozen=True):
    """One claim: its word, whoever it is about (head token and keys), the event's head, and whether they are behind it."""

    token: int
    who: int
    keys: frozenset[str]
    event: int | None
    behind: bool
    row: ResponsibilityRow


def blames(words: Words, tokens: Iterable[int], pack: Pack, known: Known = NOBODY) -> Iterator[Blame]:
    """The claims whose word is among the tokens, in order; those that are open or name nobody are left out.

    `known` has the keys of whom pronouns stand for, by token.
    """
    for token in tokens:
        for row in _rows(words, token, pack):
            found = _blame(words, token, row, pack, known)
            if found is not None:
                yield found
                break


def _rows(words: Words, token: int, pack: Pack) -> Iterator[ResponsibilityRow]:
    table = pack.oppositions.responsibility.lemmas
    for row in table.get(words.lemma[token]) or table.get(words.form[token], ()):
        cases = {words.lemma[c] for c in words.children[token] if words.dep[c] == "case"}
        beside = {words.form[c] for c in (*words.children[token], *words.children[words.head[token]])}
        if not (row.case and not cases & set(row.case)) and not (row.beside and not beside & set(row.beside)):
            yield row


def _blame(words: Words, token: int, row: ResponsibilityRow, pack: Pack, known: Known) -> Blame | None:
    pivot = words.head[token] if "governed" in row.event else token
    found = (e for place in row.event for e in _places(words, pivot, place, pack) if _is_event(words, e, pack))
    event = next((_itself(words, e, pack) for e in found), None)
    for place in row.side:
        for who in _places(words, pivot, place, pack):
            keys = known.get(who) or (side_keys(words, who, event, pack) if who != event else frozenset())
            claimed = _claimed(words, words.head[token] if row.beside else pivot, pack) if keys else None
            if claimed is not None and (event is not None or not claimed):
                return Blame(token, who, keys, event, claimed != row.clears, row)
    return None


def _is_event(words: Words, token: int, pack: Pack) -> bool:
    """A noun that names no state, and is no word of responsibility itself."""
    table = pack.oppositions.responsibility
    return words.pos[token] == "NOUN" and words.lemma[token] not in table.words.states and words.lemma[token] not in table.lemmas


def _itself(words: Words, token: int, pack: Pack) -> int:
    """« l'organisation de l'attentat »: the event that a noun tells a part of."""
    if words.lemma[token] not in pack.oppositions.responsibility.words.parts:
        return token
    of = pack.oppositions.responsibility.words.slots["of"]
    return next((e for e in _behind(words, token, of, True) if words.head[e] == token), token)


def _claimed(words: Words, pivot: int, pack: Pack) -> bool | None:
    """Whether the word is affirmed (True), denied (False), or left open (None)."""
    table = pack.oppositions.responsibility.words
    above = _governing(words, pivot)
    beneath = [c for t in (pivot, *above[:1]) for c in words.children[t] if words.dep[c] in ("amod", "advmod")]
    if any(words.lemma[t] in table.doubts for t in (*above, *beneath)):
        return None
    stands = standing(words, pivot, pack).status
    if stands in _OPEN:
        return None
    proofs = [t for t in above if words.lemma[t] in table.proofs]
    denied = polarities(words, (pivot, *proofs), pack.oppositions)
    return not (denied[pivot] or stands in _CLEARED or any(denied[t] for t in proofs) or _before(words, pivot, pack))


def _before(words: Words, pivot: int, pack: Pack) -> bool:
    """« X dément être responsable »: a verb of denial that the parser hangs below the adjective or noun it governs."""
    return any(
        words.pos[c] == "VERB" and words.dep[c] == "advmod" and operator(words, c, pack.oppositions) is not None
        for c in words.children[pivot]
    )


def _governing(words: Words, token: int) -> list[int]:
    """What governs a word, as far as its clause and the verbs that take that clause reach."""
    found = []
    for above in words.ancestors(token):
        if words.dep[token] in ("acl:relcl", "parataxis", "conj", "ROOT"):
            break
        found.append(above)
        token = above
    return found


def _places(words: Words, pivot: int, place: Place, pack: Pack) -> Iterator[int]:
    """The heads of the phrases that stand in a place of a word, nearest first."""
    if place == "governed":
        yield pivot
    elif place == "subject":
        yield from _first(_agents(words, pivot, pack))
    elif place == "holder":
        yield from _first(_holders(words, pivot, pack))
    elif place == "object":
        yield from _first(_patients(words, pivot, pack))
    elif place == "epithet":
        yield from (c for c in words.children[pivot] if words.dep[c] == "amod")
    else:
        yield from _behind(words, pivot, pack.oppositions.responsibility.words.slots[place], place == "of")


def _first(found: Iterator[int]) -> Iterator[int]:
    token = next(found, None)
    if token is not None:
        yield token


def _is_passive(words: Words, token: int) -> bool:
    if words.pos[token] == "NOUN" or any(words.dep[c] in ("aux:tense", "obj") for c in words.children[token]):
        return any(words.dep[c] == "aux:pass" for c in words.children[token])
    bare = words.feats[token].get("VerbForm") == "Part" or words.pos[token] == "ADJ"
    return bare or any(words.dep[c] in ("nsubj:pass", "aux:pass") for c in words.children[token])


def _agents(words: Words, token: int, pack: Pack) -> Iterator[int]:
    """Who does it: the agent of a passive, else the subject, the word's own or that of the verb it depends on."""
    if words.pos[token] == "VERB" and _is_passive(words, token):
        yield from (c for c in words.children[token] if words.dep[c] == "obl:agent")
    else:
        yield from _subjects(words, token, pack, 0)


def _patients(words: Words, token: int, pack: Pack) -> Iterator[int]:
    """Whom it is done to: the subject of a passive, else the object."""
    if _is_passive(words, token):
        yield from _subjects(words, token, pack, 0)
    else:
        yield from (c for c in words.children[token] if words.dep[c] == "obj" and words.pos[c] in _NOUNS)


def _subjects(words: Words, token: int, pack: Pack, depth: int) -> Iterator[int]:
    """The subject of a predicate, or what it takes over from above: the object of « accuser », the noun it is set beside."""
    yield from (c for c in words.children[token] if words.dep[c] in _SUBJECTS)
    head, dep = words.head[token], words.dep[token]
    if head == token or depth == _DEEPEST:
        return
    if dep in _BELOW and words.pos[head] in _NOUNS and words.pos[token] != "NOUN":
        yield head
    elif dep in _SHARING or (dep in _HELD and words.pos[head] == "VERB" and _is_behind_a_preposition(words, token)):
        if words.lemma[head] in pack.oppositions.responsibility.words.control:
            yield from _patients(words, head, pack)
        else:
            yield from _subjects(words, head, pack, depth + 1)


def _is_behind_a_preposition(words: Words, token: int) -> bool:
    return any(words.dep[c] == "case" for c in words.children[token])


def _holders(words: Words, token: int, pack: Pack) -> Iterator[int]:
    """The subject of the verb that a noun is the object of: « porte la responsabilité », « nie toute implication »."""
    head = words.head[token]
    if words.dep[token] == "obj" and words.pos[head] == "VERB":
        yield from _subjects(words, head, pack, 0)


def _behind(words: Words, pivot: int, prepositions: frozenset[str], tight: bool) -> Iterator[int]:
    """The nouns behind a preposition after a word; the parser may hang them on what governs it (loosely) or on its object."""
    allowed = {pivot} if tight else {pivot, *words.ancestors(pivot)}
    for token in range(pivot + 1, min(words.bounds(pivot)[1], pivot + 1 + 2 * _FARTHEST)):
        if words.pos[token] not in _NOUNS or not any(
            words.dep[c] == "case" and words.form[c] in prepositions for c in words.children[token]
        ):
            continue
        above = words.head[token]
        if above in allowed or (above > pivot and words.head[above] in allowed):
            yield token
