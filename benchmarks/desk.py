"""What a desk costs as it grows: python benchmarks/desk.py ARTICLES.jsonl [--sizes 1000,10000,100000] [--keep FILE]

The articles are read once, or come with their records (`selon export --format jsonl`); the desk is filled with others made of
them (`benchmarks/many.py`). At each size: how long questions take, the median of several with the number of answers, then what
adding one of the next 1,000 costs, by part. All in processor time, so that other work on the machine counts less; what the
model takes to read an article is not in it.
"""

import argparse
import sys
import tempfile
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.asking import asked, questions
from benchmarks.many import Recorded, many, read
from benchmarks.timing import PARTS, Cost, costs
from selon.desk import WRITE, Desk

QUERIES = (
    "grève", "ministre", '"conseil de sécurité"', "source:président act:announce", "act:deny since:2006-01", "président guerre",
)  # fmt: skip
_KEPT = ("conseil", "grève", "guerre", "ministre", "président", "sécurité")
_NEXT = 1000


def main() -> int:
    """Print a table of what adding costs and one of what questions cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--keep", type=Path, help="keep the desk in this file")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder, Desk(given.keep or Path(folder, "desk.sqlite"), WRITE) as desk:
        measure(desk, given.articles, sizes)
    return 0


def measure(desk: Desk, path: Path, sizes: list[int], following: int = _NEXT) -> None:
    """Fill a desk and print what it costs at each size, adding so many more; whoever stops it (Ctrl-C) sees the sizes reached."""
    reader = Recorded()
    items = many(read(path), sizes[-1] + following, reader, _KEPT)
    answers: dict[int, dict[str, str]] = {}
    print(f"| articles | adding one: median | mean | {' | '.join(PARTS)} | the rest | file |")
    print("| --- " * (5 + len(PARTS)) + "|", flush=True)
    try:
        for before, size in zip([0, *(size + following for size in sizes)], sizes, strict=False):
            for _ in desk.add(islice(items, size - before), lambda: reader):
                pass
            answers[size] = {question.name: asked(desk, question) for question in questions(desk, QUERIES)}
            _adding(desk, size, costs(desk, list(islice(items, following)), reader))
    finally:
        _asking(answers)


def _asking(answers: dict[int, dict[str, str]]) -> None:
    names = next(iter(answers.values()), {})
    print(f"\n| asked | {' | '.join(f'{size:,}' for size in answers)} |\n| --- {'| --- ' * len(answers)}|")
    for name in names:
        print(f"| {name} | {' | '.join(answer[name] for answer in answers.values())} |")


def _adding(desk: Desk, size: int, cost: Cost) -> None:
    megabytes = sum(path.stat().st_size for path in desk.path.parent.glob(f"{desk.path.name}*")) / 1e6
    cells = [f"{ms:.1f} ms" for ms in (cost.median, cost.mean, *cost.parts.values(), cost.mean - sum(cost.parts.values()))]
    print(f"| {size:,} | {' | '.join(cells)} | {megabytes:,.0f} MB |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
