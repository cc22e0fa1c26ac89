"""Proper names in a text: those of the gazetteer, and runs of capitalised words that nothing else explains."""

from collections.abc import Iterator

import msgspec

from selon.analysis import Actor, Words
from selon.lang.pack import Gazetteer, Pack
from selon.steps.mentions.institutions import bare_body, institution_end
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
    for token in _openings(words, pack):
        if found and token <= found[-1].last:
            continue
        name = _longest(words, token, pack) or _unknown(words, token, pack)
        name = _past_channel(words, _past_domain(words, name, pack), pack) if name is not None else None
        if name is not None and (name.actor is not None or not _is_domain(words, name, pack)):
            found.append(name)
    return tuple(found)


def _openings(words: Words, pack: Pack) -> Iterator[int]:
    """The tokens at which a name can begin: most words are told at a glance to open none."""
    written = [words.text[start:end] for start, end in zip(words.start, words.end, strict=True)]
    openers = frozenset(text for text in frozenset(written) if _is_capital(text) or _opens_known(text, pack.gazetteer))
    particles = pack.grammar.name_particles
    return (token for token, text in enumerate(written) if text in openers or words.form[token] in particles)


def _opens_known(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a form of the gazetteer begins with a word."""
    opening = cased_words(text)
    return bool(opening) and opening[0] in gazetteer.openers


def _is_domain(words: Words, name: Name, pack: Pack) -> bool:
    """« la Défense » behind « ministre de »: the domain of an office, tied to it by a preposition and an article."""
    return name.first == name.last and _completes_role(words, name.first, pack)


def _completes_role(words: Words, token: int, pack: Pack) -> bool:
    """Whether a preposition and an article tie a word to a role before it."""
    at = token - 1
    if at < 1:
        return False
    tied = words.form[at] in pack.grammar.partitives or (words.form[at] in pack.grammar.definite and words.pos[at - 1] == "ADP")
    before = range(max(at - 4, 0), at)
    return tied and any(words.form[i] in pack.gazetteer.roles and words.pos[i] == "NOUN" for i in before)


def _past_domain(words: Words, name: Name, pack: Pack) -> Name:
    """« procureur de la République Anne Morvan »: the person's name, without the domain of the office before it."""
    if name.actor is not None or not _completes_role(words, name.first, pack):
        return name
    inner = range(name.first + 1, name.last)
    given = (i for i in inner if is_first_name(words.text[words.start[i] : words.end[i]], pack.gazetteer))
    return Name(next(given, name.first), name.last, None)


def surface(words: Words, first: int, last: int) -> str:
    """The words of a name as the text has them, with single blanks."""
    return " ".join(words.text[words.start[first] : words.end[last]].replace("\u00a0", " ").split())


def _longest(words: Words, token: int, pack: Pack) -> Name | None:
    """The known name at `token`, unless an article opens it and a longer one begins behind the article."""
    here = _known(words, token, pack.gazetteer) or _contracted(words, token, pack)
    if here is None or words.form[token] not in pack.grammar.definite or token + 1 >= len(words):
        return here
    behind = _known(words, token + 1, pack.gazetteer)
    return behind if behind is not None and behind.last > here.last else here


def _contracted(words: Words, token: int, pack: Pack) -> Name | None:
    """« au Figaro »: a title whose article is contracted with the preposition before it."""
    article = pack.grammar.contractions.get(words.form[token - 1]) if token else None
    if article is None or not _capital(words, token):
        return None
    actor = pack.gazetteer.actors.get(f"{article} {words.text[words.start[token] : words.end[token]]}")
    return Name(token, token, actor) if actor is not None and actor.kind == "outlet" else None


def _known(words: Words, token: int, gazetteer: Gazetteer) -> Name | None:
    """The longest form of the gazetteer that begins at `token`, capitals compared."""
    parts: list[str] = []
    best: Name | None = None
    if not _opens_known(words.text[words.start[token] : words.end[token]], gazetteer):
        return None
    sentence_end = words.bounds(token)[1]
    for last in range(token, min(token + gazetteer.longest, sentence_end)):
        parts.extend(cased_words(words.text[words.start[last] : words.end[last]]))
        actor = gazetteer.actors.get(" ".join(parts))
        if actor is not None:
            best = Name(token, last, actor)
        if len(parts) > gazetteer.longest:
            break
    if best is not None and (_part_of_longer_name(words, best) or _opens_longer_name(words, best, gazetteer)):
        return None
    return best


def _part_of_longer_name(words: Words, name: Name) -> bool:
    """A single known word inside a person's name (« Jean Paris ») is not the place."""
    if name.first != name.last or words.pos[name.first] != "PROPN" or words.dep[name.first] != "flat:name":
        return False
    before = name.first - 1
    return before >= 0 and words.pos[before] == "PROPN" and _capital(words, before)


def _opens_longer_name(words: Words, name: Name, gazetteer: Gazetteer) -> bool:
    """A country right before a capitalised word that names nobody by itself (« Suisse Énergie ») opens a longer name."""
    at = name.last + 1
    if name.actor is None or name.actor.kind != "country" or at >= words.bounds(name.last)[1] or not _capital(words, at):
        return False
    text = words.text[words.start[at] : words.end[at]]
    if words.pos[at] not in ("PROPN", "NOUN", "X") or is_first_name(text, gazetteer) or _known(words, at, gazetteer) is not None:
        return False
    return words.form[at] not in gazetteer.roles and words.form[at] not in gazetteer.people


def is_first_name(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is a first name of the tables, by itself or before its hyphen, and no name of the gazetteer."""
    return text not in gazetteer.actors and (text in gazetteer.first_names or text.split("-", 1)[0] in gazetteer.first_names)


def _past_channel(words: Words, name: Name, pack: Pack) -> Name:
    """« a écrit sur X Anne Morvan »: the person's name, without the network before it."""
    before = words.form[name.first - 1 : name.first] if name.first else ()
    told = " ".join((*before, words.form[name.first]))
    through = name.last > name.first and any(told in row.forms for row in pack.channels)
    return Name(name.first + 1, name.last, None) if name.actor is None and through else name


def _capital(words: Words, token: int) -> bool:
    """Whether a word is written as a name: « Nosra », « al-Nosra »."""
    return _is_capital(words.text[words.start[token] : words.end[token]])


def _is_capital(text: str) -> bool:
    return text[0].isupper() or ("-" in text and text.rsplit("-", 1)[1][:1].isupper())


def _unknown(words: Words, token: int, pack: Pack) -> Name | None:
    if not _starts_name(words, token, pack):
        body = bare_body(words, token, pack)
        return Name(token, body, None) if body is not None else None
    last = token
    for following in _run(words, token, pack):
        last = following
    if last == token and len(words.form[token]) < 2:
        return None
    last = last if _completes_role(words, token, pack) else institution_end(words, token, last, pack)
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
    if " " in form or _follows_first_name(words, token, pack):  # a surname of several words is one piece since the tagger
        return True
    glued = words.form[token - 1] in ("-", "'")
    return glued or words.pos[token] in _NAME_POS or (words.pos[token] in _LOOSE_POS and words.dep[token] in _NAME_LINKS)


def _follows_first_name(words: Words, token: int, pack: Pack) -> bool:
    """Whether the word before is a first name, which makes a capitalised word a surname, whatever the tagger says."""
    before = words.text[words.start[token - 1] : words.end[token - 1]]
    return is_first_name(before, pack.gazetteer) and words.form[token] not in pack.gazetteer.roles


def _past_particles(words: Words, token: int, stop: int, pack: Pack, single: bool) -> int | None:
    """The capitalised word behind the particles of a name (« de la », « Le », « bin »), not « Macron de Paris »."""
    at = token
    while at < stop and words.form[at] in pack.grammar.name_particles and at - token < 3:
        at += 1
    if at == token or at >= stop or not _capital(words, at) or words.pos[at] not in _NAME_POS:
        return None
    tying = words.form[token] in pack.grammar.infinitive_of | pack.grammar.partitives and not _capital(words, token)
    named = single and (_follows_first_name(words, token, pack) or _known(words, at, pack.gazetteer) is None)
    if tying and words.dep[at] not in ("flat:name", "flat") and not named:
        return None
    return at
