"""Makes reporting clauses as they are inserted in what is reported: « a déclaré le maire à l'AFP », « précise-t-elle »."""

import random
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from training.treebank import Word

Tree = tuple[Word, ...]


class Verb(msgspec.Struct, frozen=True):
    """The forms of a reporting verb."""

    lemma: str
    singular: str
    plural: str
    imperfect: str
    participle: str


class Material(msgspec.Struct, frozen=True):
    """What inserted clauses are made of: verbs, and noun phrases that are subjects somewhere, with their number."""

    verbs: tuple[Verb, ...]
    subjects: tuple[tuple[Tree, bool], ...]


def material(trees: Iterable[Tree], table: Path) -> Material:
    """The reporting verbs of the table and the noun phrases that are subjects in the trees."""
    verbs = tuple(Verb(*row) for row in tomllib.loads(table.read_text(encoding="utf-8"))["verbs"])
    return Material(verbs, tuple(found for tree in trees for found in _subjects(tree)))


def clause(stock: Material, rng: random.Random) -> list[Word]:
    """Verb, subject after it, sometimes an addressee or a time; heads within the clause, the verb its own head."""
    verb = rng.choice(stock.verbs)
    if rng.random() < 0.25:
        return _with_pronoun(verb, rng)
    subject, plural = rng.choice(stock.subjects)
    words = _other_verb(plural, rng) if rng.random() < 0.12 else _verb(verb, plural, rng)
    top = len(words) - 1
    base = len(words)
    words += [msgspec.structs.replace(word, head=top if word.head == -1 else word.head + base) for word in subject]
    words[-1] = msgspec.structs.replace(words[-1], blank=True)
    return words + _tail(len(words), top, rng)


def subtree(tree: Sequence[Word], top: int) -> set[int]:
    """The indices of a word and of all that hangs on it."""
    found, grown = {top}, True
    while grown:
        more = {i for i, word in enumerate(tree) if word.head in found and i not in found}
        found |= more
        grown = bool(more)
    return found


def _subjects(tree: Tree) -> Iterable[tuple[Tree, bool]]:
    for at, word in enumerate(tree):
        if word.dep in {"nsubj", "nsubj:pass"} and word.pos in {"NOUN", "PROPN"} and word.head != at:
            inside = sorted(subtree(tree, at))
            if (
                inside[-1] - inside[0] + 1 == len(inside) <= 14
                and tree[inside[0]].pos not in {"PUNCT", "PRON"}
                and tree[inside[-1]].pos != "PUNCT"
            ):
                yield _phrase(tree, inside, at), _plural(tree, inside, at)


def _phrase(tree: Tree, inside: list[int], top: int) -> Tree:
    first = inside[0]
    words = [
        msgspec.structs.replace(tree[i], head=tree[i].head - first, dep="nsubj" if i == top else tree[i].dep) for i in inside
    ]
    words[top - first] = msgspec.structs.replace(words[top - first], head=-1)
    if words[0].pos in {"DET", "ADP"}:
        words[0] = msgspec.structs.replace(words[0], form=words[0].form.lower())
    return tuple(words)


def _plural(tree: Tree, inside: list[int], top: int) -> bool:
    return "Number=Plur" in tree[top].morph or any(tree[i].dep == "conj" and tree[i].head == top for i in inside)


def shifted(words: Iterable[Word], by: int) -> list[Word]:
    """The words with their heads moved on."""
    return [msgspec.structs.replace(word, head=word.head + by) for word in words]


def _finite(number: str, tense: str = "Pres") -> str:
    return f"Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"


def _verb(verb: Verb, plural: bool, rng: random.Random) -> list[Word]:
    number = "Plur" if plural else "Sing"
    if rng.random() < 0.4:
        form = verb.plural if plural else verb.singular
        return [Word(form, verb.lemma, "VERB", _finite(number), "parataxis:insert", 0)]
    if not plural and rng.random() < 0.12:
        return [Word(verb.imperfect, verb.lemma, "VERB", _finite(number, "Imp"), "parataxis:insert", 0)]
    past = rng.random() < 0.2
    form = ("avaient" if plural else "avait") if past else ("ont" if plural else "a")
    words = [Word(form, "avoir", "AUX", _finite(number, "Imp" if past else "Pres"), "aux:tense", 1)]
    if rng.random() < 0.12:
        adverb = rng.choice(("notamment", "également", "aussi", "ensuite"))
        words = [msgspec.structs.replace(words[0], head=2), Word(adverb, adverb, "ADV", "", "advmod", 2)]
    top = len(words)
    participle = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    return [*words, Word(verb.participle, verb.lemma, "VERB", participle, "parataxis:insert", top)]


