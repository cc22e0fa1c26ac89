"""URLs: what may be asked for at all, and how a URL is shown to people."""

import re

import httpx

from selon.errors import FetchError
from selon.ingest.plain import well_formed

PORTS = frozenset({80, 443, 8000, 8080, 8443})
"""The ports of web servers; others are asked only inside networks that the caller allows."""

_SHOWN = 200
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(rb"[a-z0-9._-]{1,253}|[0-9a-f:.]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//)[^/?#\s]*@")


def is_address(given: str) -> bool:
    """Whether a person means something to fetch: a scheme and two slashes, even where it is refused then."""
    return bool(_SCHEME.match(given))


def parse(given: str) -> httpx.URL:
    """The URL without its fragment, normalised and with its host in ASCII; raises FetchError where it may not be asked for."""
    try:
        url = httpx.URL(given.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(shown(given), f"is no URL ({error}): expected one such as https://example.org/page") from None
    check(url)
    return url


def joined(base: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect from `base` leads; raises FetchError where that may not be asked for."""
    try:
        url = base.join(well_formed(location)).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(shown(str(base)), f"redirects to no URL ({error}): nothing can be fetched there") from None
    check(url)
    return url


def check(url: httpx.URL) -> None:
    """Raise FetchError where `url` is not plain http or https with a host and without a password."""
    where = shown(str(url))
    if url.scheme not in _DEFAULT_PORTS:
        expected = "http:// or https:// was expected; give a file by its path"
        raise FetchError(where, f"is not on the web ({url.scheme + '://' if url.scheme else 'no scheme'}): {expected}")
    if not url.raw_host:
        raise FetchError(where, "names no host: expected a URL such as https://example.org/page")
    if not _HOST.fullmatch(url.raw_host) or not 0 < port(url) < 1 << 16:
        raise FetchError(where, "names a host or a port that cannot be: expected a URL such as https://example.org/page")
    if url.userinfo:
        raise FetchError(where, "holds a name or a password: a URL without them was expected; leave them out")


def port(url: httpx.URL) -> int:
    """The port that a checked URL means, named or not."""
    return _DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def host(given: str) -> str:
    """The host of a URL in ASCII, lower case; empty where there is none."""
    try:
        return httpx.URL(given.strip()).raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, ValueError):
        return ""


def robots(url: httpx.URL) -> str:
    """Where the rules for robots of the URL's origin stand (RFC 9309)."""
    return str(url.copy_with(raw_path=b"/robots.txt", fragment=None))


def unsigned(given: str) -> str:
    """A URL as it may be kept: without the name and password that it gives away."""
    return _CREDENTIALS.sub("***@", given)


def shown(given: str) -> str:
    """A URL as messages show it: no password, nothing invisible, not endless."""
    clean = unsigned(well_formed("".join(c if c.isprintable() else "\ufffd" for c in given)))
    return clean if len(clean) <= _SHOWN else clean[: _SHOWN - 1] + "…"
