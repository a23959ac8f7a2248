"""What the workbench needs of documents that staff add: dropped or fetched, looked at, put in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from assistant.reasons import NO_REASON, Reason


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading a file gives, before anybody can ask about it."""

    title: str
    published: str | None
    language: str
    url: str | None
    text: str
    """All that answers could quote."""
    left_out: str
    """The other words that are seen on it, such as menus."""
    kept: float
    """The share of its visible words that `text` holds, 0 to 1."""
    notices: Sequence[Reason]
    """What somebody should look at, and the remedy."""
    passages: int
    facts: int


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done in the background, or was done last."""

    what: str = ""
    """`fetch`, `admit` or `withdraw`; empty when nothing was."""
    name: str = ""
    """The file or address that it is about."""
    file: str = ""
    """The file that came of it, or that it is about; empty where none came."""
    step: str = ""
    done: int = 0
    total: int = 0
    running: bool = False
    failure: Reason = NO_REASON
    """Why it failed, with the remedy; empty while it runs and when it is done."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest that is done did."""

    started: datetime
    seconds: float
    read: int
    """Documents, and how many of these are as before, or not; those removed were read no more."""
    unchanged: int
    changed: int
    added: int
    removed: int
    failed: int
    """Sources that could not be read."""


@dataclass(frozen=True, slots=True)
class IndexAge:
    """The index and the last ingest."""

    made: datetime | None = None
    failures: Sequence[tuple[str, Reason]] = ()
    """Sources that could not be read, each with the reason and the remedy."""
    problem: Reason = NO_REASON
    """Why the last ingest failed, if it did."""
    ingested: Ingested | None = None
    """The last ingest that is done; None where none is on record."""


class Library(Protocol):
    """Documents that wait to be looked at (staged), and those that every ingest reads (added)."""

    def stage(self, file: Path, name: str) -> str:
        """Take a file in, and give the name that it goes by.

        Raises:
            SourceError: files of this type are not read; the message has the remedy.
            StorageError: it cannot be written.
        """

    def staged(self) -> Sequence[str]:
        """The names of those that wait."""

    def added(self) -> Sequence[str]:
        """The names of those that are in force."""

    def preview(self, name: str) -> Preview:
        """Read one that waits.

        Raises:
            SourceError: it cannot be read, or takes too long.
        """

    def discard(self, name: str) -> None:
        """Throw one away that waits."""

    def fetch(self, address: str) -> None:
        """Begin to fetch a page or file, which then waits; raises `BusyError` while work goes on."""

    def admit(self, name: str) -> None:
        """Begin to put one that waits in force; raises `BusyError` while work goes on."""

    def withdraw(self, name: str) -> None:
        """Begin to take one out of force, so that it waits again; raises `BusyError` likewise."""

    def work(self) -> Work:
        """What goes on, or went on last."""

    def age(self) -> IndexAge:
        """Since when the index is as it is, and what the last ingest could not read."""

    def changed(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        """When each source was last fetched or written; none for those that are gone."""
