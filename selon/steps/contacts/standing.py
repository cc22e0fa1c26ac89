"""Whether a contact came about: the verbs and nouns above it, its mood, tense and negation."""

from collections.abc import Mapping

from selon.lang.contacts import PhaseRow
from selon.model import ContactStatus, EventStatus
from selon.steps.contacts.company import Ground
from selon.steps.contacts.triggers import Trigger, fixed
from selon.syntax.factuality import standing
from selon.syntax.verbs import finite_part, is_conditional, is_verb, negated, sets_condition

_CLIMB = 5
_STATUS: Mapping[EventStatus, ContactStatus] = {
    "asserted": "held", "reported": "held", "planned": "planned", "possible": "possible", "conditional": "possible",
    "unknown": "possible", "negated": "denied", "denied": "denied",
}  # fmt: skip
_LINKS = frozenset({
    "xcomp", "ccomp", "obj", "obl", "obl:arg", "obl:mod", "nmod", "advcl", "nsubj", "nsubj:pass", "acl", "conj", "dep", "csubj",
})  # fmt: skip


def status_of(ground: Ground, trigger: Trigger) -> tuple[ContactStatus, str]:
    """What became of a contact, and which row or mood says so: refused, broken off or wished for by the rows of this table.

    What they leave open, the standing of its word tells.
    """
    if trigger.row.status is not None:
        return trigger.row.status, trigger.row.id
    told, why = _told(ground, trigger)
    if told in ("refused", "ended", "possible") or _is_past(ground, trigger):
        return told, why
    found = standing(ground.words, trigger.token, ground.pack)
    stands = _STATUS[found.status]
    return (stands, found.row or why) if stands != "held" else (told, why)


def _is_past(ground: Ground, trigger: Trigger) -> bool:
    """« après une rencontre », « lors d'un entretien »: the noun is told as something that was."""
    words = ground.words
    above = words.head[trigger.token]
    heads = [trigger.token, *([above] if words.dep[trigger.token] == "nmod" else [])]
    cases = {words.form[c] for h in heads for c in words.children[h] if words.dep[c] in ("case", "fixed") and c < trigger.token}
    cases |= {words.form[h] for h in heads}
    return trigger.noun and not cases.isdisjoint(ground.pack.contacts.words.past)


def _told(ground: Ground, trigger: Trigger) -> tuple[ContactStatus, str]:
    """What the words above a contact say of it, else an adjective beside it."""
    words = ground.words
    token, below = trigger.token, ""
    for depth in range(_CLIMB):
        if is_verb(words, token):
            told = _mood(ground, token, depth)
            if told is not None:
                return told
        above = words.head[token]
        if above == token or not _governs(ground, token, above, depth):
            break
        phase = _phase(ground, above, below if depth else words.lemma[trigger.token])
        if phase is not None:
            denied = phase.status in ("planned", "possible") and negated(words, above, ground.pack.grammar)
            return "denied" if denied else phase.status, phase.id
        if words.dep[token] == "ccomp" and _is_clause(ground, token):
            break
        below = words.lemma[above]
        token = above
    beside = _beside(ground, trigger)
    return (beside.status, beside.id) if beside is not None else ("held", "no word says otherwise")


def _governs(ground: Ground, token: int, above: int, depth: int) -> bool:
    """Whether what stands above still speaks of the contact: no temporal clause, no occasion."""
    words, table = ground.words, ground.pack.contacts.words
    dep = words.dep[token]
    if dep not in _LINKS or (dep == "conj" and depth > 0):
        return False
    case = next((c for c in words.children[token] if words.dep[c] in ("case", "mark") and c < token), None)
    if case is not None and words.form[case] in table.occasions and dep != "obj":
        return False
    return not (dep.startswith("nsubj") and not is_verb(words, above))


def _is_clause(ground: Ground, verb: int) -> bool:
    return any(ground.words.form[c] in ground.pack.grammar.complementizers for c in ground.words.children[verb] if c < verb)


def _phase(ground: Ground, token: int, below: str) -> PhaseRow | None:
    words, table = ground.words, ground.pack.contacts
    if not is_verb(words, token):
        return table.phase_nouns.get(words.form[token])
    for rest, row in table.phase_phrases.get(words.lemma[token], ()):
        if fixed(words, token, rest) is not None:
            return row
    rows = table.phases.get(words.lemma[token], ())
    return next((row for row in rows if row.over and below in row.over), next((row for row in rows if not row.over), None))


def _beside(ground: Ground, trigger: Trigger) -> PhaseRow | None:
    words = ground.words
    if not trigger.noun:
        return None
    near = (c for c in words.children[trigger.token] if words.dep[c] in ("amod", "acl", "advmod"))
    return next((row for c in near if (row := ground.pack.contacts.phase_adjectives.get(words.form[c])) is not None), None)


def _mood(ground: Ground, verb: int, depth: int) -> tuple[ContactStatus, str] | None:
    words, grammar = ground.words, ground.pack.grammar
    if negated(words, verb, grammar):
        return "denied", "negated"
    finite = finite_part(words, verb)
    if is_conditional(words, verb, grammar):
        return "possible", "conditional"
    if words.feats[finite].get("Tense") == "Fut":
        return "planned", "future"
    if words.lemma[finite] in grammar.near_future and finite != verb:
        return "planned", "near future"
    if depth == 0 and sets_condition(words, words.left[verb], words.right[verb], grammar):
        return "possible", "a condition"
    return None
