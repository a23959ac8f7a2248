"""Errors that a person can act on: one line that says what is wrong and what to do.

Each has an exit code for the command line; the API turns them into problem documents.
"""

from __future__ import annotations

import errno

from pydantic import ValidationError

from assistant.reasons import ReasonedError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""How the system tells that a disk is full, or what this user may have of it."""


class FordonsdalenError(ReasonedError):
    """Base of all foreseen errors; the message is one line for the person at the keyboard."""

    exit_code = 1


class InvalidInputError(FordonsdalenError):
    """A question or an argument that cannot be used."""

    exit_code = 2


class SettingsError(FordonsdalenError):
    """A setting that is unknown or has a value that cannot be used."""

    exit_code = 2


class IndexMissingError(FordonsdalenError):
    """Nothing has been ingested yet where the settings point."""

    exit_code = 3


class IndexMismatchError(FordonsdalenError):
    """The index is of another format version or another embedding model, or it is damaged."""

    exit_code = 3


class SourceError(FordonsdalenError):
    """A document that cannot be read, or a place with no documents."""

    exit_code = 4


class StorageError(FordonsdalenError):
    """The data directory cannot be written, for example a full disk."""

    exit_code = 5


class PortInUseError(FordonsdalenError):
    """Another program listens on the address already."""

    exit_code = 6


class QuoteError(FordonsdalenError):
    """A quote that does not stand in its document byte for byte."""

    exit_code = 7


class UnavailableError(FordonsdalenError):
    """A service that the settings name, such as a Chroma server, does not answer."""

    exit_code = 8


class BusyError(FordonsdalenError):
    """More is asked at once than can be answered; worth trying again after a moment."""

    exit_code = 8
    retry_after = 2
    """Seconds."""


class MaintenanceError(BusyError):
    """The operator has turned this part off for a while."""

    retry_after = 300


def in_a_line(error: BaseException, *, with_cause: bool = False) -> str:
    """What went wrong, in 200 characters at most; the name of its kind where it says nothing.

    Args:
        error: What was raised.
        with_cause: For clients that say `Connection error.` of most, and why only in its cause.
    """
    said = f"{error} {error.__cause__ or ''}" if with_cause else str(error)
    return " ".join(said.split())[:200] or type(error).__name__


def unforeseen(error: BaseException) -> str:
    """What nobody foresaw, for whoever has to mend it: its kind, and what went wrong, in a line."""
    return f"{type(error).__name__}: {in_a_line(error)}"


def first_of(error: ValidationError) -> tuple[str, str]:
    """Where the first thing is wrong with what was given, keys with dots between, and what is."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return place, first["msg"].removeprefix("Value error, ").rstrip(".")
