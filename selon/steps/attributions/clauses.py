"""Contents that are clauses: « que P » and indirect questions."""

from selon.lang.rows import Frame
from selon.steps.attributions.animacy import names_people
from selon.steps.attributions.complements import Content, content_between
from selon.steps.attributions.extent import clause_end
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import determiner, preposition
from selon.syntax.verbs import is_finite, is_verb, verb_form

CLAUSAL = frozenset({
    "ccomp", "xcomp", "advcl", "csubj", "obj", "obl:arg", "obl:mod", "parataxis", "acl:relcl", "acl", "conj", "dislocated", "obl",
    "nmod", "dep",
})  # fmt: skip
_FARTHEST = 40
_RESTRICTION = 4  # how far before the verb the negation of « ne … que » may stand


def that_clause(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« que P » after the verb, whatever the parser calls the clause."""
    mark = _complementizer(scene, cue)
    if mark is None:
        return None
    head = _clause_head(scene, cue, mark)
    end = clause_end(scene, cue, head, mark + 1)
    return content_between(scene, frame, mark + 1, end, head) if not _compares(scene, mark + 1) else None


def _compares(scene: Scene, first: int) -> bool:
    """Whether a preposition or bare participle and no finite verb stand behind « que »: « moins que lors du vote »."""
    words = scene.words
    stop = words.bounds(first - 1)[1]
    if first >= stop:
        return False
    adverbial = first + 1 < stop and words.pos[first] == "ADV" and words.pos[first + 1] == "ADP"
    participle = is_verb(words, first) and verb_form(words, first, scene.grammar) == "participle"
    bare = adverbial or participle or words.pos[first] == "ADP"
    return bare and not any(is_finite(words, i) for i in range(first, stop))


def _complementizer(scene: Scene, cue: CueVerb) -> int | None:
    """The complementizer that opens the verb's clause: the nearest after it with no other verb between that could own it."""
    words, marks = scene.words, scene.grammar.complementizers
    stop = words.bounds(cue.token)[1]
    for i in range(cue.stop, min(stop, cue.stop + _FARTHEST)):
        if words.form[i] in marks and not _owned_elsewhere(scene, cue, i):
            return i
        if words.form[i] in (";", ":") or (is_verb(words, i) and not _may_intervene(scene, cue, i)):
            return None
        if words.dep[i] == "conj" and _takes_clause(scene, i):
            return None
    return None


def _takes_clause(scene: Scene, token: int) -> bool:
    return token in scene.cues and "que" in scene.cues[token].row.frames


def _may_intervene(scene: Scene, cue: CueVerb, token: int) -> bool:
    """A participle or infinitive inside a phrase between the verb and its « que » does not stop the search."""
    words = scene.words
    form = verb_form(words, token, scene.grammar)
    if form == "infinitive" and token + 1 < len(words) and words.form[token + 1] in scene.grammar.complementizers:
        return False
    if form == "infinitive" and token > cue.stop and _takes_clause(scene, token):
        return False
    return form in ("participle", "infinitive") or words.dep[token].startswith("aux")


def _owned_elsewhere(scene: Scene, cue: CueVerb, mark: int) -> bool:
    """Whether « que » is a relative pronoun, a restriction, a comparison, or the end of another conjunction."""
    words, grammar = scene.words, scene.grammar
    if mark == cue.stop or _opens_complement(scene, cue, mark):
        return False
    before = words.form[mark - 1]
    if before in grammar.free_relatives and words.form[mark - 2] in grammar.infinitive_to:  # « s'engage à ce que P »
        return {"de_inf", "a_inf"}.isdisjoint(cue.row.frames)
    if before == "," and words.form[cue.stop : mark].count(",") == 1:
        return True
    if before in grammar.conjunctions or words.pos[mark - 1] == "CCONJ" or _completes_object(scene, cue, mark - 1):
        return True
    if before in grammar.conjunction_heads:
        return mark - 1 > cue.stop or before not in grammar.so_adverbs
    if words.pos[mark] == "PRON":
        return words.pos[mark - 1] in ("NOUN", "PROPN", "PRON", "ADJ")
    around = _around(scene, cue, mark)
    restricts = not grammar.weak_negations.isdisjoint(around) and grammar.full_negations.isdisjoint(around)
    return words.dep[mark] == "advmod" and restricts


def _opens_complement(scene: Scene, cue: CueVerb, mark: int) -> bool:
    words = scene.words
    clause = words.head[mark]
    return words.dep[clause] == "ccomp" and words.head[clause] == cue.token


def _around(scene: Scene, cue: CueVerb, mark: int) -> list[str]:
    """The words around the verb up to `mark`."""
    return list(scene.words.form[max(cue.token - _RESTRICTION, 0) : mark])


def _completes_object(scene: Scene, cue: CueVerb, noun: int) -> bool:
    """« dénonce le fait que P », « apporte la preuve que P »: the clause belongs to the verb's object."""
    words = scene.words
    is_object = words.pos[noun] == "NOUN" and words.dep[noun] == "obj" and words.head[noun] == cue.token
    return is_object and cue.row.addressee != "object" and preposition(words, noun) is None and not names_people(scene, noun)


def _clause_head(scene: Scene, cue: CueVerb, mark: int) -> int:
    words = scene.words
    above = words.head[mark]
    if above > mark:
        return above
    return next((c for c in words.children[cue.token] if c > mark and words.dep[c] in CLAUSAL), mark)


def indirect_question(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« si P », « pourquoi P » right after the verb, past its adverbs, the name of a day and one preposition."""
    words, interrogatives = scene.words, scene.grammar.interrogatives
    at = cue.stop
    limit = words.bounds(cue.token)[1]
    while at < limit and _is_aside(scene, at) and words.form[at] not in interrogatives:
        at += 1
    opening = at + 1 if at + 1 < limit and words.pos[at] == "ADP" else at
    if opening >= limit or words.form[opening] not in interrogatives or determiner(words, opening) is not None:
        return None
    head = words.head[at]
    return content_between(scene, frame, at, clause_end(scene, cue, head, at), head)


def _is_aside(scene: Scene, token: int) -> bool:
    return scene.words.pos[token] == "ADV" or scene.words.lemma[token] in scene.grammar.day_names
