"""How far a content runs: to the end of its clause, never past what the source is not responsible for."""

from selon.steps.attributions.channels import opens_channel
from selon.steps.attributions.figures import opens_remnant
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.phrases import determiner, phrase
from selon.syntax.verbs import SUBJECTS, auxiliaries, is_main_verb, is_verb, subject, verb_form

_ADJUNCT = 12
_LONGEST = 2000  # tokens of a clause; a sentence without an end stays linear
_ANOTHER = 16
_ASIDE = 5


def clause_end(scene: Scene, cue: CueVerb, head: int, first: int) -> int:
    """The token after the last one of a clause that opens at `first`: the sentence's end unless something stops it before."""
    stop = _enclosing_end(scene, cue.token, head)
    stop = _before_enclosing_mark(scene, cue.token, first, min(stop, first + _LONGEST))
    for i in range(first + 1, stop):
        if _breaks_off(scene, cue, head, i) or (stop - i < _ADJUNCT and i > head and _tells_channel(scene, i, stop)):
            return i
    return max(stop, first + 1)


def _tells_channel(scene: Scene, token: int, stop: int) -> bool:
    """A final adjunct of the cue: « …, dans un communiqué publié hier »."""
    words = scene.words
    if words.pos[token] != "ADP" or any(words.feats[i].get("VerbForm") == "Fin" for i in range(token, stop)):
        return False
    return opens_channel(scene, token, stop)


def _enclosing_end(scene: Scene, cue: int, head: int) -> int:
    """Where the clause of the cue ends: the sentence's end, or the start of a main clause that comes after it."""
    words = scene.words
    stop = words.bounds(cue)[1]
    main_after = any(
        is_verb(words, above) and above >= words.right[cue] and verb_form(words, above, scene.grammar) == "finite"
        for above in words.ancestors(cue)
    )
    if not main_after or words.dep[cue].startswith(("parataxis", "ccomp")):
        return stop
    if head < words.right[cue]:
        return max(words.right[cue], cue + 2)
    later = (i for i in range(head + 1, stop) if words.feats[i].get("VerbForm") == "Fin")
    return next((i for i in later if words.dep[i] not in ("acl:relcl", "advcl", "ccomp")), stop)


def _before_enclosing_mark(scene: Scene, cue: int, first: int, stop: int) -> int:
    """Inside a quotation or brackets that hold the cue, the clause ends with them."""
    words = scene.words
    around = scene.quotation_at(words.start[cue])
    if around is not None and first < stop and words.start[first] < around.inner.end:
        inside = next((i for i in range(first, stop) if words.start[i] >= around.inner.end), stop)
        stop = min(stop, inside)
    depth = 0
    for i in range(first, stop):
        depth += (words.form[i] == "(") - (words.form[i] == ")")
        if depth < 0:
            return i
    return stop


def _breaks_off(scene: Scene, cue: CueVerb, head: int, token: int) -> bool:
    """Whether the source's content stops before `token`."""
    words = scene.words
    form = words.form[token]
    if form == ";" or (form == ":" and token + 1 < len(words) and words.form[token + 1] in ("«", '"')):
        return True
    if _inside_content_quotation(scene, token, cue):
        return False
    if form in scene.grammar.gerund_markers and token + 1 in scene.cues and words.head[token + 1] in (cue.token, head):
        return verb_form(words, token + 1, scene.grammar) == "gerund"
    if token in scene.cues and words.dep[token] in ("advmod", "advcl") and verb_form(words, token, scene.grammar) == "gerund":
        return words.head[token] == cue.token and words.pos[token - 1] != "ADP"
    if form == "," and token + 1 < words.bounds(token)[1]:
        if opens_remnant(scene, token + 1):
            return True
        return _resumes(scene, cue, token + 1) or (token > head and _comments(scene, token + 1))
    if form in scene.grammar.conjunctions:
        if token + 1 < len(words) and words.form[token + 1] == "«" and words.form[token - 1] == "»":
            return False
        fixed = words.dep[token] == "fixed" or "fixed" in words.dep[token + 1 : token + 2]
        return not fixed and (_coordinates_cue(scene, cue, token) or speaks_anew(scene, token))
    return token > head and words.head[words.head[token]] == cue.token and _contrasts(scene, cue, token)


