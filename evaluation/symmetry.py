"""Reads articles twice, the second time with two countries swapped throughout: python -m evaluation.symmetry ARTICLES.jsonl."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.gold import Json
from selon.analysis import Words
from selon.export.contract import plain
from selon.ingest.plain import normalise
from selon.lang.loading import load
from selon.lang.rows import ActorRow, CountryRow
from selon.model import Article, Reading
from selon.reader import Reader
from selon.span import Span

LANGUAGE = "fr"
KINDS = ("statements", "times", "events", "contacts", "checks", "wording", "entities")
SLOTS = (("Masc", "Sing"), ("Fem", "Sing"), ("Masc", "Plur"), ("Fem", "Plur"))
VOWELS = "aeiouyéèêàâîïôûhœæ"


class Swap(NamedTuple):
    """Two countries and, for each form of either, the forms of the other by gender and number."""

    first: CountryRow
    second: CountryRow
    forms: Mapping[str, Mapping[tuple[str, str], str]]


class Pair(NamedTuple):
    """An article's text, the same with the countries swapped, and where each replaced word stands in both."""

    text: str
    swapped: str
    moved: tuple[tuple[Span, Span], ...]

    def back(self, offset: int) -> int:
        """The code point of the text that corresponds to one of the swapped text."""
        shift = 0
        for here, there in self.moved:
            if offset < there.end:
                return min(max(offset - there.start, 0), len(here)) + here.start if offset > there.start else offset - shift
            shift = there.end - here.end
        return offset - shift


class Verdict(NamedTuple):
    """How many items of each kind are the same in both readings, and those that stand in one of them only."""

    key: str
    same: Counter[str]
    all: Counter[str]
    different: tuple[str, ...]


def sound(word: str) -> bool:
    """Whether a word begins with a vowel, so that the article before it is elided."""
    return word[0].lower() in VOWELS


def inflected(forms: Sequence[str]) -> dict[tuple[str, str], str] | None:
    """The four forms of an adjective by gender and number, or None where the table has others."""
    plain_forms = [form for form in forms if form.isalpha()]
    by_count = {4: (0, 1, 2, 3), 3: (0, 1, 0, 2), 2: (0, 0, 1, 1)}.get(len(plain_forms))
    return dict(zip(SLOTS, (plain_forms[i] for i in by_count), strict=True)) if by_count else None


def alike(a: CountryRow, b: CountryRow) -> bool:
    """Whether two countries can stand for one another in every sentence: gender, number and sound of all their words."""
    if a.code == b.code or a.article != b.article or not all((a.capital.isalpha(), b.capital.isalpha(), a.article)):
        return False
    if None in map(inflected, (a.demonyms, b.demonyms, a.people, b.people)):
        return False
    words = ((a.name, b.name), (a.capital, b.capital), (a.demonyms[0], b.demonyms[0]))
    return all(sound(x) == sound(y) for x, y in words) and a.name.isalpha() and b.name.isalpha()


def swap_of(a: CountryRow, b: CountryRow) -> Swap:
    """The swap of two countries that are alike."""
    forms: dict[str, dict[tuple[str, str], str]] = {}
    for here, there in ((a, b), (b, a)):
        for word, other in ((here.name, there.name), (here.capital, there.capital)):
            forms[word] = dict.fromkeys(SLOTS, other)
        for lower, upper in ((here.demonyms, there.demonyms), (here.people, there.people)):
            own, others = inflected(lower) or {}, inflected(upper) or {}
            for slot, form in own.items():
                forms.setdefault(form, {})[slot] = others[slot]
    return Swap(a, b, forms)


def chosen(words: Words, rows: Sequence[CountryRow]) -> Swap | None:
    """The swap of the country that an article names most often with the next alike, or with one that it does not name."""
    counts = Counter(words.text[a:b] for a, b in zip(words.start, words.end, strict=True))
    weight = {row.code: sum(counts[form] for form in (row.name, row.capital, *row.demonyms, *row.people)) for row in rows}
    ranked = sorted((row for row in rows if weight[row.code]), key=lambda row: (-weight[row.code], row.code))
    for row in ranked:
        others = [other for other in rows if alike(row, other)]
        named = [other for other in ranked if other in others]
        if others:
            spread = sum(map(ord, words.text[:200]))
            return swap_of(row, named[0] if named else others[spread % len(others)])
    return None


def swapped(words: Words, swap: Swap, kept: Sequence[Span]) -> Pair:
    """The text with the two countries swapped, but for words inside `kept`, the names of others."""
    pieces, moved, at, shift = [], [], 0, 0
    for i, (start, end) in enumerate(zip(words.start, words.end, strict=True)):
        forms = swap.forms.get(words.text[start:end])
        if forms is None or any(span.covers(Span(start, end)) and len(span) > end - start for span in kept):
            continue
        other = forms[slot(words, i, forms)]
        pieces += [words.text[at:start], other]
        moved.append((Span(start, end), Span(start + shift, start + shift + len(other))))
        shift, at = shift + len(other) - (end - start), end
    return Pair(words.text, "".join([*pieces, words.text[at:]]), tuple(moved))