def _other_verb(plural: bool, rng: random.Random) -> list[Word]:
    """« a fait savoir », « s'est félicité », « s'inquiète »."""
    number, participle = "Plur" if plural else "Sing", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    if rng.random() < 0.5:
        return [
            Word("ont" if plural else "a", "avoir", "AUX", _finite(number), "aux:tense", 2),
            Word("fait", "faire", "AUX", participle, "aux:caus", 2),
            Word("savoir", "savoir", "VERB", "VerbForm=Inf", "parataxis:insert", 2),
        ]
    reflexive = Word("s'", "soi", "PRON", "Person=3|PronType=Prs|Reflex=Yes", "expl:pv", 1, False)
    if rng.random() < 0.5:
        lemma, one, many = rng.choice((("inquiéter", "inquiète", "inquiètent"), ("exclamer", "exclame", "exclament")))
        return [reflexive, Word(many if plural else one, lemma, "VERB", _finite(number), "parataxis:insert", 1)]
    lemma, form = rng.choice((("féliciter", "félicité"), ("indigner", "indigné"), ("réjouir", "réjoui"), ("étonner", "étonné")))
    helper = Word("sont" if plural else "est", "être", "AUX", _finite(number), "aux:tense", 2)
    feats = f"Gender=Masc|Number={number}|Tense=Past|VerbForm=Part"
    return [msgspec.structs.replace(reflexive, head=2, form="se" if plural else "s'", blank=plural), helper,
            Word(f"{form}s" if plural else form, lemma, "VERB", feats, "parataxis:insert", 2)]  # fmt: skip


def _with_pronoun(verb: Verb, rng: random.Random) -> list[Word]:
    form, feats = rng.choice(
        (("il", "Gender=Masc|Number=Sing"), ("elle", "Gender=Fem|Number=Sing"), ("ils", "Gender=Masc|Number=Plur"),
         ("elles", "Gender=Fem|Number=Plur"), ("il", "Gender=Masc|Number=Sing"), ("elle", "Gender=Fem|Number=Sing"))
    )  # fmt: skip
    plural, compound = "Plur" in feats, rng.random() < 0.6
    present = verb.plural if plural else verb.singular
    helper = "ont" if plural else "a"
    number = "Plur" if plural else "Sing"
    glide = (helper if compound else present)[-1] not in "dt"
    top = 2 + glide if compound else 0
    first = (
        Word(helper, "avoir", "AUX", _finite(number), "aux:tense", top, False)
        if compound
        else Word(present, verb.lemma, "VERB", _finite(number), "parataxis:insert", 0, False)
    )
    link = [Word("-t", "-t", "PART", "", "fixed", 2, False)] if glide else []
    pronoun = Word(f"-{form}", "lui", "PRON", f"{feats}|Person=3|PronType=Prs", "nsubj", top)
    participle = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    rest = [Word(verb.participle, verb.lemma, "VERB", participle, "parataxis:insert", top)] if compound else []
    words = [first, *link, pronoun, *rest]
    return words + _tail(len(words), top, rng)


def _tail(at: int, top: int, rng: random.Random) -> list[Word]:
    masculine, feminine = "Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing"
    article = "Definite=Def|Number=Sing|PronType=Art"
    kind = rng.random()
    if kind < 0.12:
        day = rng.choice(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))
        return [Word(day, day, "NOUN", masculine, "obl:mod", top)]
    if kind < 0.22:
        name = rng.choice(("AFP", "agence", "antenne"))
        return [
            Word("à", "à", "ADP", "", "case", at + 2), Word("l'", "le", "DET", article, "det", at + 2, False),
            Word(name, name, "PROPN" if name == "AFP" else "NOUN", feminine, "obl:arg", top),
        ]  # fmt: skip
    if kind < 0.32:
        noun = rng.choice(("communiqué", "entretien", "discours"))
        return [
            Word("dans", "dans", "ADP", "", "case", at + 2),
            Word("un", "un", "DET", "Definite=Ind|Gender=Masc|Number=Sing|PronType=Art", "det", at + 2),
            Word(noun, noun, "NOUN", masculine, "obl:mod", top),
        ]
    return []
