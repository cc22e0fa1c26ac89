"""What « selon X » frames: the clause behind it, the one before it, both halves of one, or an aside of its own."""

from collections.abc import Mapping

from selon.span import Span
from selon.steps.attributions.extent import extended, speaks_anew
from selon.steps.attributions.figures import opens_remnant
from selon.steps.attributions.scene import Scene, tidy
from selon.syntax.verbs import SUBJECTS, is_finite, is_relative, is_verb, verb_form

_FRAGMENT = 4  # words of a quotation; shorter ones are part of a phrase
_HELPING = frozenset({"cop", "aux:tense", "aux:pass"})
_LOCAL = frozenset({"acl", "amod", "appos", "acl:relcl"})


def framed_content(scene: Scene, token: int, first: int, last: int) -> tuple[Span, ...]:
    """The spans that « selon X » frames, where the phrase of X stands over the tokens [first, last]."""
    words = scene.words
    start, stop = words.bounds(token)
    if words.form[first] in scene.grammar.relative_subjects and words.pos[first] == "PRON":
        return _relative_clause(scene, first, first + 1)
    quoted = _quotation_behind(scene, token, last) or _quotation_past_colon(scene, last, stop)
    quoted = quoted or _quotation_ahead(scene, token, last)
    if quoted is not None:
        return (quoted,)
    local = _local(scene, token, last)
    if local is not None:
        return local
    after = _after_source(scene, first, last, stop)
    relative = token - 2 if words.form[token - 1] == "," else token - 1
    if relative > start and is_relative(words, relative):
        return _relative_clause(scene, relative, after)
    if _opens_clause(scene, token, start):
        return _following(scene, after, stop)
    before = _before(scene, token, start)
    if words.form[token - 1] != "," and _split_clause(scene, last + 1, stop):
        after = last + 1
    rest = _remainder(scene, after, stop, _parts_verb(scene, token, after))
    return tuple(span for span in (before, rest) if span is not None)


def _relative_clause(scene: Scene, pronoun: int, first: int) -> tuple[Span, ...]:
    """« la rumeur selon laquelle P court », « qui, selon X, P »: from `first` on, up to the verb of the clause around it."""
    words = scene.words
    stop = words.bounds(pronoun)[1]
    verbs = [i for i in range(first, stop) if is_finite(words, i)]
    if not verbs:
        return ()
    own = words.head[verbs[0]] if words.dep[verbs[0]].startswith(("aux", "cop")) else verbs[0]
    outer = (words.head[i] if words.dep[i].startswith(("aux", "cop")) else i for i in verbs[1:])
    around = next((i for i in outer if i > own and not _under(scene, i, own)), None)
    end = stop if around is None else min([around, *(c for c in words.children[around] if own < c and words.dep[c] != "punct")])
    span = tidy(scene, words.start[first], words.end[end - 1])
    return (span,) if span is not None else ()


def _under(scene: Scene, token: int, above: int) -> bool:
    words = scene.words
    clausal = words.dep[token].startswith(("acl", "ccomp", "advcl", "xcomp"))
    return (clausal and above in words.ancestors(token)) or (words.dep[token] == "conj" and words.head[token] == above)


def _quotation_behind(scene: Scene, token: int, last: int) -> Span | None:
    """« …, selon lui « Q » »: inside a sentence, a quotation right behind the source is the content."""
    words = scene.words
    if token == words.bounds(token)[0] or words.form[token - 1] != "," or last + 1 >= len(words):
        return None
    found = scene.starting_in(words.start[last + 1], words.start[last + 1] + 1)
    return found.inner if found is not None and len(found.inner) else None


def _quotation_ahead(scene: Scene, token: int, last: int) -> Span | None:
    """« …, même s'il est « peu d'accord avec lui » selon Y »: inside a sentence, a quoted fragment right before."""
    words = scene.words
    before = token - 1
    if before <= words.bounds(token)[0] or words.form[before] != "»":
        return None
    found = next((q for q in scene.quotations if q.outer.end == words.end[before]), None)
    if found is None or found.outer.start <= words.start[words.bounds(token)[0]]:
        return None
    return found.inner if len(words.text[found.inner.start : found.inner.end].split()) >= _FRAGMENT else None


