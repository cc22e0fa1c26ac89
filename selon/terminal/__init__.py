"""The terminal's face: the article with its marked words, who says what, and below it all else that the record holds."""

from io import BytesIO, TextIOWrapper

from rich.console import Console
from rich.text import Text

from selon.labels import Labels
from selon.markup import visible
from selon.model import Reading
from selon.terminal.findings import findings
from selon.terminal.prose import article
from selon.terminal.statements import statements
from selon.terminal.tables import laid_out

_ARTICLE_COLUMNS = 100
_TABLE_COLUMNS_AT_MOST = 140


def render(reading: Reading, screen: Console, words: Labels) -> str:
    """One reading as wide as the screen, lines of prose at most 100 columns and of the tables at most 140."""
    printed = BytesIO()
    # Not a capture of the screen: rich writes to a captured screen too, and that may fail where nobody minds it.
    shown = TextIOWrapper(printed, screen.encoding, "replace", newline="\n", write_through=True)
    console = Console(file=shown, width=screen.width, force_terminal=screen.is_terminal, highlight=False, emoji=False)
    for part in (_heading(reading), article(reading)):
        if part.plain:
            console.print(part, width=min(console.width, _ARTICLE_COLUMNS), end="\n\n")
    columns = min(console.width, _TABLE_COLUMNS_AT_MOST)
    console.print(statements(reading, columns, words), width=columns)
    sections = tuple(findings(reading, words))
    for section in sections:
        console.print(Text(f"\n{section.title}", style="bold"))
        console.print(laid_out(section, columns), width=columns)
    console.print(*[Text()] * bool(sections), _told_by(reading, words), sep="\n")
    return _without_padding(printed.getvalue().decode(screen.encoding), screen.is_terminal)


def _told_by(reading: Reading, words: Labels) -> Text:
    outlet = reading.record.article.outlet
    return Text(words.ui["told_by"].format(outlet=visible(outlet)) if outlet and reading.record.statements else "")


def _without_padding(printed: str, is_terminal: bool) -> str:
    # A screen shows no trailing blanks, a file keeps them.
    return printed if is_terminal else "".join(f"{line.rstrip()}\n" for line in printed.rstrip().split("\n"))


def _heading(reading: Reading) -> Text:
    info = reading.record.article
    below = Text(" · ").join(Text(visible(part)) for part in (info.outlet, info.published) if part)
    title = Text(visible(info.title or ""), style="bold")
    return Text("\n").join(part for part in (title, below) if part.plain)
