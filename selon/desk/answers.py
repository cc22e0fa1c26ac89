"""What programs are told of accounts and copies: typed values, every span with the words it covers."""

from collections.abc import Iterable, Mapping

from selon.corpus.accounts import Claim, Conflict, Passage, Question, Relation, Stance
from selon.corpus.accounts.values import PassageKind
from selon.corpus.copies import Basis, Family, Kinship, KinshipKind, Member
from selon.corpus.ledger import Entry, Finding, Gap
from selon.desk.accounts import Accounted
from selon.desk.copying import Copies
from selon.desk.folding import voices
from selon.model import Value
from selon.span import Span
from selon.store import Kept
from selon.store.stories import Told


class ToldWords(Value, frozen=True):
    """A span of an article's text, in code points, half-open, and the words there."""

    start: int
    end: int
    text: str


class ToldArticle(Value, frozen=True):
    """An article of a desk."""

    id: str
    key: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None


class ToldStory(Value, frozen=True):
    """A story: its first and last day, and how many articles of how many outlets it has."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: int
    outlets: int


class ToldStories(Value, frozen=True):
    """A page of the stories of several articles, counted from 1, those told of last first; `found` counts those of all pages."""

    page: int
    pages: int
    found: int
    stories: tuple[ToldStory, ...]


class ToldTaking(Value, frozen=True):
    """An article that has its text from another, or from a source that is not on the desk (`external`), as far as is known.

    `share` is how much of it the other has too, 0 to 1; `origin_known` is false where nothing tells the direction.
    """

    article: str
    of: str
    external: bool
    kind: KinshipKind | None
    share: float | None
    credited: bool | None
    origin_known: bool


class ToldStoryWhole(Value, frozen=True):
    """A story with its articles in order, and who took what from whom among them."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: tuple[ToldArticle, ...]
    taken: tuple[ToldTaking, ...]


class ToldVoice(Value, frozen=True):
    """An outlet that speaks for itself, and those all of whose articles only reprint its own."""

    name: str
    reprinting: tuple[str, ...]


class ToldPassage(Value, frozen=True):
    """`selon.corpus.accounts.Passage` with its words."""

    article: str
    kind: PassageKind
    spans: tuple[ToldWords, ...]
    stance: Stance
    chain: tuple[str, ...]
    voice: str
    outlet: str
    id: str | None
    published: str | None
    denied: bool
    repeats: str | None


class ToldConflict(Value, frozen=True):
    """`selon.corpus.accounts.Conflict` with the words that oppose."""

    a: int
    b: int
    question: Question
    words_a: tuple[ToldWords, ...]
    words_b: tuple[ToldWords, ...]
    row: str
    relation: Relation


class ToldClaim(Value, frozen=True):
    """`selon.corpus.accounts.Claim` with the words of its passages."""

    label: int
    passages: tuple[ToldPassage, ...]
    conflicts: tuple[ToldConflict, ...]
    first: tuple[int, ...]
    voices: int
    outlets: tuple[str, ...]
    silent: tuple[str, ...]


class ToldAccount(Value, frozen=True):
    """The account of a story."""

    title: str
    articles: tuple[ToldArticle, ...]
    outlets: tuple[str, ...]
    printed: tuple[ToldVoice, ...]
    claims: tuple[ToldClaim, ...]


class ToldShared(Value, frozen=True):
    """A passage that two articles share: its words in both, how many are the same, whether it is a quotation in both."""

    a: ToldWords
    b: ToldWords
    words: int
    quoted: bool


class ToldKinship(Value, frozen=True):
    """`selon.corpus.copies.Kinship` with the words of its passages."""

    a: str
    b: str
    kind: KinshipKind
    share_a: float
    share_b: float
    origin: str | None
    basis: Basis
    source: str | None
    credit: ToldWords | None
    passages: tuple[ToldShared, ...]


class ToldMember(Value, frozen=True):
    """An article of a family, its parent, and what it has of it."""

    id: str
    key: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    parent: str | None
    external: bool
    is_told: bool
    kinship: ToldKinship | None


class ToldFamily(Value, frozen=True):
    """`selon.corpus.copies.Family` with its articles."""

    root: str
    external: bool
    members: tuple[ToldMember, ...]


