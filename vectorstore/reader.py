"""Follows the generation in force, and opens the next one while the last one answers."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from assistant.errors import in_a_line
from assistant.ports import SearchIndex
from assistant.settings import Settings
from vectorstore.embeddings import TextEmbeddings, open_embeddings
from vectorstore.generations import current_name, read_current
from vectorstore.in_force import InForce, in_force, whole
from vectorstore.index import OpenIndex, open_index

logger = logging.getLogger(__name__)
PATIENCE = 10.0
"""Seconds until a generation that could not be opened is tried again."""
_FIRST_WAIT = 1.0
"""Seconds until an index that somebody still holds is tried to be freed again; then twice that, and so on."""


class IndexReader:
    """Gives the generation in force, and opens the next one when it is switched to.

    One thread opens and warms the next one, while the others go on with the one that is open; it
    stays for as long as nothing better can be opened. Where what is read of it is found to be damaged, the
    newest whole generation is opened, which may be the same again. Safe to use from several threads.
    """

    def __init__(
        self,
        data_dir: Path,
        settings: Settings,
        embeddings: TextEmbeddings | None = None,
        *,
        only_record: bool = False,
        views: Sequence[Callable[[SearchIndex], object]] = (),
    ) -> None:
        """Take where to read, and the model if not that of the settings; nothing is opened yet.

        With `only_record`, nothing is loaded to search with. The views are built for each next
        generation before it answers.
        """
        self._views = views
        self._only_record = only_record
        self._data_dir = data_dir
        self._settings = settings
        self._embeddings = embeddings or open_embeddings(settings.embeddings)
        self._opening = threading.Lock()
        self._open: OpenIndex | None = None
        self._seen: bytes | None = None
        """`current` when it was last followed."""
        self.problem: str | None = None
        """What keeps it from what it should answer from."""
        self._look_again = 0.0
        self._replaced: weakref.WeakSet[OpenIndex] = weakref.WeakSet()
        """Those before it that are not freed yet."""
        self._wait, self._free_again = _FIRST_WAIT, 0.0

    def current(self) -> OpenIndex:
        """The index in force; who still holds an older one may go on with it.

        Takes some 10 microseconds, except for the thread that opens the next one. Once something
        is open, it never fails.

        Raises:
            IndexMissingError, IndexMismatchError: nothing is open, and nothing can be read.
        """
        if self._open is None:
            with self._opening:
                return self._open or self._open_first()
        if (self._replaced or not self._is_followed()) and self._opening.acquire(blocking=False):
            try:
                if not self._is_followed():
                    self._follow(self._open)
                self._free_replaced()
            finally:
                self._opening.release()
        return self._open

    def _open_first(self) -> OpenIndex:
        seen = read_current(self._data_dir)
        self._open = open_index(
            self._data_dir, self._settings, self._embeddings, only_record=self._only_record
        )
        self._seen, self.problem = seen, self._open.problem
        self._look_again = monotonic() + PATIENCE
        return self._open

    def _follow(self, opened: OpenIndex) -> None:
        seen = read_current(self._data_dir)
        told = self.problem is not None and seen == self._seen
        self._seen, self._look_again = seen, monotonic() + PATIENCE
        try:
            name = current_name(self._data_dir)
            if name != opened.generation or opened.is_damaged:
                # What is open answers better than an older one, unless it is damaged itself.
                is_damaged = opened.is_damaged
                found = (
                    in_force(self._data_dir) if is_damaged else InForce(whole(self._data_dir, name))
                )
                fresh = OpenIndex(
                    self._data_dir,
                    found,
                    self._settings,
                    self._embeddings,
                    only_record=self._only_record,
                )
                fresh.warm(self._views)
                self._open = fresh
                self._replaced.add(opened)
                self._wait, self._free_again = _FIRST_WAIT, 0.0
                if found.problem:
                    logger.warning(found.problem)
                self.problem = found.problem
            else:
                self.problem = opened.problem = None
        except Exception as error:
            # Whatever it is, the one that is open answers better than an error does.
            if not told and seen == read_current(self._data_dir):
                self.problem = (
                    f"Generation {opened.generation} goes on answering: {in_a_line(error)}"
                )
                logger.warning(self.problem)

    def _free_replaced(self) -> None:
        """Free what nobody answers from any more.

        What is built of an index refers to it, and it to that, so that only a look for garbage frees it;
        Python looks so seldom through what has lived for long that it would stay beside the next ones. A
        look takes a second where there are 100,000 passages, which took the better part of a minute to open.
        """
        if self._replaced and monotonic() >= self._free_again:
            gc.collect()
            self._free_again = monotonic() + self._wait
            self._wait *= 2

    def _is_followed(self) -> bool:
        """Whether `current` and what is open are as they were, and nothing need be tried again."""
        is_well = self.problem is None and not (self._open and self._open.is_damaged)
        waits = is_well or (self.problem is not None and monotonic() < self._look_again)
        return waits and read_current(self._data_dir) == self._seen
