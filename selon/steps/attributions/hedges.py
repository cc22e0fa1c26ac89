"""The author's own voice where it hedges: adverbs, modals, impersonal phrases, the unattributed reporting conditional."""

from collections.abc import Sequence

from msgspec import structs

from selon.analysis import Draft, SourceDraft
from selon.lang.rows import CueRow
from selon.model import Certainty
from selon.span import Span
from selon.steps.attributions.extent import reports_aside
from selon.steps.attributions.scene import Scene, tidy
from selon.syntax.phrases import determiner
from selon.syntax.verbs import (
    CLAUSES,
    auxiliaries,
    finite_part,
    is_conditional,
    is_verb,
    sets_condition,
    subject,
    verb_form,
    verb_group,
)

_CONNECTIVE = 5  # tokens
_CLAUSE_ROOTS = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "conj"})


def hedge_draft(scene: Scene, token: int, form: Sequence[str], row: CueRow) -> Draft | None:
    """A hedge by an adverb (« probablement »): the content is the clause that it stands in."""
    words = scene.words
    verb = _clause_verb(scene, token)
    if verb is None or _is_question(scene, token):
        return None
    cue = words.span(token, token + len(form) - 1)
    opens = token == words.bounds(token)[0]
    while verb_form(words, verb, scene.grammar) == "infinitive" and _is_near_future(scene, words.head[verb]):
        verb = words.head[verb]
    nonfinite = verb_form(words, verb, scene.grammar) in ("gerund", "infinitive") and words.head[verb] != verb
    first, stop = (words.left[verb], words.right[verb]) if nonfinite else clause_range(scene, verb)
    if not first <= token < stop:
        first, stop = words.bounds(token)
    opens = opens or token == first
    start = words.start[token + len(form)] if opens and token + len(form) < stop else words.start[first]
    span = tidy(scene, start, words.end[stop - 1])
    return _author(row, cue, token, (span,), row.certainty) if span is not None else None


def _is_near_future(scene: Scene, token: int) -> bool:
    """« va être remis »: the verb that makes a future of the infinitive below it."""
    return is_verb(scene.words, token) and scene.words.lemma[token] in scene.grammar.near_future


def modal_draft(scene: Scene, token: int, row: CueRow) -> Draft | None:
    """A hedge by a verb (« semble », « devrait »): the content is its clause."""
    words = scene.words
    if (row.linking and not _attributes(scene, token)) or _is_question(scene, token):
        return None
    main = words.head[token] if words.dep[token].startswith("aux") else token
    content = clause_content(scene, main)
    group = verb_group(words, token, scene.grammar)
    certainty: Certainty | None = "conditional" if sets_condition(words, *words.bounds(token), scene.grammar) else row.certainty
    return _author(row, words.span(*group), token, content, certainty) if content else None


def _is_question(scene: Scene, token: int) -> bool:
    words = scene.words
    return words.form[words.bounds(token)[1] - 1] == "?"


def clause_content(scene: Scene, verb: int) -> tuple[Span, ...]:
    """The clause of a verb, without the subject that it shares with the verb it is coordinated with."""
    words = scene.words
    if words.dep[verb] == "conj" and subject(words, verb) is None:
        left = words.left[verb]
        while left < verb and (words.pos[left] in ("CCONJ", "PUNCT")):
            left += 1
        rest = tidy(scene, words.start[left], words.end[words.right[verb] - 1])
        if subject(words, words.head[verb]) is not None and rest is not None:
            return (rest,)
    first, stop = clause_range(scene, verb)
    first, stop = _past_connective(scene, first, verb), _before_adverse(scene, verb, stop)
    span = tidy(scene, words.start[first], words.end[stop - 1])
    return (span,) if span is not None else ()


def _past_connective(scene: Scene, first: int, verb: int) -> int:
    """« Toutefois, P », « En effet, P »: a connective and its comma are the author's, not the content's."""
    words = scene.words
    comma = next((i for i in range(first + 1, min(first + _CONNECTIVE, verb)) if words.form[i] == ","), None)
    if comma is None:
        return first
    return comma + 1 if " ".join(words.form[first:comma]) in scene.grammar.connectives else first