class ToldCopies(Value, frozen=True):
    """Who copied whom around an article."""

    article: str
    family: ToldFamily | None
    quotations: tuple[ToldKinship, ...]


class ToldLedger(Value, frozen=True):
    """Contacts by date, the days between those that were held, and what articles claim of them; `sides` are the names asked."""

    sides: tuple[str, ...]
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]


def told_article(kept: Kept) -> ToldArticle:
    """An article as programs are told of it."""
    return ToldArticle(kept.id, kept.key, kept.url, kept.title, kept.outlet, kept.published)


def told_story(story: Told, outlets: int) -> ToldStory:
    """A story of a list as programs are told of it."""
    return ToldStory(story.id, story.title, story.first, story.last, len(story.articles), outlets)


def told_story_whole(story: Told, articles: Iterable[Kept], families: Iterable[Family]) -> ToldStoryWhole:
    """A story with its articles as programs are told of it."""
    members = [member for family in families for member in family.members]
    taken = tuple(_taking(member, member.parent) for member in members if member.parent is not None)
    return ToldStoryWhole(story.id, story.title, story.first, story.last, tuple(map(told_article, articles)), taken)


def _taking(member: Member, parent: str) -> ToldTaking:
    one = member.kinship
    if one is None:
        return ToldTaking(member.id, parent, member.external, None, None, None, member.is_told)
    return ToldTaking(member.id, parent, member.external, one.kind, one.share_of(member.id), one.is_credited, member.is_told)


def told_account(title: str, found: Accounted) -> ToldAccount:
    """An account as programs are told of it."""
    listed = tuple(told_article(found.articles[name]) for name in found.account.articles)
    texts = {name: kept.text for name, kept in found.articles.items()}
    printed = tuple(ToldVoice(voice.name, voice.reprinting) for voice in voices(found))
    claims = tuple(_claim(claim, texts) for claim in found.account.claims)
    return ToldAccount(title, listed, found.account.outlets, printed, claims)


def told_copies(found: Copies) -> ToldCopies:
    """Copies as programs are told of them."""
    family = found.family
    told = ToldFamily(family.root, family.external, tuple(_member(one, found) for one in family.members)) if family else None
    return ToldCopies(found.article.id, told, tuple(_kinship(one, found) for one in found.quotations))


def _claim(claim: Claim, texts: Mapping[str, str]) -> ToldClaim:
    return ToldClaim(
        claim.label,
        tuple(_passage(one, texts[one.article]) for one in claim.passages),
        tuple(_conflict(one, claim, texts) for one in claim.conflicts),
        claim.first, claim.voices, claim.outlets, claim.silent,
    )  # fmt: skip


def _passage(one: Passage, text: str) -> ToldPassage:
    return ToldPassage(
        one.article, one.kind, _words(one.spans, text), one.stance, one.chain, one.voice, one.outlet, one.id, one.published,
        one.denied, one.repeats,
    )  # fmt: skip


def _conflict(one: Conflict, claim: Claim, texts: Mapping[str, str]) -> ToldConflict:
    a, b = (texts[claim.passages[at].article] for at in (one.a, one.b))
    return ToldConflict(one.a, one.b, one.question, _words(one.words_a, a), _words(one.words_b, b), one.row, one.relation)


def _member(one: Member, found: Copies) -> ToldMember:
    kept = found.articles[one.id]
    return ToldMember(
        kept.id, kept.key, kept.url, kept.title, kept.outlet, kept.published, one.parent, one.external, one.is_told,
        _kinship(one.kinship, found) if one.kinship else None,
    )  # fmt: skip


def _kinship(one: Kinship, found: Copies) -> ToldKinship:
    a, b = found.articles[one.a].text, found.articles[one.b].text
    crediting = found.articles.get(one.b if one.origin == one.a else one.a)
    return ToldKinship(
        one.a, one.b, one.kind, one.share_a, one.share_b, one.origin, one.basis, one.source,
        _word(one.credit, crediting.text) if one.credit and crediting else None,
        tuple(ToldShared(_word(part.a, a), _word(part.b, b), part.words, part.quoted) for part in one.passages),
    )  # fmt: skip


def _words(spans: Iterable[Span], text: str) -> tuple[ToldWords, ...]:
    return tuple(_word(span, text) for span in spans)


def _word(span: Span, text: str) -> ToldWords:
    return ToldWords(span.start, span.end, span.of(text))
