"""How much of an article `selon.ingest.html` finds in its page: `python -m evaluation.pages FOLDER`.

FOLDER holds `html/ID.html.gz` and `ground-truth.json`, {ID: {"articleBody", "url"}}, as the Article Extraction Benchmark
(https://github.com/scrapinghub/article-extraction-benchmark) has them. Its measure: multisets of 4-grams of the words of true and
found body, precision and recall of each page, and F1 of their means over the pages. A page without any true 4-gram has no
recall, one without any found has no precision.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from selon.ingest.html import page
from selon.ingest.jsonl import Failure

GRAM = 4


class Agreement(NamedTuple):
    """Precision and recall of one page; None where it has no 4-gram on that side."""

    precision: float | None
    recall: float | None


def agreement(true: str, found: str) -> Agreement:
    """How the 4-grams of a found body agree with those of the true one."""
    wanted, got = _grams(true), _grams(found)
    shared = (wanted & got).total()
    return Agreement(shared / got.total() if got else None, shared / wanted.total() if wanted else None)


def f1(pages: list[Agreement]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their F1, in percent."""
    precisions = [one.precision for one in pages if one.precision is not None]
    recalls = [one.recall for one in pages if one.recall is not None]
    precision = 100 * sum(precisions) / max(1, len(precisions))
    recall = 100 * sum(recalls) / max(1, len(recalls))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(folder: str, listed: int = 0) -> None:
    """Print the figures, and the `listed` pages that agree least."""
    truth = json.loads(Path(folder, "ground-truth.json").read_text(encoding="utf-8"))
    agreements: dict[str, Agreement] = {}
    seconds = 0.0
    for name, about in truth.items():
        data = gzip.decompress(Path(folder, "html", f"{name}.html.gz").read_bytes())
        start = time.process_time()
        found = page(data, name, about["url"])
        seconds += time.process_time() - start
        agreements[name] = agreement(about["articleBody"], "" if isinstance(found, Failure) else found.article.text)
    precision, recall, mean = f1(list(agreements.values()))
    speed = f"{len(truth) / seconds:.0f} pages/s"
    print(f"{len(truth)} pages  precision {precision:.1f}  recall {recall:.1f}  F1 {mean:.1f}  {speed}")
    worst = sorted(agreements, key=lambda name: (agreements[name].precision or 0) + (agreements[name].recall or 0))
    for name in worst[:listed]:
        print(f"{name}  precision {agreements[name].precision}  recall {agreements[name].recall}  {truth[name]['url']}")


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
