"""Mends what the parser is known to misread, on its own columns: UD relations in, UD relations out."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from selon.lang.grammar import TaggerTable

Lemma = Callable[[str, str], str]
_BEFORE: Mapping[str, frozenset[str]] = {
    "ADP": frozenset({"ADV", "NOUN", "PROPN", "ADJ"}),
    "ADV": frozenset({"ADV", "ADP", "NOUN", "ADJ"}),
    "DET": frozenset({"ADP", "DET"}),
    "NUM": frozenset({"ADP", "DET"}),
    "ADJ": frozenset({"ADP", "DET", "NUM", "NOUN", "ADJ"}),
    "NOUN": frozenset({"ADP", "DET", "NUM", "ADJ"}),
    "PROPN": frozenset({"ADP", "DET"}),
}
"""In one adverbial phrase, what may stand right before a word of each kind."""
FINITE: Mapping[str, str] = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Person": "3"}
PARTICIPLE: Mapping[str, str] = {"VerbForm": "Part", "Tense": "Past", "Gender": "Masc", "Number": "Sing"}
_NAMING = frozenset({"NOUN", "PROPN"})
_HELPING = ("aux", "cop")
_LONGEST_ASIDE = 30  # tokens between an auxiliary and its participle
_LONGEST_CLAUSE = 100  # tokens from a subject to its verb
_LONGEST_PHRASE = 6  # tokens of an adverbial phrase there without commas
_QUOTING = frozenset({"«", "»", "“", "”", '"'})
_MARKS = frozenset({".", ";", ":", "«", "»", "(", ")"})


class Parse(NamedTuple):
    """The columns of a text's tokens, which the repairs write into; `head` is the token's own index at a root."""

    form: Sequence[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    feats: list[Mapping[str, str]]


def mend(
    parse: Parse, sentences: Sequence[tuple[int, int]], table: TaggerTable, verbs: frozenset[str], lemma: Lemma
) -> None:
    """Sets fixed adverbials free, joins split compound tenses, finds main verbs read as adjectives, settles subjects."""
    _free_adverbials(parse, table.adverbials)
    for token, form in enumerate(parse.form):
        if form.endswith(table.participle_endings) and parse.feats[token].get("VerbForm") == "Fin":
            parse.feats[token] = PARTICIPLE  # « menacé »: no finite form of any verb ends so
    for token in range(len(parse.form) - 2):
        if parse.pos[token] == "PRON" and parse.form[token] in table.demonstratives:
            _determine(parse, token)
        if parse.form[token] in table.clitics and parse.pos[token] != "PRON":
            _make_clitic(parse, token, table, verbs, lemma)
    for first, stop in sentences:
        for token in range(first, stop - 2):
            if _stands_alone(parse, token, stop) and lemma(parse.form[token], "AUX") in table.infinitive_auxiliaries:
                _join(parse, token, stop, lemma(parse.form[token], "AUX") in table.having)
        if (verb := _hidden_verb(parse, first, stop, table, verbs, lemma)) is not None:
            _raise(parse, verb)
    _bare_auxiliaries(parse, table.infinitive_auxiliaries)
    _settle_subjects(parse)


def _stands_alone(parse: Parse, token: int, stop: int) -> bool:
    """Whether a token is a finite verb or auxiliary that helps no verb; a noun that it helps gives it free."""
    if parse.pos[token] not in ("AUX", "VERB") or parse.feats[token].get("VerbForm") in ("Inf", "Part"):
        return False
    if not parse.dep[token].startswith(_HELPING):
        return True
    noun = parse.head[token]
    if parse.dep[token] != "aux:tense" or parse.pos[noun] not in _NAMING or noun < token:
        return False
    _let_go(parse, noun, token)
    return True


def _let_go(parse: Parse, noun: int, auxiliary: int) -> None:
    """« a, lundi soir, accusé X »: what the name of the day took for its own hangs on the auxiliary again."""
    for i in list(_dependents(parse, noun)):
        if i < auxiliary:
            parse.head[i] = auxiliary
    parse.head[auxiliary], parse.dep[auxiliary] = (auxiliary, "ROOT") if parse.head[noun] == noun else (parse.head[noun], "conj")
    parse.head[noun], parse.dep[noun] = auxiliary, "obl:mod"


def _free_adverbials(parse: Parse, adverbials: Sequence[Sequence[str]]) -> None:
    """« a rappelé une fois de plus la loi »: a fixed phrase hangs on its verb as an adverb, and nothing hangs on it."""
    opening = {phrase[0] for phrase in adverbials}
    for token, form in enumerate(parse.form):
        if form in opening:
            phrase = next((p for p in adverbials if tuple(parse.form[token : token + len(p)]) == tuple(p)), None)
            if phrase is not None:
                _free(parse, range(token, token + len(phrase)))


def _free(parse: Parse, phrase: range) -> None:
    verb = next((above for i in phrase if (above := _verb_above(parse, i, phrase)) is not None), None)
    if verb is None or not _is_outside(parse, verb, phrase):
        return
    outside = [i for i, above in enumerate(parse.head) if above in phrase and i not in phrase]
    for i in phrase:
        parse.head[i], parse.dep[i] = (verb, "advmod") if i == phrase[0] else (phrase[0], "fixed")
        parse.pos[i] = "ADV"
    for i in outside:
        parse.head[i], parse.dep[i] = verb, _freed(parse, i, verb)


def _is_outside(parse: Parse, token: int, subtree: range) -> bool:
    """Whether no ancestor of a token stands in a range, so that it may take the range below itself."""
    while parse.head[token] != token:
        token = parse.head[token]
        if token in subtree:
            return False
    return True


def _verb_above(parse: Parse, token: int, phrase: range) -> int | None:
    above = parse.head[token]
    return above if above not in phrase and parse.pos[above] in ("VERB", "AUX") else None


def _freed(parse: Parse, token: int, verb: int) -> str:
    """The relation to the verb of a word that hung on a fixed adverbial: a clause, an object, or as it was."""
    below = {parse.dep[i] for i in _dependents(parse, token)}
    if "mark" in below or parse.pos[token] == "VERB":
        return "ccomp"
    bare = parse.pos[token] in _NAMING and "case" not in below and token > verb
    return "obj" if bare and parse.dep[token] == "nmod" else parse.dep[token]


def _determine(parse: Parse, token: int) -> None:
    """« ce « crime barbare » »: read as a pronoun with an apposition, it is the determiner of the noun."""
    noun = token + 2
    if noun >= len(parse.form) or parse.form[token + 1] != "«" or parse.pos[noun] not in _NAMING or parse.head[noun] != token:
        return
    _replace(parse, token, noun)
    parse.pos[token], parse.dep[token], parse.head[token] = "DET", "det", noun


def _make_clitic(parse: Parse, token: int, table: TaggerTable, verbs: frozenset[str], lemma: Lemma) -> None:
    """« comme l'indique X », « espère en vendre »: a determiner or preposition before a verb is its object."""
    verb = token + 1
    reported = token > 0 and parse.form[token - 1] in table.like and parse.pos[verb] == "NOUN"
    if reported and parse.pos[verb + 1] in ("DET", "PROPN") and lemma(parse.form[verb], "VERB") in verbs:
        parse.pos[verb], parse.feats[verb] = "VERB", FINITE
        for i in _dependents(parse, verb):
            if i > verb and parse.dep[i] == "nmod":
                parse.dep[i] = "nsubj"
    form = parse.feats[verb].get("VerbForm")
    if parse.pos[verb] in ("VERB", "AUX") and (form == "Fin" if parse.pos[token] == "DET" else form == "Inf"):
        parse.pos[token], parse.dep[token], parse.head[token] = "PRON", "obj", verb


