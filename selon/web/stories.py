"""Stories: the list, one story as a matrix of claims by outlets and sources, and both for programs."""

from math import ceil
from typing import Annotated, NamedTuple, get_args
from urllib.parse import urlencode

from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from selon.corpus.accounts import Passage, Stance
from selon.corpus.copies import Member
from selon.desk.accounts import Accounted
from selon.desk.answers import ToldAccount, ToldStories, ToldStoryWhole, told_account, told_story, told_story_whole
from selon.desk.choosing import Choice, chosen, sources
from selon.errors import InputError
from selon.page.accounts import Leads, claims
from selon.store import Kept
from selon.web.accounting import Accounts
from selon.web.desks import OpenDesk
from selon.web.matrix import by_outlets, by_sources
from selon.web.places import address_at
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

_ON_A_PAGE = 30
_SEVERAL = 2
_STANCES = get_args(Stance)

Name = Annotated[str, QueryParameter(max_length=200)]
Day = Annotated[str, QueryParameter(max_length=10, pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="ISO 8601, partial too.")]
Apart = Annotated[list[str] | None, QueryParameter(max_items=100)]
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=100_000)]


class Asked(NamedTuple):
    """What a view of a story shows; empty asks for nothing. `by` are the columns, `apart` reprints with columns of their own."""

    outlet: str = ""
    source: str = ""
    stance: str = ""
    since: str = ""
    until: str = ""
    language: str = ""
    by: str = ""
    apart: tuple[str, ...] = ()

    @property
    def choice(self) -> Choice:
        """The claims that it asks for; raises InputError."""
        stance = next((known for known in _STANCES if known == self.stance), None)
        if self.stance and stance is None:
            raise InputError(f"{self.stance!r} is no stance: {', '.join(_STANCES)} were expected; use one of them.")
        return Choice(self.outlet, self.source, stance, self.since, self.until)

    @property
    def narrows(self) -> bool:
        """Whether it leaves claims out."""
        return any((self.outlet, self.source, self.stance, self.since, self.until, self.language))

    def query(self, **other: object) -> str:
        """The query string of this view with something else in it, `?` first; none where it asks for nothing."""
        given = {name: value for name, value in (self._asdict() | other).items() if value}
        return f"?{urlencode(given, doseq=True)}" if given else ""


class Taken(NamedTuple):
    """An article of a story, and from whom it has its text as far as that is known."""

    article: Kept
    member: Member | None


@get("/stories", include_in_schema=False, sync_to_thread=True)
def stories_page(desk: OpenDesk, viewer: ThisViewer, number: PageNumber = 1) -> Response[str]:
    """The stories of several articles, those told of last first."""
    found = _listed(desk, number)
    return page(viewer, "stories", found=found, alone=desk.standing_alone())


@get("/api/stories", sync_to_thread=True, responses=FAULTS, summary="The stories of several articles, those told of last first.")
def stories(desk: OpenDesk, number: PageNumber = 1) -> ToldStories:
    """A page of the stories."""
    return _listed(desk, number)


def _listed(desk: OpenDesk, number: int) -> ToldStories:
    found = desk.stories_of(_SEVERAL)
    shown = list(desk.stories(_SEVERAL, _ON_A_PAGE, (number - 1) * _ON_A_PAGE))
    outlets = desk.story_outlets(shown)
    return ToldStories(number, ceil(found / _ON_A_PAGE), found, tuple(told_story(story, outlets[story.id]) for story in shown))


@get("/story/{name:str}", include_in_schema=False, sync_to_thread=True)
def story_page(
    desk: OpenDesk, viewer: ThisViewer, accounting: Accounts, name: FromPath[str], outlet: Name = "", source: Name = "",
    stance: Name = "", since: Day = "", until: Day = "", language: Name = "", by: Name = "", apart: Apart = None,
) -> Response[str]:  # fmt: skip
    """Who asserts and who denies what in a story."""
    asked = Asked(outlet, source, stance, since, until, language, by, tuple(apart or ()))
    story = desk.story(name)
    members = desk.story_articles(story)
    whole = accounting.of(desk, _in_language(members, language))
    found = chosen(whole, asked.choice)
    shown = claims(found, viewer.words, _leads(found))
    several = [claim for claim in shown if len(claim.told) > 1]
    return page(
        viewer, "story", title=story.title or story.id, story=story, asked=asked, whole=whole,
        members=members, rulings=desk.story_rulings(story),
        matrix=by_sources(several) if by == "source" else by_outlets(found, several, asked.apart),
        alone=[claim for claim in shown if len(claim.told) == 1], taken=_taken(whole), sources=sources(whole),
        cited=any(len(told.chain) > 1 for claim in shown for told in claim.told),
        stances=_STANCES, languages=sorted({kept.language for kept in members}), ui=viewer.words.ui,
        left_out=[kept for kept in members if kept.id not in whole.records],
    )  # fmt: skip


@get(
    "/api/story/{name:str}",
    sync_to_thread=True,
    responses=FAULTS,
    summary="A story: its articles, and who took what from whom.",
)
def story(desk: OpenDesk, name: FromPath[str]) -> ToldStoryWhole:
    """A story with its articles."""
    found = desk.story(name)
    members = desk.story_articles(found)
    return told_story_whole(found, members, desk.story_families(members))


@get(
    "/api/accounts/{name:str}",
    sync_to_thread=True,
    responses=FAULTS,
    summary="What the articles of a story assert and deny, side by side.",
)
def accounts(
    desk: OpenDesk, accounting: Accounts, name: FromPath[str], outlet: Name = "", source: Name = "", stance: Name = "",
    since: Day = "", until: Day = "", language: Name = "",
) -> ToldAccount:  # fmt: skip
    """The account of a story, as far as it is asked for."""
    asked = Asked(outlet, source, stance, since, until, language)
    story = desk.story(name)
    found = accounting.of(desk, _in_language(desk.story_articles(story), language))
    return told_account(story.title or story.id, chosen(found, asked.choice))


def _in_language(members: list[Kept], language: str) -> list[Kept]:
    return [kept for kept in members if not language or kept.language == language]


def _taken(found: Accounted) -> list[Taken]:
    """The articles by time, each with what it has of others."""
    members = {member.id: member for family in found.families for member in family.members}
    return [Taken(found.articles[article], members.get(article)) for article in found.account.articles]


def _leads(found: Accounted) -> Leads:
    """Leads from a passage to its words in the article: to its statement there, else to the span itself."""
    numbers = {
        (article, statement.id): number
        for article, record in found.records.items()
        for number, statement in enumerate(record.statements, start=1)
    }

    def leads(passage: Passage) -> str:
        number = numbers.get((passage.article, passage.id or ""))
        if number is None:
            return address_at(passage.article, passage.spans)
        return f"/article/{passage.article}#w{number}"

    return leads


HANDLERS = (stories_page, stories, story_page, story, accounts)
