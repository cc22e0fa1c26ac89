"""Marked text and layers: what is written comes back, and segments tile the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.markup import layers, parse_marked
from selon.span import Span


def test_labels_of_a_sentence() -> None:
    text, spans = parse_marked("{source:Le maire} {cue:affirme} que {content:la route est fermée}.")
    assert text == "Le maire affirme que la route est fermée."
    assert [(label, span.of(text)) for label, span in spans] == [
        ("source", "Le maire"), ("cue", "affirme"), ("content", "la route est fermée"),
    ]  # fmt: skip


def test_nested_labels_come_outer_first() -> None:
    text, spans = parse_marked("{content:{source:Le préfet} {cue:nie} {content:tout retard}}, dit-on")
    assert text == "Le préfet nie tout retard, dit-on"
    assert [(label, span.of(text)) for label, span in spans] == [
        ("content", "Le préfet nie tout retard"), ("source", "Le préfet"), ("cue", "nie"), ("content", "tout retard"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "plain", "words"),
    [
        ("a {{b}} c", "a {b} c", []),
        ("{x:a {{b}} c}", "a {b} c", ["a {b} c"]),
        ("{x:a}}}", "a}", ["a}"]),
        ("{x:{{a}", "{a", ["{a"]),
        ("{x:{y:a}}", "a", ["a", "a"]),
        ("heure : {time#1:12:30}", "heure : 12:30", ["12:30"]),
        ("", "", []),
    ],
)
def test_braces(marked: str, plain: str, words: list[str]) -> None:
    text, spans = parse_marked(marked)
    assert text == plain
    assert [span.of(text) for _, span in spans] == words


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("{x:a", "offset 0.*never closed"),
        ("a} b", "offset 1.*closes nothing"),
        ("{a b}", "offset 0.*no label"),
        ("{x:}", "labels no words"),
        ("{x:a}}", "never closed"),
        ("{x:{y:a}", "opens 'x'"),
    ],
)
def test_unbalanced_braces_are_refused(marked: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_marked(marked)


BEFORE = st.text(max_size=5).filter(lambda before: not before.startswith("}"))


@given(st.lists(st.tuples(BEFORE, st.text(min_size=1, max_size=5))))
def test_what_is_marked_comes_back(pieces: list[tuple[str, str]]) -> None:
    def escaped(words: str) -> str:
        return words.replace("{", "{{").replace("}", "}}")

    marked = "".join(f"{escaped(before)}{{x:{escaped(words)}}}" for before, words in pieces)
    text, spans = parse_marked(marked)
    assert text == "".join(before + words for before, words in pieces)
    assert [span.of(text) for _, span in spans] == [words for _, words in pieces]


def test_overlapping_spans_share_a_segment() -> None:
    segments = layers(10, [("a", Span(0, 6)), ("b", Span(4, 10)), ("c", Span(4, 6))])
    assert [((s.span.start, s.span.end), s.labels) for s in segments] == [
        ((0, 4), ("a",)), ((4, 6), ("a", "b", "c")), ((6, 10), ("b",)),
    ]  # fmt: skip


def test_layers_of_nothing() -> None:
    assert layers(0, []) == []
    assert [s.labels for s in layers(3, [])] == [()]
    assert [s.span for s in layers(3, [("past", Span(5, 9)), ("long", Span(1, 9))])] == [Span(0, 1), Span(1, 3)]


RANGES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(RANGES, max_size=12))
def test_segments_tile_the_text_and_carry_what_covers_them(spans: list[Span]) -> None:
    segments = layers(40, list(enumerate(spans)))
    assert [at for s in segments for at in range(s.span.start, s.span.end)] == list(range(40))
    for segment in segments:
        assert set(segment.labels) == {rank for rank, span in enumerate(spans) if span.covers(segment.span) and span}
