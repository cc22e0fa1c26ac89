"""The notes in the margin: one for each statement, nested as the statements are."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from selon.labels import Labels, outer_voices
from selon.markup import speakers
from selon.model import Reading, Statement, Time
from selon.page.values import Fact, Note
from selon.span import Span

COLOURS = 8
LINES = 5


def speaker_classes(speaker: int) -> str:
    """The classes of a source's colour and kind of line; `speaker` is its rank, -1 the author."""
    return "author" if speaker < 0 else f"c{speaker % COLOURS} l{speaker % LINES}"


def quoted(span: Span, text: str) -> str:
    """The words of a span on one line."""
    return " ".join(span.of(text).split())


class Found(NamedTuple):
    """A reading with what its notes look up: statements by id, and by id their numbers (from 1), sources' ranks, times."""

    reading: Reading
    statements: dict[str, Statement]
    numbers: dict[str, int]
    ranks: dict[str, int]
    times: dict[str, Time]


def found_in(reading: Reading) -> Found:
    """The reading with its look-ups."""
    statements = {statement.id: statement for statement in reading.record.statements}
    return Found(
        reading,
        statements,
        {identifier: number for number, identifier in enumerate(statements, start=1)},
        dict(zip(statements, speakers(statements.values()), strict=True)),
        {time.id: time for time in reading.record.times},
    )


def notes(found: Found, numbers: Sequence[int], words: Labels) -> tuple[Note, ...]:
    """The notes of the statements with these numbers, each within its outer one where that is among them."""
    inner: dict[int | None, list[Statement]] = {}
    for number in numbers:
        statement = found.reading.record.statements[number - 1]
        outer = found.numbers[statement.within] if statement.within else None
        inner.setdefault(outer if outer in numbers else None, []).append(statement)

    def nested(outer: int | None) -> tuple[Note, ...]:
        made = ((found.numbers[statement.id], _note(found, statement, words)) for statement in inner.get(outer, ()))
        return tuple(msgspec.structs.replace(note, inner=nested(number)) for number, note in made)

    return nested(None)


def _note(found: Found, statement: Statement, words: Labels) -> Note:
    return Note(
        number=found.numbers[statement.id],
        classes=speaker_classes(found.ranks[statement.id]),
        name=words.source(statement.source),
        outer=outer_voices(statement, found.statements, words),
        addressee=statement.addressee.name if statement.addressee else None,
        manner=tuple(_manner(statement, words)),
        facts=tuple(_facts(found, statement, words)),
        within=found.numbers[statement.within] if statement.within else None,
    )


def _manner(statement: Statement, words: Labels) -> list[tuple[str, bool]]:
    manner = [(words.certainty[statement.certainty], statement.certainty != "stated")]
    if statement.conditional_report:
        manner.append((words.ui["hearsay"], True))
    manner.append((words.polarity[statement.polarity], statement.polarity == "-"))
    manner += [(words.act[statement.act], False), (words.mode[statement.mode], False)]
    return manner + ([(words.channel[statement.channel], False)] if statement.channel else [])


def _facts(found: Found, statement: Statement, words: Labels) -> list[Fact]:
    source, text = statement.source, found.reading.text
    facts = []
    if source.span is not None and quoted(source.span, text) != source.name:
        facts.append(Fact(words.ui["as"], quoted(source.span, text), quoted=True))
    if statement.cue is not None:
        facts.append(Fact(words.ui["cue"], quoted(statement.cue, text), quoted=True))
    if statement.time is not None:
        time = found.times[statement.time]
        facts.append(Fact(words.ui["time"], f"{quoted(time.span, text)} ({time.value})"))
    return facts
