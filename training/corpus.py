"""Turns trees into training examples: a few sentences a text, some with their boundaries told, as the reader tells them."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.align import retokenised
from training.augment import varied
from training.clauses import Material, Tree
from training.treebank import Word, sentences

GAP = Word(" ", " ", "SPACE", "", "dep", 0, False, False)


def trees(nlp: Language, path: Path) -> list[Tree]:
    """The trees of a CoNLL-U file over the tokens of the pipeline's tokenizer; those that cross them are left out."""
    found = (retokenised(tree, nlp.make_doc(tree.text)) for tree in sentences(path))
    return [tree for tree in found if tree]


def reference(nlp: Language, group: Sequence[Tree]) -> Doc:
    """One annotated text of several sentences."""
    words: list[Word] = []
    for tree in group:
        base = len(words)
        words += [msgspec.structs.replace(word, head=word.head + base) for word in tree]
        words[-1] = msgspec.structs.replace(words[-1], blank=tree[-1].pos != GAP.pos)
    starts = {sum(map(len, group[:n])) for n in range(len(group))}
    return Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=[word.blank for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
        sent_starts=[i in starts for i in range(len(words))],
    )


def example(nlp: Language, group: Sequence[Tree], told: bool) -> Example:
    """A training example; `told` gives the pipeline the sentence boundaries."""
    gold = reference(nlp, group)
    bare = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    if told:
        for token in bare:
            token.is_sent_start = bool(gold[token.i].is_sent_start)
    return Example(bare, gold)


def epoch(nlp: Language, stock: Sequence[Tree], made: Material, rng: random.Random) -> Iterator[Example]:
    """Every tree once, varied, in groups of one to four neighbours, in random order."""
    groups, at = [], 0
    while at < len(stock):
        size = rng.choice((1, 1, 2, 3, 4))
        groups.append(stock[at : at + size])
        at += size
    rng.shuffle(groups)
    for group in groups:
        yield example(nlp, [_spaced(varied(tree, made, rng), rng) for tree in group], told=rng.random() < 0.6)


def _spaced(tree: Tree, rng: random.Random) -> Tree:
    """Sometimes with the blanks of a paragraph break after it."""
    if rng.random() < 0.12:
        last = msgspec.structs.replace(tree[-1], blank=True)
        return (*tree[:-1], last, msgspec.structs.replace(GAP, head=len(tree) - 1))
    return tree
