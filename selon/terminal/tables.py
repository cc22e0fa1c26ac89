"""Tables of the terminal: columns as wide as their shares, or a list where the screen is narrow."""

from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

TABLE_COLUMNS = 76
"""Below that many columns a table becomes a list."""

_HEADLINE = 2


class Column(NamedTuple):
    """A column: its heading, its share of the width, or how many characters wide it is."""

    heading: str
    share: int
    width: int | None = None


class Section(NamedTuple):
    """A table with its title; the first column is as narrow as it can be."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


def laid_out(section: Section, columns: int) -> RenderableType:
    """The section's rows in so many columns."""
    return _table(section) if columns >= TABLE_COLUMNS else _list(section)


def _table(section: Section) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), collapse_padding=True)
    table.add_column(section.columns[0].heading, justify="right", no_wrap=True)
    for column in section.columns[1:]:
        table.add_column(column.heading, ratio=None if column.width else column.share, width=column.width, overflow="fold")
    for row in section.rows:
        table.add_row(*row)
    return table


def _list(section: Section) -> Group:
    lines: list[RenderableType] = []
    for row in section.rows:
        lines.append(Text(" ").join(cell for cell in row[:_HEADLINE] if cell.plain))
        for column, cell in list(zip(section.columns, row, strict=True))[_HEADLINE:]:
            if cell.plain:
                lines.append(Padding(Text.assemble(f"{column.heading} ", cell), (0, 0, 0, 4), expand=False))
    return Group(*lines)
