"""The terminal's face of a comparison: the verdict, then each opposition with the words on both sides."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selon.markup import visible
from selon.opposition import Comparison, Passage

_LEAST = 0.25


def render(comparison: Comparison, screen: Console) -> str:
    """A comparison as wide as the screen: the verdict with its figures, and its reasons, strongest first."""
    with screen.capture() as shown:
        line = Text(comparison.verdict, style="bold")
        line.append(f"  probability of a contradiction {comparison.score:.2f}, shared words {comparison.shared:.0%}", style="dim")
        screen.print(line)
        if comparison.reasons:
            screen.print(_table(comparison))
    return shown.get()


def _table(comparison: Comparison) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("kind", "a", "b", "weight", "row"):
        table.add_column(column)
    for reason in comparison.reasons:
        if reason.weight >= _LEAST or reason is comparison.reasons[0]:
            table.add_row(reason.kind, _words(reason.a), _words(reason.b), f"{reason.weight:.2f}", reason.row)
    return table


def _words(passages: Sequence[Passage]) -> Text:
    return Text(visible(" … ".join(passage.text for passage in passages)) or "–")
