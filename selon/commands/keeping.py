"""What `selon desk` does: tell what the file holds, make anew what is derived, check it."""

from pathlib import Path

from selon.commands import printed
from selon.desk import WRITE, Desk


def info(path: Path) -> int:
    """Print where the desk is and what it holds."""
    with Desk(path) as desk:
        for name, value in desk.holdings().items():
            printed(f"{name:<12} {value}")
    return 0


def rebuild(path: Path) -> int:
    """Make all anew that is derived."""
    with Desk(path, WRITE) as desk:
        printed(f"{desk.rebuild()} articles entered anew in {path}.")
    return 0


def check(path: Path) -> int:
    """Print each fault; 1 where there is one."""
    with Desk(path) as desk:
        faults = desk.check()
        for fault in faults:
            printed(fault)
        if not faults:
            printed(f"{path} is whole; digest {desk.digest()}.")
    return 1 if faults else 0


def backup(path: Path, file: Path) -> int:
    """Copy the desk into a new file, checked."""
    with Desk(path) as desk:
        printed(f"{file} is a whole copy of {path}; digest {desk.back_up(file)}.")
    return 0
