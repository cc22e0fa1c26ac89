"""What kinds of attribution there are, told from a statement alone, gold and read ones by the same rule."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from evaluation.gold import Json
from evaluation.pairing import Compared, Pair
from evaluation.scorer import GateError, Scorer
from selon.model import Value
from selon.text import fold

WORDS = Path(__file__).with_name("constructs.toml")


class Words(Value, frozen=True):
    """The folded words of one language by which constructs are told apart."""

    prepositions: frozenset[str]
    pronouns: frozenset[str]


class Construct(NamedTuple):
    """A kind of attribution: its name as it is typed, its title in tables, and which statements are of it."""

    name: str
    title: str
    holds: Callable[[Json, Words], bool]


class Count(NamedTuple):
    """Statements of one construct: in gold and found there, as such or not; read ones and right ones among them."""

    gold: int
    found: int
    as_such: int
    read: int
    right: int

    @property
    def recall(self) -> float | None:
        """Gold statements that were found, content and source, in percent."""
        return percent(self.found, self.gold)

    @property
    def precision(self) -> float | None:
        """Read statements of the construct that stand in gold, content and source, in percent."""
        return percent(self.right, self.read)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, None where there is no gold."""
        recall, precision = self.recall, self.precision or 0.0
        if recall is None:
            return None
        return round(2 * recall * precision / (recall + precision), 1) if recall + precision else 0.0


def percent(part: int, whole: int) -> float | None:
    """A share in percent to one decimal, None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def words_for(language: str) -> Words:
    """The words for one language; raises GateError where there are none."""
    known = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    if language not in known:
        raise GateError(f"{WORDS.name} has no [{language}]: list its prepositions and pronouns there")
    return msgspec.convert(known[language], Words)


def voice(statement: Json) -> str:
    """Whose voice it is: author, unnamed or named."""
    source = statement.get("source") or {}
    name = source.get("name") or ""
    return str(source.get("voice") or ("author" if name == "author" else "unnamed" if name.startswith("unnamed") else "named"))


def _mode(name: str) -> Callable[[Json, Words], bool]:
    return lambda statement, words: statement["mode"] == name


def _stands(span: Json | None) -> str:
    return fold(" ".join(str(span["text"]).split())).strip(" -").removeprefix("t-") if span else ""


CONSTRUCTS = (
    Construct("direct", "direct", _mode("direct")),
    Construct("mixed", "mixed", _mode("mixed")),
    Construct("indirect", "indirect", _mode("indirect")),
    Construct("selon", "*selon*: the cue is a preposition", lambda s, words: _stands(s["cue"]) in words.prepositions),
    Construct("reported-act", "reported act", _mode("reported_act")),
    Construct("hedge", "author's hedge", lambda s, _: voice(s) == "author"),
    Construct("conditional", "conditional report", lambda s, _: bool(s.get("conditional_report"))),
    Construct("unnamed", "unnamed source", lambda s, _: voice(s) == "unnamed"),
    Construct("chain", "chain of two and more", lambda s, _: bool(s.get("within"))),
    Construct("follow-on", "follow-on quotation: no cue", lambda s, _: not s["cue"]),
    Construct("pronoun", "pronoun speaker", lambda s, words: _stands((s["source"] or {}).get("span")) in words.pronouns),
    Construct("addressee", "addressee", lambda s, _: bool(s.get("addressee"))),
)
NAMES = tuple(construct.name for construct in CONSTRUCTS)


def construct(name: str) -> Construct:
    """The construct that is so called."""
    return CONSTRUCTS[NAMES.index(name)]


def linked(pair: Pair, article: Compared) -> bool:
    """Whether both statements lie within the same one, or both within none."""
    taken = {p.gold["id"]: p.read["id"] for p in article.pairs}
    outer = pair.gold.get("within")
    return bool(pair.read.get("within") == (taken.get(outer, "missed") if outer else None))


def addressed(pair: Pair, scorer: Scorer) -> bool:
    """Whether both statements are addressed to somebody of the same name, or both to nobody."""
    wanted, found = pair.gold.get("addressee"), (pair.read.get("addressee") or {}).get("name")
    return scorer.same_name(wanted, found) if wanted and found else not wanted and not found


def count(kind: Construct, articles: Iterable[Compared], words: Words, scorer: Scorer) -> Count:
    """How many statements of one construct the articles hold, and how many of them were found."""
    total = [0] * len(Count._fields)
    for article in articles:
        for i, number in enumerate(_count_one(kind, article, words, scorer)):
            total[i] += number
    return Count(*total)


def _count_one(kind: Construct, article: Compared, words: Words, scorer: Scorer) -> Count:
    attributed = [pair for pair in article.pairs if pair.source_agrees]
    found = [pair for pair in attributed if kind.holds(pair.gold, words)]
    return Count(
        gold=sum(kind.holds(s, words) for s in article.gold.annotation["statements"]),
        found=len(found),
        as_such=sum(_same(kind, pair, article, words, scorer) for pair in found),
        read=sum(kind.holds(s, words) for s in article.record["statements"]),
        right=sum(kind.holds(pair.read, words) for pair in attributed),
    )


def _same(kind: Construct, pair: Pair, article: Compared, words: Words, scorer: Scorer) -> bool:
    if kind.name == "chain":
        return linked(pair, article)
    return addressed(pair, scorer) if kind.name == "addressee" else kind.holds(pair.read, words)
