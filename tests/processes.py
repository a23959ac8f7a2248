"""Processes that begin with everything imported: to import it anew takes most of a command's time.

A server that has imported the product and opened nothing forks itself for each process. Each has an
environment, streams and an end of its own, as one that was started from a shell has.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

Done = subprocess.CompletedProcess[str]
PATIENCE = 120.0
FORKS = multiprocessing.get_context("forkserver")
# The product's own workers are forked likewise, and a process has one server: theirs begin with this too.
FORKS.set_forkserver_preload(
    [
        "assistant.cli.commands",
        "assistant.bootstrap",
        "ingest.pipeline",
        "vectorstore.chroma",
        "wordfreq",
    ]
)


def run(main: Callable[..., Any], *arguments: Any, text: str = "") -> Done:
    """Let a process call a function of a module, and wait for its end.

    `text` is what it reads; `returncode` is that of `sys.exit`, or -N where signal N ended it.
    """
    with ExitStack() as stack:
        read, told, warned = (
            stack.enter_context(tempfile.NamedTemporaryFile("w+", encoding="utf-8"))
            for _ in range(3)
        )
        read.write(text)
        read.flush()
        streams = [Path(stream.name) for stream in (read, told, warned)]
        process = FORKS.Process(target=_begin, args=(dict(os.environ), streams, main, arguments))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise AssertionError(f"{main} did not end: {arguments}")
        return Done(arguments, process.exitcode, told.read(), warned.read())


def _begin(
    environment: dict[str, str], streams: list[Path], main: Callable[..., Any], arguments: Any
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(streams):
        file = os.open(path, os.O_RDWR if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    # The server has nothing to read, and what it was given first is not what this process has.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    main(*arguments)


def command_line(*arguments: str) -> None:
    """What the script `fordonsdalen` does."""
    from assistant.cli import main  # noqa: PLC0415

    sys.argv = ["fordonsdalen", *arguments]
    main()
