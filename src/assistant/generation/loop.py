"""A loop of events in a thread of its own, which can be interrupted also where it no longer listens."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

logger = logging.getLogger(__name__)
Found = TypeVar("Found")


class Loop:
    """Runs what is asked of it beside the thread that asks."""

    def __init__(self) -> None:
        """Start the thread; it ends with the process at the latest."""
        self._loop = asyncio.new_event_loop()
        # Nobody waits any more for what was given up, and fails after that when it is interrupted.
        self._loop.set_exception_handler(lambda _, told: logger.debug("%s", told.get("message")))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def start(self, asked: Coroutine[Any, Any, Found]) -> Future[Found]:
        """Run something; to cancel what this gives cancels it, at the next place where it waits."""
        return asyncio.run_coroutine_threadsafe(asked, self._loop)

    def listens(self, seconds: float) -> bool:
        """Whether it gets round to something else within a time."""
        asked = self.start(asyncio.sleep(0))
        try:
            asked.result(seconds)
        except TimeoutError:
            asked.cancel()
            return False
        return True

    def interrupt(self) -> None:
        """Raise a TimeoutError in the middle of whatever it runs, which no cancelling reaches.

        That is for code of others that goes on reckoning without ever waiting.
        """
        assert self._thread.ident is not None
        thread = ctypes.c_ulong(self._thread.ident)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeoutError))
