"""What the command line is given, as articles and failures in order: files of every kind, directories, standard input."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from selon.errors import InputError
from selon.ingest import language, paths, sniff
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.opening import opened
from selon.model import Article


class Given(NamedTuple):
    """What the caller says of the articles; an article's own line of JSON goes before it."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None


class Item(NamedTuple):
    """An article or a failure, where it stands, the name that a file made of it takes, and the whole that it came from."""

    where: str
    name: str
    article: Article | Failure
    origin: str = ""


def holds_many(path: Path, stdin_holds_lines: bool) -> bool:
    """Whether a path is one that holds many articles, such as JSON lines, by its name."""
    return stdin_holds_lines if path == paths.STDIN else sniff.named_kind(path.name) in sniff.MANY


def items(
    found: list[Path],
    given: Given,
    stdin_holds_lines: bool,
    languages: frozenset[str],
    note: Callable[[str], None],
) -> Iterator[Item]:
    """Every article of the paths, in order, with its language; `note` is told what an owner of a file should know."""
    for path in found:
        origin = paths.label(path)
        for row in opened(path, "jsonl" if path == paths.STDIN and stdin_holds_lines else None):
            name = _name(path, row.where, row.key if isinstance(row, Failure) else row.article.key)
            yield arrived(row, given, languages, origin, note)._replace(name=name)


def arrived(found: Incoming | Failure, given: Given, languages: frozenset[str], origin: str, note: Callable[[str], None]) -> Item:
    """What was read from `origin`, with its language; `note` is told what its owner should know."""
    if isinstance(found, Failure):
        return Item(found.where, found.where, found, origin)
    for line in found.notes:
        note(line)
    return Item(found.where, found.where, _ready(_told(found), given, languages, found.where), origin)


def _name(path: Path, where: str, key: str | None) -> str:
    """The name of a file made of an article: its key, else that of its own file and where it stands in it."""
    stem = "stdin" if path == paths.STDIN else path.stem
    place = where.removeprefix(paths.label(path))
    if not place:
        return stem
    return key or f"{stem}-{int(place[1:]):05}" if place[1:].isdecimal() else stem


def _told(found: Incoming) -> Article:
    """The article with what was told of it beside its text."""
    return msgspec.structs.replace(found.article, byline=found.byline, modified=found.modified, links=found.links)


def _ready(article: Article, given: Given, languages: frozenset[str], where: str) -> Article | Failure:
    try:
        read_in = language.require(article.text, article.language, languages, where)
    except InputError as error:
        return Failure(where, article.key, str(error))
    return msgspec.structs.replace(
        article,
        language=read_in,
        published=article.published or given.published,
        outlet=article.outlet or given.outlet,
        title=article.title or given.title,
    )
