"""What people send to be added: a pasted text, URLs and files, each within its limits, kept until it is read."""

import io
import os
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ClientException, HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from selon.errors import InputError
from selon.ingest import jsonl, plain
from selon.ingest.urls import is_address
from selon.web.correcting import of_this_session
from selon.web.jobs import Given

MEGABYTE = 1_000_000
ALL = 64 * MEGABYTE
"""How many bytes are taken at once, the form with all its files."""

FILE = 20 * MEGABYTE
"""How many bytes a file may have."""

FILES = 200
URLS = 200
_TOO_MUCH = f"more than {ALL // MEGABYTE} MB at once: send fewer files, or add them with selon add PATH. Nothing was added."
_LONGEST_NAME = 100
_MADE_OF_IT = ("title", "outlet", "published")


class Form(NamedTuple):
    """A form as it was sent: its fields, and its files, which are closed with the answer."""

    fields: dict[str, str]
    files: list[UploadFile]


SentForm = NamedDependency[Form]


async def _sent(request: Request[Any, Any, Any]) -> AsyncIterator[Form]:
    try:
        found = await request.form()
    except ClientException as error:
        if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
            raise _too_large(_TOO_MUCH) from None
        raise InputError(f"the form cannot be read ({error.detail}): load the page again, and send it from there.") from None
    try:
        fields = {name: value for name, value in found.multi_items() if isinstance(value, str)}
        of_this_session(request, fields.get("csrf", ""))
        yield Form(fields, [value for _, value in found.multi_items() if isinstance(value, UploadFile)])
    finally:
        await found.close()


sent_form = Provide(_sent)


def inputs(form: Form, folder: Path) -> list[Given]:
    """What a form asks to take in, its text and files written below `folder`.

    Raises InputError where it is wrong or empty, and HTTPException (413) where it is too much.
    """
    urls = _urls(form.fields.get("urls", ""))
    text = _text(form.fields)
    _check_sizes(form.files)
    found = [_kept(folder, "text.jsonl", _shown(form.fields), io.BytesIO(text))] if text else []
    found += [Given(url, url) for url in urls]
    found += [_kept(folder, name := _name(file.filename), name, file.file) for file in form.files]
    if not found:
        raise InputError("there is nothing to add: paste a text, give a URL, or choose files.")
    return found


def _urls(lines: str) -> list[str]:
    found = list(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))
    for line in found:
        if not is_address(line):
            raise InputError(f"{line[:200]!r} is no URL: one a line was expected, such as https://example.org/page.")
    if len(found) > URLS:
        raise _too_large(f"{len(found):,} URLs at once: at most {URLS} are taken. Nothing was added.")
    return found


def _text(fields: dict[str, str]) -> bytes | None:
    text = fields.get("text", "")
    if not text.strip():
        return None
    if len(text) > plain.LIMIT:
        told = f"the text has {len(text):,} characters: at most {plain.LIMIT:,} are read as one article"
        raise _too_large(f"{told}. Nothing was added.")
    kept = {name: value for name in _MADE_OF_IT if (value := fields.get(name, "").strip())}
    if "published" in kept:
        jsonl.published(kept["published"])
    return msgspec.json.encode({"text": text, **kept}) + b"\n"


def _check_sizes(files: list[UploadFile]) -> None:
    if len(files) > FILES:
        raise _too_large(f"{len(files):,} files at once: at most {FILES} are taken. Nothing was added.")
    for file in files:
        size = file.file.seek(0, 2)
        file.file.seek(0)
        if size > FILE:
            told = f"{_name(file.filename)} has {size / MEGABYTE:.0f} MB: at most {FILE // MEGABYTE} MB a file are taken"
            raise _too_large(f"{told}; add it with selon add PATH. Nothing was added.")


def _kept(folder: Path, name: str, shown: str, data: IO[bytes]) -> Given:
    """What was sent, once all of it is on the disk: before that its folder has a dot before its name, and is passed over."""
    token = secrets.token_hex(8)
    made = folder / f".{token}"
    made.mkdir(mode=0o700, parents=True)
    with (made / name).open("wb") as to:
        shutil.copyfileobj(data, to)
        to.flush()
        os.fsync(to.fileno())
    made.rename(folder / token)
    return Given(shown, str(folder / token / name))


def _name(given: str) -> str:
    """The name of a file without folders and what no file's name holds; its end is kept, for its suffix tells the kind."""
    name = plain.well_formed(given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter if letter.isprintable() and letter not in ':*?"<>|' else "_" for letter in name).strip(" .")
    while len(kept.encode()) > _LONGEST_NAME:
        kept = kept[1:]
    return kept or "file"


def _shown(fields: dict[str, str]) -> str:
    return fields.get("title", "").strip() or " ".join(fields["text"].split())[:80]


def _too_large(reason: str) -> HTTPException:
    return HTTPException(reason, status_code=HTTP_413_REQUEST_ENTITY_TOO_LARGE)
