"""The command line: `fordonsdalen`."""

from __future__ import annotations

import sys

from assistant.errors import FordonsdalenError
from assistant.system.collecting import collect_seldom

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
    except KeyboardInterrupt:  # Before the command had begun: it stops by itself.
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
