"""The software bill of materials of a lock, as CycloneDX 1.6 (JSON).

python -m evaluation.sbom requirements/run.lock > selon.cdx.json

Each package with its version, its licence in the words of its own metadata (SPDX where those are), the SHA-256 of every file that
the lock lets be installed, and what it is needed by. The packages have to be installed as locked. No time and nothing of the
machine is in it: the same lock gives the same bytes. Hashes stand at a distribution reference, as cyclonedx-py writes them.
"""

import argparse
import hashlib
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
_ENTRY = re.compile(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n((?:    #.*\n)*)")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_NEEDED_BY = re.compile(r"(?m)^    # +(?:via +)?([\w.-]+)")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/selon")


class Pin(NamedTuple):
    """A package of a lock: its version, the SHA-256 of each file that may be installed, the packages that it is needed by."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


class Unlike(Exception):
    """What is installed is not what is locked."""


def main() -> int:
    """Print the bill of a lock; 1 where something else is installed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lock", type=Path)
    given = parser.parse_args()
    try:
        print(bill(given.lock.read_text(encoding="utf-8")))
    except Unlike as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def bill(lock: str) -> str:
    """The bill of materials as JSON; raises Unlike where a package of the lock is not installed in that version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = {pin.name: _component(pin) for pin in pins(lock)}
    root = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )  # fmt: skip
    known = {**components, project["name"]: root}
    serial = uuid.uuid5(_NAMESPACE, hashlib.sha256(lock.encode()).hexdigest())
    bom = Bom(components=components.values(), serial_number=serial)
    bom.metadata.component = root
    bom.metadata.timestamp = None  # type: ignore[assignment]  # as cyclonedx-py writes it with --output-reproducible
    for pin in pins(lock):
        for name in pin.needed_by:
            if name in known:
                bom.register_dependency(known[name], [components[pin.name]])
    return JsonV1Dot6(bom).output_as_string(indent=1)


def pins(lock: str) -> Iterator[Pin]:
    """The packages of a lock as pip-compile writes it."""
    for name, version, hashes, comments in _ENTRY.findall(lock):
        yield Pin(name, version, tuple(_HASH.findall(hashes)), tuple(_NEEDED_BY.findall(comments)))


def licence(told: metadata.PackageMetadata) -> str:
    """What a package says of its licence: the SPDX expression, else the classifiers, else the first line of the old field."""
    listed = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    expression, field = (told.get_all(name) or [""] for name in ("License-Expression", "License"))
    return expression[0] or "; ".join(listed) or (field[0] or "none").splitlines()[0]


def _component(pin: Pin) -> Component:
    try:
        told = metadata.metadata(pin.name)
    except metadata.PackageNotFoundError:
        raise Unlike(f"{pin.name} is not installed: install the lock first, its licence is in its metadata.") from None
    if told["Version"] != pin.version:
        raise Unlike(f"{pin.name} {told['Version']} is installed, and {pin.version} is locked: install the lock first.")
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/simple/{pin.name}/"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
    )
    return Component(
        name=pin.name, version=pin.version, type=ComponentType.LIBRARY, bom_ref=f"{pin.name}=={pin.version}",
        licenses=[LicenseFactory().make_from_string(licence(told))], purl=PackageURL("pypi", None, pin.name, pin.version),
        external_references=[files],
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
