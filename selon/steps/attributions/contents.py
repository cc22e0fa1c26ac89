"""Where the content of a cue verb stands: the clause, infinitive, phrase or quotation that its frames allow."""

from collections.abc import Callable, Mapping

from msgspec import structs

from selon.lang.rows import Frame
from selon.steps.attributions.animacy import animate
from selon.steps.attributions.attributes import attribute
from selon.steps.attributions.clauses import indirect_question, that_clause
from selon.steps.attributions.complements import Content, content_between
from selon.steps.attributions.infinitives import infinitive
from selon.steps.attributions.objects import noun_object, prepositional_object, seen_object
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import phrase
from selon.syntax.verbs import is_verb

_BARRIERS = frozenset({"«", ",", ":", ";"})


def content_of(scene: Scene, cue: CueVerb) -> Content | None:
    """The content that the first fitting frame of a cue verb finds after it, if any does; else behind its adverbs."""
    found = _right_behind(scene, cue)
    introduces = scene.words.form[scene.words.bounds(cue.token)[1] - 1] == ":"
    behind = _past_adverbs(scene, cue) if found is None and not introduces else cue.stop
    return found if behind == cue.stop else _right_behind(scene, structs.replace(cue, stop=behind))


def _past_adverbs(scene: Scene, cue: CueVerb) -> int:
    """The token behind the verb's adverbs and names of days: « rend hommage mardi aux victimes »."""
    words, at = scene.words, cue.stop
    stop = words.bounds(cue.token)[1]
    while at < stop and (words.dep[at] == "fixed" or words.form[at] not in scene.grammar.negations):
        if words.pos[at] != "ADV" and words.lemma[at] not in scene.grammar.day_names:
            break
        at += 1
    return at


def _right_behind(scene: Scene, cue: CueVerb) -> Content | None:
    for frame in _ORDER:
        if frame in cue.row.frames:
            found = _FINDERS[frame](scene, cue, frame)
            if found is not None:
                return found
    if "quote" in cue.row.frames and (quoted := _quoted_object(scene, cue)) is not None:
        return quoted
    return _fixed_words(scene, cue) if cue.row.bare else None


def _quoted_object(scene: Scene, cue: CueVerb) -> Content | None:
    """A quotation right behind the verb: « remercie aussi « Q » »."""
    words = scene.words
    at = _past_addressee(scene, cue)
    if at >= len(words) or words.form[at] != "«":
        return None
    found = scene.starting_in(words.start[at], words.end[at])
    return Content("quote", found.inner, at) if found is not None and len(found.inner) else None


def _past_addressee(scene: Scene, cue: CueVerb) -> int:
    """The token behind the verb's adverbs and its dative, where a quotation may open."""
    words = scene.words
    at = cue.stop
    stop = words.bounds(cue.token)[1]
    while at < stop and words.pos[at] == "ADV":
        at += 1
    if at < stop and words.form[at] in scene.grammar.towards:
        barrier = next((i for i in range(at, stop) if words.form[i] in _BARRIERS or is_verb(words, i)), at)
        at = barrier if words.form[barrier] == "«" else at
    if at < len(words) and words.form[at] in scene.grammar.dative and words.head[at] > at and animate(scene, words.head[at]):
        at = phrase(words, words.head[at], scene.grammar)[1] + 1
    return at


def _fixed_words(scene: Scene, cue: CueVerb) -> Content | None:
    """The fixed words alone, where a clitic takes the complement's place: « lui a rendu hommage »."""
    words, grammar = scene.words, scene.grammar
    clitic = any(words.form[c] in grammar.dative_clitics for c in words.children[cue.token] if c < cue.token)
    last = cue.stop - 1
    return content_between(scene, "np", last, cue.stop, last) if clitic and last > cue.token else None


_ORDER: tuple[Frame, ...] = (
    "que", "wh", "attr", "a_inf", "de_inf", "inf", "comme", "sur_np", "contre_np", "np", "stance", "trend", "pour_np", "de_np",
    "a_np", "seen",
)  # fmt: skip
_FINDERS: Mapping[Frame, Callable[[Scene, CueVerb, Frame], Content | None]] = {
    "que": that_clause, "wh": indirect_question, "attr": attribute, "a_inf": infinitive, "de_inf": infinitive, "inf": infinitive,
    "comme": attribute, "sur_np": prepositional_object, "contre_np": prepositional_object, "pour_np": prepositional_object,
    "np": noun_object, "stance": noun_object, "trend": noun_object,
    "de_np": prepositional_object, "a_np": prepositional_object, "seen": seen_object,
}  # fmt: skip
