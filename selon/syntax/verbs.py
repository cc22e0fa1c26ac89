"""Verb groups, their subjects and agents, and the shape they stand in."""

from collections.abc import Iterator

from selon.analysis import SourceDraft, Words
from selon.lang.grammar import Grammar
from selon.span import Span
from selon.syntax.phrases import phrase_span, preposition

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "obl:mod", "obl:arg", "obl"})
_AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
_CONTROL = frozenset({
    "xcomp", "advcl", "acl", "conj", "parataxis", "ccomp", "obl:mod", "obl:arg", "dep", "amod", "obl", "advmod",
})  # fmt: skip
_DEEPEST = 6
_GAP = 4
_SHORT_STEM = 3


def is_verb(words: Words, token: int) -> bool:
    """Whether a token is tagged as a verb or auxiliary."""
    return words.pos[token] in ("VERB", "AUX")


def verbs_in(words: Words) -> list[int]:
    """The tokens that are tagged as verbs or auxiliaries."""
    return [token for token, tag in enumerate(words.pos) if tag in ("VERB", "AUX")]


def is_main_verb(words: Words, token: int) -> bool:
    """Whether a token is tagged as a verb or auxiliary and helps no other verb."""
    return is_verb(words, token) and not words.dep[token].startswith("aux")


def is_finite(words: Words, token: int) -> bool:
    """Whether a token is a verb or auxiliary in a finite form."""
    return is_verb(words, token) and words.feats[token].get("VerbForm") not in ("Inf", "Part")


def verb_form(words: Words, token: int, grammar: Grammar) -> str:
    """`finite`, `infinitive`, `gerund` (present participle) or `participle` (past, without an auxiliary)."""
    feats = words.feats[token]
    form = feats.get("VerbForm", "")
    if form == "Part" and (_shares_auxiliary(words, token) or _has_clitic(words, token)):
        return "finite"
    if form == "Inf" and not words.form[token].endswith(grammar.infinitive_endings):
        return "infinitive" if any(words.feats[a].get("VerbForm") == "Inf" for a in auxiliaries(words, token)) else "finite"
    if form == "Inf":
        finite = any(words.feats[a].get("VerbForm") == "Fin" for a in auxiliaries(words, token))
        return "finite" if finite else "infinitive"
    if form == "Part" and not auxiliaries(words, token):
        present = feats.get("Tense") == "Pres" or words.form[token].endswith(grammar.gerund_suffixes)
        return "gerund" if present else "participle"
    if form == "Part" and any(words.feats[a].get("VerbForm") == "Inf" for a in auxiliaries(words, token)):
        return "infinitive"
    return "finite"


def _shares_auxiliary(words: Words, token: int) -> bool:
    """« a salué X et demandé Y »: a participle coordinated with a verb in a compound tense."""
    above = words.head[token]
    if words.dep[token] != "conj" or above == token or auxiliaries(words, token):
        return False
    deps = {words.dep[c] for c in words.children[above]}
    return "aux:tense" in deps and "aux:pass" not in deps


def _has_clitic(words: Words, token: int) -> bool:
    """« se décrit » is finite, whatever the tagger says: a participle has no reflexive clitic of its own."""
    return not auxiliaries(words, token) and any(words.dep[c].startswith("expl:p") and c < token for c in words.children[token])


def auxiliaries(words: Words, token: int) -> list[int]:
    """The auxiliaries and copulas of a verb, in order."""
    return [c for c in words.children[token] if words.dep[c] in _AUXILIARIES]


def is_passive(words: Words, token: int, grammar: Grammar) -> bool:
    """Whether a verb is in the passive, or a past participle that stands without an auxiliary."""
    if any(words.dep[c] == "aux:pass" for c in words.children[token]):
        reflexive = any(words.dep[c].startswith("expl") and words.dep[c] != "expl:subj" for c in words.children[token])
        return not reflexive
    return verb_form(words, token, grammar) == "participle"


