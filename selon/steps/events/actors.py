"""Who does what an event word tells and whom it is done to: the tokens that head their phrases."""

from collections.abc import Iterator

from selon.lang.events import Slot
from selon.steps.events.triggers import Plot, Trigger
from selon.syntax.offices import role_at
from selon.syntax.phrases import is_noun, preposition
from selon.syntax.verbs import agent, is_passive, is_verb, source_of, subject, verb_form

_ACTING = frozenset({"person", "government", "organization", "outlet", "country", "group", "people"})
_OBLIQUE = frozenset({"obl:arg", "obl:mod", "nmod", "iobj", "obl"})
_SHARED = frozenset({"to", "against", "with", "on"})
_CLIMB = 4


def can_act(plot: Plot, head: int, place: bool = False) -> bool:
    """Whether a phrase can name somebody who acts; with `place` also a place, to which something is done."""
    words, pack = plot.words, plot.pack
    grammar, form = pack.grammar, words.form[head]
    if words.pos[head] == "PRON":
        free = form in grammar.relative_subjects and words.form[head - 1] in grammar.free_relatives
        return not free and form not in grammar.neuter_subjects and form not in grammar.complementizers
    if form in grammar.latter and words.form[head - 1] in grammar.demonstratives:
        return True
    mention = plot.cast.covering(head)
    if mention is not None:
        member = plot.cast.members[mention.key]
        return member.kind in _ACTING or place
    if form in grammar.quantities or words.pos[head] == "NUM":
        counted = [c for c in words.children[head] if c > head and is_noun(words, c)]
        return any(can_act(plot, c) for c in counted)
    if words.pos[head] not in ("NOUN", "PROPN", "ADJ"):
        return False
    listed = form in grammar.collectives or form in grammar.peers or form in pack.unnamed or form in pack.gazetteer.people
    return listed or words.lemma[head] in pack.events.words.people or role_at(words, head, pack) is not None


def together(plot: Plot, head: int) -> tuple[int, ...]:
    """The head with those coordinated to it that can act."""
    words = plot.words
    return (head, *(c for c in words.children[head] if c > head and words.dep[c] == "conj" and can_act(plot, c, place=True)))


def acting(plot: Plot, trigger: Trigger) -> tuple[int, ...]:
    """The heads of who does what a verb tells."""
    words, grammar, token = plot.words, plot.pack.grammar, trigger.token
    found = agent(words, token, grammar) if is_passive(words, token, grammar) else _doer(plot, token)
    if found is None or not can_act(plot, found):
        return ()
    return together(plot, found)


def _doer(plot: Plot, verb: int) -> int | None:
    """The subject of a verb, or whoever the words above it say does it: « demander à X de partir »."""
    words = plot.words
    token = verb
    for _ in range(_CLIMB):
        above = words.head[token]
        if subject(words, token) is not None or above == token:
            break
        if is_verb(words, above) and words.dep[token] in ("xcomp", "ccomp", "advcl", "acl"):
            told = _told(plot, above, token)
            if told is not None:
                return told
        token = above
    return source_of(words, verb, plot.pack.grammar).head


def _told(plot: Plot, above: int, below: int) -> int | None:
    words, grammar = plot.words, plot.pack.grammar
    if words.lemma[above] not in plot.pack.events.words.object_control:
        return None
    if is_passive(words, above, grammar):
        return subject(words, above)
    clitics = grammar.object_clitics | grammar.dative_clitics
    near = (c for c in words.children[above] if c < below and words.dep[c] in (*_OBLIQUE, "obj"))
    return next((c for c in near if can_act(plot, c) and (c > above or words.form[c] in clitics)), None)


def done_to(plot: Plot, trigger: Trigger) -> tuple[int, ...]:
    """The heads of those to whom what a word tells is done, in the first of its row's places that holds somebody."""
    for slot in trigger.row.recipients:
        heads = [h for h in _in_slot(plot, trigger, slot) if _undergoes(plot, trigger, slot, h)]
        if heads:
            return together(plot, heads[0])
    return ()


def _undergoes(plot: Plot, trigger: Trigger, slot: Slot, head: int) -> bool:
    """Whether a phrase can be whom it is done to: somebody, a place, or what a verb of killing or arresting has as its object."""
    words = plot.words
    if slot == "of" and trigger.row.of == "force" and bears_arms(plot, head):
        return False
    counts = words.form[head] in plot.pack.grammar.quantities
    if trigger.row.human and slot == "object" and words.pos[head] == "NOUN" and not counts:
        return words.lemma[head] not in plot.pack.grammar.day_names
    return can_act(plot, head, place=slot in ("object", "to", "against", "of"))


def bears_arms(plot: Plot, head: int) -> bool:
    """Whether a phrase names a state, an organisation or people under arms, who attack rather than are attacked."""
    mention = plot.cast.covering(head)
    if mention is not None:
        return plot.cast.members[mention.key].kind in ("government", "organization", "country", "group")
    return plot.words.lemma[head] in plot.pack.events.words.forces


def _in_slot(plot: Plot, trigger: Trigger, slot: Slot) -> Iterator[int]:
    words, token = plot.words, trigger.token
    if slot == "object":
        yield from _objects(plot, trigger)
        return
    prepositions = plot.pack.events.words.slots[slot]
    objects = [c for c in words.children[token] if words.dep[c] in ("obj", "nsubj:pass")] if slot in _SHARED else []
    for child in (*words.children[token], *(c for o in objects for c in words.children[o])):
        if child in trigger.fixed or words.dep[child] not in _OBLIQUE:
            continue
        case = preposition(words, child)
        clitic = slot == "to" and child < token and words.form[child] in plot.pack.grammar.dative_clitics
        if clitic or (case is not None and words.form[case] in prepositions):
            yield child


def _objects(plot: Plot, trigger: Trigger) -> Iterator[int]:
    words, token, grammar = plot.words, trigger.token, plot.pack.grammar
    if is_passive(words, token, grammar):
        own = subject(words, token)
        if own is not None:
            yield own
        elif verb_form(words, token, grammar) == "participle" and words.dep[token] in ("acl", "amod"):
            yield words.head[token]
        elif words.dep[token] == "advcl":
            above = subject(words, words.head[token])
            yield from (above,) if above is not None else ()
        elif words.dep[token] == "conj" and subject(words, words.head[token]) is not None:
            shared = subject(words, words.head[token])
            if shared is not None:
                yield shared
        return
    yield from (c for c in words.children[token] if words.dep[c] == "obj" and c not in trigger.fixed)
