"""Oppositions that lie in words: negation, antonyms, quantifiers, modality, words that deny what the other text says."""

from collections.abc import Iterator, Mapping

from selon.analysis import Words
from selon.lang.oppositions import AmountRow, OperatorRow
from selon.opposition.aligning import near, opposite
from selon.opposition.content import Side
from selon.opposition.matching import Match
from selon.opposition.polarity import around, negated, operator, restricted
from selon.opposition.values import Opposed

_PREDICATES = frozenset({"VERB", "ADJ", "NOUN", "AUX"})
_NOUN = 0.6
_WEAK = 0.65
_REFUTED, _EPITHET = 0.6, 0.3
_OTHERWISE = 0.3
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "csubj", "nsubj", "obl:arg", "advcl", "expl:subj", "obl", "acl"})
_CLASH = frozenset({
    ("all", "none"), ("all", "few"), ("some", "none"), ("many", "none"), ("many", "few"), ("all", "some"), ("only", "all"),
    ("few", "none"),
})  # fmt: skip
_WEAK_CLASH = frozenset({("all", "some"), ("few", "none"), ("only", "all")})


def polarity(match: Match) -> Iterator[Opposed]:
    """The same said on one side and denied on the other: matched predicates of which one is denied."""
    for x, y in match.sure():
        pos = {match.a.words.pos[x], match.b.words.pos[y]}
        if match.a.denied[x] == match.b.denied[y] or not pos <= _PREDICATES or _told_above(match, x, y):
            continue
        row = _denier(match, x, y)
        weight = match.fit(x, y) * (_NOUN if pos == {"NOUN"} and row == "negation" else 1.0)
        weight *= _OTHERWISE if _other_figures(match, x, y) else 1.0
        spans = _with_negation(match.a, x, match), _with_negation(match.b, y, match)
        yield Opposed("polarity", *spans, row, f"« {match.a.words.form[x]} » is denied on one side", weight)


def _other_figures(match: Match, x: int, y: int) -> bool:
    """« 2 millions ont défilé » and « 50 millions n'ont pas défilé » can both hold: other figures hang on the two predicates."""
    under = [
        {w.form[t] for t in side.tokens if w.pos[t] == "NUM" and token in w.ancestors(t)}
        for side, token in ((match.a, x), (match.b, y))
        for w in (side.words,)
    ]
    return all(under) and not under[0] & under[1]


def _told_above(match: Match, x: int, y: int) -> bool:
    """Whether the words that govern two matched words are matched too, and so are compared themselves."""
    above_x, above_y = match.a.words.head[x], match.b.words.head[y]
    if (above_x, above_y) == (x, y) or match.alignment.of_a.get(above_x) != above_y:
        return False
    both_nouns = match.a.words.pos[x] == match.b.words.pos[y] == "NOUN"
    return both_nouns or match.a.denied.get(above_x) != match.b.denied.get(above_y)


def _with_negation(side: Side, token: int, match: Match) -> tuple[int, ...]:
    """A predicate with the words that negate it, or with the operator above it."""
    words, grammar = side.words, match.table.grammar
    negative = {*grammar.negators, *grammar.negative_words, *grammar.without, *grammar.weak}
    own = [c for c in words.children[token] if words.form[c] in negative]
    above = [h for h in words.ancestors(token) if words.lemma[h] in match.table.operators][:1] if not own else []
    return tuple(sorted({token, *own, *above}))


def _denier(match: Match, x: int, y: int) -> str:
    """The row by which one of two words is denied: an operator above it, a quantifier beside it, or the negation."""
    for side, token in ((match.a, x), (match.b, y)):
        words = side.words
        below = [inner for child in words.children[token] for inner in words.children[child]]
        for c in (*words.children[token], *below):
            row = match.table.amounts.get(words.lemma[c]) or match.table.amounts.get(words.form[c])
            if row is not None and (row.amount in ("none", "only")) and side.denied[token]:
                return row.id
        for above in words.ancestors(token) if side.denied[token] else ():
            operating = operator(words, above, match.table)
            if operating is not None:
                return operating.id
    return "negation"


def antonyms(match: Match) -> Iterator[Opposed]:
    """Matched words that are opposites, both affirmed or both denied, unless what they compare has changed places too."""
    terms_b = {term.token: term for term in match.b.terms}
    for term in match.a.terms:
        x, y = term.token, match.alignment.of_a.get(term.token)
        row = opposite(term, terms_b[y], match.table) if y is not None else None
        if y is None or row is None or match.a.denied[x] != match.b.denied[y] or crossed(match, x, y):
            continue
        yield Opposed("antonym", (x,), (y,), row, f"{match.a.words.form[x]} / {match.b.words.form[y]}", match.fit(x, y))


