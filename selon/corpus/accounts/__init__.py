"""What the articles of a story assert and deny, side by side: claims, who makes them, who contradicts whom, who is silent."""

from collections.abc import Iterable, Sequence

from selon.corpus.accounts.articles import Page, outlet_of, page, spoken_of
from selon.corpus.accounts.drafts import Draft
from selon.corpus.accounts.grouping import Group, groups
from selon.corpus.accounts.likeness import alike, profiles, weights
from selon.corpus.accounts.moments import moment
from selon.corpus.accounts.opposing import Bond, bond, may_be_one, worth_comparing
from selon.corpus.accounts.passages import passages
from selon.corpus.accounts.telling import claim, placed
from selon.corpus.accounts.values import (
    Account,
    Claim,
    Compare,
    Conflict,
    Known,
    Means,
    Passage,
    Question,
    Relation,
    Stance,
)  # fmt: skip
from selon.model import Held

__all__ = [
    "Account", "Claim", "Compare", "Conflict", "Known", "Means", "Passage", "Question", "Relation", "Stance", "accounts",
    "outlet_of",
]  # fmt: skip


# How many pairs are compared for each article of a story, the most alike first: what bounds the time of a long story.
_COMPARED = 8


def accounts(story: Iterable[Held], means: Means, known: Known | None = None) -> Account:
    """The account of a story, whatever order its articles come in; spans are code points of each article's text.

    What nobody else speaks of is a claim of its own where a source or an event stands for it; other narration is left out.
    """
    given = known or Known()
    told = list(story)
    named = spoken_of(told, given.actors)
    pages = sorted((page(held, given.actors, named) for held in told), key=_by_time)
    drafts = [draft for read in pages for draft in passages(read, means.telling)]
    outlets = tuple(dict.fromkeys(read.outlet for read in pages))
    families = placed(given.families)
    found = (group for group in groups(len(drafts), bonds(drafts, means)) if _is_told(drafts, group))
    claims = [claim(drafts, group, families, outlets) for group in found]
    return Account(tuple(read.held.id for read in pages), outlets, tuple(sorted(claims, key=_order)))


def bonds(drafts: Sequence[Draft], means: Means) -> list[Bond]:
    """What ties passages together; the pairs whose words may oppose are compared in one go, the same words once."""
    terms = profiles(drafts, means.telling)
    near = [pair for pair in alike(terms, weights(terms)) if may_be_one(drafts, pair)]
    worth = [pair for pair in near if worth_comparing(drafts, pair)]
    worth.sort(key=lambda pair: (-round(pair.share, 9), pair.a, pair.b))
    texts = list(dict.fromkeys((drafts[pair.a].text, drafts[pair.b].text) for pair in worth))
    asked = texts[: _COMPARED * len({draft.article for draft in drafts})]
    found = dict(zip(asked, means.compare(asked), strict=True))
    tied = (bond(drafts, pair, found.get((drafts[pair.a].text, drafts[pair.b].text))) for pair in near)
    return [tie for tie in tied if tie is not None]


def _is_told(drafts: Sequence[Draft], group: Group) -> bool:
    return len(group.members) > 1 or drafts[group.members[0]].kind != "narration"


def _by_time(read: Page) -> tuple[bool, str, str]:
    at = moment(read.held.record.article.published)
    return at is None, at.first.isoformat() if at is not None else "", read.held.id


def _order(found: Claim) -> tuple[object, ...]:
    """What is contradicted first, then most independent voices, then most contradictions, then what more outlets tell."""
    opposed = sum(conflict.relation == "contradiction" for conflict in found.conflicts)
    first = found.passages[0]
    return not opposed, -found.voices, -opposed, -len(found.outlets), -len(found.passages), first.article, first.spans
