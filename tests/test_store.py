"""The store: one file, its schema brought forward from every version, its truth kept apart from what is derived."""

import sqlite3
from pathlib import Path

import pytest

from selon.desk.parts import versions
from selon.errors import DeskError
from selon.model import SCHEMA, Article, ArticleInfo, Record
from selon.store import READ, WRITE, Store, articles, failures, opened, rulings, schema
from selon.store.file import APPLICATION

NOW = "2024-06-07T08:00:00+00:00"
ARTICLE = Article("Le maire a parlé.", key="a1", outlet="Le Phare", title="Kerlann")


def record(article: Article) -> Record:
    info = ArticleInfo(id="0" * 32, language="fr", characters=len(article.text), key=article.key, outlet=article.outlet)
    return Record(SCHEMA, "test", info)


def put(store: Store, article: Article) -> articles.Kept | None:
    with store.transaction():
        return articles.put(store, article, record(article), "here", NOW)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return opened(tmp_path / "desk.sqlite", WRITE)


@pytest.mark.parametrize("since", range(schema.latest() + 1))
def test_a_file_of_every_earlier_version_is_brought_forward(tmp_path: Path, since: int) -> None:
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path, isolation_level=None)
    for statement in schema.migrations(0):
        if schema.version(old) >= since:
            break
        old.execute(statement)
    if since:
        columns = "id, address, version, language, origin, added, text"
        old.execute(f"INSERT INTO articles ({columns}) VALUES ('x', 'x', 1, 'fr', 'o', 't', 'Mot')")
        old.execute(f"PRAGMA application_id = {APPLICATION}")
    old.close()
    store = opened(path, WRITE)
    assert store.rows("PRAGMA user_version")[0][0] == schema.latest()
    assert [row["text"] for row in store.rows("SELECT text FROM articles")] == ["Mot"] * bool(since)
    assert store.rows("SELECT * FROM failures") == []


def test_a_file_of_a_newer_version_is_refused(store: Store) -> None:
    store.change("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(DeskError, match="newer Selon"):
        opened(store.path, WRITE)


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE recipes (name TEXT)")
    theirs.commit()
    theirs.close()
    before = path.read_bytes()
    with pytest.raises(DeskError, match="another program"):
        opened(path, WRITE)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like one" * 40])
def test_what_is_no_desk_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(content)
    with pytest.raises(DeskError):
        opened(path, READ)


def test_a_missing_desk_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="selon add"):
        opened(tmp_path / "none.sqlite", READ)
    assert not (tmp_path / "none.sqlite").exists()


def test_the_same_article_twice_is_one(store: Store) -> None:
    assert put(store, ARTICLE) is not None
    assert put(store, ARTICLE) is None
    assert len(articles.versions(store, articles.address_of(ARTICLE))) == 1


def test_another_text_or_title_at_an_address_is_a_version(store: Store) -> None:
    texts = (ARTICLE, Article("Le maire a nié.", key="a1", outlet="Le Phare", title="Kerlann"))
    titled = Article("Le maire a nié.", key="a1", outlet="Le Phare", title="Kerlann : le maire nie")
    kept = [put(store, article) for article in (*texts, titled, texts[0])]
    assert [version.version for version in kept if version] == [1, 2, 3, 4]
    assert len({version.id for version in kept if version}) == 4


@pytest.mark.parametrize("column", ["id", "key", "url", "address"])
def test_an_article_is_found_by_name_without_reading_all_others(store: Store, column: str) -> None:
    store.remake({"search": "1"})
    plan = store.rows(f"EXPLAIN QUERY PLAN SELECT * FROM articles a WHERE a.{column} = ?", ["here"])
    assert [row["detail"].split()[0] for row in plan] == ["SEARCH"]


def test_the_same_text_elsewhere_is_another_article(store: Store) -> None:
    here, there = (Article("Le pont est fermé.", url=f"https://{host}.example/pont") for host in ("phare", "echo"))
    assert (put(store, here), put(store, there)) != (None, None)
    assert articles.counts(store)["articles"] == 2


@pytest.mark.parametrize(
    "url", ["https://PHARE.example/a?utm_source=x", "https://phare.example/a#top", "https://phare.example/a"]
)
def test_what_only_counts_visits_makes_no_other_address(url: str) -> None:
    assert articles.address_of(Article("Mot", url=url)) == "https://phare.example/a"


@pytest.mark.parametrize("other", ["https://phare.example/A", "https://phare.example/a?id=2", "http://phare.example/a"])
def test_what_names_another_page_makes_another_address(other: str) -> None:
    assert articles.address_of(Article("Mot", url=other)) != "https://phare.example/a"


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyError), store.transaction():
        articles.put(store, ARTICLE, record(ARTICLE), "here", NOW)
        raise KeyError
    assert articles.counts(store)["versions"] == 0


def test_readers_see_the_old_state_while_a_writer_writes(store: Store) -> None:
    put(store, ARTICLE)
    reader = opened(store.path, READ)
    with store.transaction():
        articles.put(store, Article("Autre texte."), record(Article("Autre texte.")), "here", NOW)
        assert articles.counts(reader)["articles"] == 1
    assert articles.counts(reader)["articles"] == 2


def test_a_reader_cannot_write(store: Store) -> None:
    reader = opened(store.path, READ)
    with pytest.raises(DeskError, match="readonly"):
        reader.change("DELETE FROM articles")


def test_the_digest_does_not_depend_on_the_order(tmp_path: Path) -> None:
    some = [Article(f"Texte {number}.", key=str(number), outlet="L'Écho") for number in range(5)]
    digests = set()
    for order in (some, some[::-1]):
        store = opened(tmp_path / f"{order[0].key}.sqlite", WRITE)
        for article in order:
            put(store, article)
        digests.add(articles.digest(store))
    put(store, Article("Texte de plus."))
    assert len(digests) == 1 and articles.digest(store) not in digests


def test_a_failure_tried_again_is_one_row(store: Store) -> None:
    for now in (NOW, "2024-06-08T08:00:00+00:00"):
        failures.put(store, "a.jsonl:3", "a.jsonl", None, "no text", now)
    (row,) = failures.listed(store)
    assert (row.tries, row.first, row.last) == (2, NOW, "2024-06-08T08:00:00+00:00")
    failures.clear(store, "a.jsonl:3")
    assert failures.listed(store) == []


def test_a_ruling_is_undone_once(store: Store) -> None:
    number = rulings.put(store, "same_actor", "A", "B", NOW)
    assert [ruling.number for ruling in rulings.in_force(store, "same_actor", "different_actors")] == [number]
    assert rulings.undo(store, number, NOW) is not None
    assert rulings.undo(store, number, NOW) is None
    assert rulings.in_force(store, "same_actor") == []


def test_what_is_derived_is_dropped_and_made_anew_and_the_truth_stays(store: Store) -> None:
    put(store, ARTICLE)
    rulings.put(store, "same_actor", "A", "B", NOW)
    for _ in range(2):
        with store.transaction():
            store.remake(versions())
    assert store.is_current(versions()) and not store.is_current({"search": "another version"})
    assert articles.counts(store)["articles"] == 1 and rulings.in_force(store, "same_actor")
    assert store.rows("SELECT * FROM statements") == []
