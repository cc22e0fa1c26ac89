"""What `selon serve` does: open the desk in the browser, to be read, or to be corrected by who has the token."""

from pathlib import Path
from typing import NamedTuple

from click import UsageError

from selon import logs
from selon.commands import Engine, note, printed
from selon.commands.adding import means, networks
from selon.desk import Desk
from selon.web.serving import serve as run
from selon.web.sessions import LOOPBACK, Editing, new_editing

_RISK = (
    "--edit with --host {host} lets other machines change this desk: the token goes over the network as it is, and whoever reads "
    "it can merge, split and correct. Mean it with --expose, behind a proxy that encrypts, or leave --host out."
)


class Wanted(NamedTuple):
    """What `selon serve` is asked for; `names` are hosts that it answers to beside its own.

    `private` are the networks besides public addresses that URLs to add may lead to.
    """

    desk: Path
    host: str
    port: int
    edit: bool = False
    expose: bool = False
    names: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


def serve(wanted: Wanted, engine: Engine) -> int:
    """Serve until interrupted; the exit code. Raises UsageError and DeskError."""
    host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    is_local = host in LOOPBACK
    if wanted.edit and not is_local and not wanted.expose:
        raise UsageError(_RISK.format(host=wanted.host))
    Desk(wanted.desk).store.close()
    adding = means(engine, networks(wanted.private))
    own = LOOPBACK if is_local or host in ("0.0.0.0", "[::]") else frozenset({host})
    names = own | {name.lower() for name in wanted.names} if is_local or wanted.edit or wanted.names else None
    editing = new_editing() if wanted.edit else None
    _tell(wanted, f"http://{host}:{wanted.port}", editing)
    run(wanted.desk, wanted.host, wanted.port, editing, names, adding)
    return 0


def _tell(wanted: Wanted, address: str, editing: Editing | None) -> None:
    edit = f"{address}/edit?token={editing.token}" if editing else ""
    if logs.is_json():
        logs.event("serving", desk=str(wanted.desk), address=f"{address}/", is_editable=editing is not None)
        if edit:
            printed(edit)
        return
    note(f"the desk {wanted.desk} is at {address}/ (Ctrl-C ends it)")
    if edit:
        note(f"to correct it and to add to it, open {edit}")
