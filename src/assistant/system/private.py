"""Files and folders that nobody but their owner can open, whatever the umask says."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make a folder with its parents; one that is there keeps the mode that its owner gave it."""
    if not folder.is_dir():
        folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        folder.chmod(FOLDER_MODE)


def make_file(path: Path) -> None:
    """Make an empty file, or close one that is there to others."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))
    path.chmod(FILE_MODE)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever reads it, or loses power, has the old one or the new one."""
    beside = path.with_name(f"{path.name}.new")
    make_file(beside)
    beside.write_bytes(content)
    sync(beside)
    beside.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def closed_to_user(path: Path) -> Path | None:
    """What this user may not open of a file or folder and the folders that it lies in, the outermost.

    None where all may be opened, up to what is not there.
    """
    whole = path.absolute()
    for part in (*reversed(whole.parents), whole):
        if not part.exists():
            return None
        mode = (os.X_OK if part.is_dir() else 0) | (os.R_OK if part == whole else 0)
        if not os.access(part, mode, effective_ids=True):
            return part
    return None


def told_closed(path: Path) -> str:
    """What is told of a path that this user may not open, without a full stop."""
    owner = _user(path.stat().st_uid)
    return f"{path} may not be opened by this user, {_user(os.geteuid())}; it belongs to {owner}"


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
