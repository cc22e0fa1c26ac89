"""The gate that every record leaves through: spans exist, ids resolve, chains end."""

from collections.abc import Iterator

from selon.errors import RecordError
from selon.model import Record
from selon.span import Span

_KINDS = ("entities", "times", "statements", "events", "contacts")


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
    known: dict[str, str] = {}
    for kind in _KINDS:
        for value in getattr(record, kind):
            if value.id in known:
                raise RecordError(f"the id {value.id} stands twice")
            known[value.id] = kind
    for path, kind, wanted in _references(record):
        for one in wanted:
            if one is not None and one not in known:
                raise RecordError(f"{path} = {one}, which is no id of this record")
            if one is not None and known[one] != kind:
                raise RecordError(f"{path} = {one}, which is one of the record's {known[one]}, not of its {kind}")


def _references(record: Record) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
    """Each value that names others by their ids: its path, what it has to name, and the ids."""
    for i, statement in enumerate(record.statements):
        path = f"record.statements[{i}]"
        yield f"{path}.source.entity", "entities", (statement.source.entity,)
        yield f"{path}.addressee.entity", "entities", (statement.addressee.entity if statement.addressee else None,)
        yield f"{path}.within", "statements", (statement.within,)
        yield f"{path}.time", "times", (statement.time,)
    for i, event in enumerate(record.events):
        path = f"record.events[{i}]"
        yield path, "entities", (*event.actors, *event.recipients, event.place)
        yield path, "times", (event.time,)
        yield path, "statements", event.according_to
    for i, contact in enumerate(record.contacts):
        path = f"record.contacts[{i}]"
        yield path, "events", (contact.event,)
        yield path, "entities", (*contact.participants, contact.initiator)
        yield path, "statements", contact.according_to
    for i, check in enumerate(record.checks):
        yield f"record.checks[{i}].statements", "statements", check.statements


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
