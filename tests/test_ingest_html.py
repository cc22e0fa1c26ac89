"""Pages with every trap: what is asserted is all that stands in them, and nothing that stands around it."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from selon.ingest.html import PAGE_BYTES, fragment, page
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.moments import moment

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
BODY = "<p>La maire a annoncé jeudi que le marché couvert serait rénové avant la fin de l'année prochaine.</p>" * 4
URL = "https://journal.example/ville/marche"


def _page(markup: str | bytes, url: str | None = URL, charset: str | None = None) -> Incoming:
    found = page(markup.encode() if isinstance(markup, str) else markup, "page.html", url, charset)
    assert isinstance(found, Incoming), found
    return found


def _html(head: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Le marché couvert</title>{head}</head><body><article>{body}</article></body></html>"
    )


def _failure(markup: str | bytes) -> str:
    found = page(markup.encode() if isinstance(markup, str) else markup, "page.html", URL)
    assert isinstance(found, Failure) and found.where == "page.html" and found.key == URL
    return found.error


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_page_is_read_in_full_and_without_its_surroundings(name: str) -> None:
    found = page((PAGES / f"{name}.html").read_bytes(), name)
    assert isinstance(found, Incoming)
    article = found.article
    fields = {
        "title": article.title, "outlet": article.outlet, "byline": found.byline, "published": article.published,
        "modified": found.modified, "url": article.url, "links": list(found.links), "text": article.text,
    }  # fmt: skip
    assert {key: value for key, value in fields.items() if value} == EXPECTED[name]


def test_there_are_at_least_ten_pages() -> None:
    assert len(EXPECTED) >= 10 and {path.stem for path in PAGES.glob("*.html")} >= set(EXPECTED)


def test_a_paywall_is_noted() -> None:
    (note,) = _page((PAGES / "paywall.html").read_bytes()).notes
    assert note.startswith("page.html declares that it is not free")


def test_the_address_is_the_pages_own_unless_that_is_a_front_page() -> None:
    def url(href: str) -> str | None:
        return _page(_html(f'<link rel="canonical" href="{href}">')).article.url

    assert url("https://journal.example/ville/marche-couvert#haut") == "https://journal.example/ville/marche-couvert"
    assert url("/ville/marche-couvert") == "https://journal.example/ville/marche-couvert"
    assert url("https://journal.example/") == URL
    assert url("javascript:alert(1)") == url("https://[") == URL


def test_of_several_dates_the_published_one_counts_and_unset_ones_do_not() -> None:
    def date(head: str) -> str | None:
        return _page(_html(head)).article.published

    assert date(
        '<meta property="article:modified_time" content="2024-03-05T10:00:00Z"><meta name="date" content="2024-03-01">'
    ) == ("2024-03-01")
    assert date(
        '<meta property="article:published_time" content="1970-01-01T00:00:00Z"><meta name="date" content="2024-03-01">'
    ) == ("2024-03-01")
    assert date('<meta property="article:published_time" content="bientôt">') is None


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8-sig", "windows-1252", None),
        ("windows-1252", "", None),
        ("windows-1252", "iso-8859-1", None),
        ("windows-1252", "utf-8", "utf-8"),
        ("iso-8859-15", "iso-8859-15", None),
        ("iso-8859-15", "utf-8", "ISO-8859-15"),
        ("mac-roman", "macintosh", None),
        ("utf-16", "", None),
        ("utf-16-le", "utf-8", None),
        ("windows-1252", "idna", "unicode_escape"),
    ],
)
def test_no_encoding_makes_mojibake(encoding: str, declared: str, header: str | None) -> None:
    text = "Élection annulée à Vézères : le maire, accusé d'être « absent », a nié. " * 5
    head = f'<meta charset="{declared}">' if declared else ""
    assert _page(_html(head, f"<p>{text}</p>").encode(encoding), URL, header).article.text == text.strip()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "page.html is empty"),
        (b" \n\t ", "page.html is empty"),
        (b"<html><head><title>Accueil</title></head><body></body></html>", "page.html has no text of an article"),
        (
            b"<html><body><nav><a href='/a'>A</a></nav><script>var a = 1;</script></body></html>",
            "page.html has no text of an article",
        ),
        (b"<html><body><p>1234 5678</p></body></html>", "page.html has no text of an article"),
        (b"<p>" + b"a " * (PAGE_BYTES // 2), "page.html is longer than 8,000,000 bytes"),
    ],
)
def test_what_is_no_article_is_said(data: bytes, told: str) -> None:
    assert _failure(data).startswith(told)


def test_nesting_beyond_every_stack_is_no_crash() -> None:
    found = page(b"<html><body>" + b"<div>" * 100_000 + b"<p>Le maire a parl\xc3\xa9.</p>", "page.html")
    assert isinstance(found, Incoming | Failure)


def test_more_elements_than_an_article_has_are_refused() -> None:
    assert _failure("<html><body><p>" + "x<br>" * 200_000).startswith("page.html has more than 200,000 elements")


def test_a_page_of_thousands_of_paragraphs_takes_no_square_of_time() -> None:
    start = time.process_time()
    assert len(_page("<html><body>" + "<p>Le maire a parlé.</p>" * 20_000).article.text.split("\n\n")) == 20_000
    assert time.process_time() - start < 30


def test_damaged_json_ld_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", }</script>'
    head += '<meta name="author" content="Ève Roux">'
    found = _page(_html(head))
    assert (found.article.title, found.byline) == ("Le marché couvert", "Ève Roux")


def test_json_ld_may_hold_anything_anywhere() -> None:
    odd = '[{"@type": ["NewsArticle", 7], "headline": {"a": 1}, "author": [3, null, {"name": ["Ana"]}], "publisher": "https://x.example",'
    odd += '"datePublished": ["2024-02-03"], "mainEntityOfPage": [1], "isAccessibleForFree": "False"}, 5, null, [[[]]]]'
    found = _page(_html(f'<script type="application/ld+json">{odd}</script>'))
    assert (found.article.title, found.byline, found.article.outlet) == ("Le marché couvert", "Ana", None)
    assert found.article.published == "2024-02-03" and found.notes


def test_a_piece_of_html_becomes_its_paragraphs_and_links() -> None:
    markup = (
        '<p>Un <a href="/a#b">deux</a> <b>trois</b></p><script>x()</script>quatre<br>cinq<ul><li>six<li>sept</ul>'
        '<figure><img alt="huit"><figcaption>neuf</figcaption></figure><a href="mailto:a@b.example">dix</a> onze<p>'
    )
    found = fragment(markup, "https://a.example/x/y")
    assert found.paragraphs == ("Un deux trois", "quatre", "cinq", "six", "sept", "dix onze")
    assert found.links == ("https://a.example/a",)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024-05-04", "2024-05-04"),
        ("2024-05", "2024-05"),
        ("20240504", "2024-05-04"),
        ("2024-05-04T07:30:00.123Z", "2024-05-04T07:30:00Z"),
        ("2024-05-04 07:30:00 UTC", "2024-05-04T07:30:00Z"),
        ("2024-05-04T07:30+0200", "2024-05-04T07:30:00+02:00"),
        ("20240504T0730", "2024-05-04T07:30:00"),
        ("Sat, 04 May 2024 07:30:00 +0200", "2024-05-04T07:30:00+02:00"),
        ("Sat, 04 May 2024 07:30:00 GMT", "2024-05-04T07:30:00+00:00"),
        ("2024-13-04", None),
        ("2024-02-30T10:00:00Z", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("4 mai 2024", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_dates_as_pages_write_them(written: str, told: str | None) -> None:
    assert moment(written) == told
