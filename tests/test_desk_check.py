"""What is derived against the truth: every kind of damage is named with its row, and a rebuild mends it."""

from pathlib import Path

import pytest

from selon.desk import READ, WRITE, Desk
from selon.intake import Item
from selon.model import Article, Reading
from tests.faces_sample import RECORD, TEXT, run
from tests.test_desk import Reads, desk_with, item, text

DAMAGE = [
    ("DELETE FROM statements WHERE statement = 'S2'", "row S2 of statements of article", "is missing"),
    ("UPDATE statements SET act = 'shout' WHERE statement = 'S3'", "row S3 of statements of article", "is another"),
    (
        "INSERT INTO statements (article, statement, voice, act, mode, certainty, polarity, chain, content, start, \"end\") "
        "SELECT id, 'S99', 'named', 'state', 'direct', 'stated', '+', '', '', 0, 0 FROM articles WHERE key = 'k'",
        "row S99 of statements of article", "has nothing in its record",
    ),
    ("DELETE FROM sightings WHERE entity = 'E2'", "row E2 of sightings of article", "is missing"),
    ("UPDATE sightings SET name = 'Personne' WHERE entity = 'E1'", "row E1 of sightings of article", "is another"),
    ("DELETE FROM contacts WHERE contact = 'C1'", "row C1 of contacts and ledger_claims of article", "is missing"),
    ("UPDATE actor_keys SET articles = articles + 1", "of actor_keys counts 2 where a recount finds 1", "rebuild"),
    ("DELETE FROM actor_keys", "of sightings answers to nothing", "rebuild"),
    ("UPDATE stories SET articles = 7", "of stories counts 7 where a recount finds", "rebuild"),
    ("DELETE FROM stories", "of story_articles answers to nothing", "rebuild"),
    ("DELETE FROM story_articles", "has no row in story_articles", "rebuild"),
    ("DELETE FROM copy_prints", "has no row in copy_prints", "rebuild"),
    ("DELETE FROM copy_prints", "of copy_kin answers to nothing", "rebuild"),
    ("INSERT INTO copy_unsettled VALUES (1, 1)", "row 1 of copy_unsettled answers to nothing", "rebuild"),
    ("INSERT INTO story_pending VALUES ('x')", "row x of story_pending answers to nothing", "rebuild"),
    ("UPDATE contacts SET article = 'gone'", "contacts has rows of gone, which is no newest version", "rebuild"),
    ("INSERT INTO article_words (rowid, title, text) VALUES (99, '', 'b')", "row 99 of article_words answers to", "rebuild"),
    ("UPDATE statements SET number = number + 100", "is not in the index of words", "rebuild"),
    ("INSERT INTO article_words (article_words) VALUES ('delete-all')", "is not in the index of words", "rebuild"),
    ("UPDATE article_words_data SET block = zeroblob(20) WHERE id > 10", "index of words article_words is damaged", "rebuild"),
]  # fmt: skip


class Both(Reads):
    """A reader that knows the article of the faces, and otherwise finds one statement."""

    def read(self, article: Article) -> Reading:
        return Reading(TEXT, RECORD) if article.text == TEXT else super().read(article)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    sample = Item("x", "k", Article(TEXT, key="k", outlet="L'Écho", language="fr"), "x")
    longer = " ".join(text(name) for name in ("a", "b", "c", "Riou", "Kermarrec"))
    copies = (item("d", text=longer, outlet=outlet) for outlet in ("Le Phare", "Le Courrier"))
    desk_with(path, sample, item("a"), *copies, item("a", "ouvert", published="2024-07-01"), reader=Both()).store.close()
    return path


def test_a_whole_desk_has_no_faults(path: Path) -> None:
    with Desk(path) as desk:
        assert desk.check() == []
        assert desk.store.rows("SELECT 1 FROM copy_kin") and desk.store.rows("SELECT 1 FROM contacts")
        assert desk.store.row("PRAGMA query_only")[0] == 1  # type: ignore[index]  # a pragma always answers


@pytest.mark.parametrize(("damage", "named", "what"), DAMAGE)
def test_each_damage_is_named_and_mended(path: Path, damage: str, named: str, what: str) -> None:
    with Desk(path, WRITE) as desk:
        before = desk.digest()
        with desk.store.transaction():
            desk.store.change(damage)
        told = [fault for fault in desk.check() if named in fault and what in fault]
        assert told and all("run selon desk rebuild" in fault for fault in told)
        desk.rebuild()
        assert (desk.check(), desk.digest()) == ([], before)


def test_a_record_that_cannot_be_read_is_a_fault_too(path: Path) -> None:
    with Desk(path, WRITE) as desk:
        desk.store.change("UPDATE records SET record = '{' WHERE article = (SELECT id FROM articles WHERE key = 'k')")
        assert [fault for fault in desk.check() if "truncated" in fault and "go back to a backup" in fault] != []


def test_a_check_waits_for_no_reader_and_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Desk(path, READ) as one, Desk(path, READ) as other:
        assert (one.check(), other.check()) == ([], [])
    assert path.read_bytes() == before
    assert run("desk", "check", "--desk", str(path)).out.startswith(f"{path} is whole; digest ")
