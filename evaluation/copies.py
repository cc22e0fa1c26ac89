"""Who copied whom, on edits of known articles: `python -m evaluation.copies ARTICLES.jsonl`."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

import click

from evaluation.edits import Edit, edits, info
from selon.corpus.copies import Kinship, kinships
from selon.model import ArticleInfo, Held, Record

_SHOWN = 90

Found = dict[tuple[str, str], Kinship]
"""What was found, by the ids of each pair in their order."""


class Share(NamedTuple):
    """So many of so many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right} of {self.of}" + (f" ({100 * self.right / self.of:.1f} %)" if self.of else "")


def articles_of(path: Path) -> tuple[Held, ...]:
    """The articles of a file with an object a line: `id` or `key`, `text`, `title`, `outlet`, `url`, `published`."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_held(json.loads(line), number) for number, line in enumerate(lines, start=1))


def _held(line: dict[str, str], number: int) -> Held:
    title, outlet, url, published = (line.get(name) for name in ("title", "outlet", "url", "published"))
    told = ArticleInfo("", line.get("language", "fr"), len(line["text"]), None, url, title, outlet, None, published)
    return Held(str(line.get("key") or line.get("id") or number), line["text"], Record("selon/1", "", told))


def recall(made: Iterable[Edit], found: Found) -> Iterator[tuple[str, Share]]:
    """For each kind of edit the share that was found beside the article that it was made from."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for edit in made:
        every[edit.kind] += 1
        right[edit.kind] += _pair(edit.held.id, edit.origin) in found
    return ((kind, Share(right[kind], every[kind])) for kind in every)


def directions(made: Iterable[Edit], found: Found) -> tuple[Share, Share]:
    """How often the origin is right where dates tell it, and unknown where they do not."""
    told = [(edit, found[_pair(edit.held.id, edit.origin)].origin) for edit in made if _pair(edit.held.id, edit.origin) in found]
    dated = [origin == edit.origin for edit, origin in told if edit.is_dated]
    undated = [origin is None for edit, origin in told if not edit.is_dated]
    return Share(sum(dated), len(dated)), Share(sum(undated), len(undated))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _sources(made: Iterable[Edit]) -> Callable[[str], frozenset[str]]:
    known = {edit.held.id: frozenset(edit.sources) for edit in made}
    return lambda article: known.get(article, frozenset((article,)))


@click.command()
@click.argument("articles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--drawn", default=200, show_default=True, help="Articles that edits are made from.")
@click.option("--seed", default=1, show_default=True, help="Seed of what is drawn and how it is changed.")
@click.option("--wrong", is_flag=True, help="List the pairs that share no source, and the edits that were missed.")
@click.option("--originals", is_flag=True, help="List what is found between the articles themselves.")
def main(articles: Path, drawn: int, seed: int, wrong: bool, originals: bool) -> None:
    """Draw articles, edit each in every way, search all among all, and count."""
    held = articles_of(articles)
    chance = Random(seed)
    made = tuple(edits(held, chance.sample(held, min(drawn, len(held))), chance))
    began = process_time()
    found = {(kin.a, kin.b): kin for kin in kinships((*held, *(edit.held for edit in made)))}
    took = process_time() - began
    _report(held, made, found, took)
    texts = {article.id: article for article in (*held, *(edit.held for edit in made))}
    if wrong:
        _list_wrong(made, found, texts)
    if originals:
        own = {article.id for article in held}
        _list((kin for kin in found.values() if kin.a in own and kin.b in own), texts)


def _report(held: Sequence[Held], made: Sequence[Edit], found: Found, took: float) -> None:
    print(f"{len(held)} articles and {len(made)} edits, {1000 * took / (len(held) + len(made)):.1f} ms of one core each")
    for kind, share in recall(made, found):
        pairs = (_pair(edit.held.id, edit.origin) for edit in made if edit.kind == kind)
        kinds = Counter(found[pair].kind for pair in pairs if pair in found)
        print(f"  {kind:16} found {share}: " + ", ".join(f"{count} {name}" for name, count in kinds.most_common()))
    of, own = _sources(made), {article.id for article in held}
    right = {pair: bool(of(pair[0]) & of(pair[1])) for pair in found if not own.issuperset(pair)}
    of_an_article = [is_right for pair, is_right in right.items() if own & set(pair)]
    print(f"  precision        {Share(sum(right.values()), len(right))} of the pairs with an edit have a source in common,")
    print(f"                   {Share(sum(of_an_article), len(of_an_article))} of those of an edit and an article")
    dated, undated = directions(made, found)
    print(f"  direction        right {dated} where dates tell it; left open {undated} on the same day")
    kinds = Counter(kin.kind for pair, kin in found.items() if own.issuperset(pair))
    print("  between articles " + (", ".join(f"{count} {name}" for name, count in kinds.most_common()) or "nothing"))


def _list_wrong(made: Sequence[Edit], found: Found, texts: dict[str, Held]) -> None:
    of = _sources(made)
    edited = {edit.held.id for edit in made}
    _list((kin for (a, b), kin in found.items() if edited & {a, b} and not of(a) & of(b)), texts)
    for edit in made:
        if _pair(edit.held.id, edit.origin) not in found:
            print(f"missed {edit.kind} {edit.held.id}: {edit.held.text[:_SHOWN]!r}")


def _list(kins: Iterable[Kinship], texts: dict[str, Held]) -> None:
    for kin in kins:
        print(f"{kin.kind} {kin.a} {kin.b} {kin.share_a:.2f} {kin.share_b:.2f} {info(texts[kin.a])} | {info(texts[kin.b])}")
        for passage in kin.passages[:2]:
            print(f"    {passage.words} {passage.a.of(texts[kin.a].text)[:_SHOWN]!r}")


if __name__ == "__main__":
    main()
