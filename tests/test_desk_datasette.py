"""The desk's file opens in Datasette, under names that a person can read."""

import asyncio
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from tests.test_desk import desk_with, item


def asked(path: Path, *addresses: str) -> list[Any]:
    async def answers() -> list[Any]:
        served = Datasette([str(path)])
        return [(await served.client.get(f"/desk{address}")).json() for address in addresses]

    return asyncio.run(answers())


def test_the_file_opens_in_datasette(tmp_path: Path) -> None:
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"), item("a", "ouvert"))
    desk.store.close()
    tables, said = asked(
        desk.path,
        ".json",
        ".json?sql=select+source,+act,+content,+outlet+from+who_says_what+order+by+source&_shape=arrays",
    )
    names = {table["name"] for table in tables["tables"] if not table["hidden"]}
    assert {"articles", "records", "failures", "rulings", "statements"} <= names
    assert [row[:2] for row in said["rows"]] == [["Le Guen", "warn"], ["Morvan", "warn"]]
    assert said["rows"][1][2:] == ["Le pont de Kerlann est ouvert.", "Le Phare"]


VIEWS = ("actors", "articles_by_story", "latest_articles", "who_copied_whom", "who_met_whom", "who_says_what")


def test_every_view_answers_and_is_told_in_the_docs(tmp_path: Path, root: Path) -> None:
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"))
    desk.store.close()
    about, *answers = asked(desk.path, ".json", *(f"/{view}.json?_shape=array" for view in VIEWS))
    assert {view["name"] for view in about["views"]} == set(VIEWS)
    told = (root / "docs" / "desk.md").read_text(encoding="utf-8")
    assert all(f"| `{view}` |" in told for view in VIEWS)
    found = dict(zip(VIEWS, answers, strict=True))
    assert [row["title"] for row in found["latest_articles"]] == ["Pont a", "Pont b"]
    assert all(isinstance(rows, list) for rows in answers)
