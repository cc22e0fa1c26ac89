"""What a long command tells of itself to programs: one JSON object a line on standard error, in the place of what people read.

Every line has `time` (ISO 8601, UTC), `level`, `logger` and either `event` with its own fields or `message`. No text of an
article stands in it, nor a token: what follows the question mark of a URL is cut off, and of an exception only its type and
places are told.
"""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

from pythonjsonlogger.msgspec import MsgspecFormatter

_LOG = logging.getLogger("selon")
_GATHERED = ("selon", "uvicorn", "litestar", "py.warnings")
_COLOURED = "color_message"
"""A message of uvicorn once more, for terminals."""

_URL = re.compile(r"(?i)(\bhttps?://)(?:[^\s/?#@]*@)?([^\s?#]*)[^\s]*")


class _Line(MsgspecFormatter):
    """A record of Python's logging as a line of JSON."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """The fields that are told, those that may be told of them."""
        told = {name: _masked(value) for name, value in log_data.items() if value not in (None, "") and name != _COLOURED}
        return {"time": told.pop("time"), "level": str(told.pop("level")).lower(), **told}

    def formatException(self, ei: Any) -> str:
        """The type of an exception and where it came from; its words may be those of an article."""
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__name__]) if isinstance(trace, TracebackType) else kind.__name__


def is_json() -> bool:
    """Whether this process tells of itself in JSON."""
    return bool(_LOG.handlers)


def begin() -> None:
    """From now on this process tells of itself in JSON, Python's warnings and those of the web server too."""
    handler = logging.StreamHandler(sys.stderr)
    renamed = {"levelname": "level", "name": "logger"}
    handler.setFormatter(_Line(["levelname", "name", "message"], rename_fields=renamed, timestamp="time"))
    for name in _GATHERED:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
    logging.captureWarnings(True)


def end() -> None:
    """From now on this process speaks to people again."""
    logging.captureWarnings(False)
    for name in _GATHERED:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)


def event(name: str, is_trouble: bool = False, **fields: object) -> None:
    """Tell that something happened, to programs alone: its name and its fields, of which those that are None are left out."""
    if is_json():
        _LOG.log(logging.WARNING if is_trouble else logging.INFO, {"event": name, **fields})


def said(message: str, is_trouble: bool = False) -> None:
    """Say a sentence to people, or to programs as a `message`."""
    if is_json():
        _LOG.log(logging.ERROR if is_trouble else logging.INFO, {"event": "note", "message": message})
    else:
        print(f"selon: {message}", file=sys.stderr)


def _masked(value: object) -> object:
    return _URL.sub(_public, value) if isinstance(value, str) else value


def _public(url: re.Match[str]) -> str:
    return f"{url[1]}{url[2]}{'?…' if '?' in url[0] else ''}"
