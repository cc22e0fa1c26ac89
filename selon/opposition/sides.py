"""Under which keys two phrases for one side, or for one event, meet."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.opposition.content import country_key
from selon.text import cased_words, words_of

_NAMED = ("nmod", "appos", "flat:name", "flat", "amod", "obl:mod")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_YEARLIKE = frozenset({"PROPN", "NUM"})


def side_keys(words: Words, token: int, event: int | None, pack: Pack) -> frozenset[str]:
    """The keys of whoever a phrase names: `@` with the country of a state or its bodies, a surname, a noun with its modifiers.

    The event is no modifier, though it may hang there (« a blanchi le gérant de la fraude »).
    """
    parts = [token, *(c for c in words.children[token] if words.dep[c] == "conj")]
    return frozenset(key for part in parts for key in _keys(words, part, event, pack))


def _keys(words: Words, token: int, event: int | None, pack: Pack) -> Iterator[str]:
    pos, code = words.pos[token], state(words, token, pack)
    if code:
        yield code
    elif pos == "PROPN":
        yield words.form[max([token, *(c for c in words.children[token] if words.dep[c].startswith("flat"))])]
    elif pos == "NOUN":
        yield from _described(words, token, event, pack)


def named_keys(name: str, pack: Pack) -> frozenset[str]:
    """The keys of whoever has a canonical name: `@` with the country of a state or a seat of government, else the last word."""
    actor = pack.gazetteer.actors.get(" ".join(cased_words(name)))
    if actor is not None and actor.kind in ("country", "government") and actor.country:
        return frozenset({f"@{actor.country}"})
    return frozenset(words_of(name)[-1:])


def state(words: Words, token: int, pack: Pack) -> str:
    """`@` and the ISO 3166 code where a phrase names a state: its name, capital or people, its seat, or one of its bodies."""
    if words.pos[token] == "NOUN" and words.lemma[token] in pack.oppositions.responsibility.words.states:
        near = [c for c in words.children[token] if words.dep[c] in _NAMED]
        return next((code for c in (*near, *(g for c in near for g in words.children[c])) if (code := _own(words, c, pack))), "")
    if words.pos[token] not in ("NOUN", "PROPN", "ADJ", "X"):
        return ""
    one = any(words.feats[c].get("Definite") == "Ind" for c in words.children[token])
    return "" if one else _own(words, token, pack)


def _own(words: Words, token: int, pack: Pack) -> str:
    """The country that a word, or several as one name or adjective, tell; of other names only seats of government."""
    code = country_key(words, token, pack)
    if code:
        return code
    last = max([token, *(c for c in words.children[token] if words.dep[c].startswith("flat"))])
    for first, end in ((token, last), (token - 1, last), (token - 1, token), (token, token + 1), (token, token + 2)):
        text = words.span(max(first, 0), min(end, len(words) - 1)).of(words.text)
        actor = pack.gazetteer.actors.get(" ".join(cased_words(text))) if text[:1].isupper() else None
        if actor is not None and actor.country and actor.kind in ("country", "government"):
            return f"@{actor.country}"
        code = pack.gazetteer.demonyms.get(text, "")
        if code:
            return f"@{code}"
    return ""


def _described(words: Words, token: int, event: int | None, pack: Pack) -> Iterator[str]:
    """A definite noun with what tells it from others of its kind."""
    told = [c for c in words.children[token] if c != event and words.dep[c] in _NAMED and words.pos[c] in _CONTENT]
    definite = any(words.form[c] in pack.grammar.definite for c in words.children[token])
    if definite or told:
        yield " ".join((words.lemma[token], *sorted(words.lemma[c] for c in told)))


def same_event(words_a: Words, a: int, words_b: Words, b: int, pack: Pack) -> bool:
    """Whether two nouns can tell one event: one noun or nouns for blows, both definite, of one number, no other name beside."""
    if not (_definite(words_a, a, pack) and _definite(words_b, b, pack)):
        return False
    if words_a.feats[a].get("Number") != words_b.feats[b].get("Number"):
        return False
    one, other = _names(words_a, a), _names(words_b, b)
    if one and other and not one & other:
        return False
    return _alike(words_a.lemma[a], words_b.lemma[b], pack)


def _definite(words: Words, token: int, pack: Pack) -> bool:
    articles = [words.feats[c] for c in words.children[token] if words.pos[c] == "DET"]
    fused = any(words.pos[c] == "ADP" and words.form[c] in pack.grammar.contractions for c in words.children[token])
    return fused or any(feats.get("Definite") != "Ind" for feats in articles)


def _names(words: Words, token: int) -> frozenset[str]:
    """The names and figures in an event's phrase: where it was, when, and whom it struck."""
    return frozenset(words.form[t] for t in range(words.left[token], words.right[token]) if words.pos[t] in _YEARLIKE)


def _alike(a: str, b: str, pack: Pack) -> bool:
    if a == b:
        return True
    table = pack.oppositions.responsibility.words
    kinds = [_kind(lemma, pack) for lemma in (a, b)]
    return all(kinds) and ("blow" in kinds or a in table.broad or b in table.broad)


def _kind(lemma: str, pack: Pack) -> str:
    """Whether a noun tells a blow (an ASSAULT of the modes that may be one event), names any such event, or neither."""
    table = pack.oppositions.responsibility.words
    modes = {row.mode for row in pack.events.nouns.get(lemma, ())}
    if lemma in table.blows or modes & table.modes:
        return "blow"
    return "broad" if lemma in table.broad else ""
