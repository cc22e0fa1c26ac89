"""Where the sides of a contact stand: subjects, objects, « entre X et Y », « avec X », « de X », possessives."""

from collections.abc import Iterator, Sequence

from selon.lang.contacts import Slot
from selon.steps.contacts.company import Ground, can_side, is_event, is_group, is_people, together
from selon.steps.contacts.doers import doer, owner_of
from selon.steps.contacts.triggers import Trigger
from selon.syntax.phrases import is_noun, preposition
from selon.syntax.verbs import agent, is_finite, is_passive, is_verb, reflexive, subject
from selon.text import words_of

_REACH = 25  # tokens behind a contact word in which a side is looked for
_LISTED = 25  # tokens between two sides that « et » joins
_STOPS = frozenset({";", ":", "«", "»", "(", ")", "."})
_OBJECTS = frozenset({"obj", "iobj", "obl:arg", "expl:comp"})
_HUNG = frozenset({"of", "dative", "at"})
_CLIMB = 4
_PATIENTS = frozenset({"object", "before"})


def sides(ground: Ground, trigger: Trigger) -> list[tuple[int, ...]]:
    """The sides of a contact, each the heads of its phrases; one group where a plural stands for all sides."""
    travels = trigger.row.channel == "visit" and not trigger.noun  # « se déplacer entre A et B »
    between = _between(ground, trigger) if not travels else []
    if between:
        return between
    found = _noun_sides(ground, trigger) if trigger.noun else _verb_sides(ground, trigger)
    distinct: list[tuple[int, ...]] = []
    for side in found:
        fresh = tuple(h for h in side if not any(h in other for other in distinct))
        if fresh:
            distinct.append(fresh)
    return distinct


def mutual(ground: Ground, trigger: Trigger, found: Sequence[tuple[int, ...]]) -> bool:
    """Whether one plural side can stand for both."""
    if len(found) != 1 or not trigger.row.mutual:
        return False
    first, last = min(found[0]), max(found[0])
    if not ground.pack.contacts.words.either.isdisjoint(ground.words.form[first : last + 1]):
        return False
    several = trigger.noun or trigger.row.reflexive or reflexive(ground.words, trigger.token, ground.pack.grammar)
    return len(found[0]) > 1 or (several and is_group(ground, found[0][0]))


def sender(ground: Ground, trigger: Trigger) -> int | None:
    """Whose a letter or call is: « les appels de X », or who sends it."""
    own = next(_complements(ground, trigger, "of"), None)
    if own is not None:
        return own[0]
    carrier = carrying_verb(ground, trigger.token)
    if carrier is None or ground.words.lemma[carrier] in ground.pack.contacts.words.receiving:
        return None
    return doer(ground, carrier)


def _between(ground: Ground, trigger: Trigger) -> list[tuple[int, ...]]:
    """« entre X et Y »: each coordinated head is a side."""
    for at in _behind(ground, trigger, ground.pack.contacts.words.between):
        head = _object_of(ground, at)
        if head is None or not can_side(ground, head):
            continue
        heads = together(ground, head)
        second = _joined(ground, head) if len(heads) == 1 else None
        return [(h,) for h in (*heads, *([second] if second is not None else []))]
    return []


def _joined(ground: Ground, head: int) -> int | None:
    """The noun behind « et », where the parser hung it elsewhere."""
    words = ground.words
    for i in range(head + 1, min(head + _LISTED, words.bounds(head)[1])):
        if is_finite(words, i) or words.form[i] in _STOPS:
            return None
        if words.dep[i] == "cc":
            nouns = (k for k in range(i + 1, min(i + 5, words.bounds(head)[1])) if words.pos[k] in ("NOUN", "PROPN"))
            following = next(nouns, None)
            if following is None or preposition(words, following) is not None:
                return None
            return following if can_side(ground, following) else None
    return None


def _noun_sides(ground: Ground, trigger: Trigger) -> Iterator[tuple[int, ...]]:
    """What stands beside a noun, then who does it; what meets (« le sommet de l'OTAN ») has no other side beside it."""
    row = trigger.row
    whole: Slot = "of"
    beside = [side for slot in row.sides if slot != whole for side in _complements(ground, trigger, slot)]
    own = list(_complements(ground, trigger, whole))
    yield from (*beside, *own)
    if own and not beside and row.mutual:
        return
    yield from _doers(ground, trigger)