def crossed(match: Match, x: int, y: int) -> bool:
    """« A est plus cher que B » and « B est moins cher que A »: the subject of each is what the other compares with."""
    a, b = match.a.words, match.b.words
    subjects_a, subjects_b = subjects_above(a, x), subjects_above(b, y)
    if not subjects_a or not subjects_b:
        return False
    there = all(match.alignment.of_a.get(s) not in (None, *subjects_b) for s in subjects_a)
    return there and all(match.alignment.of_b.get(s) not in (None, *subjects_a) for s in subjects_b)


def subjects_above(words: Words, token: int) -> list[int]:
    """The subjects of the nearest predicate that has any, from the token upward."""
    for above in (token, *words.ancestors(token)):
        found = [c for c in words.children[above] if words.dep[c].startswith("nsubj")]
        if found:
            return found
    return []


def adpositions(match: Match) -> Iterator[Opposed]:
    """The same complement behind opposite prepositions: *avant* and *après*, *avec* and *sans*."""
    for x, y in match.sure():
        for c in _cases(match.a.words, x):
            for d in _cases(match.b.words, y):
                row = match.table.opposites.get(match.a.words.lemma[c], {}).get(match.b.words.lemma[d])
                if row is not None:
                    detail = f"{match.a.words.form[c]} / {match.b.words.form[d]}"
                    yield Opposed("antonym", (c, x), (d, y), row, detail, match.fit(x, y))


def _cases(words: Words, token: int) -> list[int]:
    return [c for c in words.children[token] if words.dep[c] in ("case", "mark")]


def amounts(match: Match) -> Iterator[Opposed]:
    """How much of the same is claimed: all against some or none, only against also."""
    for x, y in match.sure():
        for (kind_x, token_x, row_x), (kind_y, token_y, row_y) in _clashing(match, x, y):
            weak = (kind_x, kind_y) in _WEAK_CLASH or (kind_y, kind_x) in _WEAK_CLASH
            detail = f"{match.a.words.form[token_x]} / {match.b.words.form[token_y]}"
            weight = match.fit(x, y, _quantifiers(match, x, y)) * (_WEAK if weak else 1.0)
            yield Opposed("quantifier", (token_x,), (token_y,), f"{row_x} + {row_y}", detail, weight)


def _quantifiers(match: Match, x: int, y: int) -> frozenset[int]:
    """All words that tell how much of two matched words is meant."""
    of_a, of_b = _claims(match.a, x, match.table.amounts), _claims(match.b, y, match.table.amounts)
    return frozenset(token for _, token, _ in (*of_a, *of_b))


Claim = tuple[str, int, str]


def _clashing(match: Match, x: int, y: int) -> Iterator[tuple[Claim, Claim]]:
    for claim_x in _claims(match.a, x, match.table.amounts):
        for claim_y in _claims(match.b, y, match.table.amounts):
            pair = (claim_x[0], claim_y[0])
            if pair in _CLASH or pair[::-1] in _CLASH:
                yield claim_x, claim_y


def _claims(side: Side, token: int, table: Mapping[str, AmountRow]) -> Iterator[Claim]:
    """The quantifiers of a word: its determiners and adverbs, and the noun or adverb it is the complement of."""
    words = side.words
    above = [words.head[token]] if words.dep[token] in ("nmod", "obl:arg") else []
    for c in (*words.children[token], *above):
        row = table.get(words.lemma[c]) or table.get(words.form[c])
        if row is not None and (c in above or words.dep[c] in ("det", "advmod", "amod", "nummod")):
            yield row.amount, c, row.id


def exclusives(match: Match) -> Iterator[Opposed]:
    """What one side says of this alone (*seul*, *uniquement*, *ne … que*) and the other denies or says without it."""
    for side, other, turned in ((match.a, match.b, False), (match.b, match.a, True)):
        for token in side.tokens:
            row = match.table.amounts.get(side.words.lemma[token])
            only = row is not None and row.amount == "only"
            if not (only or restricted(side.words, token, match.table.grammar)):
                continue
            detail = f"« {side.words.form[token]} » excludes all else"
            found = ((token,), ())
            if not any(_is_only(other, t, match) for t in other.tokens):
                a, b = found[::-1] if turned else found
                yield Opposed("quantifier", a, b, row.id if row else "restriction", detail, 0.3)


def _is_only(side: Side, token: int, match: Match) -> bool:
    row = match.table.amounts.get(side.words.lemma[token])
    return (row is not None and row.amount == "only") or restricted(side.words, token, match.table.grammar)


def modality(match: Match) -> Iterator[Opposed]:
    """What is necessary or possible on one side and barred or not required on the other."""
    for x, y in match.sure():
        for mode_x, token_x, row_x in _modes(match.a, x, match):
            for mode_y, token_y, row_y in _modes(match.b, y, match):
                if {mode_x, mode_y} in ({"necessary", "barred"}, {"possible", "barred"}, {"necessary", "optional"}):
                    row = f"{row_x} + {row_y}"
                    detail = f"{match.a.words.form[token_x]} / {match.b.words.form[token_y]}"
                    yield Opposed("modality", (token_x,), (token_y,), row, detail, match.fit(x, y))


