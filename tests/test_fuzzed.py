"""What fuzzing began with and what it found: each case is read again, without the fuzzer (see evaluation/fuzz.py)."""

from pathlib import Path

import pytest

from evaluation.fuzzing import TARGETS, sound
from selon.errors import InputError
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.model import Article

FOLDER = Path(__file__).parent / "fuzzed"
CASES = sorted(path.relative_to(FOLDER) for path in FOLDER.glob("*/*"))


def test_each_target_has_cases() -> None:
    assert {case.parts[0] for case in CASES} == set(TARGETS)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_kept_case_is_read_or_refused(case: Path) -> None:
    TARGETS[case.parts[0]]((FOLDER / case).read_bytes())


@pytest.mark.parametrize(
    "found",
    [
        Incoming(Article(" "), "a"),
        Incoming(Article("Le pont est fermé.", title="\udc80"), "a"),
        Incoming(Article("Le pont est fermé.", published="2024-13"), "a"),
        Incoming(Article("Le pont est fermé."), "a", modified="hier"),
        Failure("a", None, ""),
        Failure("a", "\udc80", "no"),
    ],
)
def test_what_is_not_sound_is_a_finding(found: Incoming | Failure) -> None:
    with pytest.raises((AssertionError, ValueError, InputError)):
        sound(found)