def _doers(ground: Ground, trigger: Trigger) -> Iterator[tuple[int, ...]]:
    """Whoever the verb that carries a noun makes its doer, whom the noun stands beside, or whose it is."""
    words = ground.words
    carrier = carrying_verb(ground, trigger.token)
    by = agent(words, carrier, ground.pack.grammar) if carrier is not None else None
    if by is not None and can_side(ground, by):
        yield together(ground, by)
        return
    own = doer(ground, carrier) if carrier is not None else None
    above = words.head[trigger.token]
    is_said = any(words.dep[c] == "cop" for c in words.children[trigger.token])
    copular = subject(words, trigger.token) if is_said else None
    if copular is not None and can_side(ground, copular):  # « X est en visite à »
        yield together(ground, copular)
    elif own is not None and own not in (trigger.token, above):
        yield together(ground, own)
    elif above < trigger.token and words.dep[trigger.token] == "nmod" and _with_occasion(ground, trigger.token):
        yield from [together(ground, above)] if can_side(ground, above) else []
    else:
        yield from _possessor(ground, trigger)


def _with_occasion(ground: Ground, noun: int) -> bool:
    """« X, en tête-à-tête avec Y »."""
    case = preposition(ground.words, noun)
    return case is not None and ground.words.form[case] in ground.pack.contacts.words.occasions


def _possessor(ground: Ground, trigger: Trigger) -> Iterator[tuple[int, ...]]:
    words, grammar = ground.words, ground.pack.grammar
    for child in words.children[trigger.token]:
        if child < trigger.token and words.form[child] in grammar.possessive:
            yield (child,)


def carrying_verb(ground: Ground, noun: int) -> int | None:
    """The verb that carries the noun (« mener un dialogue ») or that it frames (« lors d'un entretien, X a dit »)."""
    words, table = ground.words, ground.pack.contacts.words
    token, framed = noun, False
    for _ in range(_CLIMB):
        case = next((c for c in words.children[token] if words.dep[c] in ("case", "mark") and c < token), None)
        framed = framed or (case is not None and words.form[case] in table.occasions) or words.form[token] in table.occasions
        above = words.head[token]
        if above == token:
            return None
        if is_verb(words, above):
            carried = words.lemma[above] in table.lights and words.dep[token] != "nsubj"
            return above if framed or carried else None
        token = above
    return None




def _verb_sides(ground: Ground, trigger: Trigger) -> Iterator[tuple[int, ...]]:
    words, grammar, row = ground.words, ground.pack.grammar, trigger.row
    passive = is_passive(words, trigger.token, grammar) and not row.reflexive
    own = doer(ground, trigger.token)
    if passive and _PATIENTS.isdisjoint(row.sides):  # what is discussed is no side
        own = None
    if own is not None:
        yield together(ground, own)
    if passive:
        yield from _agents(ground, trigger)
    handed = _handed(ground, trigger) if own is None or passive else None
    if handed is not None:
        yield together(ground, handed)
    for slot in row.sides:
        if slot == "object" and passive:
            continue
        found = list(_complements(ground, trigger, slot))
        yield from found[:1]
        if found:
            return


def _agents(ground: Ground, trigger: Trigger) -> Iterator[tuple[int, ...]]:
    """Who does it in the passive: « par X », or the body at whose seat somebody is received."""
    by = agent(ground.words, trigger.token, ground.pack.grammar)
    if by is not None and can_side(ground, by):
        yield together(ground, by)
    elif by is None and "object" in trigger.row.sides:
        yield from _complements(ground, trigger, "at")


def _handed(ground: Ground, trigger: Trigger) -> int | None:
    """Whose the report or answer is that is handed over: « sa réponse a été envoyée à la Cour »."""
    words = ground.words
    nouns = (c for c in words.children[trigger.token] if words.form[c] in trigger.row.objects)
    return next((owner for noun in nouns if (owner := owner_of(ground, noun)) is not None), None)


