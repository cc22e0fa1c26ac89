"""Whether a word tells the event of its row where it stands: its complements, what it needs, and what it must not have."""

from collections.abc import Iterator

from selon.analysis import Words
from selon.steps.events.actors import acting, can_act, done_to
from selon.steps.events.triggers import Plot, Trigger
from selon.syntax.factuality import standing
from selon.syntax.governors import complement
from selon.syntax.verbs import is_passive, is_verb, subject

_COMPLEMENTS = frozenset({
    "obj", "iobj", "obl:arg", "obl:mod", "obl:agent", "obl", "nsubj:pass", "xcomp", "nmod", "amod", "acl", "appos", "advmod",
    "flat", "conj", "compound", "fixed",
})  # fmt: skip
_PERSONS = frozenset({"obj", "iobj", "obl:arg", "obl:mod", "nsubj:pass"})
_TO_COME = frozenset({"planned", "possible", "conditional"})


def misfit(plot: Plot, trigger: Trigger) -> str | None:
    """Why a word does not tell the event of its row here; None where it does."""
    row = trigger.row
    near = _near(plot.words, trigger)
    if row.needs and not near & set(row.needs):
        return "none of the words that it needs stands beside it"
    if row.without and _beside(plot.words, trigger) & set(row.without):
        return "a word stands beside it that gives it another sense"
    if row.games and _sporting(plot, trigger.token):
        return "the words around it are those of sport"
    if row.harm and not acting(plot, trigger) and _accident(plot, trigger.token):
        return "the words around it are those of an accident"
    return _misfit_of_noun(plot, trigger) if trigger.noun else _misfit_of_verb(plot, trigger)


def _misfit_of_verb(plot: Plot, trigger: Trigger) -> str | None:
    words, row, token = plot.words, trigger.row, trigger.token
    if row.takes and not trigger.fixed and not any(kind in row.takes for kind in _complements(plot, token)):
        return f"it has none of its complements ({', '.join(row.takes)})"
    own = subject(words, token)
    active = own is not None and not is_passive(words, token, plot.pack.grammar)
    if not row.inanimate and active and own is not None and not can_act(plot, own) and not acting(plot, trigger):
        return "its subject is nobody who acts"
    if row.doer and not acting(plot, trigger):
        return "nobody is said to do it"
    if (row.animate or row.human) and not done_to(plot, trigger):
        return "it is done to nobody"
    if row.to_come and not _tells_what_is_to_come(plot, token):
        return "its clause tells nothing that is to come"
    return None


def _misfit_of_noun(plot: Plot, trigger: Trigger) -> str | None:
    words, row, token = plot.words, trigger.row, trigger.token
    if row.light and light_verb(plot, trigger) is None:
        return "it is no object of a light verb"
    if row.animate and not trigger.fixed:
        behind = [c for c in words.children[token] if c > token and words.dep[c] == "nmod" and words.pos[c] == "NOUN"]
        if behind and not any(can_act(plot, c) for c in behind):
            return "it is done to nobody"
    return None


def light_verb(plot: Plot, trigger: Trigger) -> int | None:
    """The light verb that an event noun is the object of (« lancer une attaque », « procéder à une arrestation »)."""
    words = plot.words
    verb, dep = words.head[trigger.token], words.dep[trigger.token]
    table = plot.pack.events.words
    carries = words.lemma[verb] in table.lights or (trigger.row.light and words.lemma[verb] in table.announcing)
    if not trigger.noun or not carries or words.pos[verb] != "VERB":
        return None
    return verb if dep in ("obj", "nsubj:pass", "obl:arg") else None


def _near(words: Words, trigger: Trigger) -> set[str]:
    """The forms and lemmas of what depends on a word: its complements with theirs, and its fixed words."""
    tokens = {trigger.token, *trigger.fixed}
    if not trigger.noun and words.dep[trigger.token] == "acl:relcl" and _relates_object(words, trigger.token):
        tokens.add(words.head[trigger.token])
    for child in words.children[trigger.token]:
        if words.dep[child] in _COMPLEMENTS or words.dep[child] == "case":
            tokens.update((child, *words.children[child]))
            below = (g for g in words.children[child] if words.dep[g] in ("nmod", "conj", "flat"))
            tokens.update(c for g in below for c in words.children[g])
    return {words.form[i] for i in tokens} | {words.lemma[i] for i in tokens}


def _relates_object(words: Words, verb: int) -> bool:
    """« la route qu'ils bloquent »: the noun before a relative clause is the object of its verb."""
    return any(words.dep[c] == "obj" and words.pos[c] == "PRON" and c < verb for c in words.children[verb])


def _beside(words: Words, trigger: Trigger) -> set[str]:
    """The forms and lemmas of what depends on a word, and of the prepositions before it."""
    children = [c for c in words.children[trigger.token] if words.dep[c] in _COMPLEMENTS or words.dep[c] == "nsubj"]
    below = ("case", "conj") if trigger.noun else ("case", "conj", "nmod")
    tokens = {*trigger.fixed, *children, *(g for c in children for g in words.children[c] if words.dep[g] in below)}
    if trigger.noun and words.dep[trigger.token] in ("nmod", "conj"):
        tokens.add(words.head[trigger.token])
    return {words.form[i] for i in tokens} | {words.lemma[i] for i in tokens}


def _complements(plot: Plot, token: int) -> Iterator[str]:
    words = plot.words
    for child in words.children[token]:
        kind = complement(words, child, token, plot.pack)
        if kind is not None:
            yield kind
        if words.dep[child] in _PERSONS:
            yield from _hung_on(plot, child, token)


def _hung_on(plot: Plot, person: int, token: int) -> Iterator[str]:
    """« demande à X de partir »: the clause or infinitive that the parser hangs on the person."""
    words = plot.words
    for child in words.children[person]:
        if child > person and is_verb(words, child) and words.dep[child] in ("acl", "xcomp", "ccomp", "acl:relcl"):
            kind = complement(words, child, token, plot.pack)
            if kind in ("infinitive", "clause") and words.form[words.left[child]] not in plot.pack.grammar.relative_subjects:
                yield kind


def _tells_what_is_to_come(plot: Plot, token: int) -> bool:
    words = plot.words
    below = (token, *(c for c in words.children[token] if words.dep[c] in _PERSONS))
    clauses = (c for b in below for c in words.children[b] if words.dep[c] in ("ccomp", "acl:relcl", "acl"))
    return any(standing(words, c, plot.pack).status in _TO_COME for c in clauses)


def _sporting(plot: Plot, token: int) -> bool:
    words, sports = plot.words, plot.pack.events.words.sports
    first, stop = words.bounds(token)
    return plot.sporting or any(words.lemma[i] in sports for i in range(first, stop))


def _accident(plot: Plot, token: int) -> bool:
    words, accidents = plot.words, plot.pack.events.words.accidents
    at = words.sentence[token]
    first = words.sentences[max(at - 1, 0)][0]
    stop = words.sentences[min(at + 1, len(words.sentences) - 1)][1]
    return any(words.lemma[i] in accidents for i in range(first, stop))