def _modes(side: Side, token: int, match: Match) -> Iterator[tuple[str, int, str]]:
    """The modals above a predicate, a negation turned in: not possible is barred, not necessary optional."""
    words = side.words
    for above in _governors(words, token):
        row = match.table.modals.get(words.lemma[above])
        if row is None or not side.holds(above):
            continue
        turned = side.denied[above]
        mode: str = row.mode
        if turned:
            mode = {"possible": "barred", "necessary": "optional", "barred": "possible"}[row.mode]
        yield mode, above, row.id
        return


def _governors(words: Words, token: int) -> Iterator[int]:
    """A predicate's governors, nearest first, as long as it is their complement."""
    while words.dep[token] in _COMPLEMENTS and words.head[token] != token:
        token = words.head[token]
        yield token


def one_sided(match: Match) -> Iterator[Opposed]:
    """Something is denied on one side where the other denies nothing at all, of two contents that share most of their words."""
    shared = (match.alignment.shared + match.alignment.covered) / 2
    for side, other in ((match.a, match.b), (match.b, match.a)):
        if _denied(other, match) or _operators(other, match):
            continue
        matched = match.alignment.of_a if side is match.a else match.alignment.of_b
        for token in denied_clauses(side, match):
            a, b = ((token,), ()) if side is match.a else ((), (token,))
            detail = f"only one side denies: « {side.words.form[token]} »"
            yield Opposed("polarity", a, b, "one-sided", detail, shared * _told(side, token, matched))


def denied_clauses(side: Side, match: Match) -> list[int]:
    """The denied predicates that are asserted: no « sans », no « non » before a participle, nothing behind « si »."""
    grammar, words = match.table.grammar, side.words
    return [
        token
        for token in _denied(side, match)
        if any(words.form[c] in grammar.weak for c in around(words, token))
        and not any(words.lemma[c] in grammar.conditional for h in (token, *words.ancestors(token)) for c in words.children[h])
    ]


def _told(side: Side, token: int, matched: Mapping[int, int]) -> float:
    """How much of what is denied the other side speaks of: half the weight hangs on it."""
    around = [term for term in side.terms if term.token in near(side, token) | {token}]
    whole = sum(term.weight for term in around)
    return 0.5 + 0.5 * sum(term.weight for term in around if term.token in matched) / whole if whole else 0.5


def _operators(side: Side, match: Match) -> list[int]:
    """The words that deny without a negation."""
    found = (t for t in side.tokens if operator(side.words, t, match.table) is not None)
    return [t for t in found if not negated(side.words, t, match.table.grammar)]


def _denied(side: Side, match: Match) -> list[int]:
    """The words that bear a negation; words that deny by themselves are left out, a negation there affirms."""
    negative = (t for t in side.tokens if negated(side.words, t, match.table.grammar))
    return [t for t in negative if operator(side.words, t, match.table) is None]


def denials(match: Match) -> Iterator[Opposed]:
    """Words of refutation on one side only: *en réalité*, *à tort*, *photomontage*."""
    found_a, found_b = list(_refutations(match.a, match)), list(_refutations(match.b, match))
    if bool(found_a) == bool(found_b):
        return
    for tokens, row in found_a or found_b:
        detail = "a word of refutation stands on one side"
        a, b = (tokens, ()) if found_a else ((), tokens)
        words = (match.a if found_a else match.b).words
        yield Opposed("denial", a, b, row.id, detail, _EPITHET if _is_local(words, tokens) else _REFUTED)


def _is_local(words: Words, tokens: tuple[int, ...]) -> bool:
    """Whether a single word refutes no more than the noun or participle that it stands beside."""
    token, head = tokens[0], words.head[tokens[0]]
    beside = words.dep[token] == "amod" or (words.dep[token] == "advmod" and words.dep[head] in ("amod", "acl"))
    said = words.pos[token] != "NOUN" or head == token or any(words.dep[c] == "cop" for c in words.children[token])
    return len(tokens) == 1 and (beside or not said)


def _refutations(side: Side, match: Match) -> Iterator[tuple[tuple[int, ...], OperatorRow]]:
    words, table = side.words, match.table
    for token in side.tokens:
        row = table.refutations.get(words.lemma[token])
        if row is not None and not negated(words, token, table.grammar):
            yield (token,), row
        for form, phrase_row in table.phrases:
            stop = token + len(form)
            if words.form[token] == form[0] and tuple(words.form[token:stop]) == form:
                yield tuple(range(token, stop)), phrase_row