def verb_group(words: Words, token: int, grammar: Grammar) -> tuple[int, int]:
    """First and last token of the verb with its auxiliaries, clitics, negation and the adverbs among them."""
    first = token
    floor = words.bounds(token)[0]
    members = {token, *auxiliaries(words, token)}
    while first > floor and _in_group(words, first - 1, members, grammar):
        first -= 1
    before = min((a for a in members if a < first), default=first)
    if first - before <= _GAP and not any(_separates(words, i) for i in range(before, first)):
        first = before
        while first > floor and _in_group(words, first - 1, members, grammar):
            first -= 1
    while first < token and words.pos[first] == "ADV" and words.form[first] not in grammar.negations:
        first += 1
    last = token
    stop = words.bounds(token)[1]
    negative = any(words.form[i] in grammar.weak_negations for i in range(first, token))
    while last + 1 < stop and (_is_enclitic(words, last + 1) or (negative and words.form[last + 1] in grammar.negations)):
        last += 1
    return first, last


def _separates(words: Words, token: int) -> bool:
    """Whether a word keeps an auxiliary before it out of the group: a mark, or a noun that is a subject."""
    return words.form[token] in ",«»" or (words.dep[token] in SUBJECTS and words.pos[token] != "PRON")


def _in_group(words: Words, token: int, members: set[int], grammar: Grammar) -> bool:
    if token in members:
        return True
    form, pos = words.form[token], words.pos[token]
    if form in grammar.negations:
        return True
    if _is_enclitic(words, token):
        return True
    if pos == "ADV":
        return words.head[token] in members
    clitic = form in grammar.reflexives or form in grammar.dative_clitics or form in grammar.object_clitics
    return pos == "PRON" and (clitic or form in grammar.adverbial_clitics) and words.dep[token] not in SUBJECTS


def _is_enclitic(words: Words, token: int) -> bool:
    return words.form[token].startswith("-") and words.pos[token] in ("PRON", "PART")


def reflexive(words: Words, token: int, grammar: Grammar) -> bool:
    """Whether a reflexive clitic stands with the verb."""
    return any(
        words.form[c] in grammar.reflexives
        and words.pos[c] == "PRON"
        and c < token
        and words.dep[c] not in SUBJECTS
        and (words.dep[c].startswith("expl") or words.form[c] in grammar.third_reflexives)
        for c in words.children[token]
    )


def negated(words: Words, token: int, grammar: Grammar) -> bool:
    """Whether the verb itself is negated: a negative adverb, or a negative determiner in its subject or object."""
    forms = {words.form[child] for child in words.children[token]}
    if forms & grammar.full_negations:
        return True
    return bool(forms & grammar.weak_negations) and _has_negative_partner(words, token, grammar)


def _has_negative_partner(words: Words, token: int, grammar: Grammar) -> bool:
    first, stop = words.left[token], words.right[token]
    partners = (grammar.negations - grammar.weak_negations) | grammar.negative_determiners
    near = (i for i in range(first, stop) if words.head[i] == token or words.head[words.head[i]] == token)
    return any(words.form[i] in partners for i in near) and not any(
        words.form[i] in grammar.complementizers and words.dep[i] == "advmod" for i in range(first, stop)
    )


def is_conditional(words: Words, verb: int, grammar: Grammar) -> bool:
    """Whether a finite verb, or its first finite auxiliary, is in the conditional: by its tag, or by future stem and ending."""
    finite = finite_part(words, verb)
    form, lemma = words.form[finite], words.lemma[finite]
    if words.feats[finite].get("Mood") == "Cnd":
        return form.endswith(grammar.conditional_suffixes)
    ending = next((e for e in grammar.endings_of_conditional if form.endswith(e)), None)
    if ending is None or words.pos[finite] not in ("VERB", "AUX"):
        return False
    stem = form[: len(form) - len(ending)]
    return stem.endswith("r") and (stem in (lemma, lemma[:-1]) or _is_future_stem(stem, grammar))