def _complements(ground: Ground, trigger: Trigger, slot: Slot) -> Iterator[tuple[int, ...]]:
    words, table = ground.words, ground.pack.contacts.words
    if slot in ("object", "dative") and not trigger.row.named:
        yield from _clitic(ground, trigger, slot)
    if slot == "object":
        yield from (together(ground, c) for c in words.children[trigger.token] if _is_object(ground, trigger, c))
        return
    forms = {"with": table.with_, "dative": table.to, "at": table.at, "before": table.before, "of": table.of}[slot]
    for at in _behind(ground, trigger, forms):
        head = _object_of(ground, at)
        if head is None or (trigger.row.persons and not is_people(ground, head)):
            continue
        if slot in _HUNG and not _hangs(ground, trigger, head):
            continue
        if (slot == "at" and is_event(ground, at, head)) or can_side(ground, head, slot == "at" and words.form[at] != "chez"):
            yield together(ground, head)
            return
    if slot == "of":
        yield from (together(ground, c) for c in words.children[trigger.token] if c > trigger.last and _bare(ground, c))


def _bare(ground: Ground, head: int) -> bool:
    """A noun of an office that hangs on the contact without its preposition."""
    words = ground.words
    return words.dep[head] == "nmod" and preposition(words, head) is None and words.pos[head] == "NOUN" and can_side(ground, head)


def _clitic(ground: Ground, trigger: Trigger, slot: Slot) -> Iterator[tuple[int, ...]]:
    words, grammar = ground.words, ground.pack.grammar
    forms = grammar.object_clitics if slot == "object" else grammar.dative_clitics
    before = (c for c in words.children[trigger.token] if c < trigger.token and words.pos[c] == "PRON")
    yield from ((c,) for c in before if words.form[c] in forms and words.dep[c] in _OBJECTS and can_side(ground, c))


def _is_object(ground: Ground, trigger: Trigger, head: int) -> bool:
    """Whether a noun behind the verb is its object, or a second subject that the parser made of it."""
    words = ground.words
    if head < trigger.token or not can_side(ground, head) or (trigger.row.persons and not is_people(ground, head)):
        return False
    if trigger.row.channel == "visit" and words.form[head] in ground.pack.contacts.words.places:
        return False
    subjects = [c for c in words.children[trigger.token] if words.dep[c] == "nsubj"]
    return words.dep[head] == "obj" or (words.dep[head] == "nsubj" and subjects[0] < trigger.token)


def _hangs(ground: Ground, trigger: Trigger, head: int) -> bool:
    """Whether a complement hangs on the contact's own words, or on the verb that carries its noun."""
    words = ground.words
    above = words.head[head]
    own = range(trigger.first, trigger.last + 1)
    handed = words.dep[above] in ("obj", "nsubj:pass") and words.head[above] in own
    return above in own or handed or (trigger.noun and above == carrying_verb(ground, trigger.token))


def _behind(ground: Ground, trigger: Trigger, forms: Sequence[str]) -> Iterator[int]:
    """Last tokens of the prepositions of `forms` behind a contact word, and behind the verb that it is the subject of."""
    words = ground.words
    above = words.head[trigger.token]
    carrier = above if trigger.noun and above > trigger.token and words.dep[trigger.token].startswith("nsubj") else None
    stop = min(trigger.last + 1 + _REACH, words.bounds(trigger.token)[1])
    wanted = [words_of(form) for form in forms]
    for i in range(trigger.last + 1, stop):
        if words.form[i] in _STOPS or (is_finite(words, i) and not _belongs(ground, i, trigger, carrier)):
            return
        for form in wanted:
            if tuple(words.form[i : i + len(form)]) == form and words.pos[i] == "ADP":
                yield i + len(form) - 1


def _belongs(ground: Ground, finite: int, trigger: Trigger, carrier: int | None) -> bool:
    return finite == carrier or (carrier is not None and ground.words.head[finite] == carrier)


def _object_of(ground: Ground, preposition: int) -> int | None:
    """The noun or pronoun that a preposition introduces."""
    words = ground.words
    above = words.head[preposition]
    if above > preposition and words.dep[preposition] in ("case", "fixed") and (is_noun(words, above)):
        return above
    stop = min(preposition + 6, words.bounds(preposition)[1])
    return next((i for i in range(preposition + 1, stop) if words.pos[i] in ("NOUN", "PROPN", "PRON")), None)
