"""The command line: `fordonsdalen`."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.errors import FordonsdalenError, StorageError
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

        app()
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


def _told(error: PermissionError) -> str:
    closed = closed_to_user(Path(str(error.filename)))
    return f"{told_closed(closed) if closed else error}."
