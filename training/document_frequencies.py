"""Counts in how many documents a stem stands: python -m training.document_frequencies LANGUAGE PATH… > frequencies.tsv.

A PATH ends in .jsonl (articles with `text`, `title` and `published`, each a document) or in .conllu (a treebank: every fifteen
sentences are a document). `--without 2017` leaves out articles whose date begins so: those that stories are measured on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from selon.stems import terms

SENTENCES = 15
ONCE = 1  # a stem met once says no more than one that was never met
TEXT = "# text = "
HEADER = "# Documents that hold a stem, of {documents}; made by training/document_frequencies.py (see training/README.md)"


def documents(path: Path, without: str | None) -> Iterator[str]:
    """The documents of a file."""
    with path.open(encoding="utf-8") as lines:
        if path.suffix == ".conllu":
            sentences = (line.removeprefix(TEXT).strip() for line in lines if line.startswith(TEXT))
            while batch := list(islice(sentences, SENTENCES)):
                yield " ".join(batch)
        else:
            for article in map(json.loads, lines):
                if without is None or not str(article.get("published") or "").startswith(without):
                    yield f"{article.get('title') or ''}\n{article['text']}"


def counted(texts: Iterable[str], language: str) -> tuple[int, Counter[str]]:
    """How many documents there are, and in how many of them each stem stands."""
    number, counts = 0, Counter[str]()
    for text in texts:
        number += 1
        counts.update({term.stem for term in terms(text, language)})
    return number, counts


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("language")
    asked.add_argument("paths", nargs="+", type=Path)
    asked.add_argument("--without", metavar="YEAR")
    given = asked.parse_args()
    texts = (text for path in given.paths for text in documents(path, given.without))
    number, counts = counted(texts, given.language)
    print(HEADER.format(documents=number))
    print(f"\t{number}")
    for stem, count in sorted(counts.items()):
        if count > ONCE and not stem.isdigit():
            print(f"{stem}\t{count}")


if __name__ == "__main__":
    main()
