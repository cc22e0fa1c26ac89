"""A directory of files that appear together once all of them are whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selon.errors import OutputError


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """A directory to write files in, which then replace those of the same name in `folder`, or vanish. Raises OutputError."""
    part = folder / f".{os.getpid()}.part"
    try:
        part.mkdir(parents=True)
        try:
            yield part
            for path in sorted(part.iterdir()):
                path.replace(folder / path.name)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{folder} cannot take the files ({reason}): make room there or name another directory.") from error
