"""Whom a cue speaks to: its object, its dative, a clitic, or who is asked to act."""

from selon.span import Span
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import preposition
from selon.syntax.verbs import SUBJECTS, agent, is_verb, verb_form

_NEAR, _FARTHEST = 3, 12  # tokens behind the verb


def addressee(scene: Scene, cue: CueVerb, frame: str, content: tuple[Span, ...]) -> int | None:
    """The token that heads whom the cue speaks to: its object or its dative, as the row says, or a clitic."""
    if cue.row.addressee == "none":
        return None
    found = _governed(scene, cue, frame, content)
    if found is not None and cue.row.act == "accuse" and _is_accused(scene, found, content):
        return None
    if found is None and cue.row.addressee != "object":
        found = _late_dative(scene, cue, content)
    if found is None and frame == "que" and cue.row.act == "demand":
        found = _asked_to_act(scene, content)
    return found if found is not None else _beside(scene, cue)


def _governed(scene: Scene, cue: CueVerb, frame: str, content: tuple[Span, ...]) -> int | None:
    words = scene.words
    for child in words.children[cue.token]:
        if words.dep[child] in SUBJECTS:
            continue
        if cue.row.addressee == "object" and words.dep[child] in ("obj", "iobj") and _names_somebody(scene, child):
            return child
        if _is_dative(scene, child, frame == "de_inf") and not any(span.start == words.start[child] for span in content):
            return child
    return _object_behind(scene, cue) if cue.row.addressee == "object" else None


def _is_accused(scene: Scene, head: int, content: tuple[Span, ...]) -> bool:
    """« accuse X d'avoir menti »: who is accused stands in the content and is not spoken to."""
    return any(span.holds(scene.words.start[head]) for span in content)


def _beside(scene: Scene, cue: CueVerb) -> int | None:
    """Who asked, who is written to, or whom the verb speaks to that governs a gerund."""
    words, grammar = scene.words, scene.grammar
    if verb_form(words, cue.token, grammar) == "gerund" and is_verb(words, words.head[cue.token]):
        governor = words.head[cue.token]
        if words.lemma[governor] in grammar.speaking_verbs:
            return next((c for c in words.children[governor] if _is_dative(scene, c)), None)
    first, stop = words.bounds(cue.token)
    for i in range(first, stop):
        if words.lemma[i] in grammar.interview_verbs and words.feats[i].get("VerbForm") == "Part":
            asker = agent(words, i, grammar)
            if asker is not None and not _is_passive_clause(scene, i):
                return asker
        if words.form[i] in grammar.letters and words.pos[i] == "NOUN":
            reader = next((c for c in words.children[i] if c > i and _is_dative(scene, c)), None)
            if reader is not None and reader != cue.token:
                return reader
    return None


def _is_passive_clause(scene: Scene, token: int) -> bool:
    return any(scene.words.dep[c].startswith("aux") for c in scene.words.children[token])


def _object_behind(scene: Scene, cue: CueVerb) -> int | None:
    """The phrase right behind the verb, where the parser gave it no object."""
    words = scene.words
    at = cue.stop + 1 if words.form[cue.stop : cue.stop + 1] == ["»"] else cue.stop
    if at >= words.bounds(cue.token)[1] or words.pos[at] not in ("DET", "PROPN"):
        return None
    head = words.head[at] if words.pos[at] == "DET" else at
    return head if head >= at and animate(scene, head) else None


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


def _is_dative(scene: Scene, child: int, asked: bool = False) -> bool:
    """Whether a dependent is a dative: a clitic, or a phrase behind « à »; who is `asked` to act can be anybody."""
    words, grammar = scene.words, scene.grammar
    if words.pos[child] == "PRON" and words.form[child] in grammar.dative_clitics - grammar.reflexives:
        return True
    case = preposition(words, child)
    if child < words.head[child] or case is None or is_verb(words, child) or words.form[case] not in grammar.dative:
        return False
    if words.form[child] in grammar.speaking_nouns:  # « à ce propos »
        return False
    return animate(scene, child) or (asked and words.pos[child] == "NOUN" and words.form[case] in grammar.towards)


def _late_dative(scene: Scene, cue: CueVerb, content: tuple[Span, ...]) -> int | None:
    """« à X » between the verb and its content, even where the parser hung it elsewhere."""
    words = scene.words
    stop = min(cue.stop + _FARTHEST, words.bounds(cue.token)[1])
    for i in range(cue.stop, stop):
        near = i < cue.stop + _NEAR
        inside = any(span.holds(words.start[i]) for span in content)
        if not near and (inside or is_verb(words, i) or words.form[i] in ",;:«"):
            return None
        if words.form[i] in scene.grammar.dative:
            head = words.head[i]
            if head > i and animate(scene, head) and (near or cue.token in words.ancestors(head)):
                return head
            if near:
                return None
    return None
