"""Looks for bytes that a parser fails on: python -m evaluation.fuzz TARGET [--seconds 60] [--seed 1] [--corpus FOLDER]

Coverage-guided (atheris, libFuzzer), from the cases of tests/fuzzed/TARGET on; needs requirements/fuzz.lock. Of each place in the
code where something fails the first case is kept in tests/fuzzed/TARGET, and the search goes on. libFuzzer tells at its end how
often it has run the target; what it learned is kept in FOLDER/TARGET where one is given. `python -m evaluation.soak` goes
through all targets.
"""

import argparse
import hashlib
import sys
import tempfile
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["selon", "feedparser", "htmldate", "trafilatura"], enable_loader_override=False):
    from evaluation.fuzzing import TARGETS

_CASES = Path(__file__).resolve().parents[1] / "tests" / "fuzzed"
_LONGEST = 16 * 1024
_SLOW = 60
"""Seconds; an input that takes longer ends the search and is told by libFuzzer."""


class Search:
    """What a target is run with: keeps the first case of each place where it fails."""

    def __init__(self, target: str) -> None:
        self._run = TARGETS[target]
        self._folder = _CASES / target
        self._places: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Run the target once."""
        try:
            self._run(data)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} at {last.filename}:{last.lineno}"
            if place not in self._places:
                self._places.add(place)
                self._keep(data, f"{type(error).__name__}-{hashlib.sha256(place.encode()).hexdigest()[:8]}")
                print(f"found: {place}: {str(error)[:200]!r}", flush=True)

    def _keep(self, data: bytes, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)


def main() -> None:
    """Search for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.mkdtemp()))
    given = parser.parse_args()
    corpus, cases = given.corpus / given.target, _CASES / given.target
    for folder in (corpus, cases):
        folder.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={given.seconds}", f"-seed={given.seed}", f"-max_len={_LONGEST}", f"-timeout={_SLOW}"]
    told = ["-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={given.corpus}/{given.target}-"]
    atheris.Setup([sys.argv[0], *told, *options, str(corpus), str(cases)], Search(given.target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
