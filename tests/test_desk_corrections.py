"""Corrections by people: stories merged and split, speakers corrected; each kept through rebuilds, each taken back."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.desk import WRITE, Desk
from selon.errors import InputError
from selon.export import annotations, ftm, jsonl, jsonld
from selon.export.rows import rows
from selon.intake import Item
from selon.model import Article, Reading
from selon.store import articles
from selon.verify import verify
from tests.faces_sample import RECORD, TEXT, run
from tests.stories_sample import FIRE
from tests.test_desk import Reads, desk_with, item, text
from tests.test_desk_stories import ITEMS, STORIES, add, by_key, whole
from tests.test_desk_stories import item as story_item

DERIVED = ("statements", "contacts", "ledger_pairs", "copies", "story_articles", "sightings")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


class Sample(Reads):
    """A reader that knows the article of the faces."""

    def read(self, article: Article) -> Reading:
        return Reading(TEXT, RECORD)


def sample_desk(path: Path) -> Desk:
    return desk_with(path, Item("x", "k", Article(TEXT, key="k", outlet="L'Écho", language="fr"), "x"), reader=Sample())


def derived(desk: Desk) -> list[list[tuple[object, ...]]]:
    """What is derived, without the numbers that are never given twice."""
    tables = [row["name"] for row in desk.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [name for name in DERIVED if name in tables]
    asked = {name: desk.store.rows(f"SELECT * FROM {name}") for name in found}
    return [sorted((tuple(row)[name == "statements" :] for row in rows), key=repr) for name, rows in asked.items()]


def test_two_stories_become_one_and_again_two(path: Path) -> None:
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        before = whole(desk)
        ruling = desk.merge("a2", "b1")
        assert by_key(desk) == ["a1 a2 b1 a3", *STORIES[2:]]
        merged = whole(desk)
        desk.rebuild()
        assert whole(desk) == merged
        assert desk.undo(ruling.number).kind == "one_story" and whole(desk) == before
        assert [told.ruling.undone is None for told in desk.rulings()] == [False]


def test_articles_leave_a_story_together_and_come_back(path: Path) -> None:
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        before = whole(desk)
        ruling = desk.split("a1", ["a3", "a2"])
        assert by_key(desk) == ["a1", "a2 a3", *STORIES[1:]]
        add(desk, [story_item("a2", *FIRE[1][:2], FIRE[1][2] + " L'enquête continue.")])
        assert {"a1", "a2 a3"} <= set(by_key(desk)), "a later version of an article left the ruling behind"
        desk.undo(ruling.number)
        assert by_key(desk) == STORIES and len(whole(desk)) == len(before)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda desk: desk.merge("a1", "a2"), "one story"),
        (lambda desk: desk.split("a1", ["b1"]), "no article of the story"),
        (lambda desk: desk.split("a1", ["a1", "a2", "a3"]), "not all"),
        (lambda desk: desk.split("b1", ["b1"]), "not all"),
        (lambda desk: desk.undo(7), "no ruling 7"),
        (lambda desk: (desk.merge("a1", "b1"), desk.split("a1", ["b1"])), "ruling 1 says the opposite"),
        (lambda desk: (desk.split("a1", ["a3"]), desk.merge("a1", "a3")), "ruling 1 says the opposite"),
        (lambda desk: (desk.merge("b1", "c1"), desk.merge("c1", "d1"), desk.split("d1", ["b1", "d1"])), "says the opposite"),
    ],
)
def test_what_cannot_be_ruled_is_said_and_nothing_is_kept(path: Path, ask: Callable[[Desk], object], says: str) -> None:
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        with pytest.raises(InputError, match=says):
            ask(desk)
        stood, before = desk.rulings(), whole(desk)
        desk.rebuild()
        assert (desk.rulings(), whole(desk)) == (stood, before)


Asked = tuple[str, str | list[str]]
MERGES: list[Asked] = [("a1", "b1"), ("b1", "c1"), ("c2", "d1"), ("a2", "d2"), ("c1", "c2")]
SPLITS: list[Asked] = [("a1", ["a3"]), ("a1", ["a2"]), ("a2", ["a3", "a1"]), ("c1", ["c2"])]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([*MERGES, *SPLITS]), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_sequence_taken_back_in_any_order_leaves_what_was(
    tmp_path_factory: pytest.TempPathFactory, asked: list[Asked], drawn: Random
) -> None:
    with Desk(tmp_path_factory.mktemp("desk") / "desk.sqlite", WRITE) as desk:
        add(desk, ITEMS)
        before, made = whole(desk), []
        for a, b in asked:
            try:
                made.append((desk.merge(a, b) if isinstance(b, str) else desk.split(a, b)).number)
            except InputError:
                continue
        ruled = whole(desk)
        desk.rebuild()
        assert whole(desk) == ruled, "a rebuild undid a ruling"
        drawn.shuffle(made)
        for number in made:
            desk.undo(number)
        assert whole(desk) == before


@settings(max_examples=8, deadline=None)
@given(st.permutations([("b1", "c1"), ("c2", "d1"), ("a1", ["a3"]), ("c1", "d2")]))
def test_the_order_of_rulings_does_not_matter(tmp_path_factory: pytest.TempPathFactory, asked: list[Asked]) -> None:
    with Desk(tmp_path_factory.mktemp("desk") / "desk.sqlite", WRITE) as desk:
        add(desk, ITEMS)
        for a, b in asked:
            desk.split(a, b) if not isinstance(b, str) else desk.merge(a, b)
        assert [set(story.split()) for story in by_key(desk)] == [{"a1", "a2"}, {"a3"}, {"b1", "c1", "d2"}, {"c2", "d1"}]


@pytest.mark.parametrize("named", ["3", "s3", "S3"])
def test_a_statement_is_named_by_its_number_too(path: Path, named: str) -> None:
    desk = sample_desk(path)
    desk.correct("k", named, "Paul Tessier")
    said = {statement.id: statement for statement in desk.held(desk.article("k").id).record.statements}
    assert said["S3"].source.name == "Paul Tessier"


def test_a_speaker_is_corrected_everywhere_and_the_record_stays(path: Path) -> None:
    desk = sample_desk(path)
    kept, digest, before = desk.article("k"), desk.digest(), derived(desk)
    as_read = articles.as_read(desk.store, kept.id)
    ruling = desk.correct("k", "S3", "hélène morvan")
    held = desk.held(kept.id)
    said = {statement.id: statement for statement in held.record.statements}
    assert (said["S3"].source.name, said["S3"].source.entity) == ("Hélène Morvan", "E2")
    verify(held.record, held.text)
    assert articles.as_read(desk.store, kept.id) == as_read and desk.digest() == digest and desk.check() == []
    found = desk.search('source:Morvan "exprimé"')
    assert [(hit.statement.id, hit.is_by_hand) for hit in found if hit.statement] == [("S3", True)]
    corrected = derived(desk)
    desk.rebuild()
    assert derived(desk) == corrected != before
    desk.undo(ruling.number)
    assert derived(desk) == before and desk.held(kept.id).corrected == ()


def test_a_chain_tells_the_corrected_speaker_too(path: Path) -> None:
    record = RECORD.__replace__(
        statements=tuple(s.__replace__(chain=("L'Écho", "préfet des Côtes")) if s.id == "S3" else
                         s.__replace__(chain=("L'Écho", "préfet des Côtes", "Hélène Morvan")) if s.id == "S4" else s
                         for s in RECORD.statements)
    )  # fmt: skip

    class Chained(Sample):
        def read(self, article: Article) -> Reading:
            return Reading(TEXT, record)

    desk = desk_with(path, Item("x", "k", Article(TEXT, key="k", language="fr"), "x"), reader=Chained())
    desk.correct("k", "S3", "Paul Tessier")
    said = {statement.id: statement for statement in desk.held(desk.article("k").id).record.statements}
    assert said["S3"].chain == ("L'Écho", "Paul Tessier") and said["S3"].source.entity is None
    assert said["S4"].chain == ("L'Écho", "Paul Tessier", "Hélène Morvan") and said["S4"].source.name == "Hélène Morvan"


def test_a_correction_holds_in_a_later_version_where_the_words_stand(path: Path) -> None:
    desk = desk_with(path, item("a"))
    desk.correct("a", "S1", "Annick Le Guen")
    list(desk.add([item("a", title="Le pont")], Reads))
    assert len(desk.versions("a")) == 2 and desk.held(desk.article("a").id).record.statements[0].source.name == "Annick Le Guen"
    list(desk.add([item("a", "ouvert")], Reads))
    assert desk.held(desk.article("a").id).corrected == () and [told.is_void for told in desk.rulings()] == [True]
    assert desk.search("source:Annick") == [] and text("a", "ouvert") == desk.article("a").text
    list(desk.add([item("a", "fermé", title="Le pont rouvre")], Reads))
    assert [hit.is_by_hand for hit in desk.search("source:Annick")] == [True]


def test_a_speaker_is_corrected_once_and_by_somebody_else(path: Path) -> None:
    desk = desk_with(path, item("a"))
    for statement, name, says in (("S9", "X", "has no statement 'S9'"), ("S1", "Morvan", "already"), ("S1", " ", "nobody")):
        with pytest.raises(InputError, match=says):
            desk.correct("a", statement, name)
    desk.correct("a", "S1", "Tanguy")
    with pytest.raises(InputError, match="ruling 1 says who"):
        desk.correct("a", "S1", "Le Guen")


def test_an_actor_says_what_was_given_to_it(path: Path) -> None:
    desk = sample_desk(path)
    list(desk.add([item("a")], Reads))
    desk.correct("a", "S1", "HELENE MORVAN")
    page = desk.actor("Hélène Morvan")
    assert [(said.article, said.is_by_hand) for said in page.portrait.said if said.is_by_hand] == [(desk.article("a").id, True)]
    assert desk.article("a").id in page.texts


def test_every_export_says_what_is_corrected(path: Path) -> None:
    desk = sample_desk(path)
    desk.correct("k", "S2", "préfet des Côtes")
    ((given_article, held),) = desk.given()
    line = json.loads(jsonl.line(given_article, held))
    assert line["corrected_by_hand"][0]["statement"] == "S2"
    assert line["corrected_by_hand"][0]["source_as_read"]["name"] == "Hélène Morvan"
    told = {row["statement"]: row for table, row in rows(held) if table == "statements"}
    assert (told["S2"]["by_hand"], told["S2"]["source_as_read"], told["S1"]["by_hand"]) == (True, "Hélène Morvan", False)
    ((_, known),) = desk.known()
    for pieces in (ftm.lines(held, known), jsonld.pieces(desk.known()), annotations.pieces([held])):
        whole_export = b"".join(pieces).decode()
        assert "orrected by hand" in whole_export or "correctedByHand" in whole_export


def test_the_commands_rule_list_and_take_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    with Desk(path, WRITE) as desk:
        add(desk, ITEMS)
        list(desk.add([item("z")], Reads))
    where = ("--desk", str(path))
    assert "nothing stands" in run("rulings", *where).err
    assert "ruling 1: one story" in run("merge", "a1", "b1", *where).out
    assert "says the opposite" in run("split", "a1", "a3", *where).err
    assert "Annick Le Guen says S1 of z" in run("correct", "z", "S1", "--speaker", "Annick Le Guen", *where).out
    listed = run("rulings", *where).out
    assert "are one story" in listed and "is said by Annick Le Guen" in listed and "selon undo NUMBER" in listed
    assert "(corrected by hand)" in run("search", "source:Annick", *where).out
    assert "S1 is corrected by hand" in run("show", "z", *where).err
    assert "is taken back" in run("undo", "1", *where).out
    assert "taken back" in run("rulings", "--all", *where).out and "taken back" not in run("rulings", *where).out
    lines = [json.loads(line) for line in run("rulings", "--json", *where).out.splitlines()]
    assert [line["undone"] is None for line in lines if line["number"] == 1] == [False]
    refused = run("correct", "z", "S7", "--speaker", "X", *where)
    assert refused.code == 3 and "has no statement 'S7'" in refused.err


