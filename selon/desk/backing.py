"""A copy of a desk, made while it is in use and checked before it gets its name."""

import os
import tempfile
from pathlib import Path

from selon.desk.checking import faults
from selon.errors import DeskError, OutputError
from selon.store import READ, Store, articles, opened


def backed_up(store: Store, path: Path) -> str:
    """Copy a desk into a new file; the copy's digest of all articles and records. Raises OutputError and DeskError.

    The file gets its name only once all of it is there, is on the disk and was found whole; a file of that name is left alone.
    """
    if path.exists():
        raise OutputError(f"{path} is there already: a new file was expected; name another.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
            made = Path(folder, path.name)
            store.copy_to(made)
            digest = _checked(made)
            with made.open("rb") as copied:
                os.fsync(copied.fileno())
            os.link(made, path)  # unlike a renaming this never takes the place of a file that came meanwhile
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}): make room, or name another file.") from error
    return digest


def _checked(path: Path) -> str:
    store = opened(path, READ)
    try:
        wrong = list(faults(store))
        if wrong:
            raise DeskError(f"the copy is not whole ({wrong[0]}): a whole desk was expected; run selon desk check.")
        return articles.digest(store)
    finally:
        store.close()
