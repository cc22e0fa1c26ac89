"""`selon accounts`: the table, the JSON and the page of a story that the real reader has read."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from selon.cli.engine import web
from selon.commands import Engine
from selon.comparing import Comparer
from selon.desk import WRITE, Desk
from selon.intake import Item
from selon.model import Article
from selon.reader import Reader
from tests.faces_sample import Ran, run
from tests.test_accounts import READ

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def engine(reader: Reader) -> Engine:
    comparer = Comparer(reader)
    return Engine(lambda: reader, lambda: frozenset({"fr"}), lambda: comparer, web)


@pytest.fixture(scope="module")
def desk(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "desk.sqlite"
    articles = [
        Article(text, key=key, title="Explosion à l'usine Ferrand de Bréhan", outlet=outlet, published=day, language="fr",
                url=f"https://{key}.example/usine")
        for key, outlet, day, text in READ
    ]  # fmt: skip
    odd = Article("Il pleut sur la ville.", key="odd", title=EVIL, outlet=EVIL, published="2031-06-20", language="fr")
    with Desk(path, WRITE) as made:
        list(made.add((Item(str(a.key), str(a.key), a) for a in (*articles, odd)), lambda: reader))
    return path


def told(desk: Path, engine: Engine, *arguments: str) -> Ran:
    return run("accounts", *arguments, "--desk", str(desk), engine=engine)


def test_a_story_is_shown_claim_by_claim(desk: Path, engine: Engine) -> None:
    ran = told(desk, engine, "a")
    assert ran.code == 0
    assert "Explosion à l'usine Ferrand de Bréhan" in ran.out
    sides = {"« 12 morts » (préfecture)", "« 15 morts » (pompiers)"}
    lines = " ".join(ran.out.split()).split("contradiction, how many: ")[1:]
    assert any(all(side in line for side in sides) for line in lines)
    assert "silent: La Dépêche du Golfe" in ran.out


def test_what_one_voice_alone_tells_is_shown_where_all_is_asked_for(desk: Path, engine: Engine) -> None:
    ran, whole = told(desk, engine, "c", "odd"), told(desk, engine, "c", "odd", "--all")
    assert "one voice alone tells: --all" in ran.out and "les alarmes" not in ran.out
    assert "les alarmes" in whole.out and "--all" not in whole.out


def test_json_has_the_words_of_every_span(desk: Path, engine: Engine) -> None:
    found: dict[str, Any] = json.loads(told(desk, engine, "a", "--json").out)
    texts = {article["id"]: next(text for key, _, _, text in READ if key == article["key"]) for article in found["articles"]}
    spans = [(p["article"], span) for claim in found["claims"] for p in claim["passages"] for span in p["spans"]]
    for claim in found["claims"]:
        for conflict in claim["conflicts"]:
            for side in ("a", "b"):
                article = claim["passages"][conflict[side]]["article"]
                spans += [(article, span) for span in conflict[f"words_{side}"]]
    assert len(spans) > 10
    assert all(texts[article][span["start"] : span["end"]] == span["text"] for article, span in spans)


def test_articles_may_be_named(desk: Path, engine: Engine) -> None:
    found = json.loads(told(desk, engine, "a", "b", "--json").out)
    assert {article["key"] for article in found["articles"]} == {"a", "b"}


def test_the_page_runs_nothing_and_escapes_what_articles_bring(desk: Path, engine: Engine, tmp_path: Path) -> None:
    page = tmp_path / "account.html"
    assert told(desk, engine, "a", "c", "odd", "--html", str(page)).code == 0
    shown = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in shown and "<script" not in shown and "&lt;script&gt;" in shown
    assert "<mark>" in shown and 'href="https://a.example/usine"' in shown
    assert told(desk, engine, "a", "--html", "-").out.startswith("<!doctype html>")


def test_what_cannot_be_shown_says_what_to_do(desk: Path, engine: Engine, tmp_path: Path) -> None:
    assert told(desk, engine, "nobody").code == 3
    assert told(desk, engine, "a", "--json", "--html", "x.html").code == 2
    assert told(desk, engine, "a", "--html", "x.txt").code == 2
    assert told(desk, engine, "a", "--html", str(tmp_path / "no" / "x.html")).code == 4
    alone = told(desk, engine, "odd", "odd")
    assert alone.code == 0 and "nothing is stated" in alone.err


def test_a_copy_in_the_desk_repeats(reader: Reader, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "copies.sqlite"
    text = f"{READ[0][3]} Les secours ont fouillé les décombres toute la nuit avec des chiens venus de Varenne et de Sénac."
    printed = (("original", "Le Courrier de Varenne", "2031-05-06T08:00"), ("copy", "Le Relais", "2031-05-07T08:00"))
    with Desk(path, WRITE) as made:
        for key, outlet, day in printed:
            article = Article(text, key=key, outlet=outlet, published=day, language="fr", title="Explosion à Bréhan")
            list(made.add([Item(key, key, article)], lambda: reader))
    found = json.loads(told(path, engine, "copy", "original", "--json").out)
    stances = {passage["outlet"]: passage["stance"] for claim in found["claims"] for passage in claim["passages"]}
    assert stances == {"Le Courrier de Varenne": "asserts", "Le Relais": "repeats"}
    assert {claim["voices"] for claim in found["claims"]} == {1}


def test_lines_keep_their_indent_on_a_narrow_screen(desk: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    lines = told(desk, engine, "a").out.splitlines()
    wrapped = [after for line, after in pairwise(lines) if line.startswith("   contradiction, how many")]
    assert wrapped and all(line.startswith("   ") for line in wrapped)
    assert all(len(line) <= 44 for line in lines)
