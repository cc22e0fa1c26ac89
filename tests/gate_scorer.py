"""A small scorer for made-up gold: the functions that the gate expects of the real one."""

import string
from collections.abc import Callable, Sequence
from typing import Any

EDGES = string.whitespace + string.punctuation + "«»“”’"


class Tally(dict[str, list[int]]):
    """Hits, gold and predicted by figure."""

    def add(self, key: str, hit: int, gold: int, pred: int) -> None:
        self[key] = [a + b for a, b in zip(self.get(key, [0, 0, 0]), (hit, gold, pred), strict=True)]


def chars(text: str, spans: list[dict[str, Any]]) -> set[int]:
    found: set[int] = set()
    for span in spans:
        start, end = span["start"], span["end"]
        while start < end and text[start] in EDGES:
            start += 1
        while start < end and text[end - 1] in EDGES:
            end -= 1
        found |= {i for i in range(start, end) if not text[i].isspace()}
    return found


def same_name(a: str | None, b: str | None) -> bool:
    return bool(a and b) and str(a).casefold().split()[-1] == str(b).casefold().split()[-1]


def overlap(a: dict[str, Any] | None, b: dict[str, Any] | None) -> bool:
    return bool(a and b) and a["start"] < b["end"] and b["start"] < a["end"]


def names_of(record: dict[str, Any]) -> dict[str, str]:
    return {entity["id"]: entity["name"] for entity in record.get("entities", [])}


def source_agrees(g: dict[str, Any], p: dict[str, Any], names: dict[str, str]) -> bool:
    wanted, found = g["source"], p["source"]
    if "author" in (wanted["name"], found["voice"]):
        return bool(wanted["name"] == found["voice"])
    return overlap(wanted["span"], found["span"]) or same_name(wanted["name"], found["name"])


def pair_up(gold: Sequence[int], pred: Sequence[int], score: Callable[[int, int], float], floor: float) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for value, i, j in sorted(((score(i, j), i, j) for i in gold for j in pred), key=lambda rank: (-rank[0], *rank[1:])):
        if value > floor and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def score_one(text: str, gold: dict[str, Any], record: dict[str, Any], tally: Tally) -> None:
    wanted, found = gold["statements"], record["statements"]
    sets = [[chars(text, s["content"]) for s in side] for side in (wanted, found)]

    def cover(i: int, j: int) -> float:
        return len(sets[0][i] & sets[1][j]) / len(sets[0][i])

    pairs = pair_up(range(len(wanted)), range(len(found)), cover, 0.3)
    agree = [pair for pair in pairs if source_agrees(wanted[pair[0]], found[pair[1]], names_of(record))]
    tally.add("content>0.3", len(pairs), len(wanted), len(found))
    tally.add("attribution", len(agree), len(wanted), len(found))
    for i, j in pairs:
        tally.add("mode", wanted[i]["mode"] == found[j]["mode"], 1, 1)


def table(tally: Tally) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for key, (hit, gold, pred) in tally.items():
        p, r = (100 * hit / whole if whole else 0.0 for whole in (pred, gold))
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        rows[key] = {"p": round(p, 1), "r": round(r, 1), "f1": round(f1, 1), "hit": hit, "gold": gold, "pred": pred}
    return rows
