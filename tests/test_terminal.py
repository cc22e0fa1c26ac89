"""The terminal's face: words and numbers at every width, forms beside colours, nothing that steers the screen."""

import typing
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from selon import model
from selon.labels import labels
from selon.lang.wording import Label
from selon.model import ArticleInfo, Reading, Record, Source, Statement
from selon.span import Span
from selon.terminal import render
from tests.faces_sample import READING, RECORD, TEXT


def _plain(reading: Reading = READING, width: int = 80) -> str:
    return render(reading, Console(file=StringIO(), width=width), labels())


def _styled(reading: Reading = READING, width: int = 80) -> str:
    return render(reading, Console(file=StringIO(), width=width, force_terminal=True, color_system="standard"), labels())


@pytest.fixture(autouse=True)
def _a_colour_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = _plain(width=width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_word_is_there_at_every_width(width: int) -> None:
    words = "".join(_plain(width=width).split())
    for number, content in enumerate((s.content[0].of(TEXT) for s in RECORD.statements), start=1):
        assert f"[{number}]" in words
        assert "".join(content.split()) in words.replace("[4]", "")
    assert "".join(TEXT.split()[-6:]) in words


def test_a_wide_screen_shows_a_table() -> None:
    shown = _plain(width=120)
    table = shown[: shown.index("\ntimes\n")]
    rows = [line for line in table.splitlines() if line.lstrip(" └")[:1].isdigit()]
    assert [row.split()[0] for row in rows] == ["1", "2", "3", "└4", "5", "6", "7", "8"]
    header = next(line for line in shown.splitlines() if "according to" in line)
    assert header.split() == ["#", "source", "says", "to", "according", "to", "certainty"]
    assert rows[3].split("  ")[1:2] == ["Hélène Morvan"]
    assert "Ouest-Matin" in rows[5]
    assert "possible" in rows[5]
    assert "(within 3)" in shown
    assert shown.endswith("All of it is told by L'Écho du Littoral.\n")


def test_a_narrow_screen_shows_blocks() -> None:
    shown = _plain(width=60)
    assert "└4 Hélène Morvan  → habitants de Kerlann\n    ses regrets aux habitants\n    according to préfet des Côtes" in shown
    assert "    possible, accuse, indirect, reporting conditional\n" in shown


def test_words_are_marked_by_form_as_well_as_by_colour() -> None:
    shown = _styled()
    assert "\x1b[1;36mLe préfet des Côtes\x1b[0m" in shown
    assert "\x1b[3;36ma annoncé\x1b[0m" in shown
    assert "\x1b[1;36m[1]\x1b[0m\x1b[4;36mla digue de Kerlann" in shown
    assert "\x1b[3;4;35mses regrets" in shown or "\x1b[3;4;35mses" in shown


def test_no_color_leaves_the_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = _styled()
    assert "\x1b[1mLe préfet des Côtes\x1b[0m" in shown
    assert "\x1b[4mla digue" in shown
    assert "\x1b[1;36m" not in shown


def test_a_pipe_gets_no_codes() -> None:
    assert "\x1b" not in _plain()


def test_what_would_steer_the_screen_is_made_visible() -> None:
    text = "Il dit \x1b[2J[red]x[/red]\u202e\x9b :smile: fin.\n"
    statement = Statement("S1", Source("named", None, "\x1b]0;x\x07", Span(0, 2)), Span(3, 6), (Span(7, 20),), "direct", "state")
    reading = Reading(text, Record("selon/1", "r", ArticleInfo("x", "fr", len(text), outlet="\x1b[1m"), (), (), (statement,)))
    shown = _plain(reading)
    assert "\u241b[2J[red]x[/red]\ufffd\ufffd :smile: fin." in shown
    assert "\u241b]0;x\u2407" in shown
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown)


def test_a_terminal_of_old_gets_what_it_can_show() -> None:
    class Latin(StringIO):
        encoding = "latin-1"

    shown = render(READING, Console(file=Latin(), width=80), labels())
    assert "préfet des Côtes" in shown
    assert "─" not in shown


def test_an_article_in_which_nobody_speaks() -> None:
    text = "Il pleut.\n"
    assert _plain(Reading(text, Record("selon/1", "r", ArticleInfo("x", "fr", len(text), outlet="La Côte")))) == (
        "La Côte\n\nIl pleut.\n\nNo statement was found in this article.\n"
    )


def test_a_long_content_is_cut_in_the_table_and_whole_above_it() -> None:
    text = f"Il dit {'très ' * 60}bien.\n"
    content = (Span(7, len(text) - 2),)
    statement = Statement("S1", Source("named", None, "il", Span(0, 2)), Span(3, 6), content, "indirect", "state")
    record = Record("selon/1", "r", ArticleInfo("x", "fr", len(text)), statements=(statement,))
    shown = " ".join(_plain(Reading(text, record)).split())
    assert shown.count("très") == 60 + 32
    assert "très …" in shown


VOCABULARIES = {
    "act": model.Act, "mode": model.Mode, "certainty": model.Certainty, "polarity": model.Polarity, "channel": model.Channel,
    "kind": model.EntityKind, "provenance": model.ProvenanceKind, "basis": model.PublishedBasis, "time_type": model.TimeType,
    "time_basis": model.TimeBasis, "event": model.EventType, "event_status": model.EventStatus, "contact": model.ContactChannel,
    "contact_status": model.ContactStatus, "verdict": model.CheckVerdict, "wording": model.WordingKind, "note": Label,
}  # fmt: skip


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_word_of_the_model_has_a_label(name: str) -> None:
    assert set(getattr(labels(), name)) == set(typing.get_args(VOCABULARIES[name]))


def test_a_language_without_labels_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"labels\.xx\.toml"):
        labels("xx")
