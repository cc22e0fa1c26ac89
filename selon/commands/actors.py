"""What the commands on actors and the ledger do."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from click import UsageError
from rich.console import Console

from selon import outputs
from selon.commands import note, printed
from selon.corpus.identities import Place, Said
from selon.desk import WRITE, Desk
from selon.desk.ledger import Asked, Ledger
from selon.desk.persons import Page
from selon.labels import labels
from selon.model import ContactChannel
from selon.span import Span
from selon.store import Kept
from selon.terminal import actors as page
from selon.terminal import ledger as table
from selon.timex import days_of


def actor(path: Path, name: str, as_json: bool) -> int:
    """Print an actor's page."""
    with Desk(path) as desk:
        found = desk.actor(name)
    if as_json:
        _json(_page(found))
    else:
        _print(page.actor(found, Console(), labels()))
    return 0


def rule(path: Path, a: str, b: str, are_same: bool) -> int:
    """Keep a ruling on two names and tell its number."""
    with Desk(path, WRITE) as desk:
        ruling = desk.same(a, b) if are_same else desk.different(a, b)
    printed(f"ruling {ruling.number}: {a} and {b} are {'one' if are_same else 'two'}; selon undo {ruling.number} takes it back.")
    return 0


def ledger(
    path: Path, names: tuple[str, ...], channel: str | None, days: tuple[str | None, str | None], is_last: bool, as_json: bool
) -> int:
    """Print the contacts of those asked for, from the first of two `days` to the other. Raises UsageError."""
    for option, day in zip(("--since", "--until"), days, strict=True):
        if day is not None and days_of(day) is None:
            raise UsageError(f"{option}: {day!r} is no date: write 2024, 2024-04 or 2024-04-05.")
    asked = Asked(names, msgspec.convert(channel, ContactChannel | None), *days, is_last)
    with Desk(path) as desk:
        found = desk.ledger(asked)
    if as_json:
        _json(_ledger(found))
        return 0
    if found.entries or found.findings:
        _print(table.ledger(found, Console(), labels()))
    if not found.entries:
        whom = " and ".join(found.sides) or "anybody"
        note(f"{path} tells of no contact of {whom} that answers: ask for one name alone, or leave options out.")
    return 0


def _ledger(found: Ledger) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(found._asdict())
    days = {gap.before: gap.days for gap in found.gaps}
    for entry in told["entries"]:
        entry["days_since_last"] = days.get(entry["id"])
    return told


def _page(found: Page) -> dict[str, Any]:
    told = found._asdict()
    texts = told.pop("texts")
    shown = _with_words(told.pop("portrait"), texts)
    rows = ("spellings", "apart", "rulings")
    return {**shown, **told, **{name: [row._asdict() for row in told[name]] for name in rows}}


def _with_words(value: Any, texts: Mapping[str, Kept]) -> Any:
    """A value with the words of each of its places."""
    if isinstance(value, Place):
        return {"article": value.article, **_words(value.span, texts[value.article])}
    if isinstance(value, Said):
        spans = [_words(span, texts[value.article]) for span in value.content]
        return {**msgspec.to_builtins(value), "content": spans}
    if isinstance(value, msgspec.Struct):
        return {name: _with_words(getattr(value, name), texts) for name in value.__struct_fields__}
    return [_with_words(one, texts) for one in value] if isinstance(value, tuple) else msgspec.to_builtins(value)


def _words(span: Span, kept: Kept) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(kept.text)}


def _json(value: Any) -> None:
    outputs.to_stdout(msgspec.json.format(msgspec.json.encode(value), indent=outputs.INDENT) + b"\n")


def _print(text: str) -> None:
    outputs.to_stdout(text.encode(sys.stdout.encoding or "utf-8", "replace"))
