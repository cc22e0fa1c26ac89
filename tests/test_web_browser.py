"""The desk in a real browser: what a person does, at every width, light and dark, and nothing that shuts anybody out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.browser import CHROMIUM, WIDTHS, browser, keep, served, violations

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
PAGES = {
    "home": "/",
    "search": "/search?q=act:warn",
    "article": "/article/armees-0506",
    "ledger": "/ledger?a=Haugvold&b=FR",
    "sides": "/ledger",
    "actor": "/actor/Haugvold",
    "failures": "/failures",
    "missing": "/no",
}


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
    page.get_by_role("searchbox").fill("source:Lachenaie chalutiers")
    page.get_by_role("searchbox").press("Enter")
    assert page.get_by_role("status").inner_text().endswith("found.")
    assert "chalutier" in page.locator("mark").first.inner_text().lower()
    title = page.locator(".hits a").first.inner_text()
    page.locator(".hits a").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == title
    assert "Lachenaie" in page.locator("article").inner_text()


def test_a_person_asks_when_two_last_spoke_and_reads_the_words(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Ledger", exact=True).click()
    page.get_by_label("One side").fill("Lachenaie")
    page.get_by_label("Other side").fill("Haugvold")
    page.get_by_role("button", name="Show contacts").click()
    assert page.get_by_role("row").filter(has_text="May 21, 2024").count() == 1
    assert page.get_by_role("group", name="Contacts on an axis of time").is_visible()
    page.get_by_role("row").filter(has_text="May 21, 2024").get_by_role("link", name="Agence Lumen").click()
    assert "21 mai" in page.locator("article").inner_text() or "mardi" in page.locator("article").inner_text()


def test_the_keyboard_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#content")
    assert page.evaluate("document.querySelector(':target').id") == "content"


def test_a_person_switches_to_french_and_stays_there(page: Page, address: str) -> None:
    page.goto(f"{address}/ledger?a=Haugvold&b=FR")
    page.get_by_role("link", name="français").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Registre des contacts"
    assert page.get_by_label("Une partie").input_value() == "Haugvold"
    assert page.get_by_role("status").inner_text().startswith("4 contacts\u00a0: ")
    page.set_viewport_size({"width": 390, "height": 900})
    date = page.locator("th[scope=row]").first
    lines = "cell => { const r = document.createRange(); r.selectNodeContents(cell); return r.getClientRects().length }"
    assert date.inner_text() == "9 février 2023" and date.evaluate(lines) <= 3, "a word is broken"
    page.get_by_role("link", name="Selon", exact=True).click()
    assert page.locator("html").get_attribute("lang") == "fr" and violations(page) == []
