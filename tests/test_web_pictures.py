"""Pictures of the desk: what they show, in both languages, and that nothing of an article gets out of them."""

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from litestar.testing import TestClient
from playwright.sync_api import Browser, Page

from selon.web import application
from selon.web.pictures import Look, as_csv, citations_picture, contacts_picture, timeline_picture
from tests.browser import CHROMIUM, browser, keep, served, violations

CALL = {"day": "2024-05-06", "channel": "appel", "status": "a eu lieu"}
HOSTILE = "</text><script>alert(1)</script>\u202e\"'&"


@pytest.fixture(scope="module")
def client(demo_desk: Path) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(application(demo_desk)) as opened:
        yield opened


def words(svg: str) -> list[str]:
    """All that an SVG says, in its order."""
    return [text.strip() for text in ElementTree.fromstring(svg).itertext() if text.strip()]


def elements(svg: str) -> set[str]:
    return {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}


def test_contacts_are_told_in_words_too() -> None:
    silence = {"start": "2022-10-23", "end": "2024-05-06", "silence": "561 jours"}
    svg = contacts_picture([CALL], [silence], "Nord – Sud", Look("fr"))
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img" and root.attrib["aria-labelledby"] == "t d"
    assert words(svg)[:2] == ["Nord – Sud", "2024-05-06 appel, a eu lieu"]
    assert "561 jours" in words(svg)[2:]


def test_a_day_is_the_day_in_every_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = set()
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        drawn.add(contacts_picture([CALL], [], "Nord – Sud", Look("fr")))
    monkeypatch.undo()
    time.tzset()
    assert len(drawn) == 1


@pytest.mark.parametrize("dark", [False, True])
def test_hostile_names_stay_text(dark: bool) -> None:
    look = Look("en", dark)
    drawn = [
        contacts_picture([CALL | {"channel": HOSTILE}], [], HOSTILE, look),
        timeline_picture([{"day": "2024-05-06", "what": HOSTILE, "status": HOSTILE}], HOSTILE, look),
        citations_picture([{"outlet": HOSTILE, "source": HOSTILE, "passages": 2}], HOSTILE, look),
    ]
    for svg in drawn:
        assert not elements(svg) & {"script", "foreignObject", "image", "use", "style", "a", "iframe"}
        assert any("<script>alert(1)</script>" in text for text in words(svg))
        assert not [name for element in ElementTree.fromstring(svg).iter() for name in element.attrib if name.startswith("on")]


def test_rows_come_back_from_csv() -> None:
    rows = [{"outlet": 'Le "Phare", local', "passages": 2}, {"outlet": "L'Écho\nde Valmont", "passages": 1}]
    read = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
    assert read == [{"outlet": 'Le "Phare", local', "passages": "2"}, {"outlet": "L'Écho\nde Valmont", "passages": "1"}]


def test_the_ledger_as_a_picture_and_as_rows(client: TestClient) -> None:  # type: ignore[type-arg]
    entries = client.get("/api/ledger", params={"a": "Haugvold", "b": "FR"}).json()["entries"]
    svg = client.get("/pictures/ledger.svg", params={"a": "Haugvold", "b": "FR", "lang": "fr"})
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in svg.headers["content-security-policy"]
    assert all(entry["date"][:10] in words(svg.text)[1] for entry in entries if entry["date"])
    table = client.get("/pictures/ledger.csv", params={"a": "Haugvold", "b": "FR"})
    assert [row["date"] for row in csv.DictReader(io.StringIO(table.text))] == [entry["date"] or "" for entry in entries]


def test_who_is_asked_for_must_be_known(client: TestClient) -> None:  # type: ignore[type-arg]
    assert client.get("/pictures/article/none/timeline.svg").status_code == 404
    assert client.get("/pictures/ledger.svg", params={"a": "FR", "channel": "smoke"}).status_code == 400


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: scripts/test installs Debian's where it may")


@pytest.fixture(scope="module")
def address(demo_desk: Path) -> Iterator[str]:
    with served(demo_desk) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@needs_chromium
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_they_load_and_fit(chromium: Browser, address: str, width: int, scheme: str) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    for name, path in (("article", "/article/lumen-0521?lang=fr"), ("story", "/story/armees-0506?lang=fr")):
        page.goto(address + path)
        image = page.locator(".picture img")
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        shown = image.evaluate("image => image.currentSrc")
        assert ("dark=true" in shown) == (scheme == "dark") and ("narrow=true" in shown) == (width == 390)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
        keep(page, f"picture-{name}-{width}-{scheme}")
    page.close()


@needs_chromium
def test_a_dot_leads_to_its_contact(chromium: Browser, address: str) -> None:
    page: Page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/ledger?a=Haugvold&b=FR")
    dot = page.locator(".axis a").first
    target = dot.get_attribute("href")
    dot.click()
    page.wait_for_url(f"**{target}")
    assert target and page.locator(f"tr[id='{target[1:]}']").count() == 1
    page.close()
