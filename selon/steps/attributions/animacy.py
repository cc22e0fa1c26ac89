"""Who can speak: names, roles, groups of people, collectives, and texts that speak for somebody."""

from selon.steps.attributions.scene import Scene
from selon.syntax.phrases import is_noun


def animate(scene: Scene, head: int) -> bool:
    """Whether a phrase can name somebody who speaks: a name, a pronoun, a role, a group of people, a text that speaks."""
    words, grammar = scene.words, scene.pack.grammar
    form = words.form[head]
    if words.pos[head] == "PRON":
        return form not in grammar.neuter_subjects
    if form in grammar.quantities:
        counted = [c for c in words.children[head] if c > head and is_noun(words, c)]
        return not counted or animate(scene, counted[0])
    if words.pos[head] == "PROPN" or form in grammar.speaking_nouns or form in grammar.collectives or form in grammar.latter:
        return True
    return names_people(scene, head) or words.text[words.start[head]].isupper() or _named(scene, head)


def names_people(scene: Scene, head: int) -> bool:
    """Whether a noun is a role, a people, a kind of unnamed source, or a person's name."""
    words, pack = scene.words, scene.pack
    form, lemma = words.form[head], words.lemma[head]
    roles = pack.gazetteer.roles
    return form in roles or lemma in roles or form in pack.unnamed or form in pack.gazetteer.people


def _named(scene: Scene, head: int) -> bool:
    words = scene.words
    inside = range(words.left[head], words.right[head])
    return any(words.pos[i] == "PROPN" for i in inside if words.dep[i] in ("flat:name", "appos"))
