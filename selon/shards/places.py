"""Folders of this machine or of an object store, by one address: files listed, read, and written so that they appear whole.

An address is a path, or a URI that pyarrow's file systems know (`file:///…`, `s3://bucket/folder?region=…`, `gs://…`, `hdfs://…`).
"""

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyarrow
import pyarrow.fs

from selon.errors import InputError

PARTS = ".parts"
"""Where files lie until they are whole."""


class Found(NamedTuple):
    """A file: its name below the folder with slashes, its bytes, and when it was last changed, in nanoseconds since 1970."""

    name: str
    size: int
    changed: int


class Place(NamedTuple):
    """A folder, which may not be there yet."""

    files: Any
    path: str

    def found(self, below: str = "") -> list[Found]:
        """Every file below it, or below a folder of it, in the order of their names' parts; hidden ones are left out."""
        wanted = pyarrow.fs.FileSelector(self._at(below), recursive=True, allow_not_found=True)
        seen = [
            Found(info.path[len(self.path) :].lstrip("/"), info.size, info.mtime_ns or 0)
            for info in self.files.get_file_info(wanted)
            if info.is_file
        ]
        shown = (file for file in seen if not any(part.startswith(".") for part in file.name.split("/")))
        return sorted(shown, key=lambda file: file.name.split("/"))

    def opened(self, name: str) -> BinaryIO:
        """A file's bytes, which can be sought in; raises OSError."""
        raw: Any = self.files.open_input_file(self._at(name))
        return io.BufferedReader(raw)

    def read(self, name: str) -> bytes | None:
        """The whole of a small file, None where there is none; raises OSError."""
        try:
            with self.opened(name) as stream:
                return stream.read()
        except FileNotFoundError:
            return None

    @contextmanager
    def written(self, name: str) -> Iterator[Any]:
        """A stream whose bytes become the file once the block ends well, in the place of one that was there; raises OSError."""
        part = self._at(f"{PARTS}/{secrets.token_hex(8)}")
        self.files.create_dir(self._at(PARTS), recursive=True)
        self.files.create_dir(self._at(name).rpartition("/")[0], recursive=True)
        with self.files.open_output_stream(part) as stream:
            yield stream
        self.files.move(part, self._at(name))

    def size(self, name: str) -> int:
        """The bytes of a file; raises OSError."""
        return int(self.files.get_file_info(self._at(name)).size)

    def drop(self, name: str) -> None:
        """Take a file away, if it is there."""
        if self.files.get_file_info(self._at(name)).is_file:
            self.files.delete_file(self._at(name))

    def tidy(self) -> None:
        """Take away what programs that were killed left half written."""
        if self.files.get_file_info(self._at(PARTS)).type != pyarrow.fs.FileType.NotFound:
            self.files.delete_dir(self._at(PARTS))

    def _at(self, name: str) -> str:
        return f"{self.path}/{name}" if name else self.path


def place(address: str) -> Place:
    """The folder at an address; raises InputError where it is none."""
    if "://" not in address:
        return Place(pyarrow.fs.LocalFileSystem(), str(Path(address).absolute()))
    try:
        files, path = pyarrow.fs.FileSystem.from_uri(address)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = f"{address} is no address of a folder ({error})"
        raise InputError(f"{reason}: give a path, file:///… or s3://bucket/folder.") from None
    return Place(files, path.rstrip("/"))


def given(address: str) -> tuple[Place, list[Found]]:
    """The folder at an address and the files below it, or the folder of the one file there; raises InputError and OSError."""
    here = place(address)
    info = here.files.get_file_info(here.path)
    if info.type == pyarrow.fs.FileType.NotFound:
        raise InputError(f"{address} does not exist: a folder of articles was expected; check the name.")
    if info.is_file:
        folder, _, name = here.path.rpartition("/")
        return Place(here.files, folder), [Found(name, info.size, info.mtime_ns or 0)]
    return here, here.found()
