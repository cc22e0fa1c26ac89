"""The desk in the terminal: what was found, versions of an article, what failed."""

import difflib
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from selon.desk import Found
from selon.markup import visible
from selon.store import Kept
from selon.store.failures import Failed
from selon.terminal.tables import Column, Section, laid_out

_COLUMNS = 140
_MARK = "bold"


def hits(found: Sequence[Found], console: Console) -> str:
    """What a query found, an entry each: where it stands, and the words."""
    return captured(Group(*(part for hit in found for part in _hit(hit))), console)


def _hit(hit: Found) -> Iterator[RenderableType]:
    kept = hit.article
    where = " · ".join(visible(part) for part in (kept.published, kept.outlet, kept.title) if part)
    yield Text.assemble((visible(kept.name), "cyan"), "  ", where)
    yield Padding(Text.assemble(_who(hit), _words(hit)), (0, 0, 1, 4))


def _who(hit: Found) -> str:
    statement = hit.statement
    if statement is None:
        return ""
    chain = " → ".join(visible(name) for name in statement.chain) or statement.source.voice
    to = f" to {visible(statement.addressee.name)}" if statement.addressee else ""
    sure = f", {statement.certainty}" if statement.certainty != "stated" else ""
    by_hand = " (corrected by hand)" if hit.is_by_hand else ""
    return f"{chain}{by_hand}: {statement.act}{to}{sure}: "


def _words(hit: Found) -> Text:
    text = hit.article.text
    words = Text(visible(hit.excerpt.of(text)).replace("\n", " "))
    for mark in hit.marks:
        if hit.excerpt.covers(mark):
            words.stylize(_MARK, mark.start - hit.excerpt.start, mark.end - hit.excerpt.start)
    return words


def versions(kept: Sequence[Kept], console: Console) -> str:
    """Each version of an article with the lines that it added and dropped."""
    parts: list[RenderableType] = []
    for before, after in zip([None, *kept], kept, strict=False):
        parts.append(Text(f"version {after.version}, added {after.added}, {len(after.text)} characters"))
        parts += [Padding(line, (0, 0, 0, 4)) for line in _changes(before, after)] if before else []
    if len(kept) == 1:
        parts.append(Text("It has not been changed since it was added."))
    return captured(Group(*parts), console)


def _changes(before: Kept, after: Kept) -> Iterator[Text]:
    if before.title != after.title:
        yield Text(f"- {visible(before.title or '')}", style="red")
        yield Text(f"+ {visible(after.title or '')}", style="green")
    for line in difflib.ndiff(before.text.splitlines(), after.text.splitlines()):
        if line.startswith(("- ", "+ ")) and line[2:].strip():
            yield Text(visible(line), style="red" if line[0] == "-" else "green")


def failures(failed: Sequence[Failed], console: Console) -> str:
    """What could not be read, a row each."""
    columns = (Column("tries", 1), Column("last", 1, 20), Column("place", 3), Column("reason", 6))
    rows = tuple((Text(str(row.tries)), Text(row.last[:19]), Text(visible(row.place)), Text(_reason(row))) for row in failed)
    return captured(laid_out(Section("", columns, rows), min(console.width, _COLUMNS)), console)


def _reason(row: Failed) -> str:
    """The reason without the place that it begins with: that stands beside it."""
    return visible(row.reason.removeprefix(f"{row.place} "))


def captured(shown: RenderableType, console: Console) -> str:
    """What the console would show, at most 140 columns wide, without blanks at the ends of lines."""
    with console.capture() as capture:
        console.print(shown, width=min(console.width, _COLUMNS))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
