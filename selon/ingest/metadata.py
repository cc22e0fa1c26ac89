"""What a page says of itself: JSON-LD (https://schema.org/NewsArticle), Open Graph, <meta>, <time> and <link>."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from selon.ingest.moments import moment
from selon.ingest.plain import normalise

_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_NODES = 2000
_LONGEST = 300
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher")
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_TIME_PUBLISHED = (".//time[@itemprop='datePublished'][@datetime]", ".//time[@pubdate][@datetime]")
_TIME_MODIFIED = (".//time[@itemprop='dateModified'][@datetime]",)
# Names without a standard: a template may fill them with the day on which the page was built.
_LOOSE_PUBLISHED = ("dc.date", "publish-date", "pubdate", "publication_date", "date")
_LOOSE_MODIFIED = ("last-modified", "revised")


class Told(NamedTuple):
    """What a page says of itself; dates are ISO 8601, the address is absolute."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    is_free: bool = True


def told(tree: Any, url: str | None) -> Told:
    """What the tree of a page (lxml) says of itself; `url` is the address it came from, where that is known."""
    metas = _metas(tree)
    canonical = _canonical(tree, metas, url)
    article = _article(_linked(tree), canonical)
    return Told(
        title=_first((_word(article.get("headline")), *_all(metas, _TITLES))),
        outlet=_first((*_names(article.get("publisher")), *_all(metas, _OUTLETS), *_names(article.get("isPartOf")))),
        byline=", ".join(dict.fromkeys(_names(article.get("author")))) or _first(_all(metas, _AUTHORS)),
        url=canonical or next((address for link in _addresses(article) if (address := _address(link, None))), None),
        published=_date(_said_published(article, metas, tree)),
        modified=_date(_said_modified(article, metas, tree)),
        is_free=str(article.get("isAccessibleForFree", True)).lower() != "false",
    )


def _said_published(article: Mapping[str, Any], metas: Mapping[str, list[str]], tree: Any) -> Iterator[str]:
    yield from _strings(article.get("datePublished"))
    yield from _all(metas, _PUBLISHED)
    yield from _times(tree, _TIME_PUBLISHED)
    yield from _strings(article.get("dateCreated"))
    yield from _all(metas, _LOOSE_PUBLISHED)


def _said_modified(article: Mapping[str, Any], metas: Mapping[str, list[str]], tree: Any) -> Iterator[str]:
    yield from _strings(article.get("dateModified"))
    yield from _all(metas, _MODIFIED)
    yield from _times(tree, _TIME_MODIFIED)
    yield from _all(metas, _LOOSE_MODIFIED)


def _date(values: Iterable[str]) -> str | None:
    return next((date for value in values if (date := moment(value))), None)


def _times(tree: Any, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from (element.get("datetime") or "" for element in tree.iterfind(path))


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.lower(), []).append(element.get("content") or "")
    return metas


def _all(metas: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _first(values: Iterable[str | None]) -> str | None:
    """The first that is a name or a title, and no address or handle of a network."""
    return next((word for value in values if (word := _word(value))), None)


def _word(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    word = " ".join(normalise(unescape(value[: 4 * _LONGEST])).split())
    return word if word and len(word) <= _LONGEST and not word.startswith(("http://", "https://", "@", "//")) else None


def _canonical(tree: Any, metas: Mapping[str, list[str]], url: str | None) -> str | None:
    """The address that the page names as its own; not a front page that a template names on every page of its site."""
    links = (link.get("href") or "" for link in tree.iterfind(".//link[@href]") if "canonical" in (link.get("rel") or "").split())
    for candidate in (*links, *metas.get("og:url", ())):
        address = _address(candidate, url)
        if address and (url is None or urlsplit(address).path.strip("/") or not urlsplit(url).path.strip("/")):
            return address
    return _address(url, None) if url else None


def _address(value: str, base: str | None) -> str | None:
    try:
        address = urldefrag(urljoin(base or "", normalise(value).strip())).url
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname and len(address) <= 2000 else None


def _linked(tree: Any) -> list[Mapping[str, Any]]:
    """The nodes of the page's JSON-LD, outer ones first, references within the page resolved one step."""
    ahead: list[Any] = [_parsed(script.text or "") for script in tree.iterfind(".//script[@type='application/ld+json']")]
    nodes: list[Mapping[str, Any]] = []
    for value in ahead:
        if len(nodes) >= _NODES:
            break
        if isinstance(value, list):
            ahead.extend(value[:_NODES])
        elif isinstance(value, dict):
            nodes.append(value)
            ahead.extend(part for part in value.values() if isinstance(part, dict | list))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{key: _resolved(value, by_id) for key, value in node.items()} for node in nodes]


def _parsed(script: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _resolved(value: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(part, by_id) for part in value if not isinstance(part, list)]
    known = by_id.get(value["@id"]) if isinstance(value, dict) and isinstance(value.get("@id"), str) else None
    return value if known is None else {**known, **value}


def _article(nodes: Iterable[Mapping[str, Any]], canonical: str | None) -> Mapping[str, Any]:
    """The node of the page's own article: the one at its address, else the outermost."""
    articles = [node for node in nodes if any(_ARTICLES.fullmatch(kind) for kind in _strings(node.get("@type")))]
    own = (node for node in articles if canonical and canonical in _addresses(node))
    return next(own, articles[0] if articles else {})


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        yield from _strings(value.get("@id") if isinstance(value, dict) else value)


def _strings(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield part


def _names(value: object) -> Iterator[str]:
    """The names of persons and organisations, which JSON-LD writes as strings or nodes, one or many."""
    for part in value if isinstance(value, list) else [value]:
        name = part
        if isinstance(part, dict):
            given = (part.get("givenName"), part.get("familyName"))
            name = next(_strings(part.get("name")), None) or " ".join(half for half in given if isinstance(half, str))
        if word := _word(name):
            yield word
