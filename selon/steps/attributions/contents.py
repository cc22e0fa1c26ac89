"""Where the content of a cue verb stands: the clause, infinitive or noun phrase that its frames allow."""

from collections.abc import Callable, Mapping

import msgspec

from selon.lang.pack import Frame
from selon.span import Span
from selon.steps.attributions.animacy import animate, names_people
from selon.steps.attributions.extent import clause_end, extended, phrase_end
from selon.steps.attributions.scene import CueVerb, Scene, tidy
from selon.syntax.phrases import determiner, phrase, preposition
from selon.syntax.verbs import SUBJECTS, is_finite, is_passive, is_verb, subject, verb_form

_OBJECTS = frozenset({"obj", "iobj"})
_OBLIQUES = frozenset({"obl:arg", "obl:mod", "obl", "nmod", "iobj", "xcomp", "ccomp", "advcl"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "csubj", "obj", "obl:arg", "obl:mod", "parataxis", "acl:relcl", "acl", "conj",
                      "dislocated", "obl", "nmod", "dep"})  # fmt: skip


class Content(msgspec.Struct, frozen=True):
    """A content found by a frame: its spans and the token that heads it."""

    frame: Frame
    span: Span
    head: int


def content_of(scene: Scene, cue: CueVerb) -> Content | None:
    """The content that the first fitting frame of a cue verb finds after it, if any does."""
    for frame in _ORDER:
        if frame in cue.row.frames:
            found = _FINDERS[frame](scene, cue, frame)
            if found is not None:
                return found
    if "quote" in cue.row.frames and (quoted := _quoted_object(scene, cue)) is not None:
        return quoted
    return _fixed(scene, cue) if cue.row.bare else None


def _quoted_object(scene: Scene, cue: CueVerb) -> Content | None:
    """A quotation right behind the verb: « remercie aussi « Q » »."""
    words = scene.words
    at = cue.stop
    stop = words.bounds(cue.token)[1]
    while at < stop and words.pos[at] == "ADV":
        at += 1
    if at < stop and words.form[at] in scene.grammar.towards:
        mark = next((i for i in range(at, stop) if words.form[i] in ("«", ",", ":", ";") or is_verb(words, i)), at)
        at = mark if words.form[mark] == "«" else at
    if at < len(words) and words.form[at] in scene.grammar.dative and words.head[at] > at and animate(scene, words.head[at]):
        at = phrase(words, words.head[at], scene.grammar)[1] + 1
    if at >= len(words) or words.form[at] != "«":
        return None
    found = scene.starting_in(words.start[at], words.end[at])
    return Content("quote", found.inner, at) if found is not None and len(found.inner) else None


def _fixed(scene: Scene, cue: CueVerb) -> Content | None:
    """The fixed words alone, where a clitic takes the complement's place: « lui a rendu hommage »."""
    words, grammar = scene.words, scene.grammar
    clitic = any(words.form[c] in grammar.dative_clitics for c in words.children[cue.token] if c < cue.token)
    return _made(scene, "np", cue.stop - 1, cue.stop, cue.stop - 1) if clitic and cue.stop > cue.token + 1 else None


def _made(scene: Scene, frame: Frame, first: int, stop: int, head: int) -> Content | None:
    if stop <= first:
        return None
    end = extended(scene, scene.words.start[first], scene.words.end[stop - 1])
    span = tidy(scene, scene.words.start[first], end)
    return Content(frame, span, head) if span is not None else None


