"""Desk: joins what takes articles in, what reads them, what keeps them and what is made of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from selon.batch import Reads
from selon.corpus.accounts import Compare
from selon.corpus.copies import Family
from selon.desk import (
    actors,
    adding,
    backing,
    checking,
    claimed,
    copied,
    copying,
    corrections,
    exporting,
    finding,
    persons,
    rebuilding,
    rereading,
)
from selon.desk.accounts import Accounted, Remembered, accounted, story_families
from selon.desk.families import FamilyIds
from selon.desk.ledger import Asked, Ledger, ledger
from selon.desk.parts import versions
from selon.desk.query import parsed
from selon.desk.visiting import Itemises, Visitor, Watched, visited, watched
from selon.errors import DeskError, InputError, MissingError
from selon.export.known import Known
from selon.export.rows import Row
from selon.ingest.jsonl import Failure
from selon.ingest.online import Web
from selon.ingest.watching import Round
from selon.intake import Item
from selon.model import Article, Held, Reading
from selon.pool import Broken
from selon.store import READ, Kept, Store, articles, failures, opened
from selon.store import stories as story_table
from selon.store.failures import Failed
from selon.store.feeds import states
from selon.store.file import Mode
from selon.store.rulings import Ruling
from selon.store.stories import Told


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Desk:
    """A desk in one file, opened to be read or to be written; to be used with `with`.

    Opening it to write makes the file where it is missing, and makes anew what an older Selon derived. Raises DeskError.
    """

    def __init__(self, path: Path, mode: Mode = READ, now: Callable[[], str] = _now) -> None:
        self.path = path
        self.store: Store = opened(path, mode)
        self.now = now
        if not self.store.is_current(versions()):
            if mode == READ:
                self.store.close()
                raise DeskError(f"{path} was made by another version of Selon: run selon desk rebuild, which keeps all articles.")
            rebuilding.rebuild(self.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.store.close()

    def add(self, items: Iterable[Item], load: Callable[[], Reads], workers: int = 1) -> Iterator[adding.Added]:
        """Take articles in; what became of each, in order, once it is kept for good; many are read by `workers` processes."""
        return adding.added(self.store, items, load, workers, self.now)

    def reread(self, load: Callable[[], Reads], asked: rereading.Asked) -> Iterator[rereading.Reread]:
        """Read again what another reader has read; what became of each, once it is kept for good. Raises DeskError."""
        return rereading.reread(self.store, load, asked, self.now)

    def unread(self, version: str) -> int:
        """How many records are not of a reader's version; raises DeskError where a newer Selon has made some."""
        return rereading.left(self.store, version)

    def take_over(self, found: Iterable[tuple[Item, Reading | Failure | Broken]]) -> Iterator[adding.Added]:
        """Take in articles with what was read in them elsewhere, and failures; what became of each, in order."""
        return adding.imported(self.store, found, self.now)

    def visit(self, url: str, item: Itemises, web: Web, load: Callable[[], Reads], workers: int = 1) -> Iterator[adding.Added]:
        """Take in what is behind a URL: a page, a file of articles, or the new items of a feed; `item` makes one of each."""
        return visited(url, Visitor(self.store, lambda items: self.add(items, load, workers), item, web))

    def watch(self, wanted: Watched, item: Itemises, web: Web, load: Callable[[], Reads]) -> Iterator[adding.Added | Round]:
        """Take in what is new in feeds, until somebody stops it; what became of each article, and each poll."""
        return watched(wanted, Visitor(self.store, lambda items: self.add(items, load), item, web))

    def feeds(self) -> list[str]:
        """The URLs of the feeds that it knows, in the order in which they came."""
        return list(states(self.store))

    def search(self, query: str, *, statements: bool = False, limit: int = 20) -> list[finding.Found]:
        """What a query finds; raises InputError where it is none."""
        return finding.found(self.store, parsed(query, statements), limit)

    def facets(self, query: str) -> tuple[finding.Facet, ...]:
        """How the answers to a query are spread; raises InputError where it is none."""
        return finding.facets(self.store, parsed(query))

    def article(self, name: str) -> Kept:
        """The newest version of the article with an id (or how it begins), a key or a URL; raises InputError."""
        named = articles.named(self.store, name)
        if len(named) == 1:
            return named[0]
        if not named:
            raise MissingError(f"{self.path} has no article {name!r}: give an id, a key or a URL; selon search finds them.")
        ids = ", ".join(kept.id for kept in named[:5])
        raise InputError(f"{name!r} means {len(named)} articles of {self.path} ({ids}): give the id of one of them.")

    def held(self, article: str) -> Held:
        """An article with its record, by its id; raises InputError."""
        found = articles.held(self.store, article)
        if found is None:
            raise MissingError(f"{self.path} has no record of an article {article!r}: give an id that selon search shows.")
        return found

    def every(self, query: str = "") -> Iterator[Held]:
        """The newest version of each article, or of those that a query finds, in order of arrival; raises InputError."""
        return exporting.newest(self.store, query)

    def known(self, query: str = "") -> Iterator[tuple[Held, Known]]:
        """The same, each with the actors and entries of the ledger that it tells of; raises InputError."""
        return exporting.known(self.store, query)

    def rows(self, wanted: Collection[str], compare: Compare | None = None) -> Iterator[tuple[str, Row]]:
        """The desk's own tables (stories, copies, the ledger): what the `wanted` articles are of, and what at least one tells.

        The claims of stories are worked out where there is something to compare with.
        """
        yield from exporting.story_rows(self.store, wanted)
        yield from copied.copy_rows(self.store, wanted)
        yield from exporting.ledger_rows(self.store, wanted)
        if compare is not None:
            yield from claimed.claim_rows(self.store, wanted, compare)

    def given(self, query: str = "") -> Iterator[tuple[Article, Held]]:
        """Each article as it was given, with its record: every version, or what a query finds; raises InputError."""
        return exporting.given(self.store, query)

    def newest(self, limit: int) -> list[Kept]:
        """The articles that came last, the last one first."""
        return articles.newest(self.store, limit)

    def stories(self, least: int = 1, limit: int | None = None, skip: int = 0) -> Iterator[Told]:
        """The stories of `least` articles and more, those told of last first, without the first `skip`."""
        return story_table.listed(self.store, least, limit, skip)

    def story(self, name: str) -> Told:
        """The story with an id (or how it begins), else the one that an article is of; raises InputError."""
        found = story_table.named(self.store, name)
        if not found and articles.named(self.store, name):
            of = story_table.of_article(self.store, self.article(name).id)
            found = story_table.named(self.store, of) if of else []
        if len(found) == 1:
            return found[0]
        if not found:
            raise MissingError(
                f"{self.path} has no story {name!r}: the id of one, or an article of it, was expected; selon stories lists them."
            )
        ids = ", ".join(story.id for story in found[:5])
        raise InputError(f"{name!r} means {len(found)} stories of {self.path} ({ids}): give the id of one of them.")

    def story_articles(self, story: Told) -> list[Kept]:
        """The articles of a story, in order."""
        return story_table.members(self.store, story.id)

    def accounts(self, story: Sequence[Kept], compare: Compare, remembered: Remembered | None = None) -> Accounted:
        """What some articles assert and deny, side by side; an account that is remembered is not worked out again."""
        return accounted(self.store, story, compare, remembered)

    def story_families(self, story: Sequence[Kept]) -> tuple[Family, ...]:
        """Who took what from whom among some articles."""
        return story_families(self.store, [self.held(kept.id) for kept in story])

    def story_outlets(self, stories: Sequence[Told]) -> dict[str, int]:
        """How many outlets tell each of some stories, by the story's id."""
        return story_table.outlets(self.store, [story.id for story in stories])

    def stories_of(self, least: int) -> int:
        """How many stories there are of `least` articles and more."""
        return story_table.counted(self.store, least)

    def standing_alone(self) -> int:
        """How many articles are of no story with another."""
        return story_table.alone(self.store)

    def versions(self, name: str) -> list[Kept]:
        """Every text that stood at an article's address, the first one first; raises InputError."""
        return articles.versions(self.store, self.article(name).address)

    def actor(self, name: str) -> persons.Page:
        """The page of the actor whom a name or an ISO code of a country means; raises InputError."""
        return persons.page(self.store, name)

    def same(self, a: str, b: str) -> Ruling:
        """Rule that two names mean one actor, which every rebuild keeps; raises InputError."""
        return persons.ruled(self.store, actors.SAME, a, b, self.now)

    def different(self, a: str, b: str) -> Ruling:
        """Rule that two names mean two actors, which every rebuild keeps; raises InputError."""
        return persons.ruled(self.store, actors.DIFFERENT, a, b, self.now)

    def merge(self, a: str, b: str) -> Ruling:
        """Rule that two stories are one, each named as for `story`; raises InputError."""
        first, second = (self.story_articles(self.story(name)) for name in (a, b))
        return corrections.one_story(self.store, first, second, self.now)

    def split(self, story: str, leaving: Iterable[str]) -> Ruling:
        """Rule that some articles of a story are of another than the rest; raises InputError."""
        away = [self.article(name) for name in leaving]
        return corrections.two_stories(self.store, self.story_articles(self.story(story)), away, self.now)

    def correct(self, article: str, statement: str, speaker: str) -> Ruling:
        """Rule who says a statement of an article, by its id; raises InputError."""
        return corrections.speaker(self.store, self.article(article), statement, speaker, self.now)

    def undo(self, number: int) -> Ruling:
        """Take a ruling back; raises InputError."""
        return corrections.undone(self.store, number, self.now)

    def rulings(self) -> list[corrections.Told]:
        """Every ruling, those taken back too, the newest first."""
        return corrections.listed(self.store)

    def story_rulings(self, story: Told) -> list[corrections.Told]:
        """The rulings that stand on articles of a story."""
        return corrections.of_story(self.store, story.articles)

    def ledger(self, asked: Asked) -> Ledger:
        """The contacts of those asked for, and what articles claim of them; raises InputError."""
        return ledger(self.store, asked, FamilyIds(self.store))

    def copies(self, name: str) -> copying.Copies:
        """Who copied whom around an article: its family, and with whom it shares but a quotation; raises InputError."""
        return copying.copies_of(self.store, self.article(name))

    def failures(self) -> list[Failed]:
        """What could not be read, the newest first."""
        return failures.listed(self.store)

    def rebuild(self) -> int:
        """Make all anew that is derived; how many articles there are."""
        return rebuilding.rebuild(self.store)

    def holdings(self) -> dict[str, str | int]:
        """What the desk holds: how many of each, from which day to which."""
        return {"file": str(self.path), **articles.counts(self.store)}

    def check(self) -> list[str]:
        """What is wrong with the file: its pages, its articles' ids and spans, what is missing in what is derived."""
        return list(checking.faults(self.store))

    def back_up(self, path: Path) -> str:
        """Copy the desk into a new file while others may write; the copy's digest. Raises OutputError and DeskError."""
        return backing.backed_up(self.store, path)

    def digest(self) -> str:
        """A digest of all articles and records, whatever the order in which they came."""
        return articles.digest(self.store)
