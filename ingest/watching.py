"""Follows files and folders, and tells when something in them has changed and come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Never

from assistant.errors import SourceError
from ingest.metadata import SIDECAR
from ingest.sources import find_sources

RETRY_SECONDS = 60.0
"""Until something that failed is tried again where nothing has changed: a disk may have room by then."""
LONGEST_WAIT = 300.0
"""Seconds until something is read that never comes to rest."""
Seen = Mapping[Path, tuple[int, int, int]]
"""Of each file when it or its rights were changed, in nanoseconds, its size and its number."""


def look(paths: Sequence[Path]) -> Seen:
    """What an ingest of the paths would read, with its sidecars; empty where nothing is there."""
    seen = {}
    with suppress(SourceError, OSError):
        for source in find_sources(paths, may_be_empty=True):
            for path in (source.path, source.path.with_suffix(SIDECAR)):
                with suppress(OSError):
                    told = path.stat()
                    seen[path] = (told.st_ctime_ns, told.st_size, told.st_ino)
    return seen


def watch(
    look: Callable[[], Seen],
    seconds: float,
    ingest: Callable[[], bool],
    sleep: Callable[[float], None] = time.sleep,
    due: Callable[[], bool] = lambda: False,
) -> Never:
    """Ingest at first, and then each time that something has changed or is due.

    Args:
        look: Tells what there is.
        seconds: Between two looks.
        ingest: Does it, and tells whether it is worth trying again though nothing changes.
        sleep: Waits.
        due: Tells whether something has to be fetched again.
    """
    ingested: Seen | None = None
    again, waited = False, 0.0
    while True:
        seen = _settled(look, seconds, sleep)
        waited += seconds
        if seen != ingested or (again and waited >= RETRY_SECONDS) or due():
            # What changes meanwhile is seen by the next look.
            ingested, again, waited = seen, ingest(), 0.0


def _settled(look: Callable[[], Seen], seconds: float, sleep: Callable[[float], None]) -> Seen:
    """What there is once two looks see the same: a file that is being copied is not read by halves.

    Where something changes all the time, the rest is not kept waiting for ever.
    """
    seen = look()
    for _ in range(max(1, int(LONGEST_WAIT / seconds))):
        sleep(seconds)
        before, seen = seen, look()
        if seen == before:
            break
    return seen
