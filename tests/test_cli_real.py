"""The commands on the real reader: what comes out of the example in the repository is whole."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from selon.cli import main
from selon.export.contract import KEYS
from selon.model import Record

EXAMPLE = Path(__file__).parent.parent / "examples" / "article.txt"
TEXT = EXAMPLE.read_text(encoding="utf-8")


def _run(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    printed = capfd.readouterr()
    assert (left.value.code, printed.err) == (0, "")
    return printed.out


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value] if "start" in value else [span for member in value.values() for span in _spans(member)]
    return [span for member in value for span in _spans(member)] if isinstance(value, list) else []


def test_the_examples_record_is_whole(capfd: pytest.CaptureFixture[str]) -> None:
    record = json.loads(_run(capfd, "read", str(EXAMPLE), "--json", "--published", "2024-03-12"))
    assert tuple(record) == KEYS[Record]
    assert record["article"]["published"] == "2024-03-12"
    assert record["statements"]
    found = _spans(record)
    assert all(span["text"] == TEXT[span["start"] : span["end"]] for span in found)
    msgspec.convert(_without_words(record), Record)


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_words(member) for key, member in value.items() if not ("start" in value and key == "text")}
    return [_without_words(member) for member in value] if isinstance(value, list) else value


def test_the_example_is_shown_drawn_and_explained(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shown = _run(capfd, "read", str(EXAMPLE))
    assert "according" in shown
    page = tmp_path / "page.html"
    assert _run(capfd, "read", str(EXAMPLE), "--html", str(page)) == ""
    paragraphs = [line for line in TEXT.split("\n") if line]
    assert page.read_text(encoding="utf-8").count('<section class="paragraph">') == len(paragraphs)
    record = json.loads(_run(capfd, "read", str(EXAMPLE), "--json"))
    offset = record["statements"][0]["content"][0]["start"]
    assert "decided here:" in _run(capfd, "why", str(EXAMPLE), str(offset))
