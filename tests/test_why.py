"""`selon why` on the real reader: the rows that spoke at a cue, a source and a content, and what was refused at a scare quote."""

from pathlib import Path

import pytest

from selon.cli import main
from selon.explain import explain
from selon.model import Article, Reading
from selon.reader import Reader

TEXT = """\
Le port de Kerlann est fermé depuis lundi.

Selon la capitainerie, les amarres ont lâché. Le préfet, Paul Tessier, a annoncé que le quai serait réparé en mai. La buvette \
« Chez Jeanne » reste ouverte. « On sert le café dehors », raconte la patronne, Jeanne Morvan.

« Les amarres dataient de 1970 », a-t-il ajouté.
"""


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    return reader.read(Article(TEXT))


def _at(reading: Reading, words: str) -> list[str]:
    assert TEXT.count(words) == 1
    return list(explain(reading, TEXT.index(words) + 1))


def _decided(lines: list[str], title: str = "decided here:") -> list[list[str]]:
    """The field and row of each line below a title."""
    below = lines[lines.index(title) + 1 :] if title in lines else []
    return [line.split()[:2] for line in below[: next((i for i, line in enumerate(below) if line[0] != " "), None)]]


@pytest.mark.parametrize(
    ("words", "part", "field", "row"),
    [
        ("Selon", "cue", "cue", "fr/cues#selon"),
        ("capitainerie", "source", "source", "fr/cues#selon"),
        ("les amarres ont", "content", "content", "fr/cues#selon"),
        ("a annoncé", "cue", "cue", "fr/verbs#annoncer"),
        ("Le préfet", "source", "source", "fr/verbs#annoncer"),
        ("serait réparé", "content", "content", "fr/verbs#annoncer"),
        ("raconte", "cue", "cue", "fr/verbs#rapporter"),
        ("la patronne", "source", "source", "fr/verbs#rapporter"),
        ("le café", "content", "content", "fr/verbs#rapporter"),
        ("a-t-il ajouté", "cue", "cue", "fr/verbs#ajouter"),
        ("Les amarres", "content", "content", "fr/verbs#ajouter"),
    ],
)
def test_the_row_that_spoke_is_named(reading: Reading, words: str, part: str, field: str, row: str) -> None:
    lines = _at(reading, words)
    assert any(line.startswith("in statement ") and part in line.rpartition(":")[2] for line in lines)
    assert [field, row] in _decided(lines)


def test_a_speaker_is_told_with_the_evidence(reading: Reading) -> None:
    lines = _at(reading, "il ajouté")
    assert any("fr/verbs#ajouter" in line and "Paul Tessier" in line for line in lines)


def test_a_name_is_told_by_the_row_that_knew_it(reading: Reading) -> None:
    assert any(line.split()[0] == "mention" and "Paul Tessier (person)" in line for line in _at(reading, "Paul Tessier")[1:])


def test_a_refused_quotation_is_told_with_its_reason(reading: Reading) -> None:
    lines = _at(reading, "Chez Jeanne")
    assert not any(line.startswith("in statement ") for line in lines)
    assert _decided(lines, "refused here:")
    assert all(len(line.split("  ")[-1]) > 3 for line in lines[lines.index("refused here:") + 1 :])


def test_every_row_that_is_named_stands_in_a_table(reading: Reading, root: Path) -> None:
    ids = {f"fr/{path.stem}#": path.read_text(encoding="utf-8") for path in (root / "selon" / "lang" / "fr").glob("*.toml")}
    named = {decision.row for decision in reading.decisions if decision.row.startswith("fr/")}
    assert {"fr/cues#selon", "fr/verbs#annoncer"} <= named
    for row in named:
        table, mark, key = row.partition("#")
        assert f'id = "{key}"' in ids[table + mark], row


def test_the_command_prints_the_same(reading: Reading, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    offset = TEXT.index("a annoncé")
    with pytest.raises(SystemExit) as left:
        main(["why", str(path), str(offset)])
    printed = capfd.readouterr()
    assert (left.value.code, printed.err) == (0, "")
    assert printed.out.splitlines() == list(explain(reading, offset))
