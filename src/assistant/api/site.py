"""The application with its processes and its journal, and how another one takes its place."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from anyio import to_thread
from starlette.types import Receive, Scope, Send

from assistant.api.app import build_app
from assistant.api.maintenance import ClosedAssistant
from assistant.api.metrics import MeasuredAssistant, Metrics, or_nothing
from assistant.api.workers import InQuotes, Workers
from assistant.bootstrap import (
    build_assistant,
    build_desk,
    build_inbox,
    build_journal,
    build_reader,
    corrected,
    outline,
)
from assistant.errors import FordonsdalenError
from assistant.journal.journal import JournalingAssistant
from assistant.ports import Away
from assistant.settings import Settings
from assistant.staff.tools import StaffTools
from assistant.staff.trials import Trials
from assistant.suggestions import Suggestions
from ui import mount

logger = logging.getLogger(__name__)
_LOOK_SECONDS = 0.1
"""Between two looks at whether the old site has answered its last request."""
_QUIET_SECONDS = 2.0
"""Without a question, before the workbench is built though nobody waits for it."""
_OTHER_THREADS = 40
"""For pages, beside the threads that wait for an answer each."""


class Site:
    """Everything that answers requests under one reading of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Put it together; nothing runs before it is entered."""
        self.settings = settings
        self.requests = 0
        """How many are being answered."""
        reader = build_reader(settings, only_record=True)
        open_record = corrected(settings, reader)
        self._workers = Workers(build_assistant, settings, open_record)
        self._record = reader
        self._journal = build_journal(settings)
        metrics = Metrics()
        metrics.watch("waiting", "Questions that wait.", lambda: self._workers.waiting)
        compared = "Whether Chroma fails, so that all vectors are compared."
        metrics.watch("vectors_compared", compared, lambda: self._fails(Away.CHROMA))
        reads = "Whether the reader's endpoint fails, so that each process reads."
        metrics.watch("reader_away", reads, lambda: self._fails(Away.READER))
        other = "Whether another index answers than the one in force, or a damaged one."
        metrics.watch("index_away", other, lambda: self._fails(Away.INDEX))
        metrics.watch("index_age_seconds", "Since the index was made.", or_nothing(self._age))
        service = JournalingAssistant(MeasuredAssistant(self._workers, metrics), self._journal)
        self.app = build_app(service, settings, metrics, self._journal, self._away)
        told = settings.maintenance.chat
        asked = ClosedAssistant(service, told) if told else service
        # Past the journal and the figures: what is asked to know what to suggest, nobody asked.
        self._suggestions = Suggestions(InQuotes(self._workers))

        def tools() -> StaffTools:
            from assistant.library import LocalLibrary  # noqa: PLC0415 - the readers, for staff only

            return StaffTools(
                LocalLibrary(settings),
                build_inbox(settings, self._journal),
                # Past the journal likewise: nobody asked but the staff who try it.
                Trials(settings.data_dir, InQuotes(self._workers)),
                build_desk(settings, open_record),
            )

        workbench = mount(
            self.app,
            asked,
            settings,
            self._journal,
            self._suggestions,
            outline,
            tools,
        )
        if workbench:
            workbench.hold_until(self._may_build)
            told_ready = "Whether staff can work."
            metrics.watch("workbench_ready", told_ready, lambda: float(workbench.is_ready))
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Site:
        """Start the journal, the processes and what the application itself has to start."""
        await to_thread.run_sync(self._journal.start)
        self._stack.push_async_callback(to_thread.run_sync, self._journal.close)
        self._workers.start()
        self._stack.push_async_callback(to_thread.run_sync, self._workers.close)
        self._suggestions.start()
        self._stack.callback(self._suggestions.close)
        await self._stack.enter_async_context(self.app.router.lifespan_context(self.app))
        limiter = to_thread.current_default_thread_limiter()
        limits = self.settings.limits
        limiter.total_tokens = limits.waiting + self.settings.server.workers + _OTHER_THREADS
        return self

    async def __aexit__(self, *error: object) -> None:
        """Stop what was started."""
        await self._stack.aclose()

    async def wait_until_ready(self, seconds: float) -> None:
        """Wait until somebody can answer, or until the time is over."""
        await to_thread.run_sync(self._workers.wait_until_ready, seconds)

    def _may_build(self, awaited: bool) -> bool:
        """Whether the workbench takes its processor time from nobody, or from citizens for staff who wait."""
        is_quiet = self._workers.quiet_seconds >= _QUIET_SECONDS
        return self._workers.is_ready and (awaited or is_quiet)

    def _away(self) -> Away:
        return self._workers.away | (Away.INDEX if self._record.problem else Away(0))

    def _fails(self, what: Away) -> float:
        return float(what in self._away())

    def _age(self) -> float:
        made = self._workers.generation.split("-")[0]
        stamp = datetime.strptime(made, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        return (datetime.now(UTC) - stamp).total_seconds()


class CurrentSite:
    """An ASGI application that passes each request to the site in force.

    SIGHUP reads the settings again and puts a new site in force once it can answer; the old one
    ends when its last request has.
    """

    def __init__(self, settings: Settings, read_settings: Callable[[], Settings]) -> None:
        """Take the settings to begin with, and how they are read again."""
        self._site = Site(settings)
        self._read_settings = read_settings
        self._changes: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()
        self._is_ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        site = self._site
        site.requests += 1
        try:
            await site.app(scope, receive, send)
        finally:
            site.requests -= 1

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._site.__aenter__()
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._begin_change)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._is_ending = True
        await asyncio.gather(*self._changes, return_exceptions=True)
        await self._site.__aexit__()
        await send({"type": "lifespan.shutdown.complete"})

    def _begin_change(self) -> None:
        change = asyncio.ensure_future(self._change())
        self._changes.add(change)
        change.add_done_callback(self._changes.discard)

    async def _change(self) -> None:
        async with self._changing:  # Settings that were read later come into force later.
            old = None if self._is_ending else await self._put_new_in_force()
        if old is None:
            return
        while old.requests and not self._is_ending:
            await asyncio.sleep(_LOOK_SECONDS)
        await old.__aexit__()

    async def _put_new_in_force(self) -> Site | None:
        """Start a site under the settings as they are now; the one that it takes the place of."""
        try:
            new = await to_thread.run_sync(lambda: Site(self._read_settings()))
        except FordonsdalenError as error:
            logger.error("The settings stay as they were: %s", error)
            return None
        await new.__aenter__()
        await new.wait_until_ready(new.settings.limits.wait_seconds)
        old, self._site = self._site, new
        logger.warning("The settings were read again and are in force.")
        return old
