"""How many may wait for the language model at once, of all workers together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.system.locking import one_held
from assistant.system.private import make_folder

NAME = "generation.{number}.lock"


class Waiting:
    """All workers but one, so that somebody is left for whoever needs no model; one worker has one."""

    def __init__(self, data_dir: Path, workers: int) -> None:
        """Take the folder where they are marked as taken, which ends with the process that did."""
        self._folder = data_dir
        self._locks = [
            data_dir / NAME.format(number=number) for number in range(1, max(2, workers))
        ]

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Take one without waiting, and tell whether there was one.

        Raises:
            OSError: the folder cannot be used.
        """
        make_folder(self._folder)
        with one_held(self._locks) as is_free:
            yield is_free
