"""The scorer stands outside the project and is loaded from its path, so that its figures are the figures."""

import importlib.util
from pathlib import Path
from typing import Any, Protocol, cast

from evaluation.gold import Json
from selon.errors import SelonError

# What the documented matching rule asks of a pair's content, and how much an agreeing source and cue count among equals.
FLOOR = 0.3
UNION, SOURCE, CUE = 1e-3, 0.01, 0.005


class GateError(SelonError):
    """The gate cannot say whether a change passes: something that it needs is missing or does not fit."""

    exit_code = 2


class Scorer(Protocol):
    """The functions of the scorer that the gate calls."""

    def chars(self, text: str, spans: list[Json]) -> set[int]: ...
    def names_of(self, record: Json) -> dict[str, str]: ...
    def overlap(self, a: Json | None, b: Json | None) -> bool: ...
    def pair_up(self, gold: Any, pred: Any, score: Any, floor: float) -> list[tuple[int, int]]: ...
    def same_name(self, a: str | None, b: str | None) -> bool: ...
    def score_one(self, text: str, gold: Json, record: Json, tally: Any) -> None: ...
    def source_agrees(self, g: Json, p: Json, names: dict[str, str]) -> bool: ...
    def table(self, tally: Any) -> dict[str, dict[str, float]]: ...
    def Tally(self) -> Any: ...


NEEDED = tuple(name for name in vars(Scorer) if not name.startswith("_"))


def load_scorer(path: Path) -> Scorer:
    """The scorer at `path` as a module; raises GateError where it is not there or lacks a function."""
    if not path.is_file():
        raise GateError(f"no scorer at {path}: the gate takes its figures from it; name one with --scorer")
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise GateError(f"{path} is no Python file: name the scorer with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if missing := [name for name in NEEDED if not hasattr(module, name)]:
        raise GateError(f"{path} has no {missing[0]}: the gate expects a scorer with {', '.join(NEEDED)}")
    return cast(Scorer, module)
