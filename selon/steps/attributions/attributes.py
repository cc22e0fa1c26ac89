"""Contents that are predicates: « se dit prêt », « juge la réforme injuste », « qualifie X de Y »."""

from selon.lang.rows import Frame
from selon.steps.attributions.complements import OBJECTS, Content, content_between, object_start
from selon.steps.attributions.extent import clause_end
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.verbs import SUBJECTS, is_verb

_FARTHEST = 25
_PREDICATES = frozenset({"xcomp", "obl:arg", "advmod", "amod", "acl"})


def attribute(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« se dit prêt », « juge la réforme injuste », « qualifie X de Y », « considère X comme Y »."""
    words = scene.words
    start_of = _comparison_start if frame == "comme" else _predicate_start
    for i in range(cue.stop, min(words.bounds(cue.token)[1], cue.stop + _FARTHEST)):
        start = start_of(scene, cue, i)
        if start is not None:
            return content_between(scene, frame, start, clause_end(scene, cue, i, i + 1), i)
        if words.form[i] in ",;:." or (is_verb(words, i) and words.dep[i] in SUBJECTS):
            return None
    return None


def _comparison_start(scene: Scene, cue: CueVerb, token: int) -> int | None:
    """Where a content that « comme » or « de » links at `token` begins: behind it, or with the verb's object."""
    form, grammar = scene.words.form[token], scene.grammar
    if form not in (grammar.like if "np" in cue.row.frames else grammar.as_):
        return None
    if cue.row.reflexive or (form in grammar.like and _has_object_before(scene, cue)):
        return token + 1
    opening = token + 1 if scene.words.pos[cue.stop] == "ADP" else cue.stop
    return object_start(scene, cue, opening, token) if token > cue.stop else None


def _predicate_start(scene: Scene, cue: CueVerb, token: int) -> int | None:
    return cue.stop if _can_predicate(scene, token) and _predicates(scene, cue, token) else None


def _has_object_before(scene: Scene, cue: CueVerb) -> bool:
    """« qu'il considère comme », « le qualifie de »: a relative pronoun or a clitic is the object."""
    words = scene.words
    return any(words.dep[c] in OBJECTS and words.pos[c] == "PRON" for c in words.children[cue.token] if c < cue.token)


def _can_predicate(scene: Scene, token: int) -> bool:
    pos = scene.words.pos[token]
    return pos in ("ADJ", "VERB", "NOUN", "ADV") or (
        pos == "ADP" and scene.words.form[token] in scene.grammar.attribute_prepositions
    )


def _predicates(scene: Scene, cue: CueVerb, token: int) -> bool:
    words = scene.words
    if cue.row.reflexive:
        near = token == cue.stop or (token == cue.stop + 1 and words.pos[cue.stop] in ("ADV", "PUNCT"))
        return near and words.pos[token] != "ADV"
    if token == cue.stop and words.pos[token] == "ADJ":
        return token + 1 < len(words) and words.pos[token + 1] in ("DET", "ADP", "SCONJ")
    has_object = any(words.dep[c] == "obj" and cue.stop <= c < token for c in words.children[cue.token])
    return has_object and words.head[token] == cue.token and words.dep[token] in _PREDICATES