def _is_future_stem(stem: str, grammar: Grammar) -> bool:
    return any(stem == known or (len(known) > _SHORT_STEM and stem.endswith(known)) for known in grammar.future_stems)


def finite_part(words: Words, verb: int) -> int:
    """The finite token of a verb: its first finite auxiliary, or itself."""
    return next((a for a in auxiliaries(words, verb) if words.feats[a].get("VerbForm") == "Fin"), verb)


def subject(words: Words, token: int) -> int | None:
    """The token that heads the verb's own subject, before it or inverted after it."""
    heads = (token, *(a for a in auxiliaries(words, token) if words.dep[a] != "aux:caus"))
    found = sorted(c for h in heads for c in words.children[h] if words.dep[c] in SUBJECTS or words.dep[c] == "expl:subj")
    before = [c for c in found if c < token]
    return before[-1] if before else (found[-1] if found else None)


def agent(words: Words, token: int, grammar: Grammar) -> int | None:
    """The head of a passive's agent (« par X »)."""
    for child in words.children[token]:
        if child < token or words.pos[child] not in ("NOUN", "PROPN", "PRON"):
            continue
        case = preposition(words, child)
        if case is not None and words.form[case] in grammar.agent and words.form[child] not in grammar.no_agents:
            return child
    return None


def source_of(words: Words, token: int, grammar: Grammar) -> SourceDraft:
    """Who does what the verb says: its subject, or the one it shares with the verb it hangs on."""
    own = subject(words, token)
    if own is not None:
        return named_source(words, own, grammar)
    for above in _governors(words, token):
        shared = _lent(words, token, above)
        if shared is not None:
            return named_source(words, shared, grammar)
        token = above
    return SourceDraft("none")


def _governors(words: Words, token: int) -> Iterator[int]:
    for depth, above in enumerate(words.ancestors(token)):
        if depth >= _DEEPEST or words.dep[token] not in _CONTROL:
            return
        yield above
        token = above


def _lent(words: Words, token: int, above: int) -> int | None:
    """The noun that the word above lends as a subject: its own subject, or itself where it is a noun with a participle."""
    if is_verb(words, above) or subject(words, above) is not None:
        return subject(words, above)
    if words.dep[token] in ("acl", "amod") and words.pos[above] in ("NOUN", "PROPN", "PRON", "ADJ"):
        return above
    return None


def clitic_span(words: Words, token: int) -> Span:
    """The clitic's own letters: « il » of « a-t-il »."""
    text = words.text[words.start[token] : words.end[token]]
    return Span(words.end[token] - len(text.lstrip("-")), words.end[token])


def named_source(words: Words, head: int, grammar: Grammar) -> SourceDraft:
    """The draft of a source headed by `head`: a relative pronoun, a clitic, or a full phrase."""
    if words.form[head] in grammar.relative_subjects:
        return SourceDraft("relative", head, words.span(head, head))
    if words.pos[head] == "PRON" and words.form[head] in grammar.subject_clitics:
        return SourceDraft("clitic", head, clitic_span(words, head))
    return SourceDraft("phrase", head, phrase_span(words, head, grammar))


def sets_condition(words: Words, first: int, stop: int, grammar: Grammar) -> bool:
    """Whether a *si* clause among the tokens `first` to `stop` sets a condition, rather than asking whether."""
    return any(
        words.form[i] in grammar.conditional_if
        and words.pos[i] == "SCONJ"
        and words.dep[words.head[i]] not in ("ccomp", "xcomp", "csubj")
        for i in range(first, stop)
    )


def is_relative(words: Words, token: int) -> bool:
    """Whether a token is a relative pronoun."""
    return words.pos[token] == "PRON" and words.feats[token].get("PronType") == "Rel"


def opens_clause(words: Words, token: int) -> bool:
    """Whether a finite verb stands at a token, or behind the clitics and adverbs there: what precedes is its subject."""
    stop = words.bounds(token)[1] if token < len(words) else token
    while token < stop and words.pos[token] in ("PRON", "ADV"):
        token += 1
    return token < stop and is_finite(words, token)
