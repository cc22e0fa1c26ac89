"""Reads articles: the steps in order, pure, ending in the gate that every record passes."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec

from selon.analysis import Draft, Layout, Quotation, Timed, Words
from selon.cast import Cast, Resolved
from selon.lang.loading import load
from selon.lang.pack import Pack
from selon.model import SCHEMA, Article, ArticleInfo, Decision, Reading, Record, Statement
from selon.span import Span
from selon.steps.attributions import attributions, scene
from selon.steps.checks import checks
from selon.steps.contacts import Ground, contact_drafts, contacts, heads, meanings, posts
from selon.steps.events import consulted, event_drafts, event_heads, events, plot
from selon.steps.mentions import cast
from selon.steps.quotations import canonical, quotations
from selon.steps.segment import layout
from selon.steps.speakers import speakers
from selon.steps.statements import assemble, describe
from selon.steps.tag import BATCH, Tagger
from selon.steps.times import times, told
from selon.steps.wording import wordings
from selon.syntax.holders import Post
from selon.verify import verify
from selon.version import __version__

ORIGINS = ("source_line", "agency", "byline", "translation")  # the surest word on the outlet first
WEIGHTS = Path(__file__).parent / "weights"


class Laid(msgspec.Struct, frozen=True):
    """An article cut into paragraphs and quotations, ready for the tagger."""

    article: Article
    layout: Layout
    quotations: tuple[Quotation, ...]
    canonical: str


class Reader:
    """Reads articles of one language; loads its model and tables once."""

    def __init__(self, language: str = "fr") -> None:
        self._pack: Pack = load(language)
        self._tagger = Tagger(
            self._pack.tagger,
            WEIGHTS / language,
            frozenset(self._pack.verbs),
            self._pack.stand_ins,
            self._pack.grammar.civil_titles,
        )
        gc.freeze()  # models and tables stay as long as the process: a collector that walks them costs a sixth of the analysis
        self.language = language
        self.version = f"{__version__}+{language}.{self._pack.digest}"

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings of many articles, in order, tagged in batches."""
        source = iter(articles)
        while batch := list(islice(source, BATCH)):
            laid = [self.lay(article) for article in batch]
            for item, words in zip(laid, self.tag(laid), strict=True):
                yield self.analyse(item, words)

    def lay(self, article: Article) -> Laid:
        """The article's paragraphs, quotations and the text as the tagger is given it."""
        plan = layout(article.text, self._pack.layouts)
        found = quotations(article.text, plan.paragraphs)
        return Laid(article, plan, found, canonical(article.text, found))

    def tag(self, laid: Iterable[Laid]) -> Iterator[Words]:
        """The words of each article."""
        return self._tagger.words((item.article.text, item.canonical, item.layout.sentence_starts) for item in laid)

    def analyse(self, laid: Laid, words: Words) -> Reading:
        """The reading of an article whose words are tagged: everything beyond the tagger."""
        stage = scene(words, laid.quotations, self._pack)
        drafts, decisions = attributions(stage)
        members = cast(words, self._pack)
        happened, unfit = event_drafts(plot(words, self._pack, members))
        timed = times(words, self._pack, laid.layout, laid.article.published)
        ground = Ground(words, self._pack, members, timed.expressions)
        drafted, refused = contact_drafts(ground)
        said = speakers(words, self._pack, members, drafts, laid.quotations, event_heads(happened) | heads(drafted))
        filled = posts(ground, drafted, said.meant)
        described = describe(words, self._pack, drafts, said.sources, said.addressees, said.meant, filled)
        info = self._info(laid, timed)
        assembled = assemble(
            words, self._pack, members, drafts, said.sources, said.addressees, described, laid.quotations, info.outlet
        )
        worded, labelled = wordings(words, self._pack, members, laid.quotations, assembled.statements)
        dated = _dated(assembled.statements, told(words, self._pack, drafts, timed))
        moments = tuple(expression.time for expression in timed.expressions)
        done, told_of = events(words, self._pack, happened, said.meant, assembled.known.id_of, dated, moments)
        met, judged = contacts(ground, drafted, meanings(said.meant, filled), assembled.known.id_of, assembled.statements)
        done, met, consults = consulted(words, done, met, dated, moments)
        record = Record(
            schema=SCHEMA,
            reader=self.version,
            article=info,
            entities=assembled.known.entities,
            times=moments,
            statements=dated,
            events=done,
            contacts=met,
            checks=checks(words, self._pack, members, timed, assembled.statements),
            wording=worded,
        )
        noted = (*decisions, *unfit, *told_of, *timed.decisions, *labelled, *refused, *judged, *consults)
        explained = (*noted, *_holding(words, filled), *_resolutions(drafts, said.sources), *_named(words, members))
        return Reading(laid.article.text, verify(record, laid.article.text), tuple(sorted(explained, key=_order)))

    def _info(self, laid: Laid, timed: Timed) -> ArticleInfo:
        article = laid.article
        origins = sorted(laid.layout.provenance, key=lambda p: ORIGINS.index(p.kind))
        known = self._pack.gazetteer.is_outlet
        named = [p.outlet for p in origins if p.outlet is not None and (p.kind != "translation" or known(p.outlet))]
        author = laid.layout.author or article.byline
        if author is not None and known(author):  # « Par Le Monde »
            named, author = [*named, author], None
        return ArticleInfo(
            id=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:32],
            language=self.language,
            characters=len(article.text),
            key=article.key,
            url=article.url,
            title=article.title,
            outlet=article.outlet or (named[0] if named else None),
            byline=author,
            published=timed.published,
            published_basis=timed.published_basis,
            provenance=laid.layout.provenance,
        )


def _dated(statements: tuple[Statement, ...], when: tuple[str | None, ...]) -> tuple[Statement, ...]:
    pairs = zip(statements, when, strict=True)
    return tuple(msgspec.structs.replace(statement, time=time) if time is not None else statement for statement, time in pairs)


def _resolutions(drafts: tuple[Draft, ...], sources: tuple[Resolved | None, ...]) -> Iterator[Decision]:
    for draft, source in zip(drafts, sources, strict=True):
        for span in draft.content:
            yield Decision(span=span, row=draft.row, field="content", kept=True, why=f"frame {draft.frame}")
        if source is not None:
            span = draft.source.span or draft.cue or draft.content[0]
            meaning = source.name or "not resolved"
            yield Decision(span=span, row=draft.row, field="source", kept=source.name is not None, why=f"{meaning}: {source.why}")


def _holding(words: Words, filled: tuple[Post, ...]) -> Iterator[Decision]:
    for post in (post for post in filled if post.office is not None):
        why = f"{post.resolved.name}: {post.resolved.why}"
        yield Decision(words.span(post.head, post.head), "data/offices", "participant", True, why)


def _named(words: Words, members: Cast) -> Iterator[Decision]:
    for mention in members.mentions:
        member = members.members[mention.key]
        yield Decision(words.span(mention.first, mention.last), member.row, "mention", True, f"{member.name} ({member.kind})")


def _order(decision: Decision) -> tuple[Span, str]:
    return decision.span, decision.field


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    key: str | None = None,
    language: str = "fr",
) -> Record:
    """The record of one text, which must be normalised already; spans are code points of it, `published` is ISO 8601."""
    article = Article(text=text, key=key, title=title, outlet=outlet, url=url, published=published, language=language)
    return _reader(language).read(article).record


@cache
def _reader(language: str) -> Reader:
    """The reader that `read` keeps: its models and tables never change once loaded."""
    return Reader(language)
