"""The command line: `fordonsdalen`."""

from __future__ import annotations

import sys

from assistant.cli.commands import app
from assistant.errors import FordonsdalenError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that was typed; a foreseen error is one line and its exit code."""
    try:
        app()
    except FordonsdalenError as error:
        print(f"fordonsdalen: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
