"""The command line: `fordonsdalen`."""

from __future__ import annotations

import gc
import sys

from assistant.errors import FordonsdalenError

__all__ = ["main"]

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""
COLLECT_AFTER = 100_000
"""New objects between two collections of garbage."""


def main() -> None:
    """Run the command that was typed; a foreseen error is one line and its exit code."""
    # Imports make hundreds of thousands of objects that all live on. Looking for garbage among
    # them as often as Python does by default takes a quarter of the time of a question.
    gc.set_threshold(COLLECT_AFTER)
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
