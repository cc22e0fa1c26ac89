"""What fuzzing began with and what it found: each case is read again, without the fuzzer (see evaluation/fuzz.py)."""

import io
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from evaluation.fuzzing import TARGETS, sound
from selon.errors import InputError
from selon.ingest import parquet
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


def test_a_table_that_unpacks_to_a_hundred_times_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": ["pont " * 100_000]}), written, use_dictionary=False, compression="zstd")
    assert [type(found) for found in parquet.table(written, "a.parquet")] == [Incoming]
    monkeypatch.setattr(parquet, "_FREE", 1000)
    (refused,) = parquet.table(written, "a.parquet")
    assert isinstance(refused, Failure) and "as a bomb does" in refused.error
