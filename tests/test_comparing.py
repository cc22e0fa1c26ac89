"""`selon.compare`: the same both ways round, a text agrees with itself, and every reason points at its words."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import selon as package
from evaluation.contradictions import figures, groups
from evaluation.pairs import Pair, load
from selon.comparing import Comparer
from selon.lang.loading import load as load_pack
from selon.opposition import Comparison, mirrored
from selon.opposition.scope import denied_matter
from selon.reader import Reader
from training.contradictions import fit, scores

NEGATED = [
    ("La ville a approuvé le plan du port.", "La ville n'a pas approuvé le plan du port.", True),
    ("Ce remède est un poison.", "Ce remède n'est en aucun cas un poison.", True),
    ("Le maire a cité la charte du parc.", "Le maire n'a à aucun moment cité la charte du parc.", True),
    ("Le témoin décrit une villa du port.", "Le témoin décrit une villa prétendument hantée du port.", False),
    ("La presse relaie une rumeur sur la vente du port.", "La presse parle de la vente du port.", False),
    ("La région a maintenu la ligne de bus.", "Contrairement à la ville, la région a maintenu la ligne de bus.", False),
]
PAIRS = [pair for row in load_pack("fr").oppositions.rows for pair in (*row.examples, *row.never)]
TEXTS = sorted({text for pair in PAIRS for text in pair})
TABLE = "id\tpremise\thypothesis\tlabel\tgenre\nx1\tLe pont tient.\tLe pont ne tient pas.\t1\tlocal\nx2\tA b.\tC d.\t0\tlocal\n"


@pytest.fixture(scope="module")
def comparer(reader: Reader) -> Comparer:
    return Comparer(reader)


def test_both_ways_round_are_the_same(comparer: Comparer) -> None:
    there = list(comparer.compare_many(PAIRS))
    back = list(comparer.compare_many((b, a) for a, b in PAIRS))
    assert there == [mirrored(found) for found in back]


def test_a_text_agrees_with_itself(comparer: Comparer, root: Path) -> None:
    texts = [*TEXTS, (root / "examples" / "article.txt").read_text(encoding="utf-8")]
    assert {found.verdict for found in comparer.compare_many((text, text) for text in texts)} == {"agreement"}


def test_texts_without_a_common_word_are_unrelated(comparer: Comparer) -> None:
    found = comparer.compare("Le boulanger pétrit la pâte.", "Un satellite photographie Jupiter.")
    assert (found.verdict, found.shared) == ("unrelated", 0.0)


def test_reasons_point_at_their_words(comparer: Comparer) -> None:
    for (a, b), found in zip(PAIRS, comparer.compare_many(PAIRS), strict=True):
        for reason in found.reasons:
            assert reason.a or reason.b
            assert all(passage.text == a[passage.start : passage.end] for passage in reason.a)
            assert all(passage.text == b[passage.start : passage.end] for passage in reason.b)
            assert 0 < reason.weight <= 1


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Le maire a frappé le préfet.", "Le préfet a frappé le maire.", "swapped_roles"),
        ("Brest a gagné la coupe.", "Rennes a gagné la coupe.", "exclusive_role"),
        ("Moscou a salué cet accord.", "L'accord a été salué par Pékin.", "exclusive_role"),
        ("Brest a gagné la coupe en 1998.", "Brest a gagné la coupe en 2001.", "date"),
        ("La grève a duré neuf jours.", "La grève a duré trois jours.", "number"),
        ("Il est légal de pêcher ici.", "Il est illégal de pêcher ici.", "antonym"),
        ("La comète a été vue avant l'aube.", "La comète a été vue après l'aube.", "antonym"),
    ],
)
def test_a_kind_of_opposition(comparer: Comparer, a: str, b: str, kind: str) -> None:
    found = comparer.compare(a, b)
    assert (found.verdict, found.reasons[0].kind) == ("contradiction", kind)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Le ministre viendra.", "Le ministre n'exclut pas de venir."),
        ("Le maire a frappé le préfet.", "Le préfet a été frappé par le maire."),
        ("Luc Perrin a fondé le musée.", "Perrin a fondé le musée."),
        ("Brest a gagné la coupe en mai 1998.", "Brest a gagné la coupe en 1998."),
        ("La grève a duré neuf jours.", "La grève a duré plus de huit jours."),
    ],
)
def test_what_only_seems_to_oppose(comparer: Comparer, a: str, b: str) -> None:
    assert comparer.compare(a, b).verdict != "contradiction"


def test_the_public_function_compares() -> None:
    found = package.compare("Le pont est ouvert.", "Le pont est fermé.")
    assert isinstance(found, Comparison)
    assert found.verdict == "contradiction"


def test_the_command_compares_files_and_texts(selon: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le pont est ouvert.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Le pont est fermé.", encoding="utf-8")
    done = selon("compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json")
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (0, "contradiction")
    shown = selon("compare", "--text", "Le pont est ouvert.", "Le pont est fermé.").stdout.decode()
    assert shown.startswith("contradiction") and "ouvrir-fermer" in shown
    assert selon("compare", "-", "-").returncode == 2
    assert selon("compare", str(tmp_path / "c.txt"), str(tmp_path / "b.txt")).returncode == 3


def test_figures_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE, encoding="utf-8")
    pairs = load(path)
    assert pairs[0] == Pair("x1", "Le pont tient.", "Le pont ne tient pas.", True, "local")
    found = figures([(True, True), (True, False), (False, True), (False, False)])
    assert (found.accuracy, found.precision, found.recall) == (50.0, 50.0, 50.0)
    assert dict(groups(pairs, [True, False]))["local"].accuracy == 100.0


def test_what_opposes_never_counts_for_agreement() -> None:
    rows = [{"date": 1.0}, {}, {"decisive": 1.0}, {}] * 5
    weights = fit(rows, [False, True, True, False] * 5)
    assert "date" not in weights and weights["decisive"] > 0
    assert scores([{"decisive": 1.0}], weights)[0] > scores([{}], weights)[0]


@pytest.mark.parametrize(("a", "b", "verdict"), NEGATED)
def test_what_a_negation_or_refutation_reaches(reader: Reader, a: str, b: str, verdict: bool) -> None:
    assert (Comparer(reader).compare(a, b).verdict == "contradiction") == verdict


def test_how_much_of_a_text_lies_within_what_the_other_denies(reader: Reader) -> None:
    said = "La ville a approuvé le plan du port."
    denials = (NEGATED[0][1], "Le pont n'est pas testé, bien que la ville ait approuvé le plan du port.")
    matches = [match for match, _ in Comparer(reader).matches((said, denial) for denial in denials)]
    assert [denied_matter(match) for match in matches] == [1.0, 0.0]
