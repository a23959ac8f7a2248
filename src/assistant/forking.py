"""The process that others are forked from, so that each begins with everything imported."""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

_LOADED = "assistant.loaded"


def begin_loading() -> ForkServerContext:
    """Start that process where it does not run yet, without waiting until it has loaded everything.

    Returns:
        What forks from it; it may be used at once, and forks when all is loaded.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    forkserver.ensure_running()
    return context
