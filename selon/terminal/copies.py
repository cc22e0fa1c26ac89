"""Copies in the terminal: a tree from the likeliest source down, each branch with its kind, share, credit and direction."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from selon.corpus.copies import Basis, Family, Kinship, Member, Passage
from selon.desk import Copies
from selon.markup import visible
from selon.store import Kept

_COLUMNS = 140
_NARROW = 100
_WORDS, _WORDS_NARROW = 96, 52
_WHY: dict[Basis, str] = {
    "link": "it links to it",
    "source_line": "its source line names {source}",
    "translation": "it says that it is translated from {source}",
    "agency": "it is signed {source}",
    "byline": "it is signed {source}",
    "statement": "it cites {source}",
    "time": "it appeared later",
    "same_time": "direction open: both appeared at the same time",
    "undated": "direction open: a time of publication is missing",
    "mutual_credit": "direction open: each names the other",
    "shared_credit": "both name {source}",
    "shared_quotation": "direction open: the speaker may be the source of both",
}


def copies(found: Copies, console: Console) -> str:
    """The family of an article as a tree, and with whom it shares a quotation, as wide as the screen."""
    columns = min(console.width, _COLUMNS)
    with console.capture() as capture:
        console.print(Group(*_parts(found, columns)), width=columns)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _parts(found: Copies, columns: int) -> Iterator[RenderableType]:
    if found.family:
        yield from _trees(found.family, found, columns)
    if found.quotations:
        yield from [Text()] * bool(found.family)
        yield Text("The same quotation and nothing else:", style="bold")
        for one in found.quotations:
            other = found.articles[one.b if one.a == found.article.id else one.a]
            yield Padding(Text("\n").join((_named(other, found), *_passages(one, other.id, found, columns))), (0, 0, 0, 4))


def _trees(family: Family, found: Copies, columns: int) -> Iterator[Tree]:
    """One tree for each article or absent source that hangs from nothing; the root's comes first."""
    absent = list(dict.fromkeys(member.parent for member in family.members if member.external and member.parent))
    tops = sorted(absent, key=lambda name: name != family.root)
    for name in tops:
        tree = Tree(Text.assemble((visible(name), "bold"), (" – not on this desk", "dim")))
        _grow(tree, family.children(name, external=True), family, found, columns)
        yield tree
    for member in family.children(None):
        tree = Tree(_named(found.articles[member.id], found))
        _grow(tree, family.children(member.id), family, found, columns)
        yield tree


def _grow(tree: Tree, members: tuple[Member, ...], family: Family, found: Copies, columns: int) -> None:
    for member in members:
        branch = tree.add(Text("\n").join(_branch(member, found, columns)))
        _grow(branch, family.children(member.id), family, found, columns)


def _branch(member: Member, found: Copies, columns: int) -> Iterator[Text]:
    yield _named(found.articles[member.id], found)
    one = member.kinship
    if one is None:
        yield Text("it names it as its source" if member.is_told else "its copies name it as their source", style="dim")
        return
    yield Text.assemble((one.kind, "yellow"), f", {one.share_of(member.id):.0%} of it; {_why(one)}; ", _credit(one))
    yield from _passages(one, member.id, found, columns)


def _why(one: Kinship) -> str:
    return _WHY[one.basis].format(source=visible(one.source or ""))


def _credit(one: Kinship) -> tuple[str, str]:
    return ("credited", "green") if one.is_credited else ("uncredited", "red")


def _named(kept: Kept, found: Copies) -> Text:
    where = " · ".join(visible(part) for part in (kept.published, kept.outlet, kept.title) if part)
    style = "bold cyan" if kept.id == found.article.id else "cyan"
    return Text.assemble((visible(kept.name), style), "  ", where)


def _passages(one: Kinship, article: str, found: Copies, columns: int) -> Iterator[Text]:
    """The longest passage in the article's own words, and how many more there are."""
    longest = max(one.passages, key=lambda passage: passage.words, default=None)
    if longest is None:
        return
    words = " ".join(visible(_span_text(longest, one, article, found)).split())
    limit = _WORDS if columns >= _NARROW else _WORDS_NARROW
    more = f" (and {len(one.passages) - 1} more)" if len(one.passages) > 1 else ""
    yield Text(f"« {words if len(words) <= limit else f'{words[:limit].rstrip()}…'} »{more}", style="dim")


def _span_text(passage: Passage, one: Kinship, article: str, found: Copies) -> str:
    span = passage.a if article == one.a else passage.b
    return span.of(found.articles[article].text)