def slot(words: Words, token: int, forms: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    """Gender and number of a form: the only ones it has, else as the tagger reads it or what it belongs to."""
    for at in (token, words.head[token]):
        feats = words.feats[at]
        found = [s for s in forms if feats.get("Gender", s[0]) == s[0] and feats.get("Number", s[1]) == s[1]]
        if len(found) == 1 or (found and at != token):
            return found[0]
    return next(iter(forms))


def neutral(name: str, swap: Swap, turned: bool) -> str:
    """A name with the words of both countries as X and Y."""

    def mark(found: re.Match[str]) -> str:
        own = {swap.first.name, swap.first.capital, *swap.first.demonyms, *swap.first.people}
        return "XY"[(found[0] in own) == turned] if found[0] in swap.forms else found[0]

    return re.sub(r"[\w-]+", mark, name)


def items(reading: Reading, swap: Swap, pair: Pair, fixed: Container[str], turned: bool) -> dict[str, Counter[str]]:
    """Every item of a record as a string that does not depend on ids, offsets of the swapped text or names of the two."""
    record: Json = plain(reading.record, reading.text)
    names = {e["name"]: e["name"] if e["name"] in fixed else neutral(e["name"], swap, turned) for e in record["entities"]}
    refer = names | {e["id"]: names[e["name"]] for e in record["entities"]}
    for kind, field in (("statements", "content"), ("times", "span"), ("events", "trigger")):
        refer |= {item["id"]: str(shown(item[field], refer, pair, turned)) for item in record[kind]}

    def line(item: Json) -> str:
        # Whom the tables know, and whoever belongs to them, keeps a country: only the names of countries are swapped for sure.
        kept = {k: v for k, v in item.items() if k not in ("id", "wikidata", "country")}
        return json.dumps(shown(kept, refer, pair, turned), ensure_ascii=False, sort_keys=True)

    return {kind: Counter(map(line, record[kind])) for kind in KINDS}


def shown(value: Any, refer: Mapping[str, str], pair: Pair, turned: bool) -> Any:
    """A part of a record with spans as offsets of the text as it was and ids and names as both readings have them."""
    if isinstance(value, dict):
        if "start" in value:
            return [pair.back(value[end]) if turned else value[end] for end in ("start", "end")]
        return {key: shown(part, refer, pair, turned) for key, part in value.items()}
    if isinstance(value, list):
        return [shown(member, refer, pair, turned) for member in value]
    return refer.get(value, value) if isinstance(value, str) else value


def judged(reader: Reader, rows: Sequence[CountryRow], fixed: Container[str], article: Article) -> Verdict | None:
    """Both readings of an article compared; None where it names no country that has another alike."""
    laid = reader.lay(article)
    words = next(reader.tag([laid]))
    reading = reader.analyse(laid, words)
    swap = chosen(words, rows)
    if swap is None:
        return None
    kept = [span for e in reading.record.entities for span in e.mentions if span.of(words.text).replace("’", "'") in fixed]
    pair = swapped(words, swap, kept)
    if not pair.moved:
        return None
    other = reader.read(Article(text=pair.swapped, key=article.key, published=article.published))
    before, after = items(reading, swap, pair, fixed, False), items(other, swap, pair, fixed, True)
    same = Counter({kind: (before[kind] & after[kind]).total() for kind in KINDS})
    both = Counter({kind: max(before[kind].total(), after[kind].total()) for kind in KINDS})
    lost = [f"- {kind} {item}" for kind in KINDS for item in before[kind] - after[kind]]
    won = [f"+ {kind} {item}" for kind in KINDS for item in after[kind] - before[kind]]
    return Verdict(f"{article.key} {swap.first.code}/{swap.second.code}", same, both, (*lost, *won))


def articles(path: Path, limit: int) -> Iterator[Article]:
    """The articles of a file of JSON lines, spread evenly over it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines[:: max(len(lines) // limit, 1)]:
        row = json.loads(line)
        yield Article(text=normalise(row["text"]), key=row.get("id") or row.get("key"), published=row.get("published"))


def report(verdicts: Iterable[Verdict], shown: bool) -> Iterator[str]:
    """The lines of the report: one for each article that differs, then the shares."""
    same, both, whole, equal = Counter[str](), Counter[str](), 0, 0
    for verdict in verdicts:
        same, both, whole, equal = same + verdict.same, both + verdict.all, whole + 1, equal + (not verdict.different)
        if shown and verdict.different:
            yield f"{verdict.key}"
            yield from (f"   {line}" for line in verdict.different)
    for kind in KINDS:
        if both[kind]:
            yield f"{kind:12} {same[kind]} of {both[kind]} the same ({100 * same[kind] / both[kind]:.1f} %)"
    total = both.total()
    yield f"all items    {same.total()} of {total} ({100 * same.total() / max(total, 1):.1f} %)"
    yield f"records      {equal} of {whole} the same in everything ({100 * equal / max(whole, 1):.1f} %)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how many records stay as they were when two countries are swapped."""
    parser = argparse.ArgumentParser(prog="symmetry", description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON lines with text, and id and published where known")
    parser.add_argument("--number", type=int, default=200, help="how many articles are taken, spread evenly (default 200)")
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args(arguments)
    reader = Reader(LANGUAGE)
    pack = load(LANGUAGE)
    rows = tuple(pack.gazetteer.countries.values())
    fixed = frozenset(form for row in pack.rows if isinstance(row, ActorRow) for form in (row.name, *row.forms))
    fixed |= frozenset(form for row in rows for form in row.forms)
    verdicts = (judged(reader, rows, fixed, article) for article in articles(options.articles, options.number))
    for line in report((verdict for verdict in verdicts if verdict is not None), options.show):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
