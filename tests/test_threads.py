"""A process reads on one core: whoever wants a second one starts a second process."""

import os
import subprocess
import sys

import pytest

from selon.threads import VARIABLES, one_thread_each

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted where Linux shows them")

PROCESS = """
import os
import {imported}
{begun}
import numpy
product = numpy.ones((500, 500), "float32") @ numpy.ones((500, 500), "float32")
print(len(os.listdir("/proc/self/task")))
"""
BEGUN = {
    "selon.pool": "selon.pool.begin_with_parent()",
    "selon.cli": "import contextlib\nwith contextlib.suppress(SystemExit): selon.cli.main(['--version'])",
}


def threads_in(room: str, **variables: str) -> int:
    program = PROCESS.format(imported=room, begun=BEGUN[room])
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES and name != "OMP_NUM_THREADS"}
    ran = subprocess.run([sys.executable, "-c", program], env=kept | variables, capture_output=True, text=True, check=True)
    return int(ran.stdout.splitlines()[-1])


@pytest.mark.parametrize("room", BEGUN)
def test_a_process_that_reads_multiplies_matrices_with_one_thread(room: str) -> None:
    assert threads_in(room) == 1


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core has no second thread")
@pytest.mark.parametrize("room", BEGUN)
def test_whoever_sets_another_number_gets_it(room: str) -> None:
    assert threads_in(room, OPENBLAS_NUM_THREADS="2") == 2


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {VARIABLES[0]: "3"})
    one_thread_each()
    assert os.environ == dict(zip(VARIABLES, ("3", "1", "1"), strict=True))
