"""The command line: `fordonsdalen`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from assistant.errors import NO_ROOM, FordonsdalenError, StorageError
from assistant.system.collecting import collect_seldom
from assistant.system.private import closed_to_user, told_closed

__all__ = ["main"]

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


def main() -> None:
    """Run the command that was typed; a foreseen error is one line and its exit code."""
    collect_seldom()
    try:
        from assistant.cli.commands import app  # noqa: PLC0415

        try:
            app()
        finally:
            sys.stdout.flush()  # Here, where what goes wrong is told.
    except FordonsdalenError as error:
        print(f"fordonsdalen: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except PermissionError as error:
        print(f"fordonsdalen: {_told(error)}", file=sys.stderr)
        sys.exit(StorageError.exit_code)
    except KeyboardInterrupt:  # Before the command had begun: it stops by itself.
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        print(f"fordonsdalen: It cannot be written: {error.strerror}.", file=sys.stderr)
        with suppress(OSError):
            sys.stdout.close()  # Else Python tries once more to write what it holds.
        sys.exit(StorageError.exit_code)


def _told(error: PermissionError) -> str:
    closed = closed_to_user(Path(str(error.filename)))
    return f"{told_closed(closed) if closed else error}."
