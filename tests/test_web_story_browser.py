"""Stories and copies in a real browser: opened from the list, read, followed to the words, filtered, unfolded."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from selon.comparing import Comparer
from selon.desk import WRITE, Desk
from selon.intake import Item
from selon.model import Article
from selon.reader import Reader
from tests.browser import CHROMIUM, WIDTHS, browser, keep, served, violations

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")
PAGES = {
    "stories": "/stories",
    "story": "/story/echo-0504",
    "fire": "/story/lumen-0513",
    "sources": "/story/lumen-0513?by=source",
    "narrowed": "/story/lumen-0513?until=2024-04",
    "copies": "/copies/echo-0513",
    "uncopied": "/copies/radio-0507",
    "nowhere": "/story/nowhere",
}


TITLE = "Explosion à l'usine Ferrand de Bréhan"
DISPATCH = (
    "Une explosion a fait douze morts lundi à l'usine Ferrand de Bréhan. Selon la préfecture, l'explosion a été provoquée par "
    "une fuite de gaz dans l'atelier de peinture. Les pompiers ont maîtrisé le feu peu avant midi. Le maire, Loïc Tanguy, "
    "a déclaré que l'usine resterait fermée tout l'été."
)
OWN = (
    "Deux cents habitants se sont réunis mardi devant l'usine Ferrand de Bréhan après l'explosion. Loïc Tanguy, le maire de "
    "Bréhan, a affirmé que l'usine resterait fermée tout l'été. Les familles demandent une enquête."
)


@pytest.fixture(scope="module")
def address(demo_desk: Path, reader: Reader) -> Iterator[str]:
    with served(demo_desk, compare=Comparer(reader).compare_all) as found:
        yield found


@pytest.fixture(scope="module")
def reprinted(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk of an agency's report, three reprints of it, and one outlet that writes itself."""
    path = tmp_path_factory.mktemp("reprinted") / "desk.sqlite"
    outlets = {"fanal": "Agence Fanal", **{f"g{n}": f"Gazette {n}" for n in (1, 2, 3)}}
    texts = dict.fromkeys(outlets, DISPATCH) | {"dune": OWN}
    articles = [
        Article(
            text, key=key, title=TITLE, outlet=outlets.get(key, "La Dune"), published=f"2031-05-06T{hour:02}:00Z", language="fr"
        )
        for hour, (key, text) in enumerate(texts.items(), start=6)
    ]
    with Desk(path, WRITE) as desk:
        list(desk.add((Item(str(one.key), str(one.key), one) for one in articles), lambda: reader))
    with served(path, compare=Comparer(reader).compare_all) as found:
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
        for closed in page.locator("details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()
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


def test_a_person_opens_a_story_reads_who_denies_and_sees_the_words_in_their_place(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Stories", exact=True).click()
    page.get_by_role("link", name=re.compile("Rames bulgares")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rames bulgares")
    cell = page.get_by_role("cell").get_by_role("link", name=re.compile("denies.*ministère bulgare")).first
    claim = page.get_by_role("row").filter(has=cell)
    expect(claim.get_by_role("rowheader")).to_contain_text("Genev")
    cell.click()
    assert re.search(r"/article/\w+#w\d+$", page.url)
    words = page.locator(":target")
    expect(words).to_be_in_viewport()
    expect(page.locator("article")).to_contain_text("se soit entretenu par téléphone dimanche")


def test_a_person_sees_the_two_wordings_side_by_side(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/story/lumen-0513")
    conflict = page.locator(".conflict").first
    expect(conflict).to_contain_text("contradiction · how many")
    one, other = (side.bounding_box() for side in conflict.locator(".side").all())
    assert one and other and one["y"] == other["y"] and one["x"] + one["width"] <= other["x"]
    expect(conflict.locator(".side").first).to_contain_text("préfecture de Valmarande asserts")
    assert [mark.inner_text() for mark in conflict.locator("mark").all()] == ["Deux personnes sont mortes", "quatre morts"]


def test_words_of_narration_are_marked_and_in_view(page: Page, address: str) -> None:
    page.goto(f"{address}/story/lumen-0513")
    link = page.locator('.claims a.stand[href*="?at="]').last
    target = link.get_attribute("href")
    link.click()
    assert target and page.url.endswith(target)
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.locator(":target").get_attribute("class") == "asked"


def test_a_person_keeps_one_outlet_and_goes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/story/lumen-0513")
    before = page.locator(".claims tbody").count()
    page.get_by_label("Outlet").select_option("Flash-Matin")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "outlet=Flash-Matin" in page.url and 0 < page.locator(".claims tbody").count() < before
    assert page.get_by_label("Outlet").input_value() == "Flash-Matin"
    page.get_by_role("link", name="Show all").click()
    assert page.locator(".claims tbody").count() == before


def test_a_person_opens_the_passages_of_a_claim(page: Page, address: str) -> None:
    page.goto(f"{address}/story/lumen-0513")
    assert not page.locator(".told").first.is_visible()
    page.get_by_text("5 passages, word for word").click()
    told = page.locator(".told").first
    expect(told).to_be_visible()
    expect(told).to_contain_text("Agence Lumen → préfecture de Valmarande")


def test_on_a_phone_the_matrix_is_a_list_of_claims_with_voices_beneath(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/story/lumen-0513")
    claim = page.locator(".claims tbody").nth(1)
    head, cell = claim.get_by_role("rowheader").bounding_box(), claim.locator("td:not(.silent)").first.bounding_box()
    assert head and cell and cell["y"] >= head["y"] + head["height"] and head["x"] == cell["x"]
    assert not claim.locator("td.silent").first.is_visible() and claim.locator(".quiet").is_visible()
    assert page.get_by_role("table").get_by_role("rowheader").count() > 5


def test_a_person_goes_from_the_rail_to_the_copy_and_to_the_words_it_took(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/story/lumen-0513")
    page.locator("#rail").get_by_role("link", name="partial copy").click()
    expect(page.locator(".tree")).to_contain_text("Agence Lumen")
    expect(page.locator(".tree ul .from")).to_contain_text("credited")
    one, other = (side.bounding_box() for side in page.locator(".beside").first.locator(".side").all())
    assert one and other and one["y"] == other["y"]
    assert page.locator(".beside ins").count() > 0
    page.locator(".beside").first.get_by_role("link", name="in its place").last.click()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saint-Orvan")


def test_a_person_opens_a_family_of_reprints_and_sets_them_side_by_side(page: Page, reprinted: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{reprinted}/stories")
    page.locator(".stories a").first.click()
    heads = page.get_by_role("columnheader")
    assert [head.inner_text().split("\n")[0] for head in heads.all()] == ["Claim", "Agence Fanal", "La Dune"]
    heads.nth(1).get_by_text("+ 3 reprints").click()
    expect(heads.nth(1).get_by_role("link", name="Gazette 2")).to_be_visible()
    heads.nth(1).get_by_role("link", name="side by side").click()
    assert page.get_by_role("columnheader").count() == 6
    assert page.locator(".claims a.stand.repeats").count() >= 3