def _clause(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« que P » after the verb, whatever the parser calls the clause."""
    mark = complementizer(scene, cue)
    if mark is None:
        return None
    head = _clause_head(scene, cue, mark)
    return _made(scene, frame, mark + 1, clause_end(scene, cue, head, mark + 1), head)


def complementizer(scene: Scene, cue: CueVerb) -> int | None:
    """The complementizer that opens the verb's clause: the nearest after it with no other verb between that could own it."""
    words, marks = scene.words, scene.grammar.complementizers
    stop = words.bounds(cue.token)[1]
    for i in range(cue.stop, min(stop, cue.stop + 40)):
        if words.form[i] in marks and not _owned_elsewhere(scene, cue, i):
            return i
        if words.form[i] in (";", ":") or (is_verb(words, i) and not _may_intervene(scene, cue, i)):
            return None
        if i in scene.cues and "que" in scene.cues[i].row.frames and words.dep[i] == "conj":
            return None
    return None


def _may_intervene(scene: Scene, cue: CueVerb, token: int) -> bool:
    """A participle or infinitive inside a phrase between the verb and its « que » does not stop the search."""
    words = scene.words
    form = verb_form(words, token, scene.grammar)
    if form == "infinitive" and token + 1 < len(words) and words.form[token + 1] in scene.grammar.complementizers:
        return False
    if form == "infinitive" and token in scene.cues and "que" in scene.cues[token].row.frames and token > cue.stop:
        return False
    return form in ("participle", "infinitive") or words.dep[token].startswith("aux")


def _owned_elsewhere(scene: Scene, cue: CueVerb, mark: int) -> bool:
    """Whether « que » is a relative pronoun, a restriction, a comparison, or the end of another conjunction."""
    words = scene.words
    if mark == cue.stop or (words.dep[words.head[mark]] == "ccomp" and words.head[words.head[mark]] == cue.token):
        return False
    if words.form[mark - 1] in scene.grammar.conjunctions:
        return True
    if words.form[mark - 1] == "," and words.form[cue.stop : mark].count(",") == 1:
        return True
    if words.pos[mark - 1] == "CCONJ" or _completes_object(scene, cue, mark - 1):
        return True
    if words.form[mark - 1] in scene.grammar.conjunction_heads:
        return mark - 1 > cue.stop or words.form[mark - 1] not in scene.grammar.so_adverbs
    if words.pos[mark] == "PRON":
        return _relative_before(scene, mark)
    return words.dep[mark] == "advmod" and scene.grammar.weak_negations & set(words.form[max(cue.token - 4, 0) : mark]) != frozenset()


def _completes_object(scene: Scene, cue: CueVerb, noun: int) -> bool:
    """« dénonce le fait que P », « apporte la preuve que P »: the clause belongs to the verb's object."""
    words = scene.words
    is_object = words.pos[noun] == "NOUN" and words.dep[noun] == "obj" and words.head[noun] == cue.token
    return is_object and cue.row.addressee != "object" and preposition(words, noun) is None and not names_people(scene, noun)


def _relative_before(scene: Scene, mark: int) -> bool:
    words = scene.words
    return mark > 0 and words.pos[mark - 1] in ("NOUN", "PROPN", "PRON", "ADJ")


def _clause_head(scene: Scene, cue: CueVerb, mark: int) -> int:
    words = scene.words
    above = words.head[mark]
    if above != mark and above > mark:
        return above
    return next((c for c in words.children[cue.token] if c > mark and words.dep[c] in _CLAUSAL), mark)


def _infinitive(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """A bare infinitive, or one after « de » or « à », that hangs on the verb."""
    words = scene.words
    wanted = {
        "inf": frozenset[str](), "de_inf": scene.grammar.infinitive_of, "a_inf": scene.grammar.infinitive_to,
    }[frame]  # fmt: skip
    for child in range(cue.stop, words.bounds(cue.token)[1]):
        if not is_verb(words, child) or verb_form(words, child, scene.grammar) != "infinitive" or words.dep[child].startswith("aux"):
            if is_verb(words, child) and words.dep[child] not in _CLAUSAL and verb_form(words, child, scene.grammar) == "finite":
                return None
            continue
        return _infinitive_at(scene, cue, frame, child, wanted)
    return None


def _infinitive_at(scene: Scene, cue: CueVerb, frame: Frame, child: int, wanted: frozenset[str]) -> Content | None:
    words = scene.words
    start = _infinitive_start(scene, child, cue.stop)
    aside = words.form[cue.stop] == "," and words.form[start - 1] == "," and "," not in words.form[cue.stop + 1 : start - 1]
    if start > cue.stop + 1 and not aside and not _hangs_on(scene, child, cue.token):
        return None
    marked = start - 1 > cue.stop and words.form[start - 1] == "«"
    opener = words.form[start - 2 if marked else start - 1] if start > cue.stop else ""
    if wanted and opener not in wanted:
        return None
    if wanted and start - 2 >= cue.stop and words.form[start - 2] in scene.grammar.conjunction_heads:
        return None
    if not wanted and opener in scene.grammar.infinitive_of | scene.grammar.infinitive_to | scene.grammar.for_:
        return None
    if cue.row.act == "accuse" and cue.row.addressee == "object":
        earlier = _prepositional(scene, cue, "de_np")
        start = scene.words.at(earlier.span.start) if earlier is not None else _object_start(scene, cue, start, start)
    return _made(scene, frame, start, _before_clause(scene, start, clause_end(scene, cue, child, start)), child)


def _before_clause(scene: Scene, start: int, end: int) -> int:
    """« souhaite V et que Q »: the infinitive ends where a clause is coordinated with it."""
    words = scene.words
    for i in range(start, end - 1):
        if words.form[i] in scene.grammar.complementizers:
            return end
        if words.pos[i] == "CCONJ" and words.form[i + 1] in scene.grammar.complementizers:
            return i
    return end


def _hangs_on(scene: Scene, child: int, cue: int) -> bool:
    words = scene.words
    child = words.head[child] if words.dep[child] == "cop" else child
    above = words.head[child]
    if above == cue:
        return True
    row = scene.cues[cue].row
    if row.addressee == "object" and "a_inf" in row.frames:
        path = [child, *words.ancestors(child)]
        if cue in path and words.dep[path[path.index(cue) - 1]] == "obj" and not any(is_finite(words, i) for i in path[1 : path.index(cue)]):
            return True
    return cue < above < child and words.head[above] == cue and not is_verb(words, above)


def _infinitive_start(scene: Scene, infinitive: int, floor: int) -> int:
    words, grammar = scene.words, scene.grammar
    start = infinitive
    if start - 2 >= floor and words.form[start - 1] == "«" and words.dep[start - 2].startswith("aux"):
        start -= 2
    elif start - 3 >= floor and words.pos[start - 1] == "ADV" and words.form[start - 2] == "«" and words.dep[start - 3].startswith("aux"):
        start -= 3
    while start > floor and words.form[start - 1] not in grammar.infinitive_of | grammar.infinitive_to | {",", "«"}:
        light = words.pos[start - 1] in ("PRON", "ADV", "AUX") or words.form[start - 1] in grammar.negations
        if not light:
            break
        start -= 1
    return start


def _object_start(scene: Scene, cue: CueVerb, start: int, limit: int) -> int:
    """Where the verb's object begins, if it stands before `limit`; else `start`."""
    words = scene.words
    found = next((c for c in words.children[cue.token] if cue.stop <= c < limit and words.dep[c] in _OBJECTS), None)
    return max(phrase(words, found, scene.grammar)[0], cue.stop) if found is not None else start


def _noun(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """The object, as a noun phrase that reports an act: « a condamné l'attaque »."""
    words = scene.words
    if cue.row.text_subject and not _text_speaks(scene, cue):
        return None
    head = next((c for c in words.children[cue.token] if words.dep[c] in ("obj", "obl:arg") and _is_object(scene, cue, c)), None)
    head = head if head is not None else _next_phrase(scene, cue)
    if head is None:
        return None
    if frame == "stance" and words.lemma[head] not in scene.grammar.stance_nouns and words.form[head] not in scene.grammar.stance_nouns:
        return None
    return _made(scene, frame, _phrase_start(scene, head, cue.stop), phrase_end(scene, cue, head), head)


def is_sentenced(scene: Scene, cue: CueVerb) -> bool:
    """« condamné à six mois de prison » is a sentence, not an attribution."""
    words = scene.words
    return any(words.lemma[c] in scene.grammar.penalties for c in words.children[cue.token] if c > cue.token)


def _next_phrase(scene: Scene, cue: CueVerb) -> int | None:
    """The noun whose determiner stands right behind the verb, where the parser gave the verb no object."""
    words = scene.words
    stop = words.bounds(cue.token)[1]
    at = cue.stop
    if at < stop and words.form[at] == ",":
        closing = next((i for i in range(at + 1, stop) if words.form[i] == ","), stop)
        at = at if any(is_verb(words, i) for i in range(at, closing)) else closing + 1
    if at < stop and words.form[at] in scene.grammar.dative and words.head[at] > at:
        at = phrase(words, words.head[at], scene.grammar)[1] + 1
    if at >= stop or words.pos[at] != "DET" or is_passive(words, cue.token, scene.grammar):
        return None
    head = words.head[at]
    finite = verb_form(words, cue.token, scene.grammar) == "finite"
    inverted = finite and words.dep[head] in SUBJECTS and subject(words, cue.token) == head
    return head if head > at and words.pos[head] == "NOUN" and _is_object(scene, cue, head) and not inverted else None


def _text_speaks(scene: Scene, cue: CueVerb) -> bool:
    own = subject(scene.words, cue.token)
    return own is not None and scene.words.form[own] in scene.grammar.speaking_nouns


def _is_object(scene: Scene, cue: CueVerb, token: int) -> bool:
    words = scene.words
    if words.lemma[token] in scene.grammar.day_names:
        return False
    if token < cue.stop or words.pos[token] not in ("NOUN", "PROPN", "PRON") or preposition(words, token) is not None:
        return False
    if words.pos[token] == "PRON" and words.form[token] in scene.grammar.neuter_subjects:
        return False
    if cue.row.thing_object and is_sentenced(scene, cue):
        return False
    people = names_people(scene, token) or words.form[token] in scene.grammar.collectives or words.pos[token] == "PROPN"
    return not (cue.row.thing_object and people)


def _phrase_start(scene: Scene, head: int, floor: int) -> int:
    return max(phrase(scene.words, head, scene.grammar)[0], floor)


def _prepositional(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """A complement after the preposition that the frame names: « insiste sur X », « proteste contre X »."""
    grammar = scene.grammar
    wanted = {
        "de_np": grammar.infinitive_of | grammar.partitives, "sur_np": grammar.about, "a_np": grammar.towards,
        "contre_np": grammar.against, "pour_np": grammar.for_,
    }[frame]  # fmt: skip
    words = scene.words
    for i in range(cue.stop, min(words.bounds(cue.token)[1], cue.stop + 24)):
        if words.form[i] in wanted and words.pos[i] in ("ADP", "DET"):
            head = words.head[i]
            if cue.row.act == "accuse" and _in_adjunct(scene, head, cue.token):
                continue
            if head > i and not is_verb(words, head) and (not words.children[cue.token] or _reaches(scene, head, cue.token)):
                start = cue.stop if frame == "a_np" and cue.row.phrases else i + 1
                start = _object_start(scene, cue, start, i) if cue.row.act == "accuse" else start
                return _made(scene, frame, start, phrase_end(scene, cue, head), head)
        if words.form[i] in (";", ":") or (is_verb(words, i) and not words.dep[i].startswith("acl")):
            return None
    return None


def _in_adjunct(scene: Scene, head: int, cue: int) -> bool:
    """Whether a noun stands inside another prepositional phrase of the verb: « accuse X à l'occasion d'un discours »."""
    words = scene.words
    path = [head, *words.ancestors(head)]
    if cue not in path:
        return False
    top = path[path.index(cue) - 1]
    return top != head and preposition(words, top) is not None


def _reaches(scene: Scene, token: int, cue: int) -> bool:
    words = scene.words
    for above in words.ancestors(token):
        if above == cue:
            return True
        if is_verb(words, above) or above < cue:
            return False
    return False


def _attribute(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """« se dit prêt », « juge la réforme injuste », « qualifie X de Y », « considère X comme Y »."""
    words, grammar = scene.words, scene.grammar
    stop = words.bounds(cue.token)[1]
    for i in range(cue.stop, min(stop, cue.stop + 25)):
        linked = (words.form[i] in grammar.as_ if "np" not in cue.row.frames else words.form[i] in grammar.like) if frame == "comme" else _can_predicate(scene, i)
        if linked and frame == "comme" and cue.row.reflexive:
            return _made(scene, frame, i + 1, clause_end(scene, cue, i, i + 1), i)
        if linked and frame == "comme" and words.form[i] in grammar.like and _object_before(scene, cue):
            return _made(scene, frame, i + 1, clause_end(scene, cue, i, i + 1), i)
        if linked and frame == "comme" and i > cue.stop:
            return _made(scene, frame, _object_start(scene, cue, cue.stop, i), clause_end(scene, cue, i, i + 1), i)
        if linked and frame == "attr" and _predicates(scene, cue, i):
            return _made(scene, frame, cue.stop, clause_end(scene, cue, i, i + 1), i)
        if words.form[i] in ",;:." or (is_verb(words, i) and words.dep[i] in SUBJECTS):
            return None
    return None


def _object_before(scene: Scene, cue: CueVerb) -> bool:
    """« qu'il considère comme », « le qualifie de »: a relative pronoun or a clitic is the object."""
    words = scene.words
    return any(words.dep[c] in _OBJECTS and words.pos[c] == "PRON" for c in words.children[cue.token] if c < cue.token)


def _can_predicate(scene: Scene, token: int) -> bool:
    pos = scene.words.pos[token]
    return pos in ("ADJ", "VERB", "NOUN", "ADV") or (pos == "ADP" and scene.words.form[token] in scene.grammar.attribute_prepositions)


def _predicates(scene: Scene, cue: CueVerb, token: int) -> bool:
    words = scene.words
    if cue.row.reflexive:
        near = token == cue.stop or (token == cue.stop + 1 and words.pos[cue.stop] in ("ADV", "PUNCT"))
        return near and words.pos[token] != "ADV"
    if token == cue.stop and words.pos[token] == "ADJ":
        return token + 1 < len(words) and words.pos[token + 1] in ("DET", "ADP", "SCONJ")
    has_object = any(words.dep[c] == "obj" and cue.stop <= c < token for c in words.children[cue.token])
    return has_object and words.head[token] == cue.token and words.dep[token] in ("xcomp", "obl:arg", "advmod", "amod", "acl")


def _indirect_question(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    words = scene.words
    at = cue.stop
    limit = words.bounds(cue.token)[1]
    while at < limit and words.pos[at] == "ADV" and words.form[at] not in scene.grammar.interrogatives:
        at += 1
    opening = at + 1 if at + 1 < limit and words.pos[at] == "ADP" else at
    if opening >= limit or words.form[opening] not in scene.grammar.interrogatives or determiner(words, opening) is not None:
        return None
    return _made(scene, frame, at, clause_end(scene, cue, words.head[at], at), words.head[at])


_ORDER: tuple[Frame, ...] = (
    "que", "wh", "attr", "a_inf", "de_inf", "inf", "comme", "sur_np", "contre_np", "np", "stance", "pour_np", "de_np", "a_np",
)  # fmt: skip
_FINDERS: Mapping[Frame, Callable[[Scene, CueVerb, Frame], Content | None]] = {
    "que": _clause, "wh": _indirect_question, "attr": _attribute, "a_inf": _infinitive, "de_inf": _infinitive, "inf": _infinitive,
    "comme": _attribute, "sur_np": _prepositional, "contre_np": _prepositional, "pour_np": _prepositional, "np": _noun,
    "stance": _noun, "de_np": _prepositional, "a_np": _prepositional,
}  # fmt: skip
