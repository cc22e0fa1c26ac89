"""Two countries that are alike in grammar are read alike."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation.symmetry import Pair, articles, judged, main, report, swap_of, swapped
from selon.lang.likeness import stand_ins
from selon.lang.loading import load
from selon.lang.rows import CountryRow
from selon.model import Article
from selon.reader import Reader

PACK = load("fr")
COUNTRIES = PACK.gazetteer.countries
VOWELS = PACK.grammar.vowels
SENTENCES = [
    "La {name} a accusé l'OTAN de préparer une attaque, ce que le président {ms} a répété lundi.",
    "Selon {capital}, l'armée {fs} ne participera pas à l'opération.",
    "Les soldats {mp} ont quitté la ville, a affirmé le ministre {ms} de la Défense, Paul Ternier.",
    "« Nous ne céderons rien », a prévenu {capital}. Les autorités {fp} ont démenti tout accord avec la {name}.",
]
ALIKE = [("SY", "TN"), ("TR", "NO"), ("TR", "JO")]


def _written(pattern: str, row: CountryRow) -> str:
    ms, fs, mp, fp = row.demonyms[:4]
    return pattern.format(name=row.name, capital=row.capital, ms=ms, fs=fs, mp=mp, fp=fp)


def _row(code: str, article: str, *words: str) -> CountryRow:
    name, capital, *demonyms = words
    return CountryRow(code, name, article, tuple(demonyms), tuple(form.capitalize() for form in demonyms), capital=capital)


@pytest.mark.parametrize("pattern", SENTENCES)
@pytest.mark.parametrize("codes", ALIKE)
def test_the_structure_is_the_same(reader: Reader, pattern: str, codes: tuple[str, str]) -> None:
    here, there = (COUNTRIES[code] for code in codes)
    pair, text = _pair(reader, _written(pattern, here), here, there), _written(pattern, there)
    assert pair.swapped == text
    verdict = judged(reader, (here, there), frozenset(), Article(text=_written(pattern, here)))
    assert verdict is not None and verdict.all["statements"] > 0
    assert verdict.different == ()


def _pair(reader: Reader, text: str, here: CountryRow, there: CountryRow) -> Pair:
    words = next(reader.tag([reader.lay(Article(text=text))]))
    return swapped(words, swap_of(here, there), ())


def test_an_offset_of_the_swapped_text_leads_back(reader: Reader) -> None:
    pair = _pair(reader, "La Turquie dit que l'armée turque avance.", COUNTRIES["TR"], COUNTRIES["NO"])
    assert pair.swapped == "La Norvège dit que l'armée norvégienne avance."
    for word in ("dit", "armée", "avance", "."):
        assert pair.back(pair.swapped.index(word)) == pair.text.index(word)
    assert pair.text[pair.back(pair.swapped.index("norv")) : pair.back(pair.swapped.index(" avance"))] == "turque"


ROWS: Sequence[CountryRow] = (
    _row("AA", "la", "Loranie", "Lor", "loran", "lorane", "lorans", "loranes"),
    _row("BB", "la", "Mirie", "Mir", "mirien", "mirienne", "miriens", "miriennes"),
    _row("CC", "la", "Ostre", "Ost", "ostrais", "ostraise", "ostraises"),
)


def test_the_preferred_country_stands_for_those_alike() -> None:
    found = stand_ins(ROWS, ["BB"], VOWELS)
    assert found["Loranie"] == "Mirie" and found["lorans"] == "miriens" and found["Lor"] == "Mir"
    assert "Mirie" not in found and "ostrais" not in found and "Ostre" not in found


def test_a_word_of_two_meanings_stands_for_itself() -> None:
    twin = _row("DD", "la", "Dornie", "Lorans", "dornan", "dornane", "dornans", "dornanes")
    assert stand_ins(ROWS, ["BB"], VOWELS)["Lorans"] == "Miriens"
    assert "Lorans" not in stand_ins((*ROWS, twin), ["BB"], VOWELS)


def test_the_words_of_the_article_are_kept(reader: Reader) -> None:
    text = "La Turquie s'inquiète, a dit le ministre turc."
    words = next(reader.tag([reader.lay(Article(text=text))]))
    assert [text[a:b] for a, b in zip(words.start, words.end, strict=True)][:2] == ["La", "Turquie"]
    assert words.form[words.at(text.index("turc"))] == "turc"


def test_the_report_counts_what_differs(reader: Reader) -> None:
    verdict = judged(reader, tuple(COUNTRIES.values()), frozenset(), Article(text="La Syrie a démenti l'attaque.", key="x"))
    assert verdict is not None
    changed = verdict._replace(same=verdict.same - verdict.all, different=("- statements {}",))
    assert list(report([verdict, changed], True))[-1] == "records      1 of 2 the same in everything (50.0 %)"


def test_the_command_reads_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "La Syrie a démenti l\'attaque."}\n', encoding="utf-8")
    assert [article.key for article in articles(path, 1)] == ["a"]
    assert main([str(path)]) == 0
    assert "1 of 1 the same" in capsys.readouterr().out
