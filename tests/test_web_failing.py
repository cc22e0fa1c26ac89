"""What a reader is told who asks for what there is not: on a page of the desk, and nothing of where its file lies."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from selon.web import application
from selon.web.sessions import Editing
from tests.browser import served
from tests.test_desk import desk_with, item

Client = TestClient[Litestar]
MISSING = ("/article/nowhere", "/story/nowhere", "/api/article/nowhere")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    made = desk_with(tmp_path / "desk.sqlite", item("a"))
    made.store.close()
    return made.path


@pytest.fixture
def client(desk: Path) -> Iterator[Client]:
    with TestClient(application(desk)) as opened:
        yield opened


@pytest.mark.parametrize("address", MISSING)
def test_who_reads_from_elsewhere_is_not_told_where_the_file_lies(client: Client, desk: Path, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404 and "this desk has no" in answer.text
    assert str(desk) not in answer.text and desk.name not in answer.text


def test_a_desk_that_is_gone_is_said_without_its_place(tmp_path: Path) -> None:
    with TestClient(application(tmp_path / "gone.sqlite")) as opened:
        page, told = opened.get("/"), opened.get("/api/stories")
        assert page.status_code == told.status_code == 503
        assert "this desk does not exist" in page.text and told.json()["detail"].startswith("this desk does not exist")
        assert "gone.sqlite" not in page.text + told.text


def test_who_sits_at_the_machine_is_told_where_the_file_lies(desk: Path) -> None:
    with served(desk) as address:
        assert str(desk) in httpx.get(f"{address}/article/nowhere").text
        # A request that another site's name leads here comes from this machine too.
        elsewhere = httpx.get(f"{address}/article/nowhere", headers={"Host": "example.org"})
        assert elsewhere.status_code == 404 and str(desk) not in elsewhere.text


def test_who_may_edit_is_told_where_the_file_lies(desk: Path) -> None:
    editing = Editing("t" * 40)
    with TestClient(application(desk, editing=editing)) as opened:
        assert str(desk) not in opened.get("/article/nowhere").text
        opened.get(f"/edit?token={editing.token}")
        assert str(desk) in opened.get("/article/nowhere").text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/story/a?since=yesterday", "since is not what was expected"),
        ("/stories?page=many", "page is not what was expected"),
        ("/stories?page=0", "page is not what was expected"),
        (f"/story/a?outlet={'x' * 300}", "outlet is not what was expected"),
    ],
)
def test_a_malformed_value_gets_a_page_that_names_it(client: Client, address: str, words: str) -> None:
    page = client.get(address)
    assert page.status_code == 400 and page.headers["content-type"].startswith("text/html")
    assert words in page.text and '<a href="/">' in page.text and "<h1>" in page.text
    told = client.get(f"/api{address.replace('/story/', '/accounts/')}")
    assert told.status_code == 400 and set(told.json()) == {"status_code", "detail"} and words in told.json()["detail"]


def test_a_malformed_value_is_escaped(client: Client) -> None:
    page = client.get("/story/a?since=<script>alert(1)</script>")
    assert page.status_code == 400 and "<script>alert" not in page.text


def test_a_way_of_asking_that_is_not_served_gets_a_page(client: Client) -> None:
    answer = client.post("/stories")
    assert answer.status_code == 405 and "<h1>" in answer.text and "GET" in answer.headers["allow"]
