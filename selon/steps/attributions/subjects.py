"""Who speaks in a reporting verb: its subject, or the phrase that a misparse hid."""

from selon.analysis import SourceDraft
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import preposition
from selon.syntax.verbs import is_finite, named_source, source_of, subject, verb_form, verb_group


def speaker_of(scene: Scene, cue: CueVerb) -> SourceDraft:
    """The verb's subject; a gerund behind another reporting verb shares that verb's subject, whatever it hangs on."""
    words = scene.words
    form = verb_form(words, cue.token, scene.grammar)
    if form == "gerund":
        return source_of(words, _report_before(scene, cue.token), scene.grammar)
    made = made_to_speak(scene, cue.token) if form == "infinitive" else None
    if made is not None:
        return named_source(words, made, scene.grammar)
    hidden = _hidden_subject(scene, cue.token) if form == "finite" else None
    return named_source(words, hidden, scene.grammar) if hidden is not None else source_of(words, cue.token, scene.grammar)


def made_to_speak(scene: Scene, infinitive: int) -> int | None:
    """« a poussé le maire à dénoncer X »: the object of the verb that governs the infinitive speaks."""
    words = scene.words
    above = words.head[infinitive]
    if words.lemma[above] not in scene.grammar.object_control:
        return None
    return next((c for c in words.children[above] if words.dep[c] in ("obj", "iobj")), None)


def _report_before(scene: Scene, gerund: int) -> int:
    """The finite reporting verb with a subject that stands before a gerund in its sentence; else the gerund itself."""
    words = scene.words
    for token in range(gerund - 1, words.bounds(gerund)[0] - 1, -1):
        if token in scene.cues and verb_form(words, token, scene.grammar) == "finite" and subject(words, token) is not None:
            return token
    return gerund


def _hidden_subject(scene: Scene, verb: int) -> int | None:
    """The noun that speaks where the parser gave the verb no subject, a neuter pronoun, or the noun behind « selon »."""
    words = scene.words
    own = subject(words, verb)
    if own is None:
        return _opening_phrase(scene, verb_group(words, verb, scene.grammar)[0]) if words.dep[verb] != "conj" else None
    behind = _behind_comma(scene, own, verb) if own < verb and _is_framing_source(scene, own) else None
    if behind is not None or words.form[own] not in scene.grammar.neuter_subjects:
        return behind
    before = verb_group(words, verb, scene.grammar)[0] - 1
    return before if before > own and words.pos[before] in ("PROPN", "NOUN") and animate(scene, before) else None


def _is_framing_source(scene: Scene, own: int) -> bool:
    """Whether a noun that the parser took for the subject stands behind « selon »."""
    words = scene.words
    for i in range(max(words.bounds(own)[0], own - 5), own):
        rows = scene.pack.openings.get(words.form[i], ())
        if any(row.kind == "preposition" and not row.opinion and scene.reads(i, form) for form, row in rows):
            return "," not in words.form[i:own]
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
        if words.form[i] in (":", ";", "»", "«") or is_finite(words, i):
            break
        if _heads_free_phrase(scene, i) and words.form[max(i - 1, 0)] != "," and animate(scene, i):
            found = i
    return found


def _heads_free_phrase(scene: Scene, token: int) -> bool:
    words = scene.words
    noun = words.pos[token] in ("NOUN", "PROPN") and words.dep[token] not in ("flat:name", "amod")
    return noun and preposition(words, token) is None
