"""Compares the trained pipeline with the stock one: python -m training.measure TREEBANKS PUD [--weights selon/weights/fr]."""

import argparse
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps, set_current_ops

from selon.steps.tag.lexicon import read
from training.base import load
from training.clauses import Tree
from training.corpus import example, reference, trees
from training.treebank import Word

SETS = (("Sequoia test", "fr_sequoia-ud-test.conllu"), ("GSD test", "fr_gsd-ud-test.conllu"), ("PUD", "fr_pud-ud-test.conllu"))
Lemma = Callable[[Token], str]


def main() -> None:
    """Prints one line for each pipeline and treebank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("pud", type=Path)
    parser.add_argument("--weights", type=Path, default=Path(__file__).parent.parent / "selon" / "weights" / "fr")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--text", type=Path, help="a text to measure speed on")
    options = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    begun = time.process_time()
    nlp, lemma = stock() if options.stock else ours(options.weights)
    print(f"load {time.process_time() - begun:.2f} s, {resident():.0f} MB")
    if options.text:
        speed(nlp, options.text.read_text(encoding="utf-8"))
    for name, file in SETS:
        folder = options.pud if file.startswith("fr_pud") else options.treebanks
        print(name, report(nlp, trees(nlp, folder / file), lemma))


def ours(weights: Path) -> tuple[Language, Lemma]:
    """The trained pipeline and its lemma table."""
    nlp, table = load(weights), read(weights / "lemmas.bin")
    return nlp, lambda token: table.lemma(token.lower_, token.pos_)


def stock() -> tuple[Language, Lemma]:
    """The model as it comes, less its names."""
    return spacy.load("fr_core_news_md", exclude=["ner"]), lambda token: token.lemma_


def resident() -> float:
    """The most memory used so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def speed(nlp: Language, text: str) -> None:
    """Tokens a second over texts of 3,300 characters in batches of sixteen, second time round; all times are CPU time."""
    texts = [text[at : at + 3300] for at in range(0, min(len(text), 528_000) - 3300, 3300)]
    for _ in range(2):
        begun = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
        took = time.process_time() - begun
    print(f"{tokens / took:.0f} tokens/s, {len(texts) / took:.1f} texts/s, {resident():.0f} MB")


def report(nlp: Language, gold: Sequence[Tree], lemma: Lemma) -> str:
    """All scores of one treebank; over tokens that are one word (or one fused word) of the treebank."""
    told = list(nlp.pipe(example(nlp, [tree], told=True).predicted for tree in gold))
    groups = [gold[at : at + 10] for at in range(0, len(gold), 10)]
    free = list(nlp.pipe(example(nlp, group, told=False).predicted for group in groups))
    counts = counted(told, [[tree] for tree in gold], lemma)
    loose = counted(free, groups, lemma)
    found, right, wanted = sentence_counts(nlp, free, groups)
    rate = {name: 100 * counts[name] / counts[name + "/"] for name in sorted(counts) if not name.endswith("/")}
    shown = "  ".join(f"{name} {value:.1f}" for name, value in rate.items())
    return f"{shown}  | untold: LAS {100 * loose['main'] / loose['main/']:.1f} sentence F1 {200 * right / (found + wanted):.1f}"


def counted(docs: Sequence[Doc], groups: Sequence[Sequence[Tree]], lemma: Lemma) -> Counter[str]:
    """What was right, and under a name with a stroke how much there was."""
    counts: Counter[str] = Counter()
    for doc, group in zip(docs, groups, strict=True):
        base = 0
        for tree in group:
            for i, word in enumerate(tree):
                if word.exact:
                    score(counts, doc[base + i], word, base, lemma)
            base += len(tree)
    return counts


def score(counts: Counter[str], token: Token, word: Word, base: int, lemma: Lemma) -> None:
    """Adds one token."""

    def add(name: str, right: bool) -> None:
        counts[name] += right
        counts[name + "/"] += 1

    add("UPOS", token.pos_ == word.pos)
    if word.pos in {"VERB", "NOUN", "ADJ"} and token.pos_ == word.pos:
        add(f"lemma {word.pos}", lemma(token).lower() == word.lemma.lower())
    if word.dep != "punct":
        attached = token.head.i == base + word.head
        add("UAS", attached)
        add("main", attached and token.dep_.split(":")[0] == word.dep.split(":")[0])
        add("fine", attached and token.dep_ == word.dep)


def sentence_counts(nlp: Language, docs: Sequence[Doc], groups: Sequence[Sequence[Tree]]) -> tuple[int, int, int]:
    """Sentences found, right and wanted, as ranges of tokens."""
    found = right = wanted = 0
    for doc, group in zip(docs, groups, strict=True):
        gold = {(s.start, s.end) for s in reference(nlp, group).sents}
        mine = {(s.start, s.end) for s in doc.sents}
        found, right, wanted = found + len(mine), right + len(mine & gold), wanted + len(gold)
    return found, right, wanted


if __name__ == "__main__":
    main()
