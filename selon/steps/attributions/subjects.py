"""Who speaks in a reporting verb: its subject, or the phrase that a misparse hid."""

from selon.analysis import SourceDraft
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import preposition
from selon.syntax.verbs import is_finite, named_source, source_of, subject, verb_form, verb_group


def speaker_of(scene: Scene, cue: CueVerb) -> SourceDraft:
    """The verb's subject; a gerund behind another reporting verb shares that verb's subject, whatever it hangs on."""
    words = scene.words
    if verb_form(words, cue.token, scene.grammar) == "gerund":
        first = words.bounds(cue.token)[0]
        for token in range(cue.token - 1, first - 1, -1):
            if token in scene.cues and verb_form(words, token, scene.grammar) == "finite" and subject(words, token) is not None:
                return source_of(words, token, scene.grammar)
    finite = verb_form(words, cue.token, scene.grammar) == "finite"
    own = subject(words, cue.token)
    if finite and own is not None and own < cue.token and _is_framing_source(scene, own):
        behind = _behind_comma(scene, own, cue.token)
        if behind is not None:
            return named_source(words, behind, scene.grammar)
    if finite and own is not None and words.form[own] in scene.grammar.neuter_subjects:
        before = verb_group(words, cue.token, scene.grammar)[0] - 1
        if before > own and words.pos[before] in ("PROPN", "NOUN") and animate(scene, before):
            return named_source(words, before, scene.grammar)
    if finite and own is None and words.dep[cue.token] != "conj":
        head = _opening_phrase(scene, verb_group(words, cue.token, scene.grammar)[0])
        if head is not None:
            return named_source(words, head, scene.grammar)
    return source_of(words, cue.token, scene.grammar)


def _is_framing_source(scene: Scene, own: int) -> bool:
    """Whether a noun that the parser took for the subject stands behind « selon »."""
    words = scene.words
    for i in range(max(words.bounds(own)[0], own - 5), own):
        rows = scene.pack.openings.get(words.form[i], ())
        if any(row.kind == "preposition" and not row.opinion and words.form[i : i + len(form)] == list(form) for form, row in rows):
            return not any(words.form[j] == "," for j in range(i, own))
    return False


def _behind_comma(scene: Scene, own: int, verb: int) -> int | None:
    """The noun behind the comma that closes « selon X », which is the verb's real subject."""
    words = scene.words
    comma = next((i for i in range(own, verb) if words.form[i] == ","), None)
    if comma is None:
        return None
    return next((i for i in range(comma + 1, verb) if words.pos[i] in ("NOUN", "PROPN") and preposition(words, i) is None), None)


def _opening_phrase(scene: Scene, first: int) -> int | None:
    """The first noun phrase of the clause before a verb, where the parser gave the verb no subject."""
    words = scene.words
    start = words.bounds(first)[0]
    found = None
    for i in range(first - 1, start - 1, -1):
        if words.form[i] in (":", ";", "»", "«") or (is_finite(words, i)):
            break
        if words.pos[i] in ("NOUN", "PROPN") and preposition(words, i) is None and words.dep[i] not in ("flat:name", "amod") and words.form[max(i - 1, 0)] != ",":
            found = i if animate(scene, i) else found
    return found
