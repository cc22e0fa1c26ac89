"""The arrays of one article lie where those of the last one lay."""

import os
import platform
import subprocess
import sys

import pytest

from selon.memory import MALLOC_VARIABLES

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's allocator is told anything")

PROCESS = """
import resource
{begun}
import numpy
for turn in range(60):
    if turn == 10:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    arrays = [numpy.ones(1_000_000, "float32") for _ in range(8)]
    del arrays
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
BEGUN = {
    "nothing": "",
    "selon.pool": "import selon.pool\nselon.pool.begin_with_parent()",
    "selon.cli": "import contextlib, selon.cli\nwith contextlib.suppress(SystemExit): selon.cli.main(['--version'])",
}


def pages_asked_for(room: str, **variables: str) -> int:
    kept = {name: value for name, value in os.environ.items() if name not in MALLOC_VARIABLES}
    program = PROCESS.format(begun=BEGUN[room])
    ran = subprocess.run([sys.executable, "-c", program], env=kept | variables, capture_output=True, text=True, check=True)
    return int(ran.stdout.splitlines()[-1])


@pytest.mark.parametrize("room", ["selon.pool", "selon.cli"])
def test_a_process_that_reads_asks_the_system_for_its_memory_once(room: str) -> None:
    assert pages_asked_for(room) < pages_asked_for("nothing") / 20


def test_what_the_user_set_stays() -> None:
    assert pages_asked_for("selon.pool", MALLOC_MMAP_THRESHOLD_="65536") > 1_000
