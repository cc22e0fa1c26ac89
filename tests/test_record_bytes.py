"""A record is the same byte for byte in every process, whatever the settings of language, time zone and hashing."""

import hashlib
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Runs = Callable[..., CompletedProcess[bytes]]
SETTINGS: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
)
OWN = (
    "Lundi, la préfète Élise Tanguy a démenti que le pont d'Istrill fermerait mardi. « Jamais », a-t-elle dit à Jean I. Morvan. "
    "Selon l'İstanbul Postası, elle aurait téléphoné au ministre le 3 avril."
)


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings["LC_ALL"])
def test_a_record_does_not_depend_on_the_settings(selon: Runs, settings: dict[str, str]) -> None:
    plain = {"LC_ALL": "C.UTF-8", "TZ": "Europe/Paris"}
    given: tuple[tuple[tuple[str, ...], bytes], ...] = (
        (("examples/article.txt",), b""), (("-", "--published", "2024-06-06"), OWN.encode()),
    )  # fmt: skip
    for arguments, text in given:
        first, second = (selon("read", *arguments, "--json", stdin=text, **env) for env in (plain, settings))
        assert first.returncode == second.returncode == 0 and b'"statements"' in first.stdout
        assert hashlib.sha256(first.stdout).hexdigest() == hashlib.sha256(second.stdout).hexdigest()
