"""Reads Universal Dependencies trees and puts French-Sequoia and French-GSD on one footing."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

KEPT = frozenset(
    (
        "Gender", "Number", "Person", "Tense", "Mood", "VerbForm", "Voice", "PronType", "Definite", "Poss", "Reflex",
        "Polarity", "NumType",
    )
)  # fmt: skip
# Bare or rare relations of one treebank, under the name the other gives them.
RELATIONS = {
    "obj:lvc": "obj", "obj:agent": "obj", "iobj:agent": "iobj", "obl": "obl:mod", "dep:comp": "dep", "flat": "flat:name",
    "aux": "aux:tense", "csubj:pass": "csubj", "nsubj:outer": "nsubj", "goeswith": "fixed", "advcl:cleft": "advcl",
    "root": "ROOT",
}  # fmt: skip
FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": "«", "„": "«", "”": "»", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


class Word(msgspec.Struct, frozen=True):
    """One syntactic word; `head` is an index into its sentence, its own where it is the root."""

    form: str
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int
    blank: bool = True
    exact: bool = True


class Sentence(msgspec.Struct, frozen=True):
    """A text, its words, and the half-open ranges of code points they stand on (the two halves of « du » share one)."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[tuple[int, int], ...]
    source: str


def fold(text: str) -> str:
    """The text with straight apostrophes, guillemets and plain blanks; as long as the text."""
    return text.translate(FOLD)


def sentences(path: Path) -> Iterator[Sentence]:
    """The trees of a CoNLL-U file, folded and harmonised."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        text = re.search(r"^# text = (.*)$", block, re.M)
        if rows and text:
            yield _sentence(fold(text[1].strip()), [row for row in rows if "." not in row[0]], path.stem)


def _sentence(text: str, rows: list[list[str]], source: str) -> Sentence:
    words, spans, shared, at = [], [], (0, 0, 0), 0
    for row in rows:
        if "-" in row[0]:
            start = text.index(fold(row[1]), at)
            at = start + len(row[1])
            shared = (start, at, int(row[0].split("-")[1]))
            continue
        number = int(row[0])
        if number > shared[2]:
            start = text.index(fold(row[1]), at)
            at = start + len(row[1])
            spans.append((start, at))
        else:
            spans.append(shared[:2])
        words.append(_word(row, number))
    return Sentence(text, tuple(words), tuple(spans), source)


def _word(row: list[str], number: int) -> Word:
    form, lemma, pos = fold(row[1]), fold(row[2]), row[3]
    if pos == "SYM" and form == "%":
        pos = "NOUN"
    head = int(row[6])
    return Word(form, lemma, pos, _morph(form.lower(), lemma, pos, row[5]), RELATIONS.get(row[7], row[7]), (head or number) - 1)


def _morph(form: str, lemma: str, pos: str, features: str) -> str:
    pairs = (pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    feats = {key: value for key, value in pairs if key in KEPT}
    for key in _unmarked(form, lemma, pos, feats):
        feats.pop(key, None)
    if pos == "NUM":
        feats = {"NumType": "Card"}
    if form == "agit" and feats.get("Tense") == "Past":
        feats["Tense"] = "Pres"
    return "|".join(f"{key}={feats[key]}" for key in sorted(feats))


def _unmarked(form: str, lemma: str, pos: str, feats: dict[str, str]) -> Iterable[str]:
    """What only one treebank writes, on forms that do not show it."""
    if feats.get("Voice") == "Act":
        yield "Voice"
    if pos == "ADJ":
        yield "NumType"
    if pos == "DET" and "Poss" in feats:
        yield from ("PronType", "Person", *(() if form in {"sa", "ma", "ta"} else ("Gender",)))
    if pos == "DET" and form in {"quelques", "plusieurs", "certains", "certaines", "chaque"}:
        yield from ("PronType", "Definite")
    if feats.get("VerbForm") == "Part" and form in {"été", "pu", "eu"} and lemma in {"être", "pouvoir", "avoir"}:
        yield from ("Gender", "Number")
    if pos == "PRON" and form in {"c'", "ce", "cela", "ça", "on"}:
        yield "Gender"