def _join(parse: Parse, auxiliary: int, stop: int, having: bool) -> None:
    """« a, lundi soir, rappelé P »: the participle behind the aside is the verb, and « a » helps it."""
    participle = _behind_aside(parse, auxiliary, stop) if parse.form[auxiliary + 1] == "," else None
    if participle is None and having:
        participle = _behind_phrase(parse, auxiliary, stop)
    if participle is None or not _is_outside(parse, auxiliary, range(participle, participle + 1)):
        return
    if any(parse.head[i] == participle and parse.dep[i].startswith(_HELPING) for i in range(auxiliary)):
        return
    _replace(parse, auxiliary, participle)
    reflexive = any(parse.head[i] == participle and parse.dep[i].startswith("expl") for i in range(participle))
    parse.pos[auxiliary], parse.head[auxiliary] = "AUX", participle
    parse.dep[auxiliary] = "aux:tense" if having or reflexive else "aux:pass"


def _replace(parse: Parse, old: int, new: int) -> None:
    """Puts `new` into the place of `old` in the tree, with all that hung on it."""
    above = parse.head[old]
    for i in _dependents(parse, old):
        parse.head[i] = new
    parse.head[new], parse.dep[new] = (new, "ROOT") if above == old else (above, parse.dep[old])


def _dependents(parse: Parse, token: int) -> Iterator[int]:
    return (i for i, above in enumerate(parse.head) if above == token and i != token)


