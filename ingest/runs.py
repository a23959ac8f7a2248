"""The record of ingests: what each read, what it cost and what failed, the last hundred of them.

DATA/ingests.jsonl      a line for each, the newest last
DATA/ingests.failed     empty: one failed for which there was no room there

A run is written when it begins and again when it ends, so that one that was killed is told as such.
Documents are told by number; sources that failed by name, so that somebody can mend them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import FordonsdalenError, unforeseen
from assistant.reasons import NO_REASON, Reason, StoredReason
from assistant.system.locking import in_turn
from assistant.system.private import FILE_MODE, make_folder, replace_file
from ingest.sources import shown

FILE, LOCK, UNRECORDED = "ingests.jsonl", "ingests.lock", "ingests.failed"
MOST_RUNS = 100
MOST_PATHS = 200
MOST_NAMED = 50
"""Failures of one run that are told by name; all of them are counted, and `status` has them all."""
LONGEST_REASON = 300
MOST_QUESTIONS, LONGEST_QUESTION = 20, 200
LONGEST_LINE = 100_000
_NO_ROOM = Reason("It could not be recorded. Make room on the disk.")
_logger = logging.getLogger(__name__)


class Tested(BaseModel):
    """What staff's own test questions got from the generation that an ingest put in force."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    asked: int = 0
    right: int = 0
    mended: list[str] = []
    """Those that are right now and were not before."""
    broken: list[str] = []
    """Those that were right before and are not now."""
    other: list[str] = []
    """Those that got another answer, as right or as wrong as the one before."""
    problem: str = ""
    """Why they could not be asked, if they could not."""


