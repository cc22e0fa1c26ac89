"""Walls of consent are told from articles, also from articles about walls."""

import tomllib
from pathlib import Path

import pytest

from selon.ingest.html import page
from selon.ingest.jsonl import Failure
from selon.ingest.notices import consent, is_wall
from selon.text import fold

ROOT = Path(__file__).resolve().parents[1]
WALLS = tomllib.loads((ROOT / "selon/ingest/notices.toml").read_text(encoding="utf-8"))["wall"]


@pytest.mark.parametrize("text", [row["example"] for row in WALLS if "example" in row])
def test_a_wall_is_found(text: str) -> None:
    assert is_wall(text)


@pytest.mark.parametrize("text", [row["never"] for row in WALLS if "never" in row])
def test_an_article_is_left_alone(text: str) -> None:
    assert not is_wall(text)


def test_an_article_behind_which_a_notice_stands_is_no_wall() -> None:
    article = "\n\n".join(row["never"] for row in WALLS if "never" in row)
    assert not is_wall(f"{article}\n\n{WALLS[0]['example']}")


def test_every_row_can_be_found_and_says_where_it_is_from() -> None:
    rows = [row for rows in consent().values() for row in rows]
    assert len({row.id for row in rows}) == len(rows) > 10
    assert all(row.source and row.forms and all(form == fold(form) for form in row.forms) for row in rows)


def test_a_page_that_is_a_wall_is_a_failure() -> None:
    found = page((ROOT / "tests/pages/wall_only.html").read_bytes(), "mur.html")
    assert isinstance(found, Failure)
    assert found.error.startswith("mur.html asks for consent in the place of an article")
