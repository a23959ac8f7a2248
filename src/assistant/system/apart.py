"""Does work in a process of its own, so that what hangs, dies or takes all memory is not the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, TypeVar

from assistant.errors import FordonsdalenError, UnavailableError, unforeseen
from assistant.progress import OnProgress, no_progress
from assistant.reasons import Reason
from assistant.system.forking import begin_loading

Result = TypeVar("Result")


class _Told(NamedTuple):
    step: str
    done: int
    total: int


class _Done(NamedTuple):
    result: Any


def run_apart(
    work: Callable[..., Result],
    *args: object,
    seconds: float,
    on_progress: OnProgress = no_progress,
) -> Result:
    """Call a function elsewhere, and give what it returns.

    Args:
        work: A function known by name in its module; it is called with the arguments and with
            what it tells of its progress as the last.
        args: What can be sent to a process.
        seconds: How long it may take.
        on_progress: Told of each step.

    Raises:
        FordonsdalenError: as the function raised it.
        UnavailableError: it took too long, or its process died.
    """
    context = begin_loading()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, work, args), daemon=True)
    process.start()
    theirs.close()
    until = time.monotonic() + seconds
    try:
        while ours.poll(max(0.0, until - time.monotonic())):
            message = ours.recv()
            if isinstance(message, _Told):
                on_progress(*message)
            elif isinstance(message, FordonsdalenError):
                raise message
            else:
                result: Result = message.result
                return result
        reason = Reason("It was given up after {seconds} seconds.", {"seconds": f"{seconds:.0f}"})
        raise UnavailableError(reason)
    except EOFError as error:
        raise UnavailableError("Its process ended before it was done.") from error
    finally:
        process.kill()
        process.join()
        ours.close()


def _run(pipe: Connection, work: Callable[..., object], args: tuple[object, ...]) -> None:
    try:
        pipe.send(_Done(work(*args, lambda *told: pipe.send(_Told(*told)))))
    except FordonsdalenError as error:
        pipe.send(error)
    except Exception as error:
        pipe.send(FordonsdalenError(f"Unforeseen: {unforeseen(error)}"))
