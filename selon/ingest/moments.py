"""Dates as pages and feeds write them, as ISO 8601."""

import re
from email.utils import parsedate_to_datetime

from selon.errors import InputError
from selon.ingest.jsonl import published

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_MOMENT = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})[T\s]+([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?\s*(?:(Z|UTC|GMT)|([+-][0-9]{2}):?([0-9]{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# What content management systems print where they hold no date.
_UNSET = ("0001-", "1900-01-01", "1970-01-01")
_LONGEST = 64


def moment(value: str) -> str | None:
    """The date or moment that `value` writes (ISO 8601 and its usual misspellings, RFC 822), without fractions; else None."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    told = _iso(value) or _rfc822(value)
    if told is None or told.startswith(_UNSET):
        return None
    try:
        return published(told)
    except InputError:
        return None


def _iso(value: str) -> str | None:
    if _DAY.fullmatch(value):
        return value
    if compact := _COMPACT.fullmatch(value):
        return "-".join(compact.groups())
    found = _MOMENT.fullmatch(value)
    if found is None:
        return None
    year, month, day, hour, minute, second, universal, hours, minutes = found.groups()
    zone = "Z" if universal else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"


def _rfc822(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
