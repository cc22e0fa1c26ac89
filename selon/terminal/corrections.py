"""Rulings by hand in the terminal."""

from collections.abc import Sequence

from rich.console import Console, Group
from rich.text import Text

from selon.desk.corrections import Told
from selon.markup import visible
from selon.terminal.desk import captured
from selon.terminal.tables import Column, Section, laid_out

_COLUMNS = 140
_SENTENCES = {
    "same_actor": "{a} and {b} are one",
    "different_actors": "{a} and {b} are two",
    "one_story": "{a} and {b} are one story",
    "two_stories": "{b} is of another story than {a}",
    "speaker": "« {words} » in {a} is said by {b}",
}


def sentence(told: Told) -> str:
    """A ruling in words."""
    return visible(_SENTENCES[told.ruling.kind].format(a=told.a.words, b=told.b.words, words=" ".join(told.words.split())))


def rulings(found: Sequence[Told], console: Console) -> str:
    """A row for each ruling."""
    columns = (Column("number", 1, 6), Column("made", 1, 10), Column("state", 1, 11), Column("what", 3))
    rows = tuple(
        (Text(str(told.ruling.number), "cyan"), Text(told.ruling.made[:10]), Text(_state(told)), Text(sentence(told)))
        for told in found
    )
    below = Text("selon undo NUMBER takes one back.")
    return captured(Group(laid_out(Section("", columns, rows), min(console.width, _COLUMNS)), Text(), below), console)


def _state(told: Told) -> str:
    return "taken back" if told.ruling.undone else "words gone" if told.is_void else "stands"
