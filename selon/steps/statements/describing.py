"""Entities for those who speak or are spoken to and are only described, never named."""

from collections.abc import Iterator, Mapping, Sequence

from selon.analysis import Draft, Words
from selon.cast import Resolved
from selon.lang.pack import Pack
from selon.model import EntityKind
from selon.span import Span
from selon.steps.statements.entities import Described
from selon.syntax.holders import Post
from selon.syntax.offices import country_in, role_row
from selon.syntax.phrases import is_plural, phrase


def describe(
    words: Words,
    pack: Pack,
    drafts: Sequence[Draft],
    sources: Sequence[Resolved | None],
    addressees: Sequence[Resolved | None],
    meant: Mapping[int, Resolved],
    posts: Sequence[Post] = (),
) -> tuple[Described, ...]:
    """One entity for each name that only descriptions bear, with the spans that describe it.

    `meant` are those who act or are acted on, by the token that heads their phrase; `posts` are offices in their place.
    """
    filled = {post.head for post in posts}
    spans: dict[str, list[Span]] = {}
    heads: dict[str, int] = {}
    for found, head in (*_speaking(drafts, sources, addressees), *((found, head) for head, found in sorted(meant.items()))):
        if found is None or found.key is not None or not found.name or head is None:
            continue
        if head in filled and found is meant.get(head):
            continue
        first, last = phrase(words, head, pack.grammar, coordinated=head not in meant)
        spans.setdefault(found.name, []).append(words.span(first, last))
        heads.setdefault(found.name, head)
    described = tuple(
        Described(name, _kind(words, heads[name], pack), _country(words, heads[name], pack), tuple(sorted(set(found))))
        for name, found in spans.items()
    )
    return (*described, *_posted(words, pack, posts, frozenset(spans)))


def _posted(words: Words, pack: Pack, posts: Sequence[Post], known: frozenset[str]) -> Iterator[Described]:
    """One entity for each holder of an office whom the article does not name."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Post] = {}
    for post in posts:
        name = post.resolved.name
        if post.resolved.key is None and name is not None and name not in known:
            spans.setdefault(name, []).append(words.span(*phrase(words, post.head, pack.grammar)))
            first.setdefault(name, post)
    for name, found in spans.items():
        kind = _kind(words, first[name].head, pack)
        yield Described(name, kind, first[name].country, tuple(sorted(set(found))), first[name].wikidata)


def _speaking(
    drafts: Sequence[Draft], sources: Sequence[Resolved | None], addressees: Sequence[Resolved | None]
) -> Iterator[tuple[Resolved | None, int | None]]:
    for draft, source, addressee in zip(drafts, sources, addressees, strict=True):
        yield source, draft.source.head
        yield addressee, draft.addressee


def _kind(words: Words, head: int, pack: Pack) -> EntityKind:
    row = role_row(words, head, pack)
    if row is not None:
        return row.kind
    return "people" if is_plural(words, head) else "person"


def _country(words: Words, head: int, pack: Pack) -> str | None:
    first, last = phrase(words, head, pack.grammar)
    return country_in(words, range(first, last + 1), pack)
