"""The desk: articles taken in, read once, found again, and what is derived made anew."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from selon.desk import WRITE, Desk
from selon.desk.query import FIELDS, parsed
from selon.errors import DeskError, InputError
from selon.ingest.jsonl import Failure
from selon.intake import Item
from selon.model import SCHEMA, Addressee, Article, ArticleInfo, Reading, Record, Source, Statement
from selon.span import Span

SPEECH = "Le maire {name} a prévenu la préfète : « Le pont de Kerlann est {state}. »"
STARTS = {"a": "Morvan", "b": "Le Guen", "c": "Tanguy"}


class Reads:
    """A reader that finds one statement after the colon and fails on a word."""

    version = "test"

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, article: Article) -> Reading:
        self.read_texts.append(article.text)
        if "IMPOSSIBLE" in article.text:
            raise ValueError("no")
        start = article.text.index("« ") + 2
        end = article.text.index(" »")
        name = article.text.split(" a prévenu")[0].removeprefix("Le maire ")
        said = Statement(
            "S1", Source("named", None, name, Span(0, 8)), None, (Span(start, end),), "direct", "warn",
            Addressee(None, "préfète"), chain=(name,),
        )  # fmt: skip
        info = ArticleInfo("0" * 32, "fr", len(article.text), article.key, article.url, article.title, article.outlet)
        return Reading(article.text, Record(SCHEMA, "test", info, statements=(said,)))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)


def text(key: str, state: str = "fermé") -> str:
    return SPEECH.format(name=STARTS.get(key, key), state=state)


def item(key: str, state: str = "fermé", **given: str) -> Item:
    article = Article(text(key, state), key=key, outlet="Le Phare", title=f"Pont {key}", published="2024-06-06", language="fr")
    return Item(f"in.jsonl:{key}", key, article.__replace__(**given), "in.jsonl")


def desk_with(path: Path, *items: Item, reader: Reads | None = None) -> Desk:
    desk = Desk(path, WRITE)
    list(desk.add(items, lambda: reader or Reads()))
    return desk


def outcomes(desk: Desk, reader: Reads, *items: Item) -> list[str]:
    return [added.outcome for added in desk.add(items, lambda: reader)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder that is not there yet" / "desk.sqlite"


def test_what_is_known_is_not_read_again(path: Path) -> None:
    reader = Reads()
    desk = desk_with(path)
    assert outcomes(desk, reader, item("a"), item("b"), item("a")) == ["new", "new", "known"]
    assert outcomes(desk, reader, item("b"), item("c"), item("a", "ouvert")) == ["known", "new", "changed"]
    assert len(reader.read_texts) == 5  # the second « a » stood in the batch of the first


def test_only_the_newest_version_is_found(path: Path) -> None:
    desk = desk_with(path, item("a"), item("a", "ouvert"))
    assert [hit.article.version for hit in desk.search("Kerlann")] == [2]
    assert desk.search("fermé") == desk.search("act:warn fermé") == []
    assert [kept.text for kept in desk.versions("a")] == [text("a"), text("a", "ouvert")]


def test_failures_are_rows_and_the_rest_goes_on(path: Path) -> None:
    broken = Item("in.jsonl:2", "x", Article("IMPOSSIBLE"), "in.jsonl")
    refused = Item("in.jsonl:3", "y", Failure("in.jsonl:3", "k3", "in.jsonl:3 is no article."), "in.jsonl")
    desk = desk_with(path)
    assert outcomes(desk, Reads(), item("a"), broken, refused, item("b")) == ["new", "failed", "failed", "new"]
    assert {(row.place, row.origin, row.key) for row in desk.failures()} == {
        ("in.jsonl:2", "in.jsonl", None),
        ("in.jsonl:3", "in.jsonl", "k3"),
    }
    assert outcomes(desk, Reads(), Item("in.jsonl:2", "x", Article(text("c")), "in.jsonl")) == ["new"]
    assert [row.place for row in desk.failures()] == ["in.jsonl:3"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("ponts", "abc"),
        ("PONT fermee", "abc"),
        ('"pont de Kerlann"', "abc"),
        ('"Kerlann de pont"', ""),
        ("Kerlann -Morvan", "bc"),
        ("source:guen", "b"),
        ("source:Kerlann", ""),
        ("to:préfète act:warn", "abc"),
        ("to:Morvan", ""),
        ("act:deny", ""),
        ("act:deny,warn source:Tanguy", "c"),
        ("outlet:phare key:a", "a"),
        ("title:pont title:c", "c"),
        ("since:2024-06 until:2024-06", "abc"),
        ("since:2024-07", ""),
        ("until:2024-06-05", ""),
        ("lang:fr mode:direct", "abc"),
        ("lang:en", ""),
    ],
)
def test_a_query_finds_what_answers_it(path: Path, query: str, keys: str) -> None:
    desk = desk_with(path, item("a"), item("b"), item("c"))
    assert "".join(sorted(hit.article.key or "" for hit in desk.search(query))) == keys


@pytest.mark.parametrize("query", ["sourse:Morvan", "act:shout", "since:hier", "-pont"])
def test_a_query_that_cannot_be_answered_is_refused(query: str) -> None:
    with pytest.raises(InputError):
        parsed(query)


@pytest.mark.parametrize("query", ['"', '""', "( AND OR", "* ^", "pont)", '"pont" NEAR', "'; DROP TABLE articles --", "é" * 500])
def test_signs_of_other_languages_are_words_or_nothing(path: Path, query: str) -> None:
    desk = desk_with(path, item("a"))
    assert isinstance(desk.search(query), list)
    assert desk.check() == []


def test_every_field_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "desk.md").read_text(encoding="utf-8")
    assert [field for field in FIELDS if f"`{field}`" not in page] == []


def test_what_is_marked_is_what_was_asked_for(path: Path) -> None:
    (hit,) = desk_with(path, item("a")).search("ponts act:warn")
    assert [mark.of(hit.article.text) for mark in hit.marks] == ["pont"]
    assert hit.excerpt.of(hit.article.text) == "Le pont de Kerlann est fermé."


def test_a_rebuild_finds_what_was_found_before(path: Path) -> None:
    desk = desk_with(path, item("a"), item("b"), item("a", "ouvert"))
    before = [(hit.article.id, hit.statement) for hit in desk.search("act:warn pont")]
    assert desk.rebuild() == 2
    assert [(hit.article.id, hit.statement) for hit in desk.search("act:warn pont")] == before != []


def test_a_desk_whose_tables_another_version_made_is_made_anew(path: Path) -> None:
    desk = desk_with(path, item("a"))
    desk.store.change("UPDATE derivation SET made_by = 'older'")
    desk.store.change("DELETE FROM statements")
    with pytest.raises(DeskError, match="rebuild"):
        Desk(path)
    assert len(Desk(path, WRITE).search("act:warn")) == 1
    assert len(Desk(path).search("act:warn")) == 1


def test_a_damaged_record_is_found(path: Path) -> None:
    desk = desk_with(path, item("a"), item("b"))
    assert desk.check() == []
    desk.store.change("UPDATE articles SET text = substr(text, 1, 30) WHERE key = 'a'")
    (fault,) = desk.check()
    assert "the text has 30" in fault


def test_an_article_is_called_by_id_beginning_key_or_url(path: Path) -> None:
    desk = desk_with(path, item("a", url="https://phare.example/a"), item("b"))
    article = desk.article("a")
    assert desk.article(article.id) == desk.article(article.id[:6]) == desk.article("https://phare.example/a") == article
    with pytest.raises(InputError, match="no article"):
        desk.article("nowhere")


def test_a_name_of_several_articles_is_refused_with_their_ids(path: Path) -> None:
    desk = desk_with(path, item("a"), item("a", outlet="L'Écho"))
    with pytest.raises(InputError, match="means 2 articles"):
        desk.article("a")


def test_two_writers_take_turns(path: Path) -> None:
    one, two = desk_with(path), Desk(path, WRITE)
    assert outcomes(one, Reads(), item("a")) == ["new"]
    assert outcomes(two, Reads(), item("a"), item("b")) == ["known", "new"]
    assert outcomes(one, Reads(), item("b"), item("c")) == ["known", "new"]
    assert one.digest() == two.digest()
