"""Proper names in a text: those of the gazetteer, and runs of capitalised words that nothing else explains."""

from collections.abc import Iterator

import msgspec

from selon.analysis import Actor, Words
from selon.lang.pack import Gazetteer, Pack
from selon.text import cased_words

_NAME_POS = frozenset({"PROPN", "X"})
_LOOSE_POS = frozenset({"NOUN", "ADJ", "VERB", "ADV", "ADP", "PRON", "NUM", "INTJ", "AUX"})
_NAME_LINKS = frozenset({"flat:name", "flat", "flat:foreign", "appos", "nmod", "compound", "dep", "amod"})


class Name(msgspec.Struct, frozen=True):
    """A proper name over tokens [first, last], with the actor where the gazetteer knows it."""

    first: int
    last: int
    actor: Actor | None


def names(words: Words, pack: Pack) -> tuple[Name, ...]:
    """The proper names of an article in text order, none overlapping."""
    found: list[Name] = []
    token = 0
    while token < len(words):
        name = _longest(words, token, pack) or _unknown(words, token, pack)
        if name is None or (name.actor is None and _is_domain(words, name, pack)):
            token += 1
        else:
            found.append(name)
            token = name.last + 1
    return tuple(found)


def _is_domain(words: Words, name: Name, pack: Pack) -> bool:
    """« la Défense » behind « ministre de »: the domain of an office, tied to it by a preposition and an article."""
    at = name.first - 1
    if name.first != name.last or at < 1:
        return False
    tied = words.form[at] in pack.grammar.partitives or (words.form[at] in pack.grammar.definite and words.pos[at - 1] == "ADP")
    if not tied:
        return False
    before = range(max(at - 4, 0), at)
    return any(words.form[i] in pack.gazetteer.roles and words.pos[i] == "NOUN" for i in before)


def surface(words: Words, first: int, last: int) -> str:
    """The words of a name as the text has them, with single blanks."""
    return " ".join(words.text[words.start[first] : words.end[last]].replace("\u00a0", " ").split())


def _longest(words: Words, token: int, pack: Pack) -> Name | None:
    """The known name at `token`, unless an article opens it and a longer one begins behind the article."""
    here = _known(words, token, pack.gazetteer)
    if here is None or words.form[token] not in pack.grammar.definite or token + 1 >= len(words):
        return here
    behind = _known(words, token + 1, pack.gazetteer)
    return behind if behind is not None and behind.last > here.last else here


def _known(words: Words, token: int, gazetteer: Gazetteer) -> Name | None:
    """The longest form of the gazetteer that begins at `token`, capitals compared."""
    parts: list[str] = []
    best: Name | None = None
    opening = cased_words(words.text[words.start[token] : words.end[token]])
    if not opening or opening[0] not in gazetteer.openers:
        return None
    sentence_end = words.bounds(token)[1]
    for last in range(token, min(token + gazetteer.longest, sentence_end)):
        parts.extend(cased_words(words.text[words.start[last] : words.end[last]]))
        actor = gazetteer.actors.get(" ".join(parts))
        if actor is not None:
            best = Name(token, last, actor)
        if len(parts) > gazetteer.longest:
            break
    if best is not None and _part_of_longer_name(words, best):
        return None
    return best


def _part_of_longer_name(words: Words, name: Name) -> bool:
    """A single known word inside a person's name (« Jean Paris ») is not the place."""
    if name.first != name.last or words.pos[name.first] != "PROPN" or words.dep[name.first] != "flat:name":
        return False
    before = name.first - 1
    return before >= 0 and words.pos[before] == "PROPN" and _capital(words, before)


def _capital(words: Words, token: int) -> bool:
    """Whether a word is written as a name: « Nosra », « al-Nosra »."""
    text = words.text[words.start[token] : words.end[token]]
    return text[0].isupper() or ("-" in text and text.rsplit("-", 1)[1][:1].isupper())


def _unknown(words: Words, token: int, pack: Pack) -> Name | None:
    if not _starts_name(words, token, pack):
        return None
    last = token
    for following in _run(words, token, pack):
        last = following
    if last == token and len(words.form[token]) < 2:
        return None
    return Name(token, last, None)


def _starts_name(words: Words, token: int, pack: Pack) -> bool:
    particle = words.form[token] in pack.grammar.name_particles and 0 < token < len(words) - 1
    if particle and words.form[token - 1] in pack.grammar.civil_titles and _capital(words, token + 1):
        return True
    if not _capital(words, token) or words.form[token] in pack.gazetteer.people:
        return False
    written = words.text[words.start[token] : words.end[token]]
    if " " in written:  # a surname of several words, in one piece since the tagger
        return True
    before_name = token + 1 < len(words) and _capital(words, token + 1)
    titled = before_name and (words.pos[token + 1] == "PROPN" or " " in words.form[token + 1])
    if (words.form[token] in pack.gazetteer.roles or written in pack.gazetteer.roles) and (titled or words.pos[token] != "PROPN"):
        return False
    if words.pos[token] in _NAME_POS:
        return True
    opens = words.bounds(token)[0] == token or words.form[token - 1] in ("«", ":", "–", "—", "(")
    if opens:
        follows = token + 1 < len(words) and words.pos[token + 1] == "PROPN" and words.dep[token + 1] == "flat:name"
        return words.pos[token] in ("NOUN", "ADJ") and follows
    return words.pos[token] in ("NOUN", "ADJ", "NUM") and words.form[token] not in pack.gazetteer.demonyms


def _run(words: Words, token: int, pack: Pack) -> Iterator[int]:
    """The tokens that go on the name begun at `token`: capitalised words, and particles with a capital behind them."""
    at, stop = token + 1, words.bounds(token)[1]
    while at < stop:
        if _continues(words, at, pack):
            yield at
            at += 1
            continue
        behind = _past_particles(words, at, stop, pack, single=at == token + 1)
        if behind is None:
            return
        yield behind
        at = behind + 1


def _continues(words: Words, token: int, pack: Pack) -> bool:
    form = words.form[token]
    if form in ("-", "'") and token + 1 < len(words) and words.start[token + 1] == words.end[token]:
        return words.start[token] == words.end[token - 1]
    if not _capital(words, token) or form in pack.gazetteer.people:
        return False
    if " " in form:  # a surname of several words, in one piece since the tagger
        return True
    glued = words.form[token - 1] in ("-", "'")
    return glued or words.pos[token] in _NAME_POS or (words.pos[token] in _LOOSE_POS and words.dep[token] in _NAME_LINKS)


def _past_particles(words: Words, token: int, stop: int, pack: Pack, single: bool) -> int | None:
    """The capitalised word behind the particles of a name (« de la », « Le », « bin »), not « Macron de Paris »."""
    at = token
    while at < stop and words.form[at] in pack.grammar.name_particles and at - token < 3:
        at += 1
    if at == token or at >= stop or not _capital(words, at) or words.pos[at] not in _NAME_POS:
        return None
    tying = words.form[token] in pack.grammar.infinitive_of | pack.grammar.partitives and not _capital(words, token)
    if tying and words.dep[at] not in ("flat:name", "flat") and not (single and _known(words, at, pack.gazetteer) is None):
        return None
    return at
