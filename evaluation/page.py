"""The place in a page of the documentation that holds the current figures."""

from pathlib import Path

from evaluation.scorer import GateError

BEGIN = "<!-- figures: written by sh scripts/gate --write-docs docs/evaluation.md -->"
END = "<!-- end of figures -->"


def refresh(page: Path, figures: str) -> None:
    """Writes the figures between the two comments of a page; raises GateError where they are not there, once and in order."""
    if not page.is_file():
        raise GateError(f"no page at {page}: --write-docs refreshes one that is there")
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise GateError(f"{page} has no place for figures: put {BEGIN} and {END} where they belong, each on its own line")
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
