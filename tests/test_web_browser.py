"""The desk in a real browser: what a person does, at every width, light and dark, and nothing that shuts anybody out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.browser import CHROMIUM, WIDTHS, browser, keep, served, violations
from tests.test_desk import desk_with, item

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
PAGES = {"home": "/", "search": "/search?q=act:warn+pont", "article": "/article/a", "failures": "/failures", "missing": "/no"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk = desk_with(tmp_path_factory.mktemp("desk") / "desk.sqlite", item("a"), item("b"), item("a", "ouvert"))
    desk.store.close()
    with served(Path(desk.path)) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shuts_nobody_out(page: Page, address: str, name: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address + PAGES[name])
        assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_every_width(page: Page, address: str, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address + PAGES[name])
            keep(page, f"{name}-{width}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_all_of_its_own_and_nothing_else(page: Page, address: str, name: str) -> None:
    loaded: list[Response] = []
    said: list[ConsoleMessage] = []
    page.on("response", lambda answer: loaded.append(answer))
    page.on("console", lambda message: said.append(message))
    page.goto(address + PAGES[name], wait_until="networkidle")
    assert loaded and all(answer.url.startswith(address) for answer in loaded)
    assert [answer.url for answer in loaded[1:] if answer.status >= 400] == []
    assert [message.text for message in said if "404" not in message.text] == []


def test_a_person_searches_and_opens_what_was_found(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("source:guen pont")
    page.get_by_role("searchbox").press("Enter")
    assert page.get_by_role("status").inner_text() == "1 found."
    assert page.locator("mark").all_inner_texts() == ["pont"]
    page.get_by_role("link", name="Pont b").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pont b"
    assert "Le Guen" in page.locator("aside").first.inner_text()


def test_the_keyboard_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
