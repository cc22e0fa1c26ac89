"""Measures one reader in this process and prints JSON; reader.py starts it with one thread: worker.py CORPUS N EXAMPLE."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from selon.export.contract import record_to_json
from selon.ingest.plain import normalise
from selon.model import Article
from selon.reader import Reader

BYTES = 3300
BATCH = 16
TIMES = (1, 10, 100)


def texts(corpus: Path) -> Iterator[str]:
    """Texts of the corpus joined, then cut at the last blank before 3.3 kB of UTF-8."""
    joined = ""
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            joined = f"{joined}\n\n{normalise(json.loads(line)['text'])}".strip()
            data = joined.encode()
            if len(data) >= BYTES:
                yield data[:BYTES].decode(errors="ignore").rpartition(" ")[0]
                joined = ""


def speed(reader: Reader, articles: list[Article]) -> dict[str, Any]:
    """Reads the articles and writes them as JSON Lines: seconds by the clock and of the processor, and what came out."""
    statements, cpu, begun = 0, time.process_time(), time.perf_counter()
    with open(os.devnull, "wb") as out:
        for reading in reader.read_many(articles):
            out.write(record_to_json(reading.record, reading.text) + b"\n")
            statements += len(reading.record.statements)
    return {"wall": time.perf_counter() - begun, "cpu": time.process_time() - cpu, "statements": statements}


def shares(reader: Reader, articles: list[Article]) -> dict[str, float]:
    """The same once more in its parts, in seconds: before and beyond the tagger, in the tagger, encoding."""
    spent = dict.fromkeys(("tagging", "analysis", "encoding"), 0.0)
    for first in range(0, len(articles), BATCH):
        moments = [time.perf_counter()]
        laid = [reader.lay(article) for article in articles[first : first + BATCH]]
        moments.append(time.perf_counter())
        words = list(reader.tag(laid))
        moments.append(time.perf_counter())
        readings = [reader.analyse(one, its) for one, its in zip(laid, words, strict=True)]
        moments.append(time.perf_counter())
        for reading in readings:
            record_to_json(reading.record, reading.text)
        moments.append(time.perf_counter())
        laying, tagging, analysing, encoding = (b - a for a, b in pairwise(moments))
        spent["tagging"] += tagging
        spent["analysis"] += laying + analysing
        spent["encoding"] += encoding
    return spent


def growth(reader: Reader, example: str) -> list[dict[str, Any]]:
    """The best of three times for the example article 1, 10 and 100 times over."""
    rows = []
    for times in TIMES:
        article, took = Article(text="\n\n".join([example] * times)), []
        for _ in range(3):
            begun = time.perf_counter()
            reader.read(article)
            took.append(time.perf_counter() - begun)
        rows.append({"times": times, "characters": len(article.text), "seconds": min(took)})
    return rows


def peak() -> float:
    """The most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Runs on the first core that this process may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = [Article(text=text) for text in islice(texts(Path(sys.argv[1])), int(sys.argv[2]))]
    begun = time.perf_counter()
    reader = Reader()
    load = time.perf_counter() - begun
    list(reader.read_many(articles[:BATCH]))
    measured = {"load": load, **speed(reader, articles), "peak": peak(), "articles": len(articles)}
    measured["parts"] = shares(reader, articles)
    measured["mean_bytes"] = sum(len(article.text.encode()) for article in articles) / len(articles)
    measured["words"] = sum(len(article.text.split()) for article in articles)
    measured["growth"] = growth(reader, normalise(Path(sys.argv[3]).read_text(encoding="utf-8")).strip())
    print(json.dumps({**measured, "peak_longest": peak()}))


if __name__ == "__main__":
    main()
