"""How a desk does, for the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from selon.desk.health import Health, Inside
from selon.markup import visible
from selon.terminal.desk import captured

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def health(found: Health, console: Console) -> str:
    """A row for each thing that is known, then what to do."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, told in (*_outside(found), *(_within(found.inside) if found.inside else ())):
        table.add_row(Text(name), Text(visible(told)))
    for number, advice in enumerate(found.advice or ("nothing",)):
        table.add_row(Text("to do" if not number else ""), Text(visible(advice)))
    return captured(table, console)


def size(count: int) -> str:
    """Bytes as people tell them."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit + 1 < len(_UNITS):
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {_UNITS[unit]}" if unit else f"{count} {_UNITS[0]}"


def _outside(found: Health) -> Iterator[tuple[str, str]]:
    rights = [name for name, has in (("read", found.is_readable), ("write", found.is_writable)) if has]
    yield "file", found.file
    yield "size", f"{size(found.size)}, and {size(found.log)} in its log"
    yield "disk", f"{size(found.free)} free"
    yield "rights", f"this account may {' and '.join(rights)} it" if rights else "none for this account"
    yield "reader", found.reader


def _within(inside: Inside) -> Iterator[tuple[str, str]]:
    between = f", published {inside.first} to {inside.last}" if inside.first else ""
    yield "schema", f"{inside.schema}, journal {inside.journal}"
    yield "articles", f"{inside.articles:,} in {inside.versions:,} versions{between}"
    for number, (reader, count) in enumerate(inside.readers.items()):
        yield "" if number else "records", f"{count:,} by {reader}"
    yield "failures", f"{inside.failures:,}"
    yield (
        "integrity",
        "; ".join(inside.faults) or "pages whole, a record for each article (selon desk check looks closer)",
    )
