"""What the write-ahead log's size costs: python benchmarks/checkpoints.py ARTICLES.jsonl [--articles 3000]

Articles made of those given (`benchmarks/many.py`) fill a desk, then 500 more are added to copies of it, each with another
`wal_autocheckpoint` (pages of 4 KB): what goes to the disk, and processor time in the program and in the system.
"""

import argparse
import resource
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many import Recorded, many, read
from selon.desk import WRITE, Desk
from selon.intake import Item
from selon.model import Reading

PAGES = (1000, 16_384)
_MORE = 500


def main() -> int:
    """Print a table with a line for each size of the log; the first is SQLite's own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="most", type=int, default=3000)
    given = parser.parse_args()
    readings = read(given.articles)
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder, "filled.sqlite")
        reader = Recorded()
        with Desk(filled, WRITE) as desk:
            for _ in desk.add(many(readings, given.most, reader), lambda: reader):
                pass
        print("| pages | written an article | program | system |\n| --- | --- | --- | --- |", flush=True)
        for pages in PAGES:
            copy = Path(shutil.copy(filled, Path(folder, f"{pages}.sqlite")))
            print(f"| {pages:,} | {_cost(copy, pages, readings, given.most)} |", flush=True)
    return 0


def _cost(path: Path, pages: int, readings: list[Reading], most: int) -> str:
    reader = Recorded()
    more: list[Item] = list(islice(many(readings, most + _MORE, reader), most, None))
    with Desk(path, WRITE) as desk:
        desk.store.row(f"PRAGMA wal_autocheckpoint = {pages}")
        before, written = resource.getrusage(resource.RUSAGE_SELF), _written()
        for _ in desk.add(more, lambda: reader):
            pass
        after = resource.getrusage(resource.RUSAGE_SELF)
        kilobytes = (_written() - written) / _MORE / 1000
    spent = (after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime)
    return " | ".join([f"{kilobytes:,.0f} kB", *(f"{seconds / _MORE * 1000:.1f} ms" for seconds in spent)])


def _written() -> int:
    """Bytes that this process had written to the disk (Linux)."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


if __name__ == "__main__":
    sys.exit(main())
