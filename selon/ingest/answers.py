"""Answers: what a server sent back, and whether it is something that articles can be read from."""

from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from selon.errors import FetchError
from selon.ingest import urls
from selon.ingest.charset import parameter
from selon.ingest.online import Fetched, Known
from selon.model import Value

LONGEST_WAIT = 7 * 24 * 3600.0
"""The longest that a server is left alone because it says so, in seconds."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_TYPES = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "text/markdown",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/json", "application/feed+json", "application/jsonl", "application/x-jsonlines", "application/jsonlines",
        "application/x-ndjson", "application/ndjson", "text/csv", "application/csv",
        "application/warc", "application/gzip", "application/x-gzip", "application/vnd.apache.parquet",
    }
)  # fmt: skip
_UNTOLD = frozenset({"application/octet-stream", "binary/octet-stream"})
_ENDINGS = (".jsonl", ".ndjson", ".csv", ".parquet", ".warc", ".warc.gz", ".txt", ".xml", ".html")
_EXPECTED = "a page, a feed or a file of articles was expected"


class Answer(Value, frozen=True):
    """One hop: the status, the headers, and the body, which is empty unless the status is 200."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The value of a header, or None where it is missing or empty."""
        return httpx.Headers(list(self.headers)).get(name) or None


def fetched(asked: str, url: httpx.URL, answer: Answer, at: str, known: Known | None) -> Fetched:
    """An answer as a caller gets it; raises FetchError where its status is no success, and on "unchanged" with nothing known."""
    is_unchanged = answer.status == httpx.codes.NOT_MODIFIED and known is not None
    if answer.status != httpx.codes.OK and not is_unchanged:
        raise _refused(urls.shown(str(url)), answer, at)
    content_type, charset = _type_of(answer)
    old = known if is_unchanged and known else Known()
    return Fetched(
        asked,
        str(url),
        answer.status,
        content_type,
        charset,
        answer.header("etag") or old.etag,
        answer.header("last-modified") or old.last_modified,
        answer.body,
        at,
    )


def check_type(answer: Answer, url: httpx.URL) -> None:
    """Raise FetchError where an answer says that it is no article; what says nothing is judged by its bytes later."""
    content_type, _ = _type_of(answer)
    path = url.path.lower()
    if content_type is None or content_type in _TYPES or (content_type in _UNTOLD and path.endswith(_ENDINGS)):
        return
    raise FetchError(urls.shown(str(url)), f"is {urls.shown(content_type)}: {_EXPECTED}")


def _type_of(answer: Answer) -> tuple[str | None, str | None]:
    """The media type, lower case, and the charset, where they are told."""
    told = answer.header("content-type") or ""
    kind = told.partition(";")[0].strip().lower()
    return (kind, parameter(told)) if "/" in kind else (None, None)


def _refused(where: str, answer: Answer, at: str) -> FetchError:
    code = answer.status
    name = f"{code} {httpx.codes.get_reason_phrase(code)}".strip()
    if code in (404, 410):
        return FetchError(where, f"is not there ({name}): check the address", status=code)
    if code in (401, 402, 403, 451):
        return FetchError(where, f"is closed to programs ({name}): save the page in a browser and add the file", status=code)
    if code in _PASSING:
        wait = _seconds(answer.header("retry-after"), at)
        return FetchError(where, f"answers {name}: try again later", status=code, wait=wait, is_passing=True)
    return FetchError(where, f"answers {name}: {_EXPECTED}", status=code)


def _seconds(told: str | None, at: str) -> float | None:
    """The seconds that a Retry-After (RFC 9110, 10.2.3) asks for, told as a number or as a date, at most LONGEST_WAIT."""
    if told is None:
        return None
    try:
        seconds = float(told) if told.isascii() and told.isdecimal() else _until(told, at)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST_WAIT)


def _until(date: str, at: str) -> float:
    return (parsedate_to_datetime(date) - datetime.fromisoformat(at)).total_seconds()
