"""One engine measured in a process of its own, as JSON; beside.py starts it: engines.py ENGINE CORPUS N."""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import spacy
from spacy.tokens import Doc

from benchmarks.worker import peak, texts
from selon.export.contract import record_to_json
from selon.model import Article
from selon.reader import Reader

STOCK = "fr_core_news_md"
WARM_UP = 16
Engine = Callable[[Iterable[str]], Iterator[int]]


def selon() -> Engine:
    """Records as JSON, with all that they hold; yields the statements of each."""
    reader = Reader()

    def run(articles: Iterable[str]) -> Iterator[int]:
        for reading in reader.read_many(Article(text=text) for text in articles):
            record_to_json(reading.record, reading.text)
            yield len(reading.record.statements)

    return run


def bare() -> Engine:
    """The stock model as it comes; yields the tokens of each article."""
    nlp = spacy.load(STOCK)

    def run(articles: Iterable[str]) -> Iterator[int]:
        return (len(doc) for doc in nlp.pipe(articles))

    return run


def textacy() -> Engine:
    """The stock model and textacy's direct quotations; yields how many each article has."""
    extract = importlib.import_module("textacy.extract")
    nlp = spacy.load(STOCK)

    def run(articles: Iterable[str]) -> Iterator[int]:
        return (_counted(extract.direct_quotations, doc) for doc in nlp.pipe(articles))

    return run


def _counted(quotations: Callable[[Doc], Iterable[object]], doc: Doc) -> int:
    try:
        return sum(1 for _ in quotations(doc))
    except (ValueError, IndexError):  # it gives up an article whose quotation marks are not in pairs
        return 0


ENGINES: dict[str, Callable[[], Engine]] = {"selon": selon, "bare": bare, "textacy": textacy}


def main() -> None:
    """Runs on the first core that this process may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    name, corpus, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    articles = list(islice(texts(corpus), number))
    begun = time.perf_counter()
    engine = ENGINES[name]()
    load = time.perf_counter() - begun
    list(engine(articles[:WARM_UP]))
    begun, cpu = time.perf_counter(), time.process_time()
    found = sum(engine(articles))
    took = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "articles": len(articles), "found": found, "load": load, "peak": peak()}))


if __name__ == "__main__":
    main()
