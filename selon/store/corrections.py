"""Speakers that people have corrected: laid over a record when it is taken out of the file, never written into it."""

from collections.abc import Iterable

import msgspec

from selon.model import Corrected, Entity, Held, Record, Source, Statement, Value
from selon.store import rulings
from selon.store.file import Store

SPEAKER = "speaker"
"""The kind of a ruling on a statement: `a` is a version of the article, `b` the statement by its words with the name."""

_JOINT = " … "


class Speaker(Value, frozen=True):
    """Who says a statement, which is told by its words: of those with this content and this cue the `nth`, from 0."""

    content: str
    cue: str | None
    nth: int
    name: str


_DECODER = msgspec.json.Decoder(Speaker)


def spoken_by(held: Held, statement: str, name: str) -> Speaker | None:
    """The correction that gives a statement of an article another speaker; None where there is no such statement."""
    counted = list(_counted(held))
    found = next((words for words, one in counted if one.id == statement), None)
    return Speaker(*found, name) if found is not None else None


def encoded(speaker: Speaker) -> str:
    """A correction as it stands in a ruling."""
    return msgspec.json.encode(speaker).decode()


def decoded(ruling: rulings.Ruling) -> Speaker:
    """The correction of a ruling of the kind `SPEAKER`."""
    return _DECODER.decode(ruling.b)


def laid_over(store: Store, held: Held) -> Held:
    """An article with the speakers that stand corrected; a correction whose words stand there no more does nothing."""
    versions = "articles a JOIN articles b ON b.address = a.address"
    ids = [row["id"] for row in store.rows(f"SELECT b.id FROM {versions} WHERE a.id = ?", [held.id])]
    standing = rulings.on(store, SPEAKER, ids)
    return _corrected(held, standing) if standing else held


def _corrected(held: Held, standing: Iterable[rulings.Ruling]) -> Held:
    by_words = dict(_counted(held))
    record, corrected = held.record, []
    for ruling in standing:
        speaker = decoded(ruling)
        statement = by_words.get((speaker.content, speaker.cue, speaker.nth))
        if statement is not None:
            corrected.append(Corrected(statement.id, statement.source, ruling.number))
            record = _respoken(record, statement.id, _source(held, statement, speaker.name))
    return msgspec.structs.replace(held, record=record, corrected=tuple(corrected))


def _counted(held: Held) -> Iterable[tuple[tuple[str, str | None, int], Statement]]:
    seen: dict[tuple[str, str | None], int] = {}
    for statement in held.record.statements:
        words = (
            _JOINT.join(span.of(held.text) for span in statement.content),
            statement.cue.of(held.text) if statement.cue is not None else None,
        )
        seen[words] = nth = seen.get(words, -1) + 1
        yield (*words, nth), statement


def _source(held: Held, statement: Statement, name: str) -> Source:
    entity = next((one.id for one in held.record.entities if _is_called(one, name, held.text)), None)
    return Source("named", entity, name, statement.source.span)


def _is_called(entity: Entity, name: str, text: str) -> bool:
    return name == entity.name or any(name == mention.of(text) for mention in entity.mentions)


def _respoken(record: Record, wanted: str, source: Source) -> Record:
    """A record in which a statement has another source, in its own chain and in the chains of what is said within it."""
    by_id = {statement.id: statement for statement in record.statements}
    before = by_id[wanted].chain
    after = (*before[:-1], source.name or "")

    def is_within(statement: Statement) -> bool:
        above = statement.within
        while above is not None and above != wanted:
            above = by_id[above].within
        return above == wanted

    def told(statement: Statement) -> Statement:
        if statement.id == wanted:
            return msgspec.structs.replace(statement, source=source, chain=after)
        if is_within(statement) and statement.chain[: len(before)] == before:
            return msgspec.structs.replace(statement, chain=(*after, *statement.chain[len(before) :]))
        return statement

    return msgspec.structs.replace(record, statements=tuple(told(statement) for statement in record.statements))
