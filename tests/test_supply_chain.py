"""What Selon is made of: licences that are known and allowed, and nothing fetched while it reads."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest

from tests.conftest import PROGRAM, ROOT

LICENCES = tomllib.loads((ROOT / "tests" / "licences.toml").read_text(encoding="utf-8"))
LOCKED = re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==", (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8"))


def licence(told: metadata.PackageMetadata) -> str:
    """What a package says of its licence: the SPDX expression, else the classifiers, else the first line of the old field."""
    listed = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    return told.get("License-Expression") or "; ".join(listed) or (told.get("License") or "none").splitlines()[0]


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