def _before_adverse(scene: Scene, verb: int, stop: int) -> int:
    words = scene.words
    for i in range(verb + 1, stop - 1):
        if words.form[i] != ",":
            continue
        near = [" ".join(words.form[i + 1 : i + 1 + width]) for width in (2, 3)]
        adverse = any(form in scene.grammar.contrast_markers | scene.grammar.comment_markers for form in near)
        if adverse or reports_aside(scene, i + 1) or _bare_apposition(scene, i + 1):
            return i
    return stop


def _bare_apposition(scene: Scene, token: int) -> bool:
    """« …, avec Anne Morvan, maire de la ville »: behind a name, what it is told to be, without a determiner."""
    words = scene.words
    noun = words.pos[token] == "NOUN" and words.pos[token - 2] == "PROPN" and words.dep[token] == "appos"
    return noun and determiner(words, token) is None


def _attributes(scene: Scene, token: int) -> bool:
    """« sembler » hedges with an attribute or an infinitive behind it."""
    words = scene.words
    at, stop = token + 1, words.bounds(token)[1]
    while at < stop and (words.form[at] in scene.grammar.negations or (words.pos[at] == "ADV" and words.head[at] != token)):
        at += 1
    if at >= stop:
        return False
    infinitive = any(words.feats[i].get("VerbForm") == "Inf" for i in range(at, min(at + 4, stop)))
    return words.pos[at] in ("ADJ", "NOUN", "ADV") or infinitive or words.feats[at].get("VerbForm") == "Part"


def impersonal_draft(scene: Scene, token: int, form: Sequence[str], row: CueRow) -> Draft | None:
    """A hedge by an impersonal phrase: the content is what follows it in the sentence."""
    words, grammar = scene.words, scene.grammar
    stop = words.bounds(token)[1]
    after = token + len(form)
    if after >= stop or (row.certainty == "unknown" and not _indirect(scene, after)):
        return None
    opening = after
    while row.certainty == "unknown" and words.pos[opening] == "ADV" and words.form[opening] not in grammar.interrogatives:
        opening += 1
    stop = _before_contrast(scene, opening, stop)
    last = after - 1 if words.form[after - 1] not in grammar.complementizers else after - 2
    span = tidy(scene, words.start[opening], words.end[stop - 1])
    return _author(row, words.span(token, last), token, (span,), row.certainty) if span is not None else None


def _before_contrast(scene: Scene, first: int, stop: int) -> int:
    """The end of what an impersonal phrase governs: a coordinated clause with a subject of its own is outside."""
    words = scene.words
    for i in range(first + 1, stop):
        if words.form[i] != "," or i + 1 >= stop or words.form[i + 1] not in scene.grammar.conjunctions:
            continue
        verb = words.head[i + 1]
        if is_verb(words, verb) and verb > i and subject(words, verb) is not None:
            return i
    return stop


def _indirect(scene: Scene, after: int) -> bool:
    words = scene.words
    near = range(after, min(after + 3, len(words)))
    return any(words.form[i] in scene.grammar.interrogatives | scene.grammar.complementizers for i in near)


def conditional_draft(scene: Scene, verb: int) -> Draft | None:
    """The reporting conditional without a source (« deux hommes auraient fui »): not after *si*, not the future in the past."""
    words = scene.words
    if not is_conditional(words, verb, scene.grammar) or _tells_no_report(scene, verb):
        return None
    content = clause_content(scene, verb)
    finite = finite_part(words, verb)
    copula = finite != verb and words.dep[finite] == "cop" and words.pos[verb] not in ("ADJ", "VERB")
    group = verb_group(words, finite if copula else verb, scene.grammar)
    if not content:
        return None
    draft = _author(None, words.span(*group), verb, content, "possible")
    own = subject(words, verb)
    if own is not None and words.form[own] in scene.grammar.neuter_subjects and not copula:
        return structs.replace(draft, certainty="conditional", conditional_report=False)
    return draft


