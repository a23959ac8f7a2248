"""The process that others are forked from, so that each begins with everything imported."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext

_LOADED = "assistant.loaded"


def begin_loading() -> ForkServerContext:
    """Start that process where it does not run yet, without waiting until it has loaded everything.

    Ctrl-C and a service manager signal all processes of a group. This one and those forked from it
    never see it, since they inherit what is blocked here: who started them ends them.

    Returns:
        What forks from it; it may be used at once, and forks when all is loaded.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    # Started along with the process, the tracker would unblock them.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context
