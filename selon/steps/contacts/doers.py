"""Who does what a verb says where the verb has no subject of its own: control by objects and by nouns."""

from selon.steps.contacts.company import Ground, can_side
from selon.syntax.offices import role_at
from selon.syntax.phrases import preposition
from selon.syntax.verbs import is_passive, is_verb, source_of, subject, verb_form

_CLIMB = 4
_OBJECTS = ("obj", "iobj", "obl:arg", "obl:mod", "obl", "ccomp", "nmod")


def doer(ground: Ground, verb: int) -> int | None:
    """The head of who does what a verb says, where it can be a side: its subject, or whoever the words above name."""
    found = _found(ground, verb)
    if found is None or ground.words.dep[found].startswith("expl"):  # « il s'est avéré que »
        return None
    if can_side(ground, found):
        return found
    return _opening(ground, verb) if found > verb and verb_form(ground.words, verb, ground.pack.grammar) == "finite" else None


def _found(ground: Ground, verb: int) -> int | None:
    words = ground.words
    token = verb
    for _ in range(_CLIMB):
        above = words.head[token]
        if (subject(words, token) is not None and not _is_empty(ground, token)) or above == token:
            break
        told = _told(ground, above, token) if is_verb(words, above) else owner_of(ground, above)
        if told is not None:
            return told
        if is_verb(words, above) and subject(words, above) is not None and not _is_empty(ground, above):
            return source_of(words, above, ground.pack.grammar).head
        if words.dep[above] == "acl" and can_side(ground, words.head[above]):
            return words.head[above]
        token = above
    return source_of(words, verb, ground.pack.grammar).head


def _is_empty(ground: Ground, verb: int) -> bool:
    """« il y a un an »: a subject that stands for nobody."""
    own = subject(ground.words, verb)
    return own is not None and ground.words.dep[own].startswith("expl")


def _opening(ground: Ground, verb: int) -> int | None:
    """The first phrase of the sentence that can be a side, where the parser gave the verb a subject behind it."""
    words = ground.words
    before = range(words.bounds(verb)[0], verb)
    return next((i for i in before if preposition(words, i) is None and can_side(ground, i) and words.pos[i] != "PRON"), None)


def _told(ground: Ground, above: int, below: int) -> int | None:
    """« demander à X de », « inviter X à »: whoever is told to do it."""
    words, grammar = ground.words, ground.pack.grammar
    if words.lemma[above] not in ground.pack.contacts.words.object_control or is_passive(words, above, grammar):
        return None
    clitics = grammar.object_clitics | grammar.dative_clitics
    before = (c for c in words.children[above] if c < below and words.dep[c] in _OBJECTS and not is_verb(words, c))
    told = [c for c in before if c > above or words.form[c] in clitics]
    return next((c for c in told if can_side(ground, c)), next((c for c in told if _is_person(ground, c)), None))


def _is_person(ground: Ground, noun: int) -> bool:
    form = ground.words.form[noun]
    return form in ground.pack.unnamed or role_at(ground.words, noun, ground.pack) is not None


def owner_of(ground: Ground, noun: int) -> int | None:
    """« le désir de X de », « sa volonté de »: whose noun an infinitive hangs on."""
    words, grammar = ground.words, ground.pack.grammar
    for child in words.children[noun]:
        if child < noun and words.form[child] in grammar.possessive and words.form[noun] not in ground.pack.contacts.words.camps:
            return child
        case = preposition(words, child)
        if child > noun and case is not None and words.form[case] in ground.pack.contacts.words.of and can_side(ground, child):
            return child
    return None
