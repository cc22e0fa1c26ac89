"""An actor's page in the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from selon.corpus.identities import Met, OfficeHeld, Said
from selon.desk.persons import Page
from selon.labels import Labels
from selon.markup import visible
from selon.terminal.desk import captured
from selon.terminal.tables import Column, Section, laid_out

_COLUMNS = 140
_LISTED = 12
_WORDS = 160


def actor(page: Page, console: Console, words: Labels) -> str:
    """Names, offices, statements and contacts of an actor, the newest first."""
    return captured(Group(*_parts(page, min(console.width, _COLUMNS), words)), console)


def _parts(page: Page, columns: int, words: Labels) -> Iterator[RenderableType]:
    told = page.portrait
    kinds = ", ".join(words.kind[kind.value] for kind in told.kinds)
    countries = ", ".join(country.value for country in told.countries)
    yield Text(visible(page.name), style="bold")
    yield Text(" · ".join(part for part in (kinds, countries, f"{page.seen} article{'s' * (page.seen != 1)}") if part))
    named = [f"{visible(spelling.name)} ({spelling.mentions})" for spelling in page.spellings]
    yield Text(f"called {', '.join(named[:_LISTED])}{_more(named)}")
    yield from _section("offices", _OFFICES, [_office(office, page) for office in told.offices], columns)
    yield from _section("says", _SAYS, [_said(said, page, words) for said in told.said], columns)
    yield from _section("is told", _TOLD, [_said(said, page, words) for said in told.addressed], columns)
    yield from _section("others say of it", _TOLD, [_said(said, page, words) for said in told.told_of], columns)
    yield from _section("contacts", _MET, [_met(met, page) for met in told.contacts], columns)
    yield from _notes(page)


_OFFICES = (Column("first", 0), Column("last", 0, 11), Column("office", 40), Column("articles", 0, 8))
_SAYS = (Column("date", 0), Column("act", 0, 10), Column("words", 60), Column("to", 20), Column("article", 20))
_TOLD = (Column("date", 0), Column("act", 0, 10), Column("words", 60), Column("by", 20), Column("article", 20))
_MET = (Column("date", 0), Column("words", 20), Column("with", 30), Column("article", 30))


def _section(title: str, heads: tuple[Column, ...], rows: Sequence[tuple[Text, ...]], columns: int) -> Iterator[RenderableType]:
    if rows:
        yield Text(f"\n{title}{_more(rows)}", style="bold")
        yield laid_out(Section(title, heads, tuple(rows[:_LISTED])), columns)


def _more(rows: Sequence[object]) -> str:
    return f" ({_LISTED} of {len(rows)}; --json has all)" if len(rows) > _LISTED else ""


def _office(office: OfficeHeld, page: Page) -> tuple[Text, ...]:
    place = office.places[0]
    words = visible(place.span.of(page.texts[place.article].text))
    tenure = office.tenure
    articles = len({place.article for place in office.places})
    return Text(tenure.first or ""), Text(tenure.last or ""), Text(f"{words} [{tenure.country}]"), Text(str(articles))


def _said(said: Said, page: Page, words: Labels) -> tuple[Text, ...]:
    text = page.texts[said.article].text
    told = visible(" … ".join(span.of(text) for span in said.content)).replace("\n", " ")
    short = told if len(told) <= _WORDS else f"{told[:_WORDS].rpartition(' ')[0]} …"
    short += " (corrected by hand)" * said.is_by_hand
    act, other = Text(words.act[said.act]), Text(visible(said.other or ""))
    return Text(said.day or ""), act, Text(short), other, _where(said.article, page)


def _met(met: Met, page: Page) -> tuple[Text, ...]:
    words = visible(met.span.of(page.texts[met.article].text))
    return Text(met.day or ""), Text(words), Text(visible(", ".join(met.others))), _where(met.article, page)


def _where(article: str, page: Page) -> Text:
    kept = page.texts[article]
    return Text(visible(" · ".join(part for part in (kept.outlet, kept.name) if part)))


def _notes(page: Page) -> Iterator[RenderableType]:
    rulings = (f"ruling {r.number}: {r.kind.replace('_', ' ')} {r.a} {r.b}" for r in page.rulings)
    lines = [*_apart(page), *_namesakes(page), *rulings]
    if lines:
        yield Text("\n" + "\n".join(visible(line) for line in lines), style="dim")


def _apart(page: Page) -> Iterable[str]:
    if page.apart:
        one = page.apart[0]
        where = f"{one.name} in {one.article}: {one.why}"
        yield f"Bare names that may mean this actor and stay apart: {len(page.apart)} ({where})."


def _namesakes(page: Page) -> Iterable[str]:
    if page.namesakes:
        yield f"Others with that surname: {', '.join(page.namesakes)}. Where two are one, say so: selon same A B."
