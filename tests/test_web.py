"""The web desk's answers: pages and JSON, what is safe in them, and what stands where nothing is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from selon.web import application
from tests.test_desk import desk_with, item

Client = TestClient[Litestar]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    desk = desk_with(tmp_path / "desk.sqlite", item("a"), item("b"), item("a", "ouvert"))
    desk.store.close()
    with TestClient(application(desk.path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("address", "words"),
    [("/", "Pont b"), ("/search?q=act:warn", "Le Guen"), ("/article/b", "Le pont de Kerlann"), ("/failures", "Nothing has")],
)
def test_a_page_shows_what_the_desk_holds(client: Client, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert words in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [("/no", 404), ("/article/no", 404), ("/api/article/no", 404), ("/api/search?q=act:shout", 400), ("/api/no", 404)],
)
def test_what_is_not_there_is_said(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert ("detail" in answer.json()) if address.startswith("/api") else ('role="alert"' in answer.text)


def test_a_wrong_query_is_explained_on_the_page(client: Client) -> None:
    assert "act:shout is no act" in client.get("/search?q=act:shout").text


def test_the_words_of_the_query_are_marked(client: Client) -> None:
    assert "<mark>pont</mark>" in client.get("/search?q=ponts act:warn").text


def test_json_holds_what_the_pages_show(client: Client) -> None:
    (hit,) = client.get("/api/search?q=source:guen").json()
    assert (hit["key"], hit["statement"]["act"]) == ("b", "warn")
    assert [version["version"] for version in client.get("/api/article/a/versions").json()] == [1, 2]
    assert client.get("/api/article/a").json()["statements"][0]["content"][0]["text"].endswith("est ouvert.")


@pytest.mark.parametrize("address", ["/", "/search?q=pont", "/article/a", "/nowhere", "/api/search?q=pont", "/static/desk.css"])
def test_nothing_foreign_is_loaded_or_run(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_an_article_brings_is_escaped(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    desk = desk_with(tmp_path / "desk.sqlite", item("a", title=hostile, outlet=hostile))
    desk.store.close()
    with TestClient(application(desk.path)) as opened:
        for address in ("/", "/article/a", "/search?q=pont", f"/search?q={hostile}"):
            assert "<script>alert" not in opened.get(address).text and "<img src=x" not in opened.get(address).text


def test_a_desk_that_is_not_there_is_said(tmp_path: Path) -> None:
    with TestClient(application(tmp_path / "none.sqlite")) as opened:
        assert opened.get("/").status_code == 503


@pytest.fixture
def demo(demo_desk: Path) -> Iterator[Client]:
    with TestClient(application(demo_desk)) as opened:
        yield opened


def test_the_ledger_shows_contacts_their_tellers_and_the_silences(demo: Client) -> None:
    shown = demo.get("/ledger?a=Haugvold&b=FR").text
    assert "Contacts on an axis of time" in shown and "434 days without a reported contact" in shown
    assert shown.count("<circle") == 4 and "Ministère des Armées" in shown and "inconsistent" in shown
    told = demo.get("/api/ledger?a=Haugvold&b=FR&channel=phone&since=2024-05-10").json()
    assert [(entry["date"], entry["channel"]) for entry in told["entries"]] == [("2024-05-21", "phone")]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ledger", "Pick one side or two"),
        ("/ledger?a=Personne-Nulle-Part", "is called"),
        ("/ledger?a=Haugvold&channel=pigeon", "is no channel"),
        ("/ledger?a=Haugvold&b=Guenev", "report no such contact"),
    ],
)
def test_a_ledger_without_contacts_says_what_to_do(demo: Client, address: str, words: str) -> None:
    answer = demo.get(address)
    assert answer.status_code == 200 and words in answer.text


def test_an_actor_has_a_page_of_what_it_said_and_whom_it_met(demo: Client) -> None:
    shown = demo.get("/actor/Haugvold").text
    assert "Eirik Haugvold" in shown and "<h2>Says</h2>" in shown and "<h2>Contacts</h2>" in shown
    assert demo.get("/api/actor/Haugvold").json()["name"] == "Eirik Haugvold"
    assert demo.get("/actor/Nobody").status_code == 400


def test_every_address_of_the_schema_answers_as_it_says(demo: Client) -> None:
    schema = demo.get("/api/schema/openapi.json").json()
    assert {"/api/search", "/api/ledger", "/api/actor/{name}", "/api/article/{name}"} <= schema["paths"].keys()
