"""How many threads the tagger's matrix products take in a process."""

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_each() -> None:
    """Has the matrix products of this process, and of those that it starts, take one thread, where the user says nothing else.

    It works before NumPy is imported, which reads the VARIABLES once. The products of an article are small: a second thread waits
    at each of them with its core busy, so that one process holds two cores and is no faster.
    """
    for variable in VARIABLES:
        os.environ.setdefault(variable, "1")