def _bare_auxiliaries(parse: Parse, helpers: frozenset[str]) -> None:
    """What hangs on an auxiliary hangs on the verb that it helps, and an auxiliary is tagged as one."""
    for token, above in enumerate(parse.head):
        if above != token and parse.dep[above].startswith("aux") and parse.head[above] != above:
            parse.head[token] = parse.head[above]
        if parse.dep[token].startswith("aux") and parse.form[token] in helpers:
            parse.pos[token] = "AUX"


def _settle_subjects(parse: Parse) -> None:
    """A noun behind a verb that has its subject before it, in no quotation, is its object."""
    before: dict[int, int] = {}
    for token, relation in enumerate(parse.dep):
        verb = parse.head[token]
        if relation != "nsubj" or parse.pos[token] not in _NAMING:
            continue
        if token < verb:
            before[verb] = token
        elif verb in before and parse.pos[verb] == "VERB" and _is_one_clause(parse.form[before[verb] : verb]):
            parse.dep[token] = "obj"


def _is_one_clause(form: Sequence[str]) -> bool:
    return len(form) < _LONGEST_CLAUSE and _QUOTING.isdisjoint(form)


def _hidden_verb(
    parse: Parse, first: int, stop: int, table: TaggerTable, verbs: frozenset[str], lemma: Lemma
) -> int | None:
    """« Le maire, qui passait, critique les élus »: the verb of a sentence that has none but in its relative clauses."""
    root = next((i for i in range(first, stop) if parse.head[i] == i and parse.pos[i] in _NAMING), None)
    marked = {parse.head[i] for i in range(first, stop) if parse.dep[i] == "mark" or parse.form[i] in table.complementizers}
    if root is None or any(_is_main(parse, i, marked) for i in range(first, stop)):
        return None
    for i in range(root + 1, stop - 1):
        if parse.head[i] == root and parse.pos[i - 1] not in ("DET", "ADP") and lemma(parse.form[i], "VERB") in verbs:
            return i if parse.form[i] != lemma(parse.form[i], "VERB") and _governs(parse, i, stop, table) else None
    return None


def _is_main(parse: Parse, token: int, marked: Container[int]) -> bool:
    """Whether a finite verb, or the verb that it helps, stands in no relative or subordinate clause."""
    if parse.pos[token] not in ("VERB", "AUX") or parse.feats[token].get("VerbForm") != "Fin" or parse.dep[token] == "amod":
        return False
    verb = parse.head[token] if parse.dep[token].startswith(_HELPING) else token
    return not parse.dep[verb].startswith("acl") and verb not in marked


