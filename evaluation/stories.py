"""How well articles are grouped into stories: python -m evaluation.stories ARTICLES.jsonl GOLD.tsv [--records RECORDS.jsonl].

GOLD.tsv holds an article's key and its group a line; articles that it does not name stand alone. All articles of the gold's years
(the first four signs of their keys) are grouped. RECORDS.jsonl is what `selon read --jsonl < ARTICLES.jsonl` printed; without it
the articles are read here, some twenty a second. Figures are B-cubed (Bagga & Baldwin 1998).
"""

import json
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import click
import msgspec

from selon.corpus.stories import THRESHOLDS, Features, Story, Thresholds, features, grouped
from selon.ingest.plain import accept
from selon.model import Article, Held, Record
from selon.reader import Reader

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_ORDERS = 3
_SPLITS = 40
_GRID = [Thresholds(least / 100, fading) for least in range(20, 44, 2) for fading in (30.0, 45.0, 60.0)]


class Figures(NamedTuple):
    """B-cubed F1, precision and recall, from 0 to 100."""

    f1: float
    precision: float
    recall: float


class Scores(NamedTuple):
    """The precision and recall of each article, from 0 to 1."""

    precision: Mapping[str, float]
    recall: Mapping[str, float]

    def over(self, articles: Collection[str]) -> Figures:
        """The figures over some of the articles."""
        precision, recall = mean(self.precision[a] for a in articles), mean(self.recall[a] for a in articles)
        return Figures(200 * precision * recall / (precision + recall), 100 * precision, 100 * recall)


def b_cubed(found: Iterable[Collection[str]], gold: Mapping[str, str]) -> Scores:
    """How much of each article's story is of its group, and how much of its group is in its story."""
    of = {article: frozenset(story) for story in found for article in story}
    groups: dict[str, set[str]] = {}
    for article in of:
        groups.setdefault(gold.get(article, article), set()).add(article)
    shared = {article: len(story & groups[gold.get(article, article)]) for article, story in of.items()}
    return Scores(
        {article: shared[article] / len(story) for article, story in of.items()},
        {article: shared[article] / len(groups[gold.get(article, article)]) for article in of},
    )


def held(articles: Sequence[Mapping[str, Any]], records: Sequence[Record] | None) -> list[Held]:
    """The articles with their records, under their own keys; what could not be read is left out."""
    texts = [accept(one["text"], str(one.get("key") or one["id"])) for one in articles]
    names = [str(one.get("key") or one["id"]) for one in articles]
    if records is None:
        records = [reading.record for reading in Reader("fr").read_many(map(_article, articles, texts))]
    by_key = {record.article.key: record for record in records}
    return [Held(name, text, by_key[name]) for name, text in zip(names, texts, strict=True) if name in by_key]


def _article(one: Mapping[str, Any], text: str) -> Article:
    known: dict[str, Any] = {name: one.get(name) for name in ("title", "outlet", "url", "published", "language")}
    return Article(text, key=str(one.get("key") or one["id"]), **known)


def cross_validated(articles: Sequence[Features], gold: Mapping[str, str]) -> tuple[float, float]:
    """Mean F1 over the grouped and over all articles of one half, with the thresholds that are best on the other half."""
    runs = [b_cubed((story.articles for story in grouped(articles, by=by)), gold) for by in _GRID]
    groups, alone = sorted(set(gold.values())), [one.article for one in articles if one.article not in gold]
    drawn, of_grouped, of_all = random.Random(0), [], []
    for _ in range(_SPLITS):
        drawn.shuffle(groups)
        drawn.shuffle(alone)
        halves = [[a for a, group in gold.items() if group in groups[side::2]] for side in (0, 1)]
        rest = [alone[side::2] for side in (0, 1)]
        best = max(runs, key=lambda run: run.over(halves[0] + rest[0]).f1 + run.over(halves[0]).f1 / 2)
        of_grouped.append(best.over(halves[1]).f1)
        of_all.append(best.over(halves[1] + rest[1]).f1)
    return mean(of_grouped), mean(of_all)


def is_the_same_in_any_order(articles: Sequence[Features], found: Sequence[Story]) -> bool:
    """Whether the stories are the same when the articles come in other orders."""
    shuffled, drawn = list(articles), random.Random(0)
    for _ in range(_ORDERS):
        drawn.shuffle(shuffled)
        if grouped(shuffled) != found:
            return False
    return True


def mistakes(found: Iterable[Story], gold: Mapping[str, str]) -> Iterable[str]:
    """The stories that are no group of the gold, article by article."""
    for story in found:
        groups = [gold.get(article, "-") for article in story.articles]
        if len(groups) > 1 and (len(set(groups)) > 1 or "-" in groups):
            yield f"{story.title}"
            yield from (f"    {article}  {group}" for article, group in zip(story.articles, groups, strict=True))


@click.command()
@click.argument("articles", type=_FILE)
@click.argument("gold", type=_FILE)
@click.option("--records", type=_FILE, help="What selon read --jsonl printed for these articles.")
@click.option("--cross", is_flag=True, help="Fit the thresholds on half of the groups, measure on the other half, forty times.")
@click.option("--errors", is_flag=True, help="Show the stories that are no group of the gold.")
def main(articles: Path, gold: Path, records: Path | None, cross: bool, errors: bool) -> None:
    """Print how well the articles of the gold's years are grouped, and whether their order matters."""
    wanted = dict(line.split("\t")[:2] for line in gold.read_text(encoding="utf-8").splitlines() if "\t" in line)
    years = {article[:4] for article in wanted}
    lines = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if str(line.get("key") or line["id"])[:4] in years]
    known = [msgspec.json.decode(line, type=Record) for line in records.read_bytes().splitlines()] if records else None
    entered = [features(one) for one in held(lines, known)]
    found = grouped(entered)
    scores = b_cubed((story.articles for story in found), wanted)
    print(f"{len(entered)} articles in {len(found)} stories, {len(wanted)} articles in {len(set(wanted.values()))} gold groups")
    for name, over in (("grouped articles", wanted), ("all articles", [one.article for one in entered])):
        print("B-cubed over {:<18} F1 {:5.1f}  P {:5.1f}  R {:5.1f}".format(name, *scores.over(list(over))))
    print("the same in three other orders:", "yes" if is_the_same_in_any_order(entered, found) else "NO")
    if cross:
        print("thresholds fitted on the other half: F1 {:.1f} grouped, {:.1f} all".format(*cross_validated(entered, wanted)))
        print(f"thresholds in use: {THRESHOLDS}")
    if errors:
        print(*mistakes(found, wanted), sep="\n")


if __name__ == "__main__":
    main()
