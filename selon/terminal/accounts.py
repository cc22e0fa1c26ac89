"""The account of a story in the terminal: a table for each claim, the words of all who tell it side by side."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from selon.corpus.accounts import Claim, Conflict, Passage
from selon.desk.accounts import Accounted
from selon.labels import Labels
from selon.markup import visible
from selon.span import Span
from selon.terminal.desk import captured
from selon.terminal.tables import Column, Section, laid_out

_COLUMNS = 140
_LABEL_CHARACTERS = 110
_WORDS_CHARACTERS = 60
_DAY = 10
_INDENT = 3
_STANCES = {"asserts": "green", "denies": "red", "hearsay": "yellow", "repeats": "dim"}
_RELATIONS = {"contradiction": "red", "later": "yellow", "update": "dim"}


def accounts(title: str, found: Accounted, everything: bool, console: Console, words: Labels) -> str:
    """The claims of a story; those that one voice alone tells only where everything is asked for."""
    return captured(Group(*_parts(title, found, everything, min(console.width, _COLUMNS), words)), console)


def _parts(title: str, found: Accounted, everything: bool, columns: int, words: Labels) -> Iterator[RenderableType]:
    claims = found.account.claims
    shown = [claim for claim in claims if everything or claim.voices > 1 or claim.conflicts]
    articles, outlets = len(found.account.articles), len(found.account.outlets)
    yield Text.assemble((visible(title), "bold"), f"\n{articles} articles of {outlets} outlets, {len(claims)} claims")
    for number, claim in enumerate(shown, start=1):
        yield Text()
        yield from _claim(number, claim, found, columns, words)
    if len(shown) < len(claims):
        yield Text(f"\n{len(claims) - len(shown)} claims that one voice alone tells: --all shows them.", "dim")


def _claim(number: int, claim: Claim, found: Accounted, columns: int, words: Labels) -> Iterator[RenderableType]:
    label = " … ".join(_texts(claim.passages[claim.label], found))
    yield _hung(f"{number}  ", Text(visible(_short(label, _LABEL_CHARACTERS)), "bold"))
    yield _hung("", Text(" · ".join(_figures(claim, words)), "dim"))
    heads = (Column("", 0), Column("according to", 20), Column("words", 52), Column("told", 1, _DAY))
    rows = tuple(_row(at, passage, claim, found, words) for at, passage in enumerate(claim.passages))
    yield laid_out(Section("", heads, rows), columns)
    yield from (_hung("", _conflict(conflict, claim, found, words)) for conflict in claim.conflicts)
    if claim.silent:
        yield _hung("", Text.assemble(("silent: ", "bold"), visible(", ".join(claim.silent))))


def _hung(head: str, body: Text) -> Table:
    """A line that keeps its indent where it wraps, with what stands in the indent."""
    grid = Table.grid()
    grid.add_column(min_width=_INDENT, no_wrap=True, style="cyan")
    grid.add_column(overflow="fold")
    grid.add_row(head, body)
    return grid


def _figures(claim: Claim, words: Labels) -> Iterator[str]:
    yield f"{claim.voices} voice{'s' * (claim.voices != 1)}"
    for relation, name in words.relation.items():
        count = sum(conflict.relation == relation for conflict in claim.conflicts)
        if count:
            yield f"{count} × {name}"
    if len(claim.first) == 1 and len(claim.passages) > 1:
        yield f"first: {visible(' → '.join(claim.passages[claim.first[0]].chain))}"


def _row(at: int, passage: Passage, claim: Claim, found: Accounted, words: Labels) -> tuple[Text, ...]:
    sides = [side for c in claim.conflicts for side in ((c.a, c.words_a), (c.b, c.words_b))]
    marks = [span for place, spans in sides if place == at for span in spans]
    return (
        Text(words.stance[passage.stance], _STANCES[passage.stance]),
        Text(" → ".join(visible(name) for name in passage.chain)),
        _marked(passage, marks, found),
        Text((passage.published or "–")[:_DAY]),
    )


def _marked(passage: Passage, marks: Sequence[Span], found: Accounted) -> Text:
    """The words of a passage, those bold that oppose another's."""
    text = found.articles[passage.article].text
    whole = Text()
    for place, span in enumerate(passage.spans):
        piece = Text(visible(span.of(text)).replace("\n", " "))
        for mark in marks:
            if span.covers(mark) and mark != span:
                piece.stylize("bold", mark.start - span.start, mark.end - span.start)
        whole.append(" … " if place else "").append(piece)
    return whole


def _conflict(conflict: Conflict, claim: Claim, found: Accounted, words: Labels) -> Text:
    a, b = (claim.passages[at] for at in (conflict.a, conflict.b))
    kind = f"{words.relation[conflict.relation]}, {words.question[conflict.question]}: "
    line = Text().append(kind, _RELATIONS[conflict.relation])
    line.append(f"« {_words(a, conflict.words_a, found)} » ({visible(a.chain[-1])}) / ")
    return line.append(f"« {_words(b, conflict.words_b, found)} » ({visible(b.chain[-1])})")


def _words(passage: Passage, spans: Sequence[Span], found: Accounted) -> str:
    text = found.articles[passage.article].text
    return _short(" … ".join(visible(span.of(text)).replace("\n", " ") for span in spans), _WORDS_CHARACTERS)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _texts(passage: Passage, found: Accounted) -> list[str]:
    return [span.of(found.articles[passage.article].text).replace("\n", " ") for span in passage.spans]