class Run(BaseModel):
    """One ingest."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    # What a newer version of this program tells more must not take the run off the record.

    id: str = Field(default_factory=lambda: uuid4().hex)
    started: datetime
    seconds: float | None = None
    """How long it took; None while it goes on, or if it was killed."""
    outcome: Literal["unfinished", "done", "failed"] = "unfinished"
    reason: StoredReason = NO_REASON
    """Why it failed."""
    read: int = 0
    """Documents."""
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    """Sources."""
    embedded: int = 0
    """Texts."""
    taken_over: int = 0
    """Texts that had been embedded before."""
    failures: list[tuple[str, str]] = []
    """Sources that could not be read, each with the reason."""
    generation: str | None = None
    paths: list[str] | None = None
    """The files and folders that it was told to read; None where they are too many to tell."""
    sources: str | None = None
    """The sources file that it went by."""
    folder: str = ""
    """Where it ran: what was named by a relative path lies below it; empty where that is not known."""
    tested: Tested | None = None
    """None where there was nothing to ask, or no other generation to ask it of."""


@contextmanager
def recording(data_dir: Path) -> Iterator[dict[str, Any]]:
    """Record an ingest; where that cannot be written, the log says so and it goes on.

    One that failed leaves an empty file then, which takes no room on a disk that is full.

    Args:
        data_dir: Where generations lie.

    Yields:
        What it is told of the outcome, by the names of the fields of `Run`; the id is told already.
    """
    run = Run(started=datetime.now(UTC))
    told: dict[str, Any] = {"id": run.id, "outcome": "done"}
    _put(data_dir, run)
    try:
        yield told
    except BaseException as error:
        foreseen = error.reason if isinstance(error, FordonsdalenError) else None
        reason = foreseen or Reason(unforeseen(error))
        told |= {"outcome": "failed", "reason": _short(reason)}
        raise
    finally:
        seconds = round((datetime.now(UTC) - run.started).total_seconds(), 1)
        _put(data_dir, run.model_copy(update={**told, "seconds": seconds}))


def record_tested(data_dir: Path, id: str, tested: Tested) -> None:
    """Add to a run that is done what its generation answered."""
    run = next((run for run in read_runs(data_dir) if run.id == id), None)
    if run:
        _put(data_dir, run.model_copy(update={"tested": tested}))


def some(questions: Iterable[str]) -> list[str]:
    """As many questions as are told by name, each on a line."""
    return [" ".join(text.split())[:LONGEST_QUESTION] for text in islice(questions, MOST_QUESTIONS)]


def named(failures: Iterable[tuple[str, Reason]]) -> list[tuple[str, str]]:
    """As many failures as are told by name, each on a line."""
    return [
        (source[-LONGEST_REASON:], _line(str(reason)))
        for source, reason in islice(failures, MOST_NAMED)
    ]


def told_to_read(paths: Sequence[Path], sources: Path | None) -> dict[str, Any]:
    """What an ingest was told to read, so that it can be repeated from wherever."""
    absolute = [shown(path.absolute()) for path in paths]
    return {
        "paths": absolute if len(absolute) <= MOST_PATHS else None,
        "sources": shown(sources.absolute()) if sources else None,
        "folder": _working_folder(),
    }


def _short(reason: Reason) -> Reason:
    """A reason of which no part is longer than what is kept of a text."""
    values = {
        name: _short(value) if isinstance(value, Reason) else _line(str(value))
        for name, value in reason.values.items()
    }
    return Reason(reason.key if values else _line(reason.key), values)


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_REASON]


def _working_folder() -> str:
    try:
        return shown(Path.cwd())
    except OSError:  # It was deleted meanwhile.
        return ""


def read_runs(data_dir: Path) -> list[Run]:
    """The runs that are on record, the oldest first; a line that is damaged is passed over.

    The last may be one of which nothing is known but that it failed and could not be recorded.
    """
    runs = []
    with suppress(OSError):
        for line in (data_dir / FILE).read_bytes().splitlines()[-MOST_RUNS:]:
            if len(line) <= LONGEST_LINE:
                with suppress(ValidationError):
                    runs.append(Run.model_validate_json(line))
    with suppress(OSError):
        failed = datetime.fromtimestamp((data_dir / UNRECORDED).stat().st_mtime, UTC)
        runs.append(
            Run(id=f"{failed:%Y%m%dT%H%M%S%f}", started=failed, outcome="failed", reason=_NO_ROOM)
        )
    return runs


def read_last(data_dir: Path) -> frozenset[str] | None:
    """What the ingest was told to read that answers: paths, absolute; None where that is not known."""
    run = next((run for run in reversed(read_runs(data_dir)) if run.generation), None)
    if run is None or run.paths is None:
        return None
    return frozenset([*run.paths, *([run.sources] if run.sources else [])])


def still_answering(runs: Sequence[Run]) -> Run | None:
    """The run whose generation answers on although the last one that ended has failed; None otherwise."""
    ended = [run for run in runs if run.outcome != "unfinished"]
    if not ended or ended[-1].outcome != "failed":
        return None
    return next((run for run in reversed(ended) if run.generation), None)


class Outdated:
    """Tells since when what answers could not be read anew; cheap enough for each question."""

    def __init__(self, data_dir: Path) -> None:
        """Take where the record lies, which is looked through only where it has changed."""
        self._data_dir = data_dir
        self._seen: tuple[tuple[int, ...], str | None] = ((), None)

    def __call__(self) -> str | None:
        """The day of the ingest that answers, ISO 8601, where a later one failed."""
        changed = tuple(map(_changed, (self._data_dir / FILE, self._data_dir / UNRECORDED)))
        if changed != self._seen[0]:
            run = still_answering(read_runs(self._data_dir))
            self._seen = changed, f"{run.started:%Y-%m-%d}" if run else None
        return self._seen[1]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _put(data_dir: Path, run: Run) -> None:
    """Write a run behind the others, or in the place of what was written of it before."""
    try:
        make_folder(data_dir)
        with in_turn(data_dir / LOCK):
            runs = {each.id: each for each in read_runs(data_dir)} | {run.id: run}
            lines = [each.model_dump_json() + "\n" for each in list(runs.values())[-MOST_RUNS:]]
            replace_file(data_dir / FILE, "".join(lines).encode())
            (data_dir / UNRECORDED).unlink(missing_ok=True)
    except OSError as error:
        if run.outcome == "failed":
            with suppress(OSError):
                (data_dir / UNRECORDED).touch(FILE_MODE)
        _logger.info("The ingest cannot be recorded: %s.", error.strerror or error)
