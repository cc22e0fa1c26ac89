"""What the command line is given, as articles and failures in order: files, directories, standard input, JSON lines."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from selon.errors import InputError
from selon.ingest import jsonl, language, paths, plain
from selon.ingest.jsonl import Failure
from selon.model import Article

_LINES = frozenset({".jsonl", ".ndjson"})


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


def holds_lines(path: Path, stdin_holds_lines: bool) -> bool:
    """Whether a path holds many articles as JSON lines instead of one as text."""
    return stdin_holds_lines if path == paths.STDIN else path.suffix.lower() in _LINES


def items(
    found: list[Path],
    given: Given,
    stdin_holds_lines: bool,
    languages: frozenset[str],
    note: Callable[[str], None],
) -> Iterator[Item]:
    """Every article of the paths, in order, with its language; `note` is told what an owner of a file should know."""
    for path in found:
        rows = _rows(path) if holds_lines(path, stdin_holds_lines) else [_text(path, note)]
        for where, name, article, _ in rows:
            ready = _ready(article, given, languages, where) if isinstance(article, Article) else article
            yield Item(where, name, ready, paths.label(path))


def _text(path: Path, note: Callable[[str], None]) -> Item:
    where = paths.label(path)
    name = "stdin" if path == paths.STDIN else path.stem
    try:
        incoming = plain.decode(paths.read_path(path), where)
    except InputError as error:
        return Item(where, name, Failure(where, None, str(error)))
    for line in incoming.notes:
        note(line)
    return Item(where, name, Article(incoming.text))


class _Counted:
    """Lines that know how many of them were taken: an article does not say on which line it stood."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.taken = 0
        self._lines = lines

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.taken += 1
            yield line


def _rows(path: Path) -> Iterator[Item]:
    where = paths.label(path)
    name = "stdin" if path == paths.STDIN else path.stem
    try:
        with _opened(path) as stream:
            lines = _Counted(jsonl.bounded_lines(stream))
            for row in jsonl.articles(lines, where):
                yield Item(f"{where}:{lines.taken}", row.key or f"{name}-{lines.taken:05}", row)
    except OSError as error:
        message = f"{where} cannot be read ({error.strerror or error}): a file of JSON lines was expected; check the name."
        yield Item(where, name, Failure(where, None, message))


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    if path != paths.STDIN:
        return path.open("rb")
    if sys.stdin is None:
        raise OSError("it is closed")
    return nullcontext(sys.stdin.buffer)


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
