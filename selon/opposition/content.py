"""What a content is made of for a comparison: its terms, under keys that forms of one thing share."""

from collections.abc import Iterable, Mapping

import msgspec

from selon.analysis import Words
from selon.lang.oppositions import OppositionGrammar
from selon.lang.pack import Pack
from selon.opposition.polarity import names, polarities
from selon.text import cased_words

_WEIGHTS = {"PROPN": 1.5, "NOUN": 1.0, "VERB": 1.0, "NUM": 1.0, "ADJ": 0.7, "X": 0.7, "SYM": 0.5, "ADV": 0.4}
_FUNCTION = frozenset({"aux", "cop", "case", "mark", "cc", "det", "expl", "punct", "fixed"})
_COUNTRY_WEIGHT = 1.2
_LIGHT_WEIGHT = 0.2


class Term(msgspec.Struct, frozen=True):
    """A word that carries content: its token, its key (lemma, or `@FR` for a country and its people), its names, its weight."""

    token: int
    key: str
    names: tuple[str, ...]
    weight: float


class Side(msgspec.Struct, frozen=True):
    """One of the two contents: its words, which of their tokens belong to it, its terms, and which tokens are denied."""

    words: Words
    tokens: tuple[int, ...]
    members: frozenset[int]
    terms: tuple[Term, ...]
    denied: Mapping[int, bool]

    def holds(self, token: int) -> bool:
        """Whether a token belongs to this content."""
        return token in self.members


def side(words: Words, tokens: Iterable[int], pack: Pack) -> Side:
    """The content that the tokens make; the words may be those of a whole article."""
    kept = tuple(tokens)
    return Side(words, kept, frozenset(kept), terms(words, kept, pack), polarities(words, kept, pack.oppositions))


def terms(words: Words, tokens: Iterable[int], pack: Pack) -> tuple[Term, ...]:
    """Those of the tokens that carry content."""
    grammar = pack.oppositions.grammar
    return tuple(term for token in tokens if (term := _term(words, token, pack, grammar)) is not None)


def _term(words: Words, token: int, pack: Pack, grammar: OppositionGrammar) -> Term | None:
    pos, lemma = words.pos[token], words.lemma[token]
    if pos not in _WEIGHTS or words.dep[token].split(":")[0] in _FUNCTION:
        return None
    if words.form[token] in grammar.weak or _negates(words, token, grammar):
        return None
    country = country_key(words, token, pack)
    if country:
        return Term(token, country, (country,), _COUNTRY_WEIGHT)
    if not any(c.isalnum() for c in words.form[token]) and words.form[token] not in grammar.percent:
        return None
    return Term(token, lemma, names(words, token, grammar), _LIGHT_WEIGHT if lemma in grammar.light else _WEIGHTS[pos])


def _negates(words: Words, token: int, grammar: OppositionGrammar) -> bool:
    """Whether an adverb is part of a negation; « plus » is one only beside « ne »."""
    if words.form[token] in grammar.free:
        return True
    return words.form[token] in grammar.negators and any(words.form[c] in grammar.weak for c in words.children[words.head[token]])


def country_key(words: Words, token: int, pack: Pack) -> str:
    """`@` and the ISO 3166 code where a token names a country, its capital or its people, else nothing."""
    form, known = words.form[token], pack.gazetteer
    code = known.demonyms.get(form) or known.demonyms.get(words.lemma[token]) or known.people.get(form)
    if code is None and words.pos[token] in ("PROPN", "NOUN", "X"):
        text = words.text[words.start[token] : words.end[token]]
        actor = known.actors.get(" ".join(cased_words(text))) if text[:1].isupper() else None
        code = actor.country if actor is not None and actor.kind == "country" else None
    return f"@{code}" if code else ""
