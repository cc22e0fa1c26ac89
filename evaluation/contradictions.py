"""How well contradictions are told: python -m evaluation.contradictions [PAIRS.tsv] [--errors] [--cross]."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table

from evaluation.pairs import DEFAULT, Pair, load
from selon.comparing import comparer
from selon.lang.loading import load as load_pack
from selon.opposition import Comparison, contradicts
from training.contradictions import cross_validated, measured

_FILE = click.Path(path_type=Path)
_SHOWN = 4
_WIDTH = 120


class Figures(NamedTuple):
    """Counts of one group of pairs: said and true, said and not true, true and not said, all."""

    hits: int
    false: int
    missed: int
    pairs: int

    @property
    def accuracy(self) -> float:
        """The share of pairs that are told right, from 0 to 100."""
        return 100 * (self.pairs - self.false - self.missed) / self.pairs if self.pairs else 0.0

    @property
    def precision(self) -> float:
        """The share of the contradictions said that are some, from 0 to 100."""
        return 100 * self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of the contradictions that are said, from 0 to 100."""
        return 100 * self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0


def figures(answers: Iterable[tuple[bool, bool]]) -> Figures:
    """The counts of (gold, said)."""
    counts = Counter(answers)
    return Figures(counts[True, True], counts[False, True], counts[True, False], sum(counts.values()))


def groups(pairs: Sequence[Pair], said: Sequence[bool]) -> list[tuple[str, Figures]]:
    """The figures of all pairs, of the part seen and the part unseen, and of each genre."""
    tests: list[tuple[str, Callable[[Pair], bool]]] = [("all", lambda pair: True)]
    tests += [(part, lambda pair, part=part: pair.part == part) for part in ("seen", "unseen")]  # type: ignore[misc]
    tests += [(genre, lambda pair, genre=genre: pair.genre == genre) for genre in sorted({p.genre for p in pairs})]  # type: ignore[misc]
    return [(name, figures((p.contradicts, s) for p, s in zip(pairs, said, strict=True) if test(p))) for name, test in tests]


def kinds(pairs: Sequence[Pair], found: Sequence[Comparison]) -> list[tuple[str, int, int]]:
    """For each kind of reason, how many pairs have it as their strongest, and how many of those contradict."""
    first = [(c.reasons[0].kind, p.contradicts) for p, c in zip(pairs, found, strict=True) if c.verdict == "contradiction"]
    counts = Counter(kind for kind, _ in first)
    return [(kind, n, sum(true for k, true in first if k == kind)) for kind, n in counts.most_common()]


def _print(title: str, rows: Sequence[tuple[str, Figures]], console: Console) -> None:
    table = Table(title=title, title_justify="left")
    for column in ("", "pairs", "accuracy", "precision", "recall"):
        table.add_column(column, justify="left" if not column else "right")
    for name, f in rows:
        table.add_row(name, str(f.pairs), f"{f.accuracy:.1f}", f"{f.precision:.1f}", f"{f.recall:.1f}")
    console.print(table)


def _print_errors(pairs: Sequence[Pair], found: Sequence[Comparison], console: Console) -> None:
    """What went wrong in the part that may be looked at."""
    for pair, comparison in zip(pairs, found, strict=True):
        if pair.part != "seen" or (comparison.verdict == "contradiction") == pair.contradicts:
            continue
        wrong = "missed" if pair.contradicts else "false"
        console.print(f"{pair.id} {wrong}: {comparison.verdict} {comparison.score} shared {comparison.shared}", markup=False)
        console.print(f"  a {pair.a}\n  b {pair.b}", markup=False)
        for reason in comparison.reasons[:_SHOWN]:
            sides = " | ".join(" ".join(passage.text for passage in side) or "-" for side in (reason.a, reason.b))
            console.print(f"    {reason.kind} {reason.weight} {sides} ({reason.row})", markup=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", metavar="[PAIRS.tsv]", type=_FILE, default=DEFAULT)
@click.option("--errors", is_flag=True, help="Show what went wrong in the part of the pairs that may be looked at.")
@click.option("--cross", is_flag=True, help="Also learn the weights from nine tenths and judge the last, ten times over.")
def main(path: Path, errors: bool, cross: bool) -> None:
    """Compares each pair of PAIRS.tsv (columns id, premise, hypothesis, label, genre) and counts the contradictions."""
    console, pairs = Console(width=_WIDTH, highlight=False), load(path)
    texts = [(pair.a, pair.b) for pair in pairs]
    found = list(comparer().compare_many(texts))
    _print("as installed", groups(pairs, [c.verdict == "contradiction" for c in found]), console)
    if cross:
        rows, judgement = measured(texts), load_pack("fr").oppositions.judgement
        scores = cross_validated(rows, [pair.contradicts for pair in pairs])
        said = [contradicts(row, score, judgement) for row, score in zip(rows, scores, strict=True)]
        _print("weights learned from the other nine tenths", groups(pairs, said), console)
    for kind, n, true in kinds(pairs, found):
        console.print(f"{kind:16} strongest reason of {n:3} contradictions, {true} of them right")
    if errors:
        _print_errors(pairs, found, console)


if __name__ == "__main__":
    main()