def _quotation_past_colon(scene: Scene, last: int, stop: int) -> Span | None:
    """« Pour X, membre de Y : « Q » »: with no verb before the colon, the quotation is the content."""
    words = scene.words
    for i in range(last + 1, stop - 1):
        if is_verb(words, i) and words.feats[i].get("VerbForm") == "Fin":
            return None
        if words.form[i] == ":":
            found = scene.starting_in(words.start[i + 1], words.end[i + 1])
            return found.inner if found is not None and len(found.inner) else None
    return None


def _opens_clause(scene: Scene, token: int, start: int) -> bool:
    """At the head of the sentence, or behind a conjunction or an adverbial that opens it."""
    words = scene.words
    lead = words.text[words.start[start] : words.start[token]].strip(" ,")
    if token == start:
        return True
    joint = token - 2 if words.form[token - 1] == "," else token - 1
    if joint > start and (words.form[joint] in scene.grammar.complementizers or words.pos[joint] == "CCONJ"):
        return True
    bare = not any(is_verb(words, i) for i in range(start, token)) and not lead.endswith("»")
    return bare and not any(words.dep[i] in SUBJECTS and words.head[i] > token for i in range(start, token))


def _after_source(scene: Scene, first: int, last: int, stop: int) -> int:
    """The token behind the source's phrase and its asides (an apposition or relative clause between commas)."""
    words = scene.words
    at = last + 1
    depth = 0
    while at < stop and (words.form[at] != "," or depth) and words.form[at] not in (":", ";", "«"):
        depth += (words.form[at] == "(") - (words.form[at] == ")")
        if depth == 0 and _begins_main_clause(scene, at, last):
            return at
        at += 1
    return _past_aside(scene, at, stop, first, last)


def _begins_main_clause(scene: Scene, at: int, last: int) -> bool:
    words = scene.words
    noun = words.head[at] if words.pos[at] == "DET" else at
    subject_of_root = words.dep[noun] in SUBJECTS | {"expl:subj"} and words.head[words.head[noun]] == words.head[noun]
    return subject_of_root and at > last


def _past_aside(scene: Scene, comma: int, stop: int, first: int, last: int) -> int:
    """Skips one aside between commas that describes the source: « selon X, directeur de Y, P »."""
    words = scene.words
    if comma >= stop or words.form[comma] != ",":
        return comma
    following = next((i for i in range(comma + 1, stop) if words.form[i] == ","), None)
    if following is None:
        return comma + 1
    aside = range(comma + 1, following)
    relative = is_relative(words, comma + 1)
    verbless = relative and not any(is_finite(words, i) for i in aside)  # « dont Le Monde »
    if not verbless and not _has_subject_behind(scene, following + 1, stop):
        return comma + 1
    if relative or _takes_up(scene, comma + 1, first, last):
        return following + 1
    describes = any(words.dep[i] in ("appos", "acl", "acl:relcl") and first <= words.head[i] <= last for i in aside)
    bare = words.pos[comma + 1] == "NOUN"
    opens_main = any(words.dep[i] in SUBJECTS and not _in_relative(scene, i, comma) for i in aside)
    return following + 1 if (describes or bare) and not opens_main else comma + 1


def _takes_up(scene: Scene, token: int, first: int, last: int) -> bool:
    """« selon des notes, publiées par X, », « d'après Y, citant X, »: a participle that agrees with the source, or reports."""
    words = scene.words
    form = verb_form(words, token, scene.grammar) if is_verb(words, token) else ""
    if form == "gerund":
        return token in scene.cues
    if form != "participle" or not any(words.form[i] in scene.grammar.agent for i in (token + 1, token + 2)):
        return False
    return any(_agree(words.feats[token], words.feats[i]) for i in range(first, last + 1))


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one.get(feature) == other.get(feature) for feature in ("Gender", "Number"))


def _has_subject_behind(scene: Scene, first: int, stop: int) -> bool:
    """Whether the first finite verb behind an aside has its subject there too."""
    words = scene.words
    verb = next((i for i in range(first, stop) if is_finite(words, i)), None)
    if verb is None:
        return False
    main = words.head[verb] if words.dep[verb].startswith("aux") or words.dep[verb] == "cop" else verb
    return any(first <= i < stop and words.dep[i] in SUBJECTS | {"expl:subj"} for i in words.children[main])


