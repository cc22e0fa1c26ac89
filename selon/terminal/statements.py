"""Who says what, to whom, according to whom, how surely: a table, or blocks on a narrow screen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.labels import Labels, outer_voices
from selon.markup import speakers, visible
from selon.model import Reading, Statement
from selon.terminal.prose import colour
from selon.terminal.tables import TABLE_COLUMNS

_SHARES = (("source", 13), ("says", 22), ("to", 11), ("according_to", 13), ("certainty", 12))
_WORDS_SHOWN = 160


class _Row(NamedTuple):
    number: Text
    source: Text
    said: Text
    to: Text
    according_to: Text
    how: Text


def statements(reading: Reading, columns: int, words: Labels) -> RenderableType:
    """Who says what: a table, blocks where `columns` are too few for one, or a sentence where nobody speaks."""
    rows = list(_rows(reading, words))
    if not rows:
        return Text(words.ui["no_statements"])
    return _table(rows, words) if columns >= TABLE_COLUMNS else _blocks(rows, words)


def _rows(reading: Reading, words: Labels) -> Iterator[_Row]:
    found = {statement.id: statement for statement in reading.record.statements}
    positions = {identifier: number for number, identifier in enumerate(found, start=1)}
    for statement, speaker in zip(found.values(), speakers(found.values()), strict=True):
        style = f"bold {colour(speaker)}"
        certainty = Text(words.certainty[statement.certainty], style="" if statement.certainty == "stated" else "bold")
        outer = [name for name in outer_voices(statement, found, words) if name != reading.record.article.outlet]
        within = f"({words.ui['within']} {positions[statement.within]})" if statement.within else ""
        yield _Row(
            Text(f"{'└' if within else ''}{positions[statement.id]}", style=style),
            Text(visible(words.source(statement.source)), style=style),
            Text(_said(statement, reading.text)),
            Text(visible(statement.addressee.name) if statement.addressee else ""),
            Text(f"{visible(' → '.join(outer))} {within}".strip()),
            Text("\n").join([certainty, Text(", ".join(_manner(statement, words)))]),
        )


def _manner(statement: Statement, words: Labels) -> list[str]:
    parts = [words.act[statement.act], words.mode[statement.mode]]
    parts += [words.channel[statement.channel]] if statement.channel else []
    parts += [words.polarity["-"]] if statement.polarity == "-" else []
    return parts + ([words.ui["hearsay"]] if statement.conditional_report else [])


def _said(statement: Statement, text: str) -> str:
    said = " … ".join(" ".join(visible(span.of(text)).split()) for span in statement.content)
    if len(said) > _WORDS_SHOWN:
        said = said[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"«\u00a0{said}\u00a0»" if statement.mode == "direct" else said


def _table(rows: Sequence[_Row], words: Labels) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 1, 0), collapse_padding=True)
    table.add_column(words.ui["number"], justify="right", no_wrap=True)
    for name, share in _SHARES:
        table.add_column(words.ui[name], ratio=share, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _blocks(rows: Sequence[_Row], words: Labels) -> Group:
    blocks: list[RenderableType] = []
    for row in rows:
        to = Text.assemble("  → ", row.to) if row.to.plain else Text()
        below = [row.said, Text(", ").join(row.how.split("\n"))]
        if row.according_to.plain:
            below.insert(1, Text.assemble(f"{words.ui['according_to']} ", row.according_to))
        blocks.append(Text.assemble(row.number, " ", row.source, to))
        blocks += [Padding(part, (0, 0, 0, 4), expand=False) for part in below] + [Text()]
    return Group(*blocks[:-1])
