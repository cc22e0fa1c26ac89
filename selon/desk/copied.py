"""Copies as they leave the desk: what an article was copied from, and each copy with its passages as rows."""

from collections.abc import Collection, Iterator

from selon.corpus.copies import Kinship, Member
from selon.desk.copying import all_families, copies_of
from selon.export.rows import Row
from selon.store import Kept, Store, articles, copies


def originals(store: Store, article: str) -> tuple[str, ...]:
    """The id of the article that one was copied from, if that is known and on the desk."""
    if not copies.kin_of(store, article):
        return ()
    [kept] = articles.by_id(store, [article])
    family = copies_of(store, kept).family
    found = (member for member in family.members if member.id == article) if family else iter(())
    return tuple(member.parent for member in found if member.parent and member.is_told and not member.external)


def copy_rows(store: Store, wanted: Collection[str]) -> Iterator[tuple[str, Row]]:
    """The `wanted` articles that are copies, each below its parent, and the passages that it shares with it."""
    for family in all_families(store):
        texts = {kept.id: kept for kept in articles.by_id(store, (member.id for member in family.members))}
        for member in family.members:
            if member.id in wanted and member.parent is not None:
                yield "copies", _copy(member, family.root, texts)
                if member.kinship is not None:
                    yield from (("copy_passages", row) for row in _passages(member, member.kinship, texts))


def _copy(member: Member, root: str, texts: dict[str, Kept]) -> Row:
    one, text = member.kinship, texts[member.id].text
    # The credit stands in the article that is not the origin: where it is this one, its words are told.
    credit = one.credit if one and one.origin != member.id else None
    return {
        "article": member.id, "family": root, "original": None if member.external else member.parent,
        "original_name": member.parent if member.external else texts[str(member.parent)].outlet, "is_directed": member.is_told,
        "kind": one.kind if one else None, "percent": round(100 * one.share_of(member.id)) if one else None,
        "basis": one.basis if one else "source_line", "is_credited": one.is_credited if one else member.is_told,
        "credited_as": one.source if one else member.parent, "credit": credit.of(text) if credit else None,
    }  # fmt: skip


def _passages(member: Member, one: Kinship, texts: dict[str, Kept]) -> Iterator[Row]:
    is_a = member.id == one.a
    for passage in one.passages:
        mine, other = (passage.a, passage.b) if is_a else (passage.b, passage.a)
        yield {
            "article": member.id, "original": one.b if is_a else one.a, "start": mine.start, "end": mine.end,
            "text": mine.of(texts[member.id].text), "original_start": other.start, "original_end": other.end,
            "words": passage.words, "is_quotation": passage.quoted,
        }  # fmt: skip