def _in_relative(scene: Scene, token: int, floor: int) -> bool:
    words = scene.words
    verb = words.head[token]
    return words.dep[verb] in ("acl:relcl", "acl") and verb > floor


def _following(scene: Scene, after: int, stop: int) -> tuple[Span, ...]:
    words = scene.words
    if after >= stop:
        return ()
    end = next((i for i in range(after, stop) if words.form[i] == ";" or (i > after and _ends_before(scene, i))), stop)
    reach = extended(scene, words.start[after], words.end[end - 1])
    span = tidy(scene, words.start[after], reach)
    return (span,) if span is not None else ()


def _ends_before(scene: Scene, token: int) -> bool:
    """Whether another report begins at a token: a clause with its own verb, or a figure of another source."""
    return speaks_anew(scene, token) or (scene.words.form[token - 1] == "," and opens_remnant(scene, token))


def _before(scene: Scene, token: int, start: int) -> Span | None:
    """What stands before « selon X » in its sentence: all of it, or the quotation that ends there."""
    words = scene.words
    begin = words.start[start]
    quotation = scene.last_opened(begin)
    if quotation is not None and begin < quotation.outer.end <= words.start[token]:
        begin = quotation.outer.start
    colon = next((i for i in range(token - 1, start, -1) if words.form[i] == ":"), None)
    if colon is not None and colon + 1 < token and not any(is_finite(words, i) for i in range(colon, token)):
        begin = max(begin, words.start[colon + 1])
    return tidy(scene, begin, words.start[token])


def _parts_verb(scene: Scene, token: int, after: int) -> bool:
    """« Il aurait, selon X, appelé Y »: whether the aside stands between an auxiliary and its participle."""
    words = scene.words
    participle = after < words.bounds(token)[1] and words.feats[after].get("VerbForm") == "Part"
    return participle and words.form[token - 1] == "," and words.pos[token - 2] == "AUX"


def _remainder(scene: Scene, after: int, stop: int, parted: bool) -> Span | None:
    """What goes on behind an inserted « selon X »: the rest of the same clause, but no relative clause on the source."""
    words = scene.words
    if after >= stop or (words.form[after - 1] != "," and not _split_clause(scene, after, stop)):
        return None
    if words.form[after] in scene.grammar.relative_subjects or words.form[after] in scene.grammar.conjunctions:
        return None
    if any(words.form[i] in scene.grammar.relative_subjects for i in range(after, min(after + 10, stop))):
        return None
    if not parted and words.pos[after] == "VERB" and words.feats[after].get("VerbForm") == "Part" and words.head[after] < after:
        return None
    if words.form[after] == "«":
        return tidy(scene, words.start[after], words.end[stop - 1])
    if not any(is_verb(words, i) for i in range(after, stop)) and words.pos[after] not in ("ADP", "VERB"):
        return None
    return tidy(scene, words.start[after], words.end[stop - 1])


def _split_clause(scene: Scene, after: int, stop: int) -> bool:
    """« est selon le maire solide »: what precedes holds the subject or copula of what follows."""
    words = scene.words
    if after >= stop:
        return False
    start = words.bounds(after)[0]
    return any(
        words.head[i] in range(after, stop) and words.dep[i] in SUBJECTS | _HELPING for i in range(start, after)
    )


def _local(scene: Scene, token: int, last: int) -> tuple[Span, ...] | None:
    """An aside of its own between commas: « X, proche du roi selon Y, … » reports only the aside."""
    words = scene.words
    stop = words.bounds(token)[1]
    closes = last + 1 < stop and words.form[last + 1] in (",", ")")
    opening = next((i for i in range(token - 1, words.bounds(token)[0] - 1, -1) if words.form[i] in (",", "(")), None)
    if not closes or opening is None or token - opening < 2:
        return None
    inside = range(opening + 1, token)
    if is_relative(words, opening + 1) and words.form[opening] == ",":
        span = tidy(scene, words.start[opening + 2], words.start[token])
        return (span,) if span is not None else None
    if any(is_finite(words, i) for i in inside):
        return None
    bracketed = words.form[opening] == "(" and words.form[last + 1] == ")"
    if not bracketed and not any(words.dep[i] in _LOCAL for i in inside):
        return None
    span = tidy(scene, words.start[opening + 1], words.start[token])
    return (span,) if span is not None else None