def _inside_content_quotation(scene: Scene, token: int, cue: CueVerb) -> bool:
    around = scene.quotation_at(scene.words.start[token])
    return around is not None and not around.outer.holds(scene.words.start[cue.token])


def _resumes(scene: Scene, cue: CueVerb, token: int) -> bool:
    """After a comma: a gerund that speaks again, a verb coordinated with the cue, or a clause set against it."""
    words = scene.words
    if words.form[token] in scene.grammar.sequence_markers:
        near = range(token, min(token + 5, words.bounds(token)[1]))
        return any(i in scene.cues and verb_form(words, i, scene.grammar) == "infinitive" for i in near)
    for i in range(token, min(token + 4, words.bounds(token)[1])):
        if i in scene.cues and verb_form(words, i, scene.grammar) == "gerund":
            return True
        if words.pos[i] not in ("ADV", "CCONJ", "ADP", "PRON", "SCONJ"):
            break
    if words.form[token] in scene.grammar.conjunctions and _coordinates_cue(scene, cue, token):
        return True
    return _contrasts(scene, cue, token) or _objects(scene, token)


def _objects(scene: Scene, token: int) -> bool:
    """« …, mais l'explication ne convainc pas »: a clause with a noun for its subject is the article's objection."""
    words = scene.words
    if words.form[token] not in scene.grammar.objections or words.form[token + 1] in scene.grammar.complementizers:
        return False
    verb = words.head[token]
    own = subject(words, verb) if is_verb(words, verb) else None
    return own is not None and token < own < verb and words.pos[own] in ("NOUN", "PROPN")


def _comments(scene: Scene, token: int) -> bool:
    """Behind the content's head and a comma: a detached participle, a bare apposition or « ce qui » is the article's."""
    words = scene.words
    if words.form[token] in scene.grammar.free_relatives and token + 1 < len(words) and words.pos[token + 1] == "PRON":
        return True
    if words.feats[token].get("VerbForm") == "Part" and words.feats[token].get("Tense") == "Past":
        return words.dep[token] in ("acl", "advcl", "amod", "appos") and not auxiliaries(words, token)
    if reports_aside(scene, token):
        return True
    apposition = words.pos[token] == "NOUN" and words.dep[token] == "appos" and determiner(words, token) is None
    return apposition and (token - 1 not in words.children[token][:1] or words.pos[token - 2] == "PROPN")


def reports_aside(scene: Scene, token: int) -> bool:
    """« …, qui affirme que Q », « …, comme le rappelle X »: behind a comma, the article goes on to another report."""
    words, grammar = scene.words, scene.grammar
    stop = words.bounds(token)[1]
    near = range(token + 1, min(token + _ASIDE, stop))
    verb = next((i for i in near if is_main_verb(words, i)), None)
    cue = scene.cues.get(verb) if verb is not None else None
    if cue is None or verb_form(words, cue.token, grammar) != "finite":
        return False
    if words.form[token] in grammar.like:
        return not any(words.form[i] in grammar.complementizers for i in range(token + 1, cue.stop))
    relative = words.form[token] in grammar.relative_subjects
    return relative and any(words.form[i] in grammar.complementizers for i in range(cue.stop, min(cue.stop + _ASIDE, stop)))


def _contrasts(scene: Scene, cue: CueVerb, token: int) -> bool:
    """An adverse clause that hangs on the cue itself or on what governs it: « …, alors que Y » of the author."""
    words = scene.words
    phrases = scene.grammar.contrast_markers
    near = [" ".join(words.form[token : token + width]) for width in (1, 2, 3)]
    if not any(form in phrases for form in near):
        return False
    verb = words.head[token]
    while words.head[verb] != verb and not is_verb(words, verb):
        verb = words.head[verb]
    return words.head[verb] == cue.token or words.head[verb] == words.head[cue.token] != cue.token


