"""How surely a content stands as its source presents it: mode, certainty, polarity, reporting conditional."""

from collections.abc import Sequence

from selon.analysis import Draft, Quotation, Words
from selon.lang.pack import Pack
from selon.model import Certainty, Mode, Polarity
from selon.span import Span, covered
from selon.syntax.verbs import auxiliaries, finite_part, is_conditional, is_finite, is_verb, negated, sets_condition

_PHRASES = frozenset({"np", "stance", "trend", "seen", "de_np", "sur_np", "a_np", "contre_np", "pour_np"})
_IGNORED = " \t\n\u00a0\u202f.,;:!?…«»“”\"'’()–—-"


def mode_of(draft: Draft, words: Words, quotations: Sequence[Quotation]) -> Mode:
    """direct, mixed, indirect or reported_act, by how much of the content stands between marks that leave the cue out."""
    if draft.author:
        return "indirect"
    inner = [
        q.inner
        for q in quotations
        if q.depth == 0 and not (draft.cue is not None and q.outer.covers(draft.cue) and _one_sided(draft, q))
    ]
    total = quoted = 0
    for span in draft.content:
        total += _visible(words.text, span)
        quoted += sum(_visible(words.text, _common(span, q)) for q in inner if span.overlaps(q))
    if quoted and quoted == total:
        return "direct"
    if quoted:
        return "mixed"
    return "reported_act" if draft.frame in _PHRASES else "indirect"


def _one_sided(draft: Draft, quotation: Quotation) -> bool:
    """A reporting clause between the marks of what it reports still leaves it direct."""
    return draft.frame != "quote" or all(not quotation.outer.covers(span) for span in draft.content)


def _common(a: Span, b: Span) -> Span:
    return Span(max(a.start, b.start), min(a.end, b.end))


def _visible(text: str, span: Span) -> int:
    return sum(1 for c in text[span.start : span.end] if c not in _IGNORED)


def main_verb(words: Words, content: Sequence[Span]) -> int | None:
    """The token that heads a content: the one whose head lies outside, a verb where there is one."""
    tokens = [i for span in content for i in range(words.at(span.start), words.at(span.end - 1) + 1) if i < len(words)]
    inside = set(tokens)
    tops = [i for i in tokens if words.head[i] == i or words.head[i] not in inside]
    verbs = [i for i in tops if is_verb(words, i) or auxiliaries(words, i)]
    if verbs:
        return verbs[0]
    below = [i for i in tokens if is_finite(words, i) and words.head[i] in tops and words.dep[i] != "acl:relcl"]
    return below[0] if below else (tops[0] if tops else None)


def polarity_of(draft: Draft, head: int | None, words: Words, pack: Pack) -> Polarity:
    """`-` where the main clause of the content, which `head` heads, is negated."""
    if draft.polarity is not None:
        return draft.polarity
    return "-" if head is not None and negated(words, head, pack.grammar) else "+"


def conditional_report_of(draft: Draft, head: int | None, words: Words, pack: Pack) -> bool:
    """Whether the reporting conditional marks the content as hearsay: not after *si*, not a modal, not the future in the past."""
    if draft.conditional_report:
        return True
    if head is None or draft.frame in _PHRASES or draft.author:
        return False
    verbs = [head, *(c for c in words.children[head] if words.dep[c] == "conj" and (is_verb(words, c) or auxiliaries(words, c)))]
    return any(_reports(words, verb, draft, pack) for verb in verbs)


def _reports(words: Words, verb: int, draft: Draft, pack: Pack) -> bool:
    grammar = pack.grammar
    finite = finite_part(words, verb)
    modal = is_verb(words, verb) and words.lemma[verb] in grammar.modal_verbs
    if modal or words.lemma[finite] in grammar.modal_verbs or not is_conditional(words, verb, grammar):
        return False
    if sets_condition(words, words.left[verb], words.right[verb], grammar):
        return False
    compound = finite != verb and words.lemma[finite] in grammar.auxiliaries and words.dep[finite] != "cop"
    return (compound and words.dep[finite] != "aux:pass") or not _told_in_past(draft, words)


def _told_in_past(draft: Draft, words: Words) -> bool:
    if draft.cue_head is None or draft.rule != "verb":
        return False
    finite = finite_part(words, draft.cue_head)
    return finite != draft.cue_head or words.feats[finite].get("Tense") in ("Past", "Imp")


def certainty_of(draft: Draft, head: int | None, words: Words, pack: Pack) -> Certainty:
    """How surely the source presents the content: by its row, else by hedges, modals, *si* clauses and the future."""
    if draft.certainty is not None:
        return draft.certainty
    if head is None:
        return "stated"
    hedged = _hedged(words, draft.content, head, pack)
    if hedged is not None:
        return hedged
    if sets_condition(words, words.left[head], words.right[head], pack.grammar):
        return "conditional"
    finite = finite_part(words, head)
    if _future_in_past(draft, words, head, pack):
        return "planned"
    if draft.frame == "inf" and _is_intended(draft, words, head, pack):
        return "planned"
    near = words.lemma[finite] in pack.grammar.near_future and any(_is_infinitive(words, c) for c in words.children[finite])
    return "planned" if near or (words.feats[finite].get("Tense") == "Fut" and draft.frame not in _PHRASES) else "stated"


def _is_intended(draft: Draft, words: Words, head: int, pack: Pack) -> bool:
    """« annonce partir », « dit vouloir partir »: a bare infinitive that is announced, or that tells an intention."""
    if finite_part(words, head) != head or auxiliaries(words, head) or not _is_infinitive(words, head):
        return False
    announced = draft.act == "announce" and words.lemma[head] not in pack.grammar.auxiliaries
    return announced or words.lemma[head] in pack.grammar.intention_verbs


def _is_infinitive(words: Words, token: int) -> bool:
    return words.feats[token].get("VerbForm") == "Inf"


def _future_in_past(draft: Draft, words: Words, head: int, pack: Pack) -> bool:
    """« a annoncé que le pont serait fermé »: a plan, seen from the past in which it was told."""
    told = draft.frame == "que" and draft.act in ("announce", "promise", "state") and _told_in_past(draft, words)
    modal = is_verb(words, head) and words.lemma[head] in pack.grammar.modal_verbs
    perfect = words.lemma[finite_part(words, head)] in pack.grammar.auxiliaries and not any(
        words.dep[c] in ("aux:pass", "cop") for c in words.children[head]
    )
    return told and not modal and is_conditional(words, head, pack.grammar) and not (perfect and finite_part(words, head) != head)


def _hedged(words: Words, content: Sequence[Span], head: int, pack: Pack) -> Certainty | None:
    children = words.children[head]
    if words.pos[head] == "NOUN" and not auxiliaries(words, head):
        children = [c for c in children if words.dep[c] in ("amod", "advmod")]
    clause = {head, finite_part(words, head), *children}
    for i in sorted(clause):
        if covered(Span(words.start[i], words.end[i]), content) == 0:
            continue
        for key in (words.form[i], words.lemma[i]):
            for form, row in pack.openings.get(key, ()):
                if row.kind in ("hedge", "modal") and tuple(words.form[i : i + len(form)]) == tuple(form):
                    return row.certainty
                if row.kind == "modal" and form == (key,):
                    return row.certainty
    return None
