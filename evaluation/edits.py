"""Edits of articles whose origin is known: what other outlets do to a text that they take over."""

import re
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from babel.dates import get_day_names, get_month_names

from selon.model import ArticleInfo, Held, Record

_SITES = Path(__file__).with_suffix(".toml").with_name("copies.toml")
_PARAGRAPHS = re.compile(r"\n+")
_SENTENCES = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)\s+(?=[^\s\W_a-z])")
_WORDS = re.compile(r"\w+|\W+")
_LEAST_WORDS, _TAKEN = 5, 3
_CHANGED = 0.15
_LATER_DAYS, _SAME_DAY = 30, 4
_COLUMNS = 72
_OTHER_MARKS = {ord(mark): other for mark, other in (("«", '"'), ("»", '"'), ("’", "'"), ("–", "-"), (",", " ,"), ("\n", " "))}


class Edit(NamedTuple):
    """A changed text, the article it was made from, all whose words it holds, and whether its date tells that it is later."""

    kind: str
    held: Held
    origin: str
    sources: tuple[str, ...]
    is_dated: bool


def info(held: Held) -> str:
    """An article's title."""
    return held.record.article.title or held.id


def edits(articles: Sequence[Held], drawn: Sequence[Held], chance: Random) -> Iterator[Edit]:
    """Each drawn article changed in every way that it allows."""
    vocabulary = [word for held in articles for word in re.findall(r"\w+", held.text)]
    kinds: dict[str, Callable[[str], str | None]] = {
        "marks and blanks": lambda text: _marks(text, chance),
        "half": lambda text: _half(text, chance),
        "reordered": lambda text: _reordered(text, chance),
        "15 % of words": lambda text: _reworded(text, vocabulary, chance),
        "days": lambda text: _other_days(text, chance),
    }
    for number, held in enumerate(drawn):
        for kind, change in kinds.items():
            if text := change(held.text):
                yield _edit(kind, (held,), text, f"Copie {kind}", number, chance)
        host = chance.choice([article for article in articles if article.id != held.id])
        if text := _three_sentences(held.text, host.text, chance):
            yield _edit("three sentences", (held, host), text, "Copie de phrases", number, chance)
        site = chance.choice(_sites())
        yield _edit("other page", (held,), _page(held.text, site, articles, chance), site["outlet"], number, chance)


def _edit(kind: str, sources: Sequence[Held], text: str, outlet: str, number: int, chance: Random) -> Edit:
    """The edit appears on the day of its sources, one in four, or up to a month later."""
    origin = sources[0]
    latest = max((held.record.article.published or "2000-01-01")[:10] for held in sources)
    later = 0 if number % _SAME_DAY == 0 else chance.randint(1, _LATER_DAYS)
    published = str(date.fromisoformat(latest) + timedelta(later))
    told = ArticleInfo("", "fr", len(text), title=info(origin), outlet=outlet, published=published)
    held = Held(f"{origin.id} {kind}", text, Record("selon/1", "", told))
    return Edit(kind, held, origin.id, tuple(source.id for source in sources), _is_later(published, origin))


def _is_later(published: str, origin: Held) -> bool:
    return published > (origin.record.article.published or published)[:10]


def _marks(text: str, chance: Random) -> str:
    plain = text.translate(_OTHER_MARKS)
    return plain.upper() if chance.random() < 1 / 2 else plain


def _half(text: str, chance: Random) -> str:
    words = text.split(" ")
    return " ".join(words[: len(words) // 2] if chance.random() < 1 / 2 else words[len(words) // 2 :])


def _reordered(text: str, chance: Random) -> str | None:
    parts = _PARAGRAPHS.split(text)
    parts = parts if len(parts) > 1 else _SENTENCES.split(text)
    return "\n\n".join(chance.sample(parts, len(parts))) if len(parts) > 1 else None


def _reworded(text: str, vocabulary: Sequence[str], chance: Random) -> str:
    """Of a hundred words fifteen are replaced, left out or followed by another, each as often."""
    return "".join(_changed(word, vocabulary, chance) if word[0].isalnum() else word for word in _WORDS.findall(text))


def _changed(word: str, vocabulary: Sequence[str], chance: Random) -> str:
    if chance.random() >= _CHANGED:
        return word
    other = chance.choice(vocabulary)
    return chance.choice((other, "", f"{word} {other}"))


def _other_days(text: str, chance: Random) -> str | None:
    """Every name of a day and of a month is another, and so are the days of the month."""
    names = [list(table("wide", locale="fr").values()) for table in (get_day_names, get_month_names)]
    other = {name: chance.choice([one for one in group if one != name]) for group in names for name in group}
    pattern = re.compile(rf"\b(?:\d{{1,2}} (?=(?:{'|'.join(names[1])})\b)|(?:{'|'.join(other)})\b)")
    changed = pattern.sub(lambda found: other.get(found[0]) or f"{chance.randint(1, 28)} ", text)
    return changed if changed != text else None


def _three_sentences(text: str, host: str, chance: Random) -> str | None:
    parts = [part for line in text.split("\n") for part in _SENTENCES.split(line)]
    found = [part for part in parts if len(re.findall(r"\w+", part)) >= _LEAST_WORDS]
    if len(found) < _TAKEN:
        return None
    taken = [found[at] for at in sorted(chance.sample(range(len(found)), _TAKEN))]
    paragraphs = _PARAGRAPHS.split(host)
    paragraphs.insert(chance.randint(1, len(paragraphs)), " ".join(taken))
    return "\n\n".join(paragraphs)


def _page(text: str, site: dict[str, Any], articles: Sequence[Held], chance: Random) -> str:
    below = [line.format(title=info(chance.choice(articles))) for line in site["below"]]
    wrapped = (textwrap.fill(part, _COLUMNS) for part in _PARAGRAPHS.split(text))
    return "\n".join((*site["above"], "\n\n".join(wrapped), *below))


def _sites() -> list[dict[str, Any]]:
    return list(tomllib.loads(_SITES.read_text(encoding="utf-8"))["site"])
