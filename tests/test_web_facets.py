"""Facets of a search, and keys: what narrows an answer, and what a person does without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from playwright.sync_api import Browser, Page

from selon.desk import Desk
from selon.web import application
from tests.browser import CHROMIUM, browser, keep, served, violations

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")


@pytest.fixture(scope="module")
def address(demo_desk: Path) -> Iterator[str]:
    with served(demo_desk) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def test_facets_count_what_the_search_finds(demo_desk: Path) -> None:
    with Desk(demo_desk) as desk:
        for query in ("pont", "act:deny"):
            answers = desk.search(query, limit=1000)
            facets = {facet.field: dict(facet.values) for facet in desk.facets(query)}
            outlets = {name: sum(hit.article.outlet == name for hit in answers) for name in facets["outlet"]}
            assert facets["outlet"] == outlets
            acts = {hit.statement.act for hit in answers if hit.statement}
            assert set(facets.get("act", {})) <= acts


def test_what_leaves_no_choice_is_no_facet(demo_desk: Path) -> None:
    with Desk(demo_desk) as desk:
        assert "lang" not in {facet.field for facet in desk.facets("pont")}
        assert desk.facets("zzzz") == ()


def test_a_value_that_the_query_cannot_name_is_left_out(demo_desk: Path) -> None:
    with TestClient(application(demo_desk)) as client:
        shown = client.get("/search", params={"q": "pont"}).text
    assert "outlet%3A%22" in shown and "%22%22" not in shown


@needs_chromium
def test_a_facet_narrows_the_answers(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=act:deny&lang=en")
    before = page.locator(".hits > li").count()
    link = page.get_by_role("navigation", name="Narrow the search").get_by_role("link").first
    wanted = int(link.locator("xpath=following-sibling::span").inner_text())
    link.click()
    page.wait_for_url("**outlet**")
    assert page.locator(".hits > li").count() == wanted < before
    assert "outlet:" in page.get_by_role("searchbox").input_value()


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_keys_lead_through_answers(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/search?q=act:deny&lang=en")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".hits > li").nth(1)
    assert second.evaluate("row => row === document.activeElement")
    page.keyboard.press("k")
    assert page.locator(".hits > li").first.evaluate("row => row === document.activeElement")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    assert violations(page) == []
    keep(page, f"keys-{scheme}")
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.get_by_role("searchbox").input_value() == "j?"
    assert violations(page) == []


@needs_chromium
def test_keys_lead_through_the_statements_of_an_article(page: Page, address: str) -> None:
    page.goto(f"{address}/article/armees-0506")
    page.keyboard.press("j")
    assert page.locator(".note").first.evaluate("note => note === document.activeElement")
