"""Reporting clauses that stand beside what they report: « comme l'a dit X, P », « P, ainsi que le rappelle X »."""

from selon.analysis import Draft, SourceDraft
from selon.span import Span
from selon.steps.attributions.drafting import drafted
from selon.steps.attributions.inserted import inverted_source
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import phrase
from selon.syntax.verbs import auxiliaries, is_finite, named_source, subject, verb_form, verb_group

_NEAR = 6  # tokens between « comme » and the verb


def comparison_draft(scene: Scene, cue: CueVerb) -> Draft | None:
    """The attribution of a clause of comparison whose object clitic stands for the clause beside it (Riegel et al. 2018)."""
    words = scene.words
    if {"que", "quote"}.isdisjoint(cue.row.frames) or verb_form(words, cue.token, scene.grammar) != "finite":
        return None
    first, last = verb_group(words, cue.token, scene.grammar)
    first = min([first, *auxiliaries(words, cue.token)])
    if not any(words.form[i] in scene.grammar.object_clitics for i in range(first, cue.token)):
        return None
    opening = _opening(scene, first)
    if opening is None:
        return None
    own = subject(words, cue.token)
    before = own is not None and opening < own < cue.token and not words.form[own].startswith("-")
    source = named_source(words, own, scene.grammar) if before and own is not None else inverted_source(scene, cue, first, last)
    if source is None or (source.head is not None and words.form[source.head] in scene.grammar.generic_subjects):
        return None
    content = _content(scene, cue, opening, source)
    return drafted(scene, cue, "quote", source, (content,)) if content is not None else None


def _opening(scene: Scene, first: int) -> int | None:
    """The conjunction of comparison that opens the clause of a verb group, where no mark or other verb stands between."""
    words, grammar = scene.words, scene.grammar
    for i in range(first - 1, max(words.bounds(first)[0], first - _NEAR) - 1, -1):
        if words.form[i] in grammar.like:
            return i
        if words.form[i] in grammar.complementizers and i and words.form[i - 1] in grammar.so_adverbs:
            return i - 1
        if words.form[i] in ",;:«»" or is_finite(words, i):
            return None
    return None


def _content(scene: Scene, cue: CueVerb, opening: int, source: SourceDraft) -> Span | None:
    """The clause before the comparison, or behind it where it opens the sentence."""
    words = scene.words
    start, stop = words.bounds(cue.token)
    if opening - start > 1:
        first, end = next((i + 1 for i in range(opening - 1, start, -1) if words.form[i] in ":;"), start), opening
    else:
        head = source.head if source.head is not None and source.head > cue.token else cue.token
        behind = phrase(words, head, scene.grammar)[1] if head != cue.token else cue.token
        first, end = next((i + 1 for i in range(behind, stop) if words.form[i] == ","), stop), stop
    clause = any(is_finite(words, i) for i in range(first, end))
    return tidy(scene, words.start[first], words.end[end - 1]) if clause else None
