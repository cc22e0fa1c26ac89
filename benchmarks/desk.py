"""What a desk costs as it grows: python benchmarks/desk.py ARTICLES.jsonl [--sizes 1000,10000,100000] [--keep FILE]

The articles are read once; the desk is filled with them and with articles made of them (other names, other days), and at each
size the time of adding one, of searches, of a ledger and of the accounts of a story is taken: the median of several.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many import Recorded, many
from selon.desk import WRITE, Desk
from selon.ingest import jsonl
from selon.model import Article, Reading
from selon.reader import Reader

QUERIES = (
    "grève", "ministre", '"conseil de sécurité"', "source:président act:announce", "act:deny since:2017-01", "président guerre",
)  # fmt: skip
_TURNS = 5
_LAST = 500


def main() -> int:
    """Print a table of the costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--keep", type=Path, help="keep the desk in this file")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    readings = _read(given.articles)
    with tempfile.TemporaryDirectory() as folder, Desk(given.keep or Path(folder, "desk.sqlite"), WRITE) as desk:
        print("| articles | adding one | file | " + " | ".join(f"`{query}`" for query in QUERIES) + " |")
        print("| --- " * (3 + len(QUERIES)) + "|")
        reader = Recorded()
        items = many(readings, sizes[-1], reader)
        for before, size in zip([0, *sizes], sizes, strict=False):
            for _ in desk.add(islice(items, max(size - before - _LAST, 0)), lambda: reader):
                pass
            begun = time.perf_counter()
            count = sum(1 for _ in desk.add(islice(items, min(_LAST, size - before)), lambda: reader))
            _line(desk, size, (time.perf_counter() - begun) / count)
    return 0


def _line(desk: Desk, size: int, adding: float) -> None:
    asked = [_milliseconds(lambda query=query: desk.search(query)) for query in QUERIES]  # type: ignore[misc]
    megabytes = desk.path.stat().st_size / 1e6
    cells = [f"{size:,}", f"{adding * 1000:.1f} ms", f"{megabytes:,.0f} MB", *(f"{ms:.1f} ms" for ms in asked)]
    print(f"| {' | '.join(cells)} |", flush=True)


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TURNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def _read(path: Path) -> list[Reading]:
    with path.open("rb") as lines:
        articles = [row for row in jsonl.articles(lines, path.name) if isinstance(row, Article)]
    return list(Reader().read_many(articles))


if __name__ == "__main__":
    sys.exit(main())
