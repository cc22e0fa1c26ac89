"""What people rule by hand on stories and speakers, the list of all rulings, and taking one back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from selon.corpus.identities import plain
from selon.desk import actors, stories
from selon.desk.adding import enter_anew
from selon.desk.who import Who
from selon.errors import InputError
from selon.model import Corrected, Entity, Held
from selon.store import Kept, Store, articles, corrections, rulings
from selon.store import actors as actor_table
from selon.store import stories as story_table
from selon.store.corrections import SPEAKER
from selon.store.rulings import Ruling

_ACTORS = (actors.SAME, actors.DIFFERENT)
_STORIES = (stories.ONE, stories.TWO)
_SEVERAL = 2


class Side(NamedTuple):
    """One side of a ruling in words, and the desk's name for it: an actor, or an article (the newest version's id)."""

    words: str
    name: str


class Told(NamedTuple):
    """A ruling as people read it: its sides, or the article and the new speaker; `is_void` where its words stand no more."""

    ruling: Ruling
    a: Side
    b: Side
    words: str = ""
    is_void: bool = False


def one_story(store: Store, a: Sequence[Kept], b: Sequence[Kept], now: Callable[[], str]) -> Ruling:
    """Rule that the articles of two stories are of one; raises InputError."""
    if {kept.id for kept in a} & {kept.id for kept in b}:
        raise InputError("both names lead to one story: two stories were expected; selon stories lists them.")
    return _stories_ruled(store, stories.ONE, a, b, now)


def two_stories(store: Store, story: Sequence[Kept], leaving: Sequence[Kept], now: Callable[[], str]) -> Ruling:
    """Rule that some articles of a story are of another than the rest; raises InputError."""
    away = {kept.id for kept in leaving}
    strange = [kept.name for kept in leaving if kept.id not in {one.id for one in story}]
    if strange:
        raise InputError(f"{strange[0]} is no article of the story: articles of it were expected; selon story lists them.")
    staying = [kept for kept in story if kept.id not in away]
    if not away or not staying:
        raise InputError("a story is split into two: name some of its articles, but not all; selon story lists them.")
    return _stories_ruled(store, stories.TWO, staying, leaving, now)


def speaker(store: Store, article: Kept, statement: str, name: str, now: Callable[[], str]) -> Ruling:
    """Rule who says a statement of an article; the record stays as it was read. Raises InputError."""
    held = articles.as_read(store, article.id)
    known = _named(store, held, name) if held is not None else name
    statement = f"S{statement}" if statement.isdecimal() else statement.upper()
    found = corrections.spoken_by(held, statement, known) if held is not None else None
    if held is None or found is None:
        ids = ", ".join(one.id for one in held.record.statements) if held is not None else ""
        raise InputError(f"{article.name} has no statement {statement!r}: the id of one was expected ({ids}).")
    if not known:
        raise InputError("nobody is named: the name of who speaks was expected; give it with --speaker.")
    standing = next((one for one in _laid(store, article.id) if one.statement == statement), None)
    if standing is not None:
        number = standing.ruling
        raise InputError(f"ruling {number} says who speaks there: take it back first with selon undo {number}.")
    if next(one for one in held.record.statements if one.id == statement).source.name == known:
        raise InputError(f"{known} speaks there already: another name was expected.")
    ruled, made = (SPEAKER, story_table.root(store, article.id), corrections.encoded(found)), now()
    with store.transaction():
        number = rulings.put(store, *ruled, made)
        enter_anew(store, article.id)
    return Ruling(number, *ruled, made)


def undone(store: Store, number: int, now: Callable[[], str]) -> Ruling:
    """Take a ruling of any kind back; raises InputError."""
    standing = rulings.in_force(store, *_ACTORS, *_STORIES, SPEAKER)
    found = next((ruling for ruling in standing if ruling.number == number), None)
    if found is None:
        known = ", ".join(str(ruling.number) for ruling in standing) or "none"
        raise InputError(f"no ruling {number} stands in {store.path}: give the number of one that does ({known}).")
    made = now()
    with store.transaction():
        if found.kind in _ACTORS:
            actors.undo(store, number, made)
            return found
        rulings.undo(store, number, made)
        if found.kind == SPEAKER:
            enter_anew(store, story_table.newest(store, found.a))
        else:
            stories.place_anew(store, (*stories.members(found.a), *stories.members(found.b)))
    return found


def listed(store: Store) -> list[Told]:
    """Every ruling, those taken back too, the newest first."""
    return [told(store, ruling) for ruling in rulings.listed(store)]


def told(store: Store, ruling: Ruling) -> Told:
    """One ruling as people read it."""
    if ruling.kind in _ACTORS:
        return Told(ruling, Side(_spelled(store, ruling.a), ruling.a), Side(_spelled(store, ruling.b), ruling.b))
    if ruling.kind == SPEAKER:
        return _told_speaker(store, ruling)
    return Told(ruling, _told_articles(store, stories.members(ruling.a)), _told_articles(store, stories.members(ruling.b)))


def of_story(store: Store, members: Collection[str]) -> list[Told]:
    """The rulings on stories that stand and concern some articles."""
    wanted = set(members)
    found = rulings.in_force(store, *_STORIES)
    return [told(store, one) for one in found if wanted & set(_newest(store, (*stories.members(one.a), *stories.members(one.b))))]


def _stories_ruled(store: Store, kind: str, a: Sequence[Kept], b: Sequence[Kept], now: Callable[[], str]) -> Ruling:
    sides, made = (_joined(store, a), _joined(store, b)), now()
    with store.transaction():
        number = rulings.put(store, kind, *sides, made)
        against = stories.contradicting(store, number)
        if against is not None:
            raise InputError(f"ruling {against} says the opposite: take it back first with selon undo {against}.")
        ids = [kept.id for kept in (*a, *b)]
        stories.place_anew(store, ids)
        if kind == stories.ONE and len({story_table.of_article(store, one) for one in ids}) != 1:
            raise InputError("earlier rulings keep articles of the two apart: take them back first; selon rulings lists them.")
    return Ruling(number, kind, *sides, made)


def _joined(store: Store, side: Iterable[Kept]) -> str:
    return " ".join(sorted(story_table.root(store, kept.id) for kept in side))


def _newest(store: Store, names: Iterable[str]) -> list[str]:
    return [story_table.newest(store, name) for name in names]


def _laid(store: Store, article: str) -> Iterable[Corrected]:
    held = articles.held(store, article)
    return held.corrected if held is not None else ()


def _named(store: Store, held: Held, name: str) -> str:
    """A name as the article has it, else as the desk has it, else as it was given."""
    wanted = plain(name)
    found = next((entity.name for entity in held.record.entities if wanted in _plain_names(entity, held.text)), None)
    if found is not None:
        return found
    known = actor_table.known(store, actor_table.keys_named(store, wanted))
    who = Who(store)
    return who.name(next(iter(known.values()))) if len(set(known.values())) == 1 else " ".join(name.split())


def _plain_names(entity: Entity, text: str) -> set[str]:
    return {plain(entity.name), *(plain(mention.of(text)) for mention in entity.mentions)}


def _spelled(store: Store, key: str) -> str:
    named = actor_table.names_of(store, [key]).get(key, [])
    best = min(named, key=lambda n: (-n.articles, -len(n.name), n.name), default=None)
    return best.name if best is not None else key.rpartition("/")[2]


def _told_articles(store: Store, members: Sequence[str]) -> Side:
    newest = _newest(store, members)
    kept = {one.id: one for one in articles.by_id(store, newest)}
    titles = [f"« {kept[one].title or kept[one].name} »" for one in newest if one in kept]
    more = f" and {len(titles) - 1} more" if len(titles) >= _SEVERAL else ""
    return Side(f"{titles[0] if titles else members[0]}{more}", newest[0])


def _told_speaker(store: Store, ruling: Ruling) -> Told:
    newest = story_table.newest(store, ruling.a)
    said, kept = corrections.decoded(ruling), articles.by_id(store, [newest])
    title = kept[0].title or kept[0].name if kept else newest
    is_void = ruling.undone is None and ruling.number not in {one.ruling for one in _laid(store, newest)}
    return Told(ruling, Side(title, newest), Side(said.name, said.name), said.content or said.cue or "", is_void)
