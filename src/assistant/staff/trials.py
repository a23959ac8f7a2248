"""Staff's own test questions: what a right answer holds, how the last runs went, and what changed.

DATA/test_questions.yaml    the questions, which people edit
DATA/test_runs.json         the last runs, the newest last
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.errors import FordonsdalenError, StorageError
from assistant.models.answers import Answer
from assistant.ports import AnsweringService
from assistant.progress import OnProgress, no_progress
from assistant.staff import corrections, curated
from assistant.staff.curated import QuestionText, same
from assistant.staff.entries import EntriesFile
from assistant.system.locking import in_turn
from assistant.system.private import make_folder, replace_file
from assistant.text.words import unaccented

FILE, RUNS = "test_questions.yaml", "test_runs.json"
HEAD = """Questions that are asked again when what answers has changed, see docs/workbench.md. Change them
here or in the workbench, which keeps no comments."""
MOST_RUNS = 20
MOST_ASKED = 200
LONGEST_ANSWER = 1_000
Expected = Literal["answered", "unanswered"]
Change = Literal["mended", "broken", "other", "added", ""]
"""From one run to the next: right now, wrong now, another answer, not asked before, or none."""


class TrialQuestion(BaseModel):
    """A question with what a right answer holds."""

    __test__ = False
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: QuestionText
    status: Expected = "answered"
    holds: tuple[str, ...] = Field((), max_length=20)
    """What all has to stand in it, without regard to capitals and accents."""

    def fault(self, answer: Answer) -> str:
        """What is wrong with an answer: `status`, or what it lacks; empty when it is right."""
        if answer.status.has_evidence != (self.status == "answered"):
            return "status"
        text = unaccented(answer.text)
        return next((part for part in self.holds if unaccented(part) not in text), "")


class Outcome(BaseModel):
    """What came of a question."""

    model_config = ConfigDict(frozen=True)

    question: str
    right: bool
    fault: str = ""
    answer: str = ""


class Run(BaseModel):
    """All questions asked once."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    generation: str
    """Of the index that answered."""
    after_ingest: bool = False
    """Whether an ingest asked them, and not staff."""
    written: str = ""
    """Checksum of the questions, curated answers and corrections by then."""
    outcomes: tuple[Outcome, ...]

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(outcome.right for outcome in self.outcomes)


_RUNS = TypeAdapter(tuple[Run, ...])


def questions_file(data_dir: Path) -> EntriesFile[TrialQuestion]:
    """The questions of a data directory."""
    return EntriesFile(data_dir / FILE, TrialQuestion, HEAD, _once)


def _once(entry: TrialQuestion) -> Mapping[Hashable, str]:
    return {same(entry.question): f"{entry.question!r} is asked twice"}


class Trials:
    """The questions, and their runs against what answers."""

    def __init__(self, data_dir: Path, service: AnsweringService) -> None:
        """Take where they are kept, and what answers without noting that it was asked."""
        self.questions = questions_file(data_dir)
        self._path = data_dir / RUNS
        self._service = service

    @property
    def generation(self) -> str:
        """Of the index that would answer now; empty where there is none."""
        try:
            return self._service.generation
        except FordonsdalenError:
            return ""

    def runs(self) -> tuple[Run, ...]:
        """The last runs, the newest last; none where they cannot be read."""
        try:
            return _RUNS.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return ()

    def run(self, on_progress: OnProgress = no_progress, *, after_ingest: bool = False) -> Run:
        """Ask every question, and keep what came of it.

        Raises:
            StorageError: the questions cannot be read, or the run cannot be written.
        """
        questions, outcomes = self.questions.read()[:MOST_ASKED], []
        # Before the first is asked: what changes meanwhile is asked again.
        written = self._written()
        for number, each in enumerate(questions, 1):
            outcomes.append(self._outcome(each))
            on_progress("test", number, len(questions))
        run = Run(
            at=datetime.now(UTC),
            generation=self.generation,
            after_ingest=after_ingest,
            written=written,
            outcomes=tuple(outcomes),
        )
        self._keep(run)
        return run

    def run_if_due(
        self,
        generation: str,
        on_progress: OnProgress = no_progress,
        *,
        after_ingest: bool = False,
    ) -> Run | None:
        """Ask what answers now, by the name of its generation.

        None where no question is kept, or what answers was asked last.

        Raises:
            StorageError: as `run`.
        """
        if not self.questions.read() or not self.is_due(generation):
            return None
        return self.run(on_progress, after_ingest=after_ingest)

    def is_due(self, generation: str) -> bool:
        """Whether a generation, with what staff wrote, is another than was asked last."""
        last = self.runs()[-1:]
        return not last or (last[0].generation, last[0].written) != (generation, self._written())

    def _written(self) -> str:
        held = []
        for name in (FILE, curated.FILE, corrections.FILE):
            with suppress(OSError):
                held.append(self._path.with_name(name).read_bytes())
        return hashlib.sha256(b"\0".join(held)).hexdigest() if held else ""

    def _keep(self, run: Run) -> None:
        try:
            make_folder(self._path.parent)
            with in_turn(self._path.with_name(f"{RUNS}.lock")):
                kept = (*self.runs(), run)[-MOST_RUNS:]
                replace_file(self._path, _RUNS.dump_json(kept, indent=1))
        except OSError as error:
            raise StorageError(f"{self._path} cannot be written ({error.strerror}).") from error

    def _outcome(self, asked: TrialQuestion) -> Outcome:
        try:
            answer = self._service.ask(asked.question)
        except FordonsdalenError as error:
            return Outcome(question=asked.question, right=False, fault=str(error))
        fault = asked.fault(answer)
        told = answer.text[:LONGEST_ANSWER]
        return Outcome(question=asked.question, right=not fault, fault=fault, answer=told)


def changes(runs: Sequence[Run]) -> Mapping[str, Change]:
    """What became of each question of the last run since the run before."""
    if not runs:
        return {}
    before = {each.question: each for each in runs[-2].outcomes} if len(runs) > 1 else {}
    return {each.question: _change(before.get(each.question), each) for each in runs[-1].outcomes}


def _change(before: Outcome | None, now: Outcome) -> Change:
    if before is None:
        return "added"
    if before.right != now.right:
        return "mended" if now.right else "broken"
    return "" if before.answer == now.answer else "other"
