"""Attributions by a noun with its agent: « l'annonce par X de Y »."""

from selon.analysis import Draft, SourceDraft
from selon.lang.rows import CueRow
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import Scene, tidy
from selon.syntax.phrases import phrase, preposition


def noun_draft(scene: Scene, token: int, row: CueRow) -> Draft | None:
    """The attribution of a noun that has both an agent (« par X ») and a complement (« de Y »)."""
    words, grammar = scene.words, scene.grammar
    if words.pos[token] != "NOUN":
        return None
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
    return Draft(
        row=row.id,
        rule="noun",
        frame="np",
        act=row.act,
        cue=words.span(token, token),
        cue_head=token,
        source=SourceDraft("phrase", by, source),
        content=(span,),
    )


def _complement(scene: Scene, token: int, prepositions: frozenset[str]) -> int | None:
    """The noun behind one of `prepositions` within a few words of the cue, hung on it or on its other complement."""
    words = scene.words
    stop = words.bounds(token)[1]
    for i in range(token + 1, min(token + 12, stop)):
        if words.form[i] in prepositions and words.pos[i] in ("ADP", "DET"):
            head = words.head[i]
            case = preposition(words, head)
            if head > i and case == i and any(above == token for above in words.ancestors(head)):
                return head
        if words.pos[i] in ("VERB", "AUX", "PUNCT"):
            return None
    return None