def _tells_no_report(scene: Scene, verb: int) -> bool:
    """Whether the conditional asks, comments, supposes, or tells a future seen from the past."""
    others = (_is_question, _comments_clause, _hypothetical, _future_in_past)
    return any(applies(scene, verb) for applies in others)


def _comments_clause(scene: Scene, verb: int) -> bool:
    """« …, ce qui expliquerait Q » comments on the clause before it."""
    words, grammar = scene.words, scene.grammar
    own = subject(words, verb)
    if own is None or own == 0:
        return False
    return words.form[own] in grammar.relative_subjects and words.form[own - 1] in grammar.free_relatives


def _hypothetical(scene: Scene, verb: int) -> bool:
    words, grammar = scene.words, scene.grammar
    first, stop = words.bounds(verb)
    hypothesis = any(
        words.form[i] in grammar.conditional_if and words.pos[i] == "SCONJ" and i + 1 < stop and words.dep[i] == "mark"
        for i in range(first, stop)
    )
    wish = words.lemma[verb] in grammar.wish_verbs and not auxiliaries(words, verb)
    return hypothesis or wish or words.lemma[verb] in grammar.modal_verbs


def _future_in_past(scene: Scene, verb: int) -> bool:
    """Inside a clause that hangs on a verb in the past, the conditional tells a future seen from then."""
    words = scene.words
    for above in words.ancestors(verb):
        if not is_verb(words, above):
            continue
        past = words.feats[above].get("Tense") in ("Past", "Imp")
        return past and words.dep[verb] in ("ccomp", "acl:relcl", "advcl")
    return False


def _author(row: CueRow | None, cue: Span, head: int, content: tuple[Span, ...], certainty: Certainty | None) -> Draft:
    return Draft(
        row=row.id if row is not None else "evidence#reporting-conditional",
        rule="hedge",
        frame="hedge",
        act=row.act if row is not None else "speculate",
        cue=cue,
        cue_head=head,
        source=SourceDraft("none"),
        content=content,
        author=True,
        certainty=certainty or "possible",
        conditional_report=row is None,
    )


def _clause_verb(scene: Scene, token: int) -> int | None:
    words = scene.words
    if is_verb(words, token):
        return token
    return next((a for a in words.ancestors(token) if is_verb(words, a) or words.head[a] == a), None)


def clause_range(scene: Scene, verb: int) -> tuple[int, int]:
    """The tokens of the clause around a verb: its sentence if it is the main verb, else its own subtree."""
    words = scene.words
    first, stop = words.bounds(verb)
    top = verb
    while words.head[top] != top and words.dep[top] not in _CLAUSE_ROOTS:
        top = words.head[top]
    if words.head[top] == top or _is_cleft(scene, top):
        return _without_coordinates(scene, top, first, stop)
    left, right = words.left[top], words.right[top]
    if words.dep[top] in CLAUSES and subject(words, top) is None:
        return left, right
    while left < right and (words.form[left] in scene.grammar.openers or words.pos[left] in ("CCONJ", "PUNCT")):
        left += 1
    return left, right


def _is_cleft(scene: Scene, verb: int) -> bool:
    """« ce sont deux ponts qui devraient fermer »: the relative clause says what the sentence says."""
    words = scene.words
    above = words.head[verb]
    inside = words.children[above]
    if words.dep[verb] != "acl:relcl" or words.head[above] != above or not any(words.dep[c] == "cop" for c in inside):
        return False
    return any(words.form[c] in scene.grammar.neuter_subjects for c in inside if c < above)


def _without_coordinates(scene: Scene, root: int, first: int, stop: int) -> tuple[int, int]:
    """The main clause without the clauses coordinated to it that have a subject of their own."""
    words = scene.words
    for child in words.children[root]:
        if words.dep[child] == "conj" and is_verb(words, child) and subject(words, child) is not None and child > root:
            stop = min(stop, words.left[child])
    return first, stop
