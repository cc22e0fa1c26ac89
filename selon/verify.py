"""The gate that every record leaves through: spans exist, ids resolve, chains end."""

from collections.abc import Iterator

from selon.errors import RecordError
from selon.model import Record
from selon.span import Span


def verify(record: Record, text: str) -> Record:
    """The same record, or a RecordError that carries the path of the first value that breaks the contract."""
    if record.article.characters != len(text):
        raise RecordError(f"record.article.characters = {record.article.characters}, but the text has {len(text)}")
    for path, span in spans_of(record):
        _check_span(path, span, len(text))
    _check_ids(record)
    _check_statements(record)
    return record


def spans_of(record: Record) -> Iterator[tuple[str, Span]]:
    """Every span of a record with its path, in the order of the contract's fields."""
    yield from ((f"record.article.provenance[{i}].span", p.span) for i, p in enumerate(record.article.provenance))
    for i, entity in enumerate(record.entities):
        yield from ((f"record.entities[{i}].roles[{j}]", span) for j, span in enumerate(entity.roles))
        yield from ((f"record.entities[{i}].mentions[{j}]", span) for j, span in enumerate(entity.mentions))
    yield from ((f"record.times[{i}].span", time.span) for i, time in enumerate(record.times))
    for i, statement in enumerate(record.statements):
        path = f"record.statements[{i}]"
        if statement.source.span is not None:
            yield f"{path}.source.span", statement.source.span
        if statement.cue is not None:
            yield f"{path}.cue", statement.cue
        yield from ((f"{path}.content[{j}]", span) for j, span in enumerate(statement.content))
    yield from ((f"record.events[{i}].trigger", event.trigger) for i, event in enumerate(record.events))
    for i, contact in enumerate(record.contacts):
        yield f"record.contacts[{i}].span", contact.span
        yield from ((f"record.contacts[{i}].topics[{j}]", span) for j, span in enumerate(contact.topics))
    for i, check in enumerate(record.checks):
        yield from ((f"record.checks[{i}].spans[{j}]", span) for j, span in enumerate(check.spans))
    yield from ((f"record.wording[{i}].span", wording.span) for i, wording in enumerate(record.wording))


def _check_span(path: str, span: Span, characters: int) -> None:
    where = f"{path} = [{span.start}, {span.end})"
    if span.start < 0 or span.end <= span.start:
        raise RecordError(f"{where} is empty or runs backwards")
    if span.end > characters:
        raise RecordError(f"{where} runs past the text ({characters} characters)")


def _check_ids(record: Record) -> None:
    known: set[str] = set()
    for group in (record.entities, record.times, record.statements, record.events, record.contacts):
        for value in group:
            if value.id in known:
                raise RecordError(f"the id {value.id} stands twice")
            known.add(value.id)
    for path, wanted in _references(record):
        if wanted is not None and wanted not in known:
            raise RecordError(f"{path} = {wanted}, which is no id of this record")


def _references(record: Record) -> Iterator[tuple[str, str | None]]:
    for i, statement in enumerate(record.statements):
        path = f"record.statements[{i}]"
        yield f"{path}.source.entity", statement.source.entity
        yield f"{path}.addressee.entity", statement.addressee.entity if statement.addressee else None
        yield f"{path}.within", statement.within
        yield f"{path}.time", statement.time
    for i, event in enumerate(record.events):
        path = f"record.events[{i}]"
        for wanted in (*event.actors, *event.recipients, event.place, event.time, *event.according_to):
            yield path, wanted
    for i, contact in enumerate(record.contacts):
        path = f"record.contacts[{i}]"
        for wanted in (contact.event, *contact.participants, contact.initiator, *contact.according_to):
            yield path, wanted
    for i, check in enumerate(record.checks):
        yield from ((f"record.checks[{i}].statements", wanted) for wanted in check.statements)


def _check_statements(record: Record) -> None:
    above = {statement.id: statement.within for statement in record.statements}
    for i, statement in enumerate(record.statements):
        path = f"record.statements[{i}]"
        if not statement.content:
            raise RecordError(f"{path}.content has no span: a statement without content is none")
        if any(a.end > b.start for a, b in zip(statement.content, statement.content[1:], strict=False)):
            raise RecordError(f"{path}.content has spans that overlap or are out of order")
        source = statement.source
        if source.voice == "author" and (source.name is not None or source.entity is not None or source.span is not None):
            raise RecordError(f"{path}.source: the author's own voice has no name, entity or span")
        seen, at = {statement.id}, statement.within
        while at is not None:
            if at in seen:
                raise RecordError(f"{path}.within never ends: {at} lies within itself")
            seen.add(at)
            at = above[at]