def _governs(parse: Parse, token: int, stop: int, table: TaggerTable) -> bool:
    """Whether a determiner or a complementizer stands behind a word, past adverbs and the name of a day."""
    i = token + 1
    while i < stop - 1 and (parse.pos[i] == "ADV" or (parse.pos[i] == "NOUN" and parse.dep[i] in ("nmod", "obl:mod"))):
        i += 1
    infinitive = i + 1 < stop and parse.pos[i] == "ADP" and parse.feats[i + 1].get("VerbForm") == "Inf"
    return infinitive or parse.form[i] in table.complementizers or (parse.pos[i] == "DET" and parse.form[i] != "des")


def _raise(parse: Parse, verb: int) -> None:
    """Makes a word under the nominal root the root, the root its subject, and what stands behind it its complements."""
    root = parse.head[verb]
    behind = [i for i in _dependents(parse, root) if i > verb]
    between = [i for i in _dependents(parse, verb) if parse.dep[i] in ("nsubj", "nmod", "obl:mod") and i > verb]
    parse.head[verb], parse.dep[verb] = verb, "ROOT"
    parse.head[root], parse.dep[root] = verb, "nsubj"
    parse.pos[verb], parse.feats[verb] = "VERB", FINITE
    for i in (*behind, *between, *(j for k in (*behind, *between) for j in _dependents(parse, k) if _is_adjunct(parse, k))):
        parse.head[i], parse.dep[i] = verb, _complement(parse, i)


def _is_adjunct(parse: Parse, token: int) -> bool:
    """A bare noun without a determiner, as the name of a day: nothing hangs on it but its own hour."""
    return parse.pos[token] == "NOUN" and not any(parse.dep[i] in ("det", "case") for i in _dependents(parse, token))


def _complement(parse: Parse, token: int) -> str:
    """The relation of a word to a verb before it: a clause, an object, or an adjunct."""
    below = {parse.dep[i] for i in _dependents(parse, token)}
    if parse.dep[token] == "punct" or "case" in below:
        return "punct" if parse.dep[token] == "punct" else "obl:mod"
    if "mark" in below:
        return "xcomp" if parse.feats[token].get("VerbForm") == "Inf" else "ccomp"
    return "obj" if parse.pos[token] in _NAMING and "det" in below else "obl:mod" if parse.pos[token] in _NAMING else "advmod"


def _behind_aside(parse: Parse, auxiliary: int, stop: int) -> int | None:
    """The participle right behind the comma that closes the aside that a comma opens right behind the auxiliary."""
    for i in range(auxiliary + 2, min(auxiliary + _LONGEST_ASIDE, stop - 1)):
        if parse.form[i] == "," and (behind := _participle(parse, i + 1, stop)) is not None:
            return behind
        if parse.form[i] in _MARKS or (parse.pos[i] in ("VERB", "AUX") and parse.feats[i].get("VerbForm") == "Fin"):
            return None
    return None


def _behind_phrase(parse: Parse, auxiliary: int, stop: int) -> int | None:
    """The participle right behind one prepositional phrase or adverbs that stand right behind the auxiliary."""
    if parse.pos[auxiliary + 1] not in ("ADP", "ADV"):
        return None
    for i in range(auxiliary + 1, min(auxiliary + 1 + _LONGEST_PHRASE, stop)):
        if (behind := _participle(parse, i, stop)) is not None:
            return behind if behind > auxiliary + 1 and _agrees_with_none(parse, behind) else None
        follows = _BEFORE.get(parse.pos[i])
        if follows is None or (i > auxiliary + 1 and parse.pos[i - 1] not in follows):
            return None
    return None


def _agrees_with_none(parse: Parse, participle: int) -> bool:
    feats = parse.feats[participle]
    return feats.get("Gender", "Masc") == "Masc" and feats.get("Number", "Sing") == "Sing"


def _participle(parse: Parse, token: int, stop: int) -> int | None:
    """The past participle at a token, past the adverbs before it."""
    while token < stop and parse.pos[token] == "ADV":
        token += 1
    if token >= stop or parse.pos[token] != "VERB":
        return None
    feats = parse.feats[token]
    return token if feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past" else None
