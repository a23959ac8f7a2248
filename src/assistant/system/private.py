"""Files and folders that nobody but their owner can open, whatever the umask says."""

from __future__ import annotations

import os
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
