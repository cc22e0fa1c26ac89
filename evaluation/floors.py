"""Floors: what a figure must not fall below. They are raised by a flag and lowered by hand, with a reason."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from evaluation.scorer import GateError
from selon.model import Value

FLOORS = Path(__file__).with_name("floors.json")
HOW_TO_LOWER = 'write {"figure", "from", "to", "reason"} under "lowered"'


class Floor(Value, frozen=True):
    """A figure's floor in percent, with the day (ISO 8601) and the reader's version that reached it."""

    floor: float
    date: str
    reader: str


class Raised(Value, frozen=True, rename={"before": "from", "after": "to"}):
    """A floor that was set (`from` is null) or raised."""

    figure: str
    before: float | None
    after: float
    date: str
    reader: str


class Lowered(Value, frozen=True, rename={"before": "from", "after": "to"}):
    """A floor that was lowered or, where `to` is null, taken away, by hand and for a reason."""

    figure: str
    before: float
    after: float | None
    reason: str


class Floors(Value, frozen=True):
    """The floors by SET/PART/FIGURE, and how they came about."""

    floors: Mapping[str, Floor]
    history: tuple[Raised, ...] = ()
    lowered: tuple[Lowered, ...] = ()


def load_floors(path: Path) -> Floors:
    """The floors in a file, none where there is no file; raises GateError where the file is not understood."""
    if not path.exists():
        return Floors({})
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GateError(f"{path} is not understood: {error}; expected are floors, history and lowered") from error


def save_floors(floors: Floors, path: Path) -> None:
    """Writes the floors, one on each line and sorted, so that a change shows as the lines that it is."""
    encode = msgspec.json.Encoder().encode
    kept = [f"{encode(name).decode()}: {encode(floor).decode()}" for name, floor in sorted(floors.floors.items())]
    history, lowered = ([encode(entry).decode() for entry in entries] for entries in (floors.history, floors.lowered))
    parts = [_block("floors", kept, "{}"), _block("history", history, "[]"), _block("lowered", lowered, "[]")]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _block(name: str, lines: list[str], brackets: str) -> str:
    inside = "".join(f"\n  {line}{',' if i < len(lines) else ''}" for i, line in enumerate(lines, start=1))
    return f' "{name}": {brackets[0]}{inside}{chr(10) + " " if lines else ""}{brackets[1]}'


def faults(floors: Floors) -> Iterator[str]:
    """Where a floor is not the one that its history leads to: lowered without a reason, or raised by hand."""
    for entry in floors.lowered:
        if not entry.reason.strip():
            yield f"{entry.figure}: lowered from {entry.before} to {entry.after} without a reason"
        if entry.after is not None and entry.after >= entry.before:
            yield f"{entry.figure}: {entry.before} to {entry.after} is no lowering"
    told = {entry.figure for entry in floors.history} | {entry.figure for entry in floors.lowered}
    for figure in sorted(told | floors.floors.keys()):
        yield from _broken(figure, floors)


def _broken(figure: str, floors: Floors) -> Iterator[str]:
    steps = [entry for entry in floors.lowered if entry.figure == figure]
    at: float | None = None
    for entry in (entry for entry in floors.history if entry.figure == figure):
        before = _down(at, entry.before, steps)
        if before != entry.before:
            yield f"{figure}: the floor was {_or_none(before)} and was raised from {_or_none(entry.before)}: {HOW_TO_LOWER}"
        if entry.after <= (entry.before or 0.0):
            yield f"{figure}: {entry.before} to {entry.after} is no raising: {HOW_TO_LOWER}"
        at = entry.after
    now = floors.floors[figure].floor if figure in floors.floors else None
    at = _down(at, now, steps)
    if at != now:
        advice = HOW_TO_LOWER if at is not None and (now is None or now < at) else "raise it with --raise"
        yield f"{figure}: the floor was {_or_none(at)} and is {_or_none(now)}: {advice}"
    yield from (f"{figure}: lowered from {step.before}, which it was not" for step in steps)


def _down(at: float | None, goal: float | None, steps: list[Lowered]) -> float | None:
    """Follows the written lowerings from one floor towards another, taking them out, and gives where they lead."""
    while at != goal and (step := next((step for step in steps if step.before == at), None)) is not None:
        steps.remove(step)
        at = step.after
    return at


def _or_none(floor: float | None) -> str:
    return "none" if floor is None else str(floor)


def below(floors: Floors, measured: Mapping[str, float]) -> Iterator[str]:
    """Each figure of a measured part that is below its floor, or that has a floor and was not measured."""
    parts = {figure.rsplit("/", 1)[0] for figure in measured}
    for figure, floor in sorted(floors.floors.items()):
        if figure.rsplit("/", 1)[0] not in parts:
            continue
        value = measured.get(figure)
        if value is None:
            yield f"{figure}: not measured, floor {floor.floor} ({floor.date}, reader {floor.reader})"
        elif value < floor.floor:
            yield f"{figure}: {value} is below its floor {floor.floor} ({floor.date}, reader {floor.reader})"


def raised(floors: Floors, measured: Mapping[str, float], date: str, reader: str) -> Floors:
    """The floors raised to what was measured, where that is higher; a figure of zero gets no floor."""
    kept, history = dict(floors.floors), list(floors.history)
    for figure, value in sorted(measured.items()):
        before = kept[figure].floor if figure in kept else None
        if value > (before or 0.0):
            kept[figure] = Floor(value, date, reader)
            history.append(Raised(figure, before, value, date, reader))
    return Floors(kept, tuple(history), floors.lowered)
