"""What the C library does with the memory that arrays give back."""

import ctypes
import os
from typing import Final

MALLOC_VARIABLES = ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "GLIBC_TUNABLES")
_M_TRIM_THRESHOLD: Final = -1
_M_TOP_PAD: Final = -2
_M_MMAP_THRESHOLD: Final = -3
_LARGEST = 32 << 20
_KEPT = 128 << 20
_STEP = 16 << 20


def keep_freed_memory() -> bool:
    """Has this process use the memory of one article's arrays for the next one's; whether it could, in bytes up to 128 MiB.

    By itself glibc gives every large array back to the system and asks for it anew, page by page, for each product of the tagger
    (mallopt(3): M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, M_TOP_PAD). It leaves alone what the user's environment says of it, and any
    other C library.
    """
    if any(name in os.environ for name in MALLOC_VARIABLES):
        return False
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):
        return False
    asked = ((_M_MMAP_THRESHOLD, _LARGEST), (_M_TRIM_THRESHOLD, _KEPT), (_M_TOP_PAD, _STEP))
    return sum(int(mallopt(name, value)) for name, value in asked) == len(asked)
