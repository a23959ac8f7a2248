"""Answers questions in processes of their own, so that none of them can stop the server.

The server hands a question to a free process and waits for a bounded time. A process that takes
too long is killed, one that dies is missed, and a new one takes its place; the others go on
meanwhile. ADR 6 tells why this is not a pool of a library.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Protocol

from assistant.errors import BusyError, FordonsdalenError, InvalidInputError
from assistant.messages.answers import BUSY, STARTING, TOO_LONG_QUESTION, UNFINISHED
from assistant.models import (
    Answer,
    Document,
    Explanation,
    Fact,
    Language,
    Question,
    Status,
    Turn,
)
from assistant.ports import AnsweringService, SearchIndex
from assistant.settings import LimitsSettings, Settings

logger = logging.getLogger(__name__)
ORDINARY = 600
"""Characters of a question with its history that are answered before longer ones."""
_START_SECONDS = 60.0
"""A process that has not opened the index by then is started anew."""
_PAUSE_SECONDS = (0.0, 1.0, 5.0, 15.0)
"""Before a process is started again, by how many in a row ended without having been ready."""
_MOST_DEATHS = 2
"""A question that two processes died of is not tried on the rest."""
_LOOK_SECONDS = 0.5
"""Between two looks at which generation is in force."""
_GRACE_SECONDS = 5.0
"""How much longer than its server a process allows itself, should the server be gone."""


def _read_only(mapping: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(mapping)


# Facts hold their fields in read-only mappings, which pickle does not know.
ForkingPickler.register(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


class WarmService(AnsweringService, Protocol):
    """What a process needs of an assistant."""

    def warm_up(self) -> None:
        """Build what is built on first use."""


Build = Callable[[Settings], WarmService]
"""Makes the assistant of a process; known by name in its module, so that a process finds it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes to a process."""

    question: str
    language: Language | None
    history: tuple[Turn, ...]

    @property
    def characters(self) -> int:
        """Of the question and its history."""
        return len(self.question) + sum(len(turn.content) for turn in self.history)


class Worker:
    """One process that answers one question at a time."""

    def __init__(self, context: ForkServerContext, build: Build, settings: Settings) -> None:
        """Start it; it opens the index by itself."""
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, build, settings), daemon=True)
        self._process.start()
        theirs.close()

    def wait_until_ready(self) -> bool:
        """Whether it is ready before the time for that is over."""
        try:
            return self._pipe.poll(_START_SECONDS) and self._pipe.recv() is None
        except (EOFError, OSError):
            return False

    def hand(self, asked: Asked) -> bool:
        """Pass on a question, unless the process has died meanwhile."""
        try:
            self._pipe.send(asked)
        except OSError:
            return False
        return True

    def outcome(self, seconds: float) -> Answer | FordonsdalenError:
        """Wait for what comes of the question that was handed over.

        Raises:
            TimeoutError: it takes too long; the process must be killed.
            EOFError, OSError: the process died.
        """
        if not self._pipe.poll(seconds):
            raise TimeoutError
        outcome: Answer | FordonsdalenError = self._pipe.recv()
        return outcome

    def wait_for_end(self) -> None:
        """Wait until the process is gone, and let go of the pipe."""
        self._process.join()
        self._pipe.close()

    def dismiss(self) -> None:
        """Let it end when it has answered what it is at."""
        self._pipe.close()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


class FreeWorkers:
    """Gives out free workers: ordinary questions first, then in the order of their coming."""

    def __init__(self, limits: LimitsSettings, told: str) -> None:
        """Take how many may wait for a worker and how long, and what the others are told."""
        self._most = limits.waiting
        self._seconds = limits.wait_seconds
        self._told = told
        self._free: list[Worker] = []
        self._waiting: list[tuple[bool, int]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    def put(self, worker: Worker) -> None:
        """Offer a worker."""
        with self._changed:
            self._free.append(worker)
            self._changed.notify_all()

    def discard(self, worker: Worker) -> None:
        """Offer it no longer, if it is still offered."""
        with self._changed:
            if worker in self._free:
                self._free.remove(worker)

    def take(self, *, is_long: bool) -> Worker:
        """Wait for a worker.

        Raises:
            BusyError: too many wait already, or none got free in time.
        """
        with self._changed:
            if len(self._waiting) >= self._most:
                raise BusyError(self._told)
            ticket = (is_long, next(self._numbers))
            heapq.heappush(self._waiting, ticket)
            try:
                if not self._changed.wait_for(lambda: self._is_next(ticket), self._seconds):
                    raise BusyError(self._told)
                return self._free.pop(0)
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._changed.notify_all()

    def _is_next(self, ticket: tuple[bool, int]) -> bool:
        return bool(self._free) and self._waiting[0] == ticket


class Workers:
    """The assistant behind a number of processes; see `assistant.ports.AnsweringService`."""

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
        self._free = FreeWorkers(settings.limits, BUSY[settings.language])
        self._running: set[Worker] = set()
        self._closing = threading.Event()
        self._ready = threading.Event()
        self._keepers = [
            threading.Thread(target=self._keep_one_running, name=f"worker {number}", daemon=True)
            for number in range(1, settings.server.workers + 1)
        ]

    def start(self) -> None:
        """Start the processes, without waiting for them."""
        for keeper in self._keepers:
            keeper.start()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether a process is ready before a time is over."""
        return self._ready.wait(seconds)

    def close(self) -> None:
        """End the processes: those at work when they are done, or when their time is over."""
        self._closing.set()
        for worker in tuple(self._running):
            worker.dismiss()
        until = time.monotonic() + self._settings.limits.question_seconds
        for keeper in self._keepers:
            keeper.join(max(0.0, until - time.monotonic()))
        for worker in tuple(self._running):
            worker.kill()

    @property
    def waiting(self) -> int:
        """How many questions wait for a process."""
        return self._free.waiting

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now.

        Raises:
            BusyError: no process is ready yet.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
        """
        if not self._ready.is_set():
            raise BusyError(STARTING[self._settings.language])
        return self._open_record().generation

    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""
        return self._open_record().documents

    def facts(self) -> Sequence[Fact]:
        """All facts, in the order of their documents."""
        return self._open_record().facts

    def ask(
        self, question: str, language: Language | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer one question, or say that it takes too long.

        Raises:
            InvalidInputError: the question is empty or too long.
            BusyError: too many are being answered.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
        """
        asked = self._within_limits(Asked(question, language, tuple(history)))
        if not self._ready.wait(self._settings.limits.wait_seconds):
            raise BusyError(STARTING[self._settings.language])
        died = 0
        while died < _MOST_DEATHS:
            worker = self._free.take(is_long=asked.characters > ORDINARY)
            if not worker.hand(asked):
                continue
            try:
                outcome = worker.outcome(self._settings.limits.question_seconds)
            except TimeoutError:
                logger.warning("A question ran into its time limit; its process is replaced.")
                worker.kill()
                break
            except (EOFError, OSError):
                logger.warning("A process died over a question.")
                died += 1
                continue
            self._free.put(worker)
            if isinstance(outcome, FordonsdalenError):
                raise outcome
            return outcome
        return self._unfinished(asked)

    def _within_limits(self, asked: Asked) -> Asked:
        """Refuse a long question, and leave out what is too old of the history or too long."""
        answering = self._settings.answering
        length, most = len(asked.question), answering.maximum_question_characters
        if length > most:
            told = TOO_LONG_QUESTION[asked.language or self._settings.language]
            raise InvalidInputError(told.format(length=length, maximum=most))
        turns = asked.history[-answering.maximum_history_turns :]
        cut = (replace(t, content=t.content[: answering.maximum_turn_characters]) for t in turns)
        return replace(asked, history=tuple(cut))

    def _unfinished(self, asked: Asked) -> Answer:
        language = asked.language or self._settings.language
        question = Question(asked.question, asked.question, language, language, expects="")
        return Answer(
            question,
            Status.REJECTED,
            UNFINISHED[language],
            citations=(),
            confidence=0.0,
            generation=self._open_record().generation,
            explanation=Explanation(question, reason="It ran into its time limit."),
        )

    def _keep_one_running(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([self._build.__module__, "vectorstore.chroma"])
        failures = 0
        while not self._closing.wait(_PAUSE_SECONDS[min(failures, len(_PAUSE_SECONDS) - 1)]):
            worker = Worker(context, self._build, self._settings)
            self._running.add(worker)
            if worker.wait_until_ready():
                failures = 0
                self._ready.set()
                self._free.put(worker)
            else:
                failures += 1
                worker.kill()
            worker.wait_for_end()
            self._free.discard(worker)
            self._running.discard(worker)


def _work(pipe: Connection, build: Build, settings: Settings) -> None:
    """What a process does until the server closes its end of the pipe."""
    # Ctrl-C and a service manager signal all processes; the server lets these ones finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    assistant = build(settings)
    assistant.warm_up()
    threading.Thread(target=_follow, args=(assistant,), daemon=True).start()
    most = settings.limits.question_seconds + _GRACE_SECONDS
    try:
        pipe.send(None)
        while True:
            asked = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, most)
            outcome: Answer | FordonsdalenError
            try:
                outcome = assistant.ask(asked.question, asked.language, asked.history)
            except FordonsdalenError as error:
                outcome = error
            except Exception:
                logger.exception("Unforeseen error")
                outcome = FordonsdalenError("The question could not be answered.")
            pipe.send(outcome)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, OSError):
        return


def _follow(assistant: WarmService) -> None:
    """Move to a new generation soon after it is put in force, and not only with a question."""
    while True:
        time.sleep(_LOOK_SECONDS)
        with suppress(FordonsdalenError):
            assistant.generation  # noqa: B018 - opens it
