"""Compares sentence splitters on treebank sentences set as news: python benchmarks/sentences.py TREEBANK.conllu…

Six sentences make an article: a sentence without final punctuation is a line of its own, a headline or a caption; each article
begins with a dateline. `pip install pysbd==0.3.4` adds pysbd to the comparison.
"""

import argparse
import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import spacy

from selon.lang.loading import load
from selon.steps.segment import layout

LANGUAGE, MODEL, PYSBD = "fr", "fr_core_news_md", "pysbd"
ARTICLE = 6
DATELINES = ("Lyon, le 3 avril 2019 – ", "12 mars 2018. –\n", "Publié le 7 juin 2020\n", "")
_TEXT = re.compile(r"^# text = (.*)$", re.MULTILINE)
_FINAL = re.compile(r"[.!?…][ »\"”)\]]*$")
Splitter = Callable[[str], set[int]]


class Article(NamedTuple):
    """A text with the code points at which its sentences begin; those of the dateline are not counted."""

    text: str
    starts: frozenset[int]


def articles(sentences: Sequence[str]) -> Iterator[Article]:
    """The sentences, six at a time, in lines as an article has them."""
    groups = (sentences[at : at + ARTICLE] for at in range(0, len(sentences), ARTICLE))
    for number, group in enumerate(groups):
        text, starts = DATELINES[number % len(DATELINES)], set[int]()
        for sentence in group:
            starts.add(len(text))
            text += sentence + (" " if _FINAL.search(sentence) else "\n\n")
        yield Article(text.rstrip(), frozenset(starts))


def ours() -> Splitter:
    """Selon's own splitter."""
    rules = load(LANGUAGE).layouts
    return lambda text: set(layout(text, rules).sentence_starts)


def stock() -> Splitter:
    """The sentences of the stock model's parser."""
    nlp = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    return lambda text: {_visible(text, sentence.start_char) for sentence in nlp(text).sents}


def pysbd() -> Splitter:
    """The segments of pysbd, looked up one after the other: in its clean text it keeps no offsets that hold."""
    segmenter = importlib.import_module(PYSBD).Segmenter(language=LANGUAGE, clean=False)

    def split(text: str) -> set[int]:
        at, starts = 0, set[int]()
        for segment in segmenter.segment(text):
            at = text.find(segment.strip(), at)
            starts.add(at)
            at += len(segment.strip())
        return starts

    return split


def _visible(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def f1(split: Splitter, made: Sequence[Article]) -> float:
    """F1 in percent over sentence starts, each article's dateline left out."""
    hit = found = wanted = 0
    for article in made:
        floor = min(article.starts)
        starts = {start for start in split(article.text) if start >= floor}
        hit, found, wanted = hit + len(starts & article.starts), found + len(starts), wanted + len(article.starts)
    return 200 * hit / max(found + wanted, 1)


def main() -> None:
    """Prints a line for each treebank and a column for each splitter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", nargs="+", type=Path)
    options = parser.parse_args()
    splitters = {"selon": ours(), "stock": stock()}
    if importlib.util.find_spec(PYSBD) is not None:
        splitters[PYSBD] = pysbd()
    for path in options.treebanks:
        made = list(articles(_TEXT.findall(path.read_text(encoding="utf-8"))))
        print(path.stem, len(made), "articles", *(f"{name} {f1(split, made):.1f}" for name, split in splitters.items()))


if __name__ == "__main__":
    main()
