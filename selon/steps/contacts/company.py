"""Who can be a side of a contact."""

import msgspec

from selon.analysis import Expression, Words
from selon.cast import Cast, Mention
from selon.lang.pack import Pack
from selon.syntax.offices import country_in, role_at, role_row
from selon.syntax.phrases import determiner, is_noun, is_plural, phrase
from selon.syntax.verbs import is_verb

_BODIES = frozenset({"government", "organization", "country", "outlet"})
_NAMING = frozenset({"appos", "flat:name", "flat"})  # a name in apposition can bear what is coordinated to its title
_GROUPS = frozenset({"government", "organization", "group"})
_ACTING = frozenset({"person", "government", "organization", "outlet", "country", "group", "people"})


class Ground(msgspec.Struct, frozen=True):
    """The words of an article, its tables, its cast and its time expressions."""

    words: Words
    pack: Pack
    cast: Cast
    expressions: tuple[Expression, ...] = ()


def can_side(ground: Ground, head: int, bodies: bool = False) -> bool:
    """Whether the phrase headed by a token can be a side; with `bodies` only a state, an organisation or an outlet."""
    words, pack = ground.words, ground.pack
    grammar, form = pack.grammar, words.form[head]
    if words.pos[head] == "PRON":
        return not bodies and _is_pronoun(ground, head)
    mention = ground.cast.covering(head)
    if mention is not None:
        return _acts(ground, mention, bodies)
    if words.pos[head] not in ("NOUN", "PROPN") or (bodies and not _is_body(ground, head)):
        return False
    if form in grammar.quantities:
        counted = [c for c in words.children[head] if c > head and is_noun(words, c)]
        return bool(counted) and can_side(ground, counted[0], bodies)
    if form in pack.contacts.words.parts:
        return _is_part(ground, head)
    described = role_at(words, head, pack) is not None or form in grammar.collectives or form in pack.contacts.words.camps
    return (described or form in grammar.peers or form in pack.unnamed) and is_known(ground, head)


def _is_part(ground: Ground, head: int) -> bool:
    """« le bureau de l'ONU »: a part of a body that is named."""
    named = ground.cast.inside(head + 1, phrase(ground.words, head, ground.pack.grammar, coordinated=False)[1])
    return any(ground.cast.members[mention.key].kind in _BODIES for mention in named)


def _is_pronoun(ground: Ground, head: int) -> bool:
    grammar, form = ground.pack.grammar, ground.words.form[head]
    if form in grammar.generic_subjects or form in grammar.neuter_subjects:
        return False
    personal = grammar.anaphors | grammar.plural_anaphors | grammar.first_person | grammar.relative_subjects
    return form in personal or form in grammar.object_clitics or form in grammar.latter_pronouns


def _acts(ground: Ground, mention: Mention, bodies: bool) -> bool:
    member = ground.cast.members[mention.key]
    if bodies:
        return member.kind in _BODIES
    return member.kind in _ACTING or (member.row == "mentions#name" and member.kind == "place")


def _is_body(ground: Ground, head: int) -> bool:
    return form_kind(ground, head) in _BODIES


def form_kind(ground: Ground, head: int) -> str:
    """The kind of what a common noun describes, empty where no role tells."""
    row = role_row(ground.words, head, ground.pack)
    return row.kind if row is not None else ""


def is_known(ground: Ground, head: int) -> bool:
    """Whether a description says who is meant: definite and not nameless, or with a name or a country in it."""
    words, pack = ground.words, ground.pack
    first, last = phrase(words, head, pack.grammar, coordinated=False)
    own = (i for i in range(first, last + 1) if words.pos[i] == "PROPN" or words.head[i] == head)
    if any(words.pos[i] == "PROPN" or words.form[i] in pack.gazetteer.demonyms for i in own):
        return True
    article = determiner(words, head)
    form = words.form[article] if article is not None else ""
    contracted = first > 0 and words.form[first - 1] in pack.grammar.partitives | {"au", "aux"}
    definite = form in pack.grammar.definite | pack.grammar.possessive | pack.grammar.demonstratives
    bodily = form_kind(ground, head) in _GROUPS
    return (definite or (article is None and contracted)) and (bodily or words.form[head] not in pack.unnamed)


def is_event(ground: Ground, preposition: int, head: int) -> bool:
    """« au Salon du livre »: a name of several words behind an article, which names no person and no plain place."""
    words, mention = ground.words, ground.cast.covering(head)
    article = determiner(words, head) is not None or words.feats[preposition].get("Definite") == "Def"
    if mention is None or not article or mention.last == mention.first:
        return False
    return ground.cast.members[mention.key].row == "mentions#name"


def is_people(ground: Ground, head: int) -> bool:
    """Whether a side can be met: a person, a people, a group, or what is known to be a body; no name of unknown kind."""
    mention = ground.cast.covering(head)
    if mention is None:
        return True
    member = ground.cast.members[mention.key]
    return member.kind in ("person", "people", "group") or (member.kind in _BODIES and member.row != "mentions#name")


def together(ground: Ground, head: int) -> tuple[int, ...]:
    """The head with those coordinated to it, in text order."""
    words = ground.words
    stray = _hung_on_verb(ground, head)
    found, phrase_words = [head, *stray], [head, *stray]
    for token in phrase_words:
        named = [c for c in words.children[token] if c > token and words.dep[c] in _NAMING]
        joined = [c for c in words.children[token] if c > token and words.dep[c] == "conj" and can_side(ground, c)]
        found.extend(joined)
        phrase_words.extend((*named, *joined))
    return tuple(sorted(found))


def _hung_on_verb(ground: Ground, head: int) -> list[int]:
    """Nouns coordinated to the head that the parser hung on its verb: « a reçu X, et les Y »."""
    words = ground.words
    above = words.head[head]
    if not is_verb(words, above):
        return []
    nouns = (c for c in words.children[above] if c > head and words.dep[c] == "conj" and not is_verb(words, c))
    return [c for c in nouns if can_side(ground, c) and not any(is_verb(words, i) for i in range(head, c))]


def is_group(ground: Ground, head: int) -> bool:
    """Whether a phrase means several at once: « les deux ministres », « ils »."""
    words, grammar = ground.words, ground.pack.grammar
    counted = [words.form[c] for c in words.children[head] if words.dep[c] == "nummod"]
    if any(form not in ground.pack.contacts.words.pairs for form in counted):
        return False
    return is_plural(words, head) or words.form[head] in grammar.plural_anaphors


def standing_for(ground: Ground, head: int) -> int:
    """A mention of the country that « la partie française » stands for, where it has one; else the head itself."""
    words, pack = ground.words, ground.pack
    if words.form[head] not in pack.contacts.words.camps:
        return head
    code = country_in(words, range(*phrase(words, head, pack.grammar)), pack) or country_in(words, [head + 1], pack)
    members = ground.cast.members
    named = (m.first for m in ground.cast.mentions if members[m.key].kind == "country" and members[m.key].country == code)
    return next(named, head)
