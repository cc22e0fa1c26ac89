"""Attributions by a noun with its agent: « l'annonce par X de Y », « la décision de X de V »."""

from selon.analysis import Draft, SourceDraft
from selon.lang.rows import CueRow
from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import Scene, tidy
from selon.syntax.phrases import phrase, preposition
from selon.syntax.verbs import is_finite, is_verb, verb_form, verb_group

_NEAR = 12  # tokens from the noun to its complements


def noun_draft(scene: Scene, token: int, row: CueRow) -> Draft | None:
    """The attribution of a noun that has both its agent and its complement (G. Gross 1996)."""
    if scene.words.pos[token] != "NOUN":
        return None
    told = _genitive(scene, token) if row.genitive else _agentive(scene, token)
    if told is None:
        return None
    source, span = told
    return Draft(
        row=row.id,
        rule="noun",
        frame="de_inf" if row.genitive else "np",
        act=row.act,
        cue=scene.words.span(token, token),
        cue_head=token,
        source=source,
        content=(span,),
        certainty=row.certainty,
    )


def _agentive(scene: Scene, token: int) -> tuple[SourceDraft, Span] | None:
    """« l'annonce par X de Y »: the phrase behind « par », and what is behind « de »."""
    words, grammar = scene.words, scene.grammar
    by = _complement(scene, token, grammar.agent)
    of = _complement(scene, token, grammar.infinitive_of | grammar.partitives)
    if by is None or of is None or not animate(scene, by):
        return None
    first, _ = phrase(words, of, grammar, coordinated=False)
    span = tidy(scene, words.start[first], words.end[max(words.right[of], of + 1) - 1])
    if span is None:
        return None
    last = phrase(words, by, grammar)[1]
    while last > by and last >= first - 1 and first > by:
        last -= 1
    source = words.span(phrase(words, by, grammar)[0], last if words.pos[last] != "ADP" else max(by, last - 1))
    return SourceDraft("phrase", by, source), span


def _genitive(scene: Scene, token: int) -> tuple[SourceDraft, Span] | None:
    """« la décision de X de V », « l'appel de X à V »: who decides, and the infinitive that hangs on the noun or on its agent."""
    words, grammar = scene.words, scene.grammar
    of = _complement(scene, token, grammar.infinitive_of | grammar.partitives)
    if of is None or not animate(scene, of):
        return None
    opening = _infinitive_opening(scene, of)
    if opening is None:
        return None
    verb = next(i for i in range(opening + 1, len(words)) if is_verb(words, i))
    if not {token, of} & set(words.ancestors(verb)):
        return None
    first, last = phrase(words, of, grammar)
    span = tidy(scene, words.start[opening + 1], words.end[_infinitive_end(scene, verb) - 1])
    return (SourceDraft("phrase", of, words.span(first, min(last, opening - 1))), span) if span is not None else None


def _infinitive_opening(scene: Scene, agent: int) -> int | None:
    """The « de » or « à » behind the agent that opens an infinitive, with no mark or finite verb between."""
    words, grammar = scene.words, scene.grammar
    openers = grammar.infinitive_of | grammar.infinitive_to
    for i in range(agent + 1, min(agent + _NEAR, words.bounds(agent)[1])):
        if is_verb(words, i) and verb_form(words, i, grammar) == "infinitive":
            opening = next((j for j in range(i - 1, max(i - 4, agent), -1) if words.form[j] in openers), None)
            return opening
        if is_verb(words, i) or words.form[i] in ",;:«":
            return None
    return None


def _infinitive_end(scene: Scene, verb: int) -> int:
    """The token behind the infinitive's complements; the parser may hang the last one on the verb that follows."""
    words = scene.words
    own = max(words.right[verb], verb + 1)
    for i in range(verb + 1, words.bounds(verb)[1]):
        if is_finite(words, i) and verb not in words.ancestors(i):
            return verb_group(words, i, scene.grammar)[0]
        if i >= own and words.pos[i] == "PUNCT":
            return own
    return own


def _complement(scene: Scene, token: int, prepositions: frozenset[str]) -> int | None:
    """The noun behind one of `prepositions` within a few words of the cue, hung on it or on its other complement."""
    words = scene.words
    stop = words.bounds(token)[1]
    for i in range(token + 1, min(token + _NEAR, stop)):
        if words.form[i] in prepositions and words.pos[i] in ("ADP", "DET"):
            head = words.head[i]
            case = preposition(words, head)
            if head > i and case == i and any(above == token for above in words.ancestors(head)):
                return head
        if words.pos[i] in ("VERB", "AUX", "PUNCT"):
            return None
    return None
