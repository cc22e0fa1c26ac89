"""Values of durations and sets: amounts of units (TIMEX3, after ISO 8601)."""

from selon.steps.times.matching import Hit

_CLOCK = frozenset({"H", "MIN", "S"})
_HALVES = {"Y": ("Y", "6M"), "H": ("H", "30M"), "MIN": ("M", "30S")}
_UNKNOWN = "X"


def amount(hit: Hit) -> str:
    """The value of a duration: P2Y, PT15M, PXD, P1Y6M."""
    if hit.row.value:
        return hit.row.value
    value = _piece(_number(hit), hit.row.unit or hit.word("unit"), "half" in hit.said)
    if "minutes" in hit.said:
        return f"{value}{hit.number('minutes')}M"
    return value + "".join(_more(hit, rank, value) for rank in ("2", "3") if f"unit{rank}" in hit.said)


def _more(hit: Hit, rank: str, value: str) -> str:
    """A further piece of a length: « et 18 secondes »."""
    piece = _piece(_plain(hit.said[f"number{rank}"]), hit.word(f"unit{rank}"), False)
    return piece.removeprefix("PT") if "T" in value else piece.removeprefix("P")


def _number(hit: Hit) -> str:
    told = hit.said.get("number", hit.said.get("approximate", hit.row.amount))
    if "few" in hit.said or (told is None and (hit.row.vague or "definite" in hit.said)):
        return _UNKNOWN
    return _plain(1 if told is None else told)


def _plain(number: int | float | str) -> str:
    return f"{number:g}" if isinstance(number, int | float) else number


def _piece(number: str, unit: str, half: bool) -> str:
    if half and unit in _HALVES and number != _UNKNOWN:
        whole, rest = _HALVES[unit]
        return f"P{'T' if unit in _CLOCK else ''}{number}{whole}{rest}"
    if half and number != _UNKNOWN:
        number = f"{number}.5"
    if unit in _CLOCK:
        return f"PT{number}{unit[0]}"
    return f"P{number}{unit}"


def recurring(hit: Hit) -> str:
    """The value of a set: XXXX-WXX-1 for a weekday, P1Y for what comes with each unit, XXXX-XX-XXTEV for a part of the day."""
    if hit.row.value or "periodic" in hit.said:
        return hit.row.value or hit.word("periodic")
    part = f"T{hit.word('part')}" if "part" in hit.said else ""
    if "weekday" in hit.said:
        return f"XXXX-WXX-{hit.number('weekday')}{part}"
    if "month" in hit.said:
        return f"XXXX-{hit.number('month'):02d}"
    if "season" in hit.said:
        return f"XXXX-{hit.word('season')}"
    if "unit" not in hit.said and part:
        return f"XXXX-XX-XX{part}"
    return amount(hit)
