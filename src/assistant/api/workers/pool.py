"""The assistant behind a number of processes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from assistant.answering.versions import Contents
from assistant.api.workers.process import Build, Found_co, QuestionTask, SearchTask, Task, Worker
from assistant.api.workers.queue import FreeWorkers
from assistant.errors import BusyError, FordonsdalenError, InvalidInputError
from assistant.messages.service import BUSY, STARTING, TOO_LONG_QUESTION, UNFINISHED
from assistant.models.answers import Answer, Citation, Explanation, Language, Question, Status, Turn
from assistant.ports import Away, OnStep, PassingOn, SearchIndex, Snapshot, unheard
from assistant.question.conversation import recent
from assistant.reasons import Reason
from assistant.settings import Settings
from assistant.system.forking import begin_loading

logger = logging.getLogger(__name__)
_ORDINARY = 600
"""Characters of a question with its history that are answered before longer ones."""
_PAUSE_SECONDS = (0.0, 1.0, 5.0, 15.0)
"""Before a process is started again, by how many in a row ended without having been ready."""
_MOST_DEATHS = 2
"""A question that two processes died of is not tried on the rest."""


class InQuotes(PassingOn):
    """Workers that ask no language model, for questions that nobody asked: these cost no budget of a day."""

    def __init__(self, workers: Workers) -> None:
        """Take who answers."""
        super().__init__(workers)
        self._workers = workers

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
    ) -> Answer:
        """As `Workers.ask`."""
        return self._workers.ask(question, language, history, on_step, is_worded=False)


class Workers:
    """An `assistant.ports.SearchingService` that outlives what its processes do."""

    def __init__(
        self, build: Build, settings: Settings, open_record: Callable[[], SearchIndex]
    ) -> None:
        """Take what each process works by.

        Args:
            build: Makes the assistant of a process.
            settings: How many processes, how long they may take, and where the index is.
            open_record: Gives documents and facts to this process, cheaply enough for each page.
        """
        self._build = build
        self._settings = settings
        self._open_record = open_record
        self._free = FreeWorkers(settings.limits, self._why_none)
        self._running: set[Worker] = set()
        self._closing = threading.Event()
        self._ready = threading.Event()
        """Whether one was ready at all."""
        self._able: set[Worker] = set()
        """Those that are ready."""
        self._asked: set[object] = set()
        """The questions that are not answered yet."""
        self._quiet_since = time.monotonic()
        """When the last question was answered."""
        self._able_until = 0.0
        """Until when questions wait that came when there was none any more."""
        self._keepers = [
            threading.Thread(target=self._keep_one_running, name=f"worker {number}", daemon=True)
            for number in range(1, settings.server.workers + 1)
        ]

    def start(self) -> None:
        """Start the processes, without waiting for them."""
        for keeper in self._keepers:
            keeper.start()

    @property
    def is_ready(self) -> bool:
        """Whether a process is ready, or was until just now, so that questions wait for the next one."""
        return bool(self._able) or time.monotonic() < self._able_until

    @property
    def away(self) -> Away:
        """What fails for one of the processes, so that it is slower than it should be."""
        return reduce(or_, (worker.away for worker in tuple(self._able)), Away(0))

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether a process is ready before a time is over."""
        return self._ready.wait(seconds)

    def close(self) -> None:
        """End the processes: those at work when they are done, or when their time is over."""
        self._closing.set()
        for worker in tuple(self._running):
            worker.dismiss()
        until = time.monotonic() + self._settings.answer_seconds
        for keeper in self._keepers:
            keeper.join(max(0.0, until - time.monotonic()))
        for worker in tuple(self._running):
            worker.kill()

    @property
    def waiting(self) -> int:
        """How many questions wait for a process."""
        return self._free.waiting

    @property
    def quiet_seconds(self) -> float:
        """Since all questions are answered; 0 while one is not."""
        return 0.0 if self._asked else time.monotonic() - self._quiet_since

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now.

        Raises:
            BusyError: no process is ready.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
        """
        if not self.is_ready:
            raise BusyError(STARTING[self._settings.language])
        return self._open_record().generation

    def snapshot(self) -> Snapshot:
        """What is answered from right now, or will be as soon as the processes have moved to it."""
        return self._open_record().view(Contents)

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
        *,
        is_worded: bool = True,
    ) -> Answer:
        """Answer one question, or say that it takes too long; without `is_worded`, no language model does.

        Raises:
            InvalidInputError: the question is empty or too long.
            BusyError: too many are being answered.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
        """
        self._refuse_long(question, language)
        turns, is_followed = tuple(recent(history)), on_step is not unheard
        asked = QuestionTask(question, language, turns, is_followed, is_worded)
        return self._outcome(asked, on_step) or self._unfinished(asked)

    def search(self, text: str, most: int) -> tuple[Citation, ...]:
        """The passages nearest to a text, whole, best first.

        Raises:
            InvalidInputError: the text is empty or too long, or takes too long.
            BusyError: too many are being answered.
            IndexMissingError, IndexMismatchError: there is nothing to search.
        """
        self._refuse_long(text, None)
        found = self._outcome(SearchTask(text, most))
        if found is None:
            raise InvalidInputError(UNFINISHED[self._settings.language])
        return found

    def _outcome(self, task: Task[Found_co], on_step: OnStep = unheard) -> Found_co | None:
        """What a process makes of a task, or None where it takes too long or ends them."""
        asked = object()
        self._asked.add(asked)
        try:
            return self._worked_out(task, on_step)
        finally:
            self._quiet_since = time.monotonic()
            self._asked.discard(asked)

    def _worked_out(self, task: Task[Found_co], on_step: OnStep) -> Found_co | None:
        if not self._ready.wait(self._settings.limits.wait_seconds):
            raise BusyError(STARTING[self._settings.language])
        died = 0
        while died < _MOST_DEATHS:
            worker = self._free.take(is_long=task.characters > _ORDINARY)
            if not worker.hand(task):
                continue
            try:
                outcome: Found_co | FordonsdalenError = worker.outcome(
                    self._settings.answer_seconds, on_step
                )
            except TimeoutError:
                logger.warning("A question ran into its time limit; its process is replaced.")
                worker.kill()
                break
            except (EOFError, OSError) as error:
                if self._closing.is_set():
                    raise BusyError(STARTING[self._settings.language]) from error
                logger.warning("A process died over a question.")
                died += 1
                continue
            self._free.put(worker)
            if isinstance(outcome, FordonsdalenError):
                raise outcome
            return outcome
        return None

    def _why_none(self) -> str:
        """Why nobody is free: many ask, or none of the processes is ready, as after all were killed."""
        return (BUSY if self._able else STARTING)[self._settings.language]

    def _refuse_long(self, question: str, language: Language | None) -> None:
        length = len(question)
        most = self._settings.answering.maximum_question_characters
        if length > most:
            told = TOO_LONG_QUESTION[language or self._settings.language]
            raise InvalidInputError(told.format(length=length, maximum=most))

    def _unfinished(self, asked: QuestionTask) -> Answer:
        language = asked.language or self._settings.language
        question = Question(asked.question, asked.question, language, language, expects="")
        return Answer(
            question,
            Status.REJECTED,
            UNFINISHED[language],
            citations=(),
            confidence=0.0,
            generation=self._open_record().generation,
            explanation=Explanation(question, reason=Reason("time")),
        )

    def _keep_one_running(self) -> None:
        context = begin_loading()
        failures = 0
        while not self._closing.wait(_PAUSE_SECONDS[min(failures, len(_PAUSE_SECONDS) - 1)]):
            try:
                worker = Worker(context, self._build, self._settings)
            except (EOFError, OSError) as error:
                if self._closing.is_set():
                    return
                logger.error("A process cannot be started: %s", error)
                failures += 1
                continue
            self._running.add(worker)
            if self._closing.is_set():  # Since before it was among those that `close` dismisses.
                worker.kill()
            if worker.wait_until_ready():
                failures = 0
                self._able.add(worker)
                self._ready.set()
                self._free.put(worker)
            else:
                failures += 1
                worker.kill()
            worker.wait_for_end()
            if worker in self._able:
                self._able_until = time.monotonic() + self._settings.limits.wait_seconds
                self._able.remove(worker)
            self._free.discard(worker)
            self._running.discard(worker)
