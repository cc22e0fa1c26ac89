"""Stories in the terminal: a list of them, and the articles of one."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from selon.markup import visible
from selon.store import Kept
from selon.store.stories import Told
from selon.terminal.tables import Column, Section, laid_out

_COLUMNS = 140
_ID = 9
_DAY = 10
_UNKNOWN = "–"


def stories(found: Sequence[Told], alone: int, console: Console) -> str:
    """A row for each story."""
    columns = (
        Column("story", 1, _ID), Column("articles", 1, 8), Column("first", 1, _DAY), Column("last", 1, _DAY), Column("title", 1),
    )  # fmt: skip
    rows = tuple(
        (Text(story.id[:_ID], "cyan"), Text(str(len(story.articles))), _day(story.first), _day(story.last), _words(story.title))
        for story in found
    )
    below = Text(f"{alone} other articles stand alone. selon story ID shows the articles of a story.")
    return _captured(Group(laid_out(Section("", columns, rows), min(console.width, _COLUMNS)), Text(), below), console)


def story(story: Told, articles: Sequence[Kept], console: Console) -> str:
    """The articles of a story, a row each."""
    days = " – ".join(dict.fromkeys(day for day in (story.first, story.last) if day)) or "no day is known"
    count = f"{len(articles)} article{'s' if len(articles) > 1 else ''}"
    head = Text.assemble((visible(story.title or _UNKNOWN), "bold"), f"\n{story.id} · {count} · {days}\n")
    columns = (Column("article", 1), Column("published", 1, _DAY), Column("outlet", 1), Column("title", 3))
    rows = tuple(
        (Text(visible(kept.name), "cyan"), _day(kept.published), _words(kept.outlet), _words(kept.title)) for kept in articles
    )
    return _captured(Group(head, laid_out(Section("", columns, rows), min(console.width, _COLUMNS))), console)


def _day(day: str | None) -> Text:
    return Text(day[:_DAY] if day else _UNKNOWN)


def _words(words: str | None) -> Text:
    return Text(visible(words or _UNKNOWN))


def _captured(shown: RenderableType, console: Console) -> str:
    with console.capture() as capture:
        console.print(shown, width=min(console.width, _COLUMNS))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
