"""Work that only one process at a time may do in a data directory.

The right to do it ends with the process, however it ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from assistant.errors import StorageError
from assistant.system.private import make_file


@contextmanager
def in_turn(lock: Path) -> Iterator[None]:
    """Hold a lock, after whoever holds it now.

    Args:
        lock: A file in a folder that is there.

    Raises:
        OSError: the file cannot be made or opened.
    """
    make_file(lock)
    with lock.open("w") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


@contextmanager
def held(lock: Path, told: str) -> Iterator[None]:
    """Hold a lock that nobody else may hold.

    Args:
        lock: A file in a folder that is there.
        told: What is said where another process holds it.

    Raises:
        StorageError: another process holds it.
        OSError: the file cannot be made or opened.
    """
    make_file(lock)
    with lock.open("w") as opened:
        if not _is_taken(opened):
            raise StorageError(told)
        yield


@contextmanager
def one_held(locks: Iterable[Path]) -> Iterator[bool]:
    """Hold one of several locks without waiting; tell whether one was free.

    Args:
        locks: Files in a folder that is there.

    Raises:
        OSError: a file cannot be made or opened.
    """
    with ExitStack() as opened:
        for lock in locks:
            make_file(lock)
            file = opened.enter_context(lock.open("w"))
            if _is_taken(file):
                yield True
                return
        yield False


def _is_taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
