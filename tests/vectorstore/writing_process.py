"""A process that writes a generation, to be killed or starved.

Arguments: the data directory, a version for the texts, then `kill N` to be killed (SIGKILL) at the
Nth time that something is forced to the disk, `limit N` for files of at most N bytes, or nothing.
"""

import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from assistant.errors import FordonsdalenError
from assistant.settings import Settings
from tests.vectorstore.fakes import RecordingEmbeddings, many
from vectorstore.writer import write_generation


def kill_at(count: int) -> None:
    """Die at the `count`th fsync."""
    fsync, left = os.fsync, [count]

    def counting(fd: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        fsync(fd)

    os.fsync = counting


def main(data_dir: Path, version: str, how: str = "", number: str = "0") -> None:
    """Write 30 documents of this version."""
    if how == "kill":
        kill_at(int(number))
    if how == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    settings = Settings(data_dir=data_dir)
    try:
        write_generation(data_dir, many(30, version), [], RecordingEmbeddings(), settings)
    except FordonsdalenError as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
