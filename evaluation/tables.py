"""Tables of figures for a terminal and for a page of the documentation."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.table import Table

from evaluation.constructs import CONSTRUCTS, Count
from evaluation.gold import PARTS
from evaluation.measuring import WHOLE, Measured, Peer, Row, SetFigures

# Figures that can be too many as well as too few; every other is a share of the pairs.
COUNTED = ("content>0.3", "content>0.8", "content exact", "attribution", "nested", "contacts")
EVERY_STATEMENT = "every statement"


class Grid(NamedTuple):
    """A table: its title, its columns, and rows of cells whose first is a name."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures(each: SetFigures, peers: Sequence[Peer]) -> Grid:
    """The scorer's figures of a set: its parts, their distance, the whole, and the peers."""
    parts, known = _parts(each), [peer for peer in peers if peer.set == each.name]
    whole = each.parts.get(WHOLE)
    names = dict.fromkeys(name for part in each.parts.values() for name in part.figures)
    columns = [f"{part.part} {column}" for part in parts for column in ("P", "R", "F1")]
    rows = []
    for name in names:
        found = [part.figures.get(name) for part in parts]
        cells = [cell for row in found for cell in _cells(name, row)]
        cells += _distance([row.f1 if row and row.gold else None for row in found])
        cells += [_number(whole.figures[name].f1 if name in whole.figures else None)] if whole else []
        rows.append((name, *cells, *(_number(peer.figures.get(name)) for peer in known)))
    more = (*(["distance"] if len(parts) > 1 else []), *([WHOLE] if whole else []), *(peer.name for peer in known))
    return Grid(_title(each), ("figure", *columns, *more), tuple(rows))


def constructs(each: SetFigures, peers: Sequence[Peer]) -> Grid:
    """Attribution by construct, each part apart; the first row is every statement, where peers have figures too."""
    parts, known = _parts(each), [peer for peer in peers if peer.set == each.name]
    columns = [f"{part.part} {column}" for part in parts for column in ("gold", "found", "R", "P", "F1", "as such")]
    all_rows = [part.figures["attribution"] for part in parts]
    cells = [cell for row in all_rows for cell in (str(row.gold), str(row.hit), *map(_number, (row.r, row.p, row.f1)), "")]
    cells += _distance([row.f1 for row in all_rows])
    rows = [(EVERY_STATEMENT, *cells, *(_number(peer.figures.get("attribution")) for peer in known))]
    for construct in CONSTRUCTS:
        counts = [part.constructs[construct.name] for part in parts]
        cells = [cell for count in counts for cell in _counted(count)] + _distance([count.f1 for count in counts])
        rows.append((construct.title, *cells, *("–" for _ in known)))
    more = (*(["distance"] if len(parts) > 1 else []), *(peer.name for peer in known))
    return Grid(f"{each.name}: attribution by construct", ("construct", *columns, *more), tuple(rows))


def _parts(each: SetFigures) -> list[Measured]:
    return [each.parts[part] for part in PARTS if part in each.parts and each.parts[part].articles]


def _title(each: SetFigures) -> str:
    parts = ", ".join(f"{part.articles} article{'s' if part.articles != 1 else ''} {part.part}" for part in _parts(each))
    return f"{each.name}: {parts}, reader {each.reader}"


def _cells(name: str, row: Row | None) -> tuple[str, str, str]:
    if row is None or not (row.gold or row.pred):
        return ("", "", "–")
    return (_number(row.p), _number(row.r), _number(row.f1)) if name in COUNTED else ("", "", _number(row.f1))


def _counted(count: Count) -> tuple[str, ...]:
    such = f"{count.as_such}/{count.found}" if count.found else "–"
    return (str(count.gold), str(count.found), _number(count.recall), _number(count.precision), _number(count.f1), such)


def _distance(values: Sequence[float | None]) -> list[str]:
    if len(values) < 2:
        return []
    first, last = values[0], values[-1]
    return ["–" if first is None or last is None else f"{first - last:+.1f}"]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def screen(grid: Grid) -> Table:
    """The table as a terminal shows it, without its title."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    for i, column in enumerate(grid.columns):
        emphasis = "bold" if column.endswith("F1") else "dim" if column.endswith((" P", " R")) else ""
        table.add_column(column, justify="right" if i else "left", style=emphasis, no_wrap=not i)
    for row in grid.rows:
        table.add_row(row[0].replace("*", ""), *row[1:])
    return table


def markdown(grids: Iterable[Grid]) -> str:
    """The tables as Markdown, each under its title."""
    return "\n\n".join(_markdown(grid) for grid in grids)


def _markdown(grid: Grid) -> str:
    lines = [f"**{grid.title}**", "", _line(grid.columns), _line(["---", *("---:" for _ in grid.columns[1:])])]
    return "\n".join([*lines, *(_line(row) for row in grid.rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
