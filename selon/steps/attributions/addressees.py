"""Whom a cue speaks to: its object, its dative, a clitic, or who is asked to act."""

from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import preposition
from selon.syntax.verbs import SUBJECTS, is_verb


def addressee(scene: Scene, cue: CueVerb, frame: str, content: tuple[Span, ...]) -> int | None:
    """The token that heads whom the cue speaks to: its object or its dative, as the row says, or a clitic."""
    words = scene.words
    if cue.row.addressee == "none":
        return None
    for child in words.children[cue.token]:
        if words.dep[child] in SUBJECTS:
            continue
        if cue.row.addressee == "object" and words.dep[child] in ("obj", "iobj") and _names_somebody(scene, child):
            return child
        if _is_dative(scene, child) and not any(span.start == words.start[child] for span in content):
            return child
    if cue.row.addressee == "object":
        return _object_behind(scene, cue)
    late = _late_dative(scene, cue)
    if late is None and frame == "que" and cue.row.act == "demand":
        return _asked_to_act(scene, content)
    return late


def _object_behind(scene: Scene, cue: CueVerb) -> int | None:
    """The phrase right behind the verb, where the parser gave it no object."""
    words = scene.words
    if cue.stop >= words.bounds(cue.token)[1] or words.pos[cue.stop] not in ("DET", "PROPN"):
        return None
    head = words.head[cue.stop] if words.pos[cue.stop] == "DET" else cue.stop
    return head if head >= cue.stop and animate(scene, head) else None


def _asked_to_act(scene: Scene, content: tuple[Span, ...]) -> int | None:
    """« demande que X fasse »: X, where it is a name."""
    words = scene.words
    first, stop = words.at(content[0].start), words.at(content[0].end - 1)
    found = next((i for i in range(first, min(first + 4, stop)) if words.dep[i] in SUBJECTS), None)
    return found if found is not None and words.pos[found] == "PROPN" else None


def _names_somebody(scene: Scene, child: int) -> bool:
    words, grammar = scene.words, scene.grammar
    if words.form[child] in grammar.object_clitics | grammar.dative_clitics:
        return words.form[child] not in grammar.reflexives
    return preposition(words, child) is None and animate(scene, child)


def _is_dative(scene: Scene, child: int) -> bool:
    words, grammar = scene.words, scene.grammar
    if words.pos[child] == "PRON" and words.form[child] in grammar.dative_clitics - grammar.reflexives:
        return True
    case = preposition(words, child)
    if child < words.head[child]:
        return False
    return case is not None and words.form[case] in grammar.dative and not is_verb(words, child) and animate(scene, child)


def _late_dative(scene: Scene, cue: CueVerb) -> int | None:
    """« à X » right after the verb, even where the parser hung it elsewhere."""
    words = scene.words
    for i in range(cue.stop, min(cue.stop + 3, words.bounds(cue.token)[1])):
        if words.form[i] in scene.grammar.dative:
            head = words.head[i]
            return head if head > i and animate(scene, head) else None
    return None
