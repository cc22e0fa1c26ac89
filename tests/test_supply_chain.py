"""What Selon is made of: licences that are known and allowed, a bill of all materials, and nothing fetched while it reads."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from evaluation.sbom import Unlike, bill, licence
from tests.conftest import PROGRAM, ROOT

LICENCES = tomllib.loads((ROOT / "tests" / "licences.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
LOCKED = re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==", LOCK)


def is_allowed(name: str, found: str) -> bool:
    """Whether a package may have a licence."""
    return found in LICENCES["allowed"] or LICENCES["package"].get(name, [None])[0] == found


def test_every_locked_package_has_an_allowed_licence() -> None:
    found = {name: licence(metadata.metadata(name)) for name in LOCKED}
    assert len(found) > 60
    assert {name: told for name, told in found.items() if not is_allowed(name, told)} == {}
    assert set(LICENCES["package"]) <= set(found)


@pytest.mark.parametrize(("name", "told"), [("x", "GPL-3.0-only"), ("x", "LGPL-LR"), ("x", "none"), ("tld", "AGPL-3.0-only")])
def test_another_licence_is_refused(name: str, told: str) -> None:
    assert not is_allowed(name, told)


def _hashes(component: dict[str, Any]) -> list[str]:
    return [one["content"] for reference in component["externalReferences"] for one in reference["hashes"]]


def _licences(component: dict[str, Any]) -> list[str]:
    """What a component of a bill has for licences, as an SPDX expression, an SPDX name or any other name."""
    return [one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in component["licenses"]]


def test_the_bill_names_each_locked_package_with_version_hashes_and_licence() -> None:
    told = bill(LOCK)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(told) is None
    components = {one["name"]: one for one in json.loads(told)["components"]}
    assert sorted(components) == sorted(LOCKED)
    for name, one in components.items():
        (entry,) = re.findall(rf"(?m)^{re.escape(name)}==(\S+)((?:.*\\\n)*.*)", LOCK)
        assert (one["version"], one["purl"]) == (entry[0], f"pkg:pypi/{name}@{entry[0]}")
        assert sorted(_hashes(one)) == sorted(re.findall("sha256:([0-9a-f]{64})", entry[1])) != []
        assert _licences(one) == [licence(metadata.metadata(name))]
    assert sum(len(_hashes(one)) for one in components.values()) == LOCK.count("--hash=sha256:")


def test_the_bill_tells_what_needs_what() -> None:
    needed = {one["ref"].partition("==")[0]: one.get("dependsOn", []) for one in json.loads(bill(LOCK))["dependencies"]}
    direct = {name.partition("==")[0] for name in needed["selon"]}
    assert {"spacy", "msgspec", "click"} <= direct and "thinc" in {name.partition("==")[0] for name in needed["spacy"]}
    assert set(LOCKED) <= needed.keys() and {name.partition("==")[0] for names in needed.values() for name in names} >= direct


def test_the_bill_has_the_same_bytes_wherever_it_is_written() -> None:
    command = (sys.executable, "-m", "evaluation.sbom", "requirements/run.lock")
    told = set[bytes]()
    for settings in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"}):
        done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, timeout=100, check=True)
        told.add(done.stdout)
    assert told == {bill(LOCK).encode() + b"\n"}


@pytest.mark.parametrize(
    ("locked", "message"), [("msgspec==0.0.1", "msgspec .* is installed, and 0.0.1 is locked"), ("no-such==1", "not installed")]
)
def test_a_bill_of_something_else_than_is_installed_is_refused(locked: str, message: str) -> None:
    with pytest.raises(Unlike, match=message):
        bill(f"{locked} \\\n    --hash=sha256:{'0' * 64}\n    # via selon (pyproject.toml)\n")


def _alone(*command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["unshare", "-n", *command], cwd=ROOT, capture_output=True, timeout=200, check=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to make a network namespace")
def test_it_reads_without_any_network() -> None:
    if _alone("true").returncode:
        pytest.skip("this system lets no network namespace be made")
    asked = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"
    assert b"Network is unreachable" in _alone(sys.executable, "-c", asked).stderr
    command = (sys.executable, "-c", PROGRAM, "read", "examples/article.txt", "--json")
    inside = _alone(*command)
    outside = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=200, check=False)
    assert (inside.returncode, inside.stderr, inside.stdout) == (0, outside.stderr, outside.stdout)
    assert b'"statements"' in inside.stdout
