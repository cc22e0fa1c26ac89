"""The words that people see on the terminal and on the page, from one data file a language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from selon.model import Source, Statement, Value


class Labels(Value, frozen=True):
    """What the closed vocabularies and the headings are called; keys as in the model, `language` as ISO 639-1."""

    language: str
    voice: dict[str, str]
    act: dict[str, str]
    mode: dict[str, str]
    certainty: dict[str, str]
    polarity: dict[str, str]
    channel: dict[str, str]
    kind: dict[str, str]
    provenance: dict[str, str]
    basis: dict[str, str]
    time_type: dict[str, str]
    time_basis: dict[str, str]
    event: dict[str, str]
    event_status: dict[str, str]
    contact: dict[str, str]
    contact_status: dict[str, str]
    check: dict[str, str]
    verdict: dict[str, str]
    wording: dict[str, str]
    stance: dict[str, str]
    question: dict[str, str]
    relation: dict[str, str]
    note: dict[str, str]
    ui: dict[str, str]

    def source(self, source: Source) -> str:
        """What a source is called: its canonical name, or its voice where it has none."""
        return source.name or self.voice[source.voice]


@cache
def labels(language: str = "en") -> Labels:
    """The labels in one language; raises FileNotFoundError where there are none."""
    path = files("selon") / "data" / f"labels.{language}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Labels)


def outer_voices(statement: Statement, found: Mapping[str, Statement], words: Labels) -> tuple[str, ...]:
    """Through whom a statement came, outermost first, without its own source; `found` are the statements by id."""
    if len(statement.chain) > 1 or statement.within is None:
        return statement.chain[:-1]
    return (words.source(found[statement.within].source),)
