"""What leaving a desk costs: python benchmarks/exporting.py DESK [FORMAT…]; each format in a process of its own."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from selon.cli.desk import FORMATS
from selon.commands.exporting import Wanted, export
from selon.desk import Desk


def main() -> int:
    """Print a row for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("desk", type=Path)
    parser.add_argument("formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return _row(given.desk, given.formats[0])
    print("| format | articles/s | size | peak memory |\n| --- | --- | --- | --- |", flush=True)
    for form in given.formats:
        subprocess.run([sys.executable, __file__, str(given.desk), form, "--one"], check=True, stderr=subprocess.DEVNULL)
    return 0


def _row(path: Path, form: str) -> int:
    with Desk(path) as desk:
        articles = int(desk.holdings()["articles"])
    with tempfile.TemporaryDirectory() as folder:
        out, begun = Path(folder, "out"), time.perf_counter()
        export(Wanted(path, form, out=out))
        taken = time.perf_counter() - begun
        files = [out] if out.is_file() else list(out.iterdir())
        size = sum(file.stat().st_size for file in files) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"| `{form}` | {articles / taken:,.0f} | {size:,.1f} MB | {memory:,.0f} MB |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
