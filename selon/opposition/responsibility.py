"""Oppositions of blame: one sets a side behind an event of which the other clears it, or names another as the only one."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.opposition.blame import Blame, blames
from selon.opposition.content import Side
from selon.opposition.matching import Match
from selon.opposition.sides import same_event
from selon.opposition.values import Opposed

_TOLD, _OTHER = 0.8, 0.8


def responsibilities(match: Match) -> Iterator[Opposed]:
    """Claims of the two contents on who is behind one event that cannot both hold."""
    of_b = _blames(match.b, match.pack)
    for x in _blames(match.a, match.pack):
        for y in of_b:
            found = opposed(match.a.words, x, match.b.words, y, match.pack)
            if found is not None:
                yield found


def _blames(side: Side, pack: Pack) -> list[Blame]:
    return [blame for blame in blames(side.words, side.tokens, pack) if side.holds(blame.who)]


def settled(match: Match) -> tuple[frozenset[int], frozenset[int]]:
    """The words of claims on both sides none of which oppose: « étranger à l'attaque », « pas responsable de l'attaque ».

    Their negations are read with their frames, and do not oppose as words.
    """
    of_a, of_b = _blames(match.a, match.pack), _blames(match.b, match.pack)
    if not of_a or not of_b or next(responsibilities(match), None) is not None:
        return frozenset(), frozenset()
    return _framed(match.a.words, of_a), _framed(match.b.words, of_b)


def _framed(words: Words, found: list[Blame]) -> frozenset[int]:
    return frozenset(t for blame in found for t in (*_tokens(blame), words.head[blame.token]))


def opposed(words_a: Words, x: Blame, words_b: Words, y: Blame, pack: Pack) -> Opposed | None:
    """How two claims oppose: on one side and one event, or by naming two sides of which each is the only one."""
    if x.event is None or y.event is None or not same_event(words_a, x.event, words_b, y.event, pack):
        return None
    weight = _TOLD if x.row.told or y.row.told else 1.0
    if x.keys & y.keys:
        if x.behind == y.behind:
            return None
    elif x.behind and y.behind and x.row.sole and y.row.sole and _named(words_a, x) and _named(words_b, y):
        weight = _OTHER
    else:
        return None
    detail = f"{_told(words_a, x)} / {_told(words_b, y)}"
    return Opposed("responsibility", _tokens(x), _tokens(y), f"{x.row.id} + {y.row.id}", detail, weight)


def _named(words: Words, blame: Blame) -> bool:
    return any(key.startswith("@") for key in blame.keys) or words.text[words.start[blame.who]].isupper()


def _told(words: Words, blame: Blame) -> str:
    return f"{words.form[blame.who]} {'behind' if blame.behind else 'cleared'}"


def _tokens(blame: Blame) -> tuple[int, ...]:
    return tuple(sorted({blame.token, blame.who, *(() if blame.event is None else (blame.event,))}))