def _coordinates_cue(scene: Scene, cue: CueVerb, token: int) -> bool:
    """« a dit que P et a ajouté que Q »: the second verb is coordinated with the cue, not with the content."""
    words = scene.words
    verb = words.head[token]
    if not is_verb(words, verb) or verb <= token or words.form[token + 1] in scene.grammar.complementizers:
        return False
    coordinated_with = words.head[verb]
    if coordinated_with == cue.token:
        return subject(words, verb) is None or verb_form(words, verb, scene.grammar) == "finite"
    speaks_too = verb in scene.cues and subject(words, verb) is None and _no_clause_between(scene, token, verb)
    return speaks_too and verb_form(words, verb, scene.grammar) == verb_form(words, cue.token, scene.grammar)


def _no_clause_between(scene: Scene, token: int, verb: int) -> bool:
    return not any(scene.words.form[i] in scene.grammar.complementizers for i in range(token, verb))


def phrase_end(scene: Scene, cue: CueVerb, head: int) -> int:
    """The token after the last one of a noun phrase that is a content: with its complements and relative clauses."""
    words = scene.words
    stop = words.bounds(cue.token)[1]
    stop = _before_enclosing_mark(scene, cue.token, head, stop)
    end = max(words.right[head], phrase(words, head, scene.grammar)[1] + 1)
    end = _with_followers(scene, cue, end, stop)
    end = _with_quoted(scene, end, stop)
    end = _with_coordinate(scene, end, stop)
    if end + 1 < stop and words.form[end] == "," and words.form[end + 1] in scene.grammar.relative_subjects:
        end = stop
    for i in range(head + 1, min(end, stop)):
        if _breaks_off(scene, cue, head, i):
            return i
    return min(end, stop)


def _with_quoted(scene: Scene, end: int, stop: int) -> int:
    """« une situation « de plus en plus grave » »: the quotation right behind the phrase goes on with it."""
    words = scene.words
    if end >= stop or words.form[end] != "«":
        return end
    found = scene.starting_in(words.start[end], words.end[end])
    return min(words.at(found.outer.end - 1) + 1, stop) if found is not None else end


def _with_coordinate(scene: Scene, end: int, stop: int) -> int:
    """« sa démission puis sa candidature »: a second phrase behind a conjunction, wherever the parser hung it."""
    words = scene.words
    if end + 2 >= stop or words.form[end] not in scene.grammar.conjunctions or words.pos[end + 1] != "DET":
        return end
    noun = words.head[end + 1]
    if noun <= end or noun >= stop or words.pos[noun] != "NOUN" or words.dep[noun] in SUBJECTS:
        return end
    return min(max(phrase(words, noun, scene.grammar)[1] + 1, noun + 1), stop)


def _with_followers(scene: Scene, cue: CueVerb, end: int, stop: int) -> int:
    """Takes in what the parser hung on the verb but stands right behind the phrase, up to a comma or another verb."""
    words = scene.words
    while end < stop and words.pos[end] in ("ADP", "ADV", "ADJ", "NOUN", "PROPN", "DET", "NUM"):
        above = end
        while words.head[above] != above and words.head[above] != cue.token:
            above = words.head[above]
        if words.head[above] != cue.token or words.dep[above] not in ("obl:mod", "obl:arg", "obl", "advmod", "nmod"):
            break
        end = max(end + 1, min(words.right[above], stop))
    return end


def extended(scene: Scene, start: int, end: int) -> int:
    """The end of a content pushed to the end of a quotation that opens in it and closes after it."""
    quotation = scene.last_opened(end - 1)
    opens_inside = quotation is not None and start <= quotation.outer.start
    return max(end, quotation.outer.end) if quotation is not None and opens_inside else end


def speaks_anew(scene: Scene, token: int) -> bool:
    """« …, et Y estime que Q »: behind a conjunction, a noun with a reporting verb and its own clause starts another report."""
    words = scene.words
    stop = words.bounds(token)[1]
    if words.pos[token] != "CCONJ" or token + 1 >= stop or words.pos[token + 1] not in ("DET", "PROPN"):
        return False
    verb = next((i for i in range(token + 1, min(token + _ANOTHER, stop)) if is_main_verb(words, i)), None)
    cue = scene.cues.get(verb) if verb is not None else None
    if cue is None or "que" not in cue.row.frames or verb_form(words, cue.token, scene.grammar) != "finite":
        return False
    return cue.stop < stop and words.form[cue.stop] in scene.grammar.complementizers
