"""The documents that staff add, as the workbench uses them; see `assistant.staff.documents.Library`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from assistant.errors import (
    BusyError,
    FordonsdalenError,
    InvalidInputError,
    SourceError,
    StorageError,
    unforeseen,
)
from assistant.ingesting import ingest_again
from assistant.progress import OnProgress
from assistant.reasons import NO_REASON, Reason
from assistant.settings import Settings
from assistant.staff.documents import IndexAge, Ingested, Preview, Work
from assistant.system.apart import run_apart
from ingest.fetching.cache import Cache
from ingest.fetching.fetch import fetch_sources
from ingest.fetching.sources_file import Address, Sources
from ingest.intake import Intake, readable_files
from ingest.pipeline import preview
from ingest.reading import too_large
from ingest.runs import Run, read_runs
from vectorstore.generations import current_name
from vectorstore.in_force import in_force

READ_SECONDS, FETCH_SECONDS, INGEST_SECONDS = 60, 300, 6 * 3600


class LocalLibrary:
    """Files in the data directory; one piece of work at a time, in a process of its own."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing is made before the first file."""
        self._settings = settings
        self._intake = Intake(settings.data_dir)
        self._work = Work()
        self._starting = threading.Lock()

    def stage(self, file: Path, name: str) -> str:
        """Take a file in, and give the name that it goes by."""
        try:
            size = file.stat().st_size / 1_000_000
            most = self._settings.ingest.most_megabytes
            if size > most:
                raise SourceError(too_large(size, most))
            return self._intake.stage(name, file.read_bytes())
        except OSError as error:
            why = {"name": name, "why": f"{error.strerror}"}
            raise StorageError(Reason("{name} cannot be kept ({why}).", why)) from error

    def staged(self) -> Sequence[str]:
        """The names of those that wait."""
        return readable_files(self._intake.staged)

    def added(self) -> Sequence[str]:
        """The names of those that are in force."""
        return readable_files(self._intake.added)

    def preview(self, name: str) -> Preview:
        """Read one that waits."""
        path = self._intake.waiting(name)
        return run_apart(_preview, path, self._settings, seconds=READ_SECONDS)

    def discard(self, name: str) -> None:
        """Throw one away that waits."""
        self._intake.discard(name)

    def fetch(self, address: str) -> None:
        """Begin to fetch a page or file, which then waits."""

        def fetch() -> None:
            name = run_apart(
                _fetch, address, self._settings, seconds=FETCH_SECONDS, on_progress=self._tell
            )
            self._work = replace(self._work, file=name)

        self._begin(Work("fetch", address, running=True), fetch)

    def admit(self, name: str) -> None:
        """Begin to put one that waits in force; where that fails, it waits again."""
        work = Work("admit", name, name, running=True)
        self._move(work, self._intake.admit, self._intake.undo_admit)

    def withdraw(self, name: str) -> None:
        """Begin to take one out of force, so that it waits again; where that fails, it stays."""
        work = Work("withdraw", name, name, running=True)
        self._move(work, self._intake.withdraw, self._intake.admit)

    def work(self) -> Work:
        """What goes on, or went on last."""
        return self._work

    def age(self) -> IndexAge:
        """Since when the index is as it is, and what the last ingest could not read."""
        runs = read_runs(self._settings.data_dir)
        problem = runs[-1].reason if runs else NO_REASON
        ingested = _ingested(runs)
        try:
            manifest = in_force(self._settings.data_dir).manifest
        except FordonsdalenError as error:
            return IndexAge(problem=problem or error.reason, ingested=ingested)
        made = datetime.fromisoformat(manifest.created)
        return IndexAge(made, tuple(manifest.failures), problem, ingested)

    def changed(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        """When each source was last fetched or written; none for those that are gone."""
        cache, found = Cache(self._settings.data_dir), {}
        folder = self._ingested_in()
        for source in sources:
            known = cache.about(source)
            if known and known.fetched:
                found[source] = known.fetched
                continue
            with suppress(OSError, ValueError):
                found[source] = datetime.fromtimestamp(Path(folder, source).stat().st_mtime, UTC)
        return found

    def _ingested_in(self) -> str:
        """Where the ingest ran that made the generation in force; empty where that is not known."""
        with suppress(FordonsdalenError):
            name = current_name(self._settings.data_dir)
            runs = reversed(read_runs(self._settings.data_dir))
            return next((run.folder for run in runs if run.generation == name), "")
        return ""

    def _move(self, work: Work, move: Callable[[str], None], back: Callable[[str], None]) -> None:
        def ingest() -> None:
            move(work.name)
            try:
                run = _last_run(self._settings.data_dir)
                run_apart(
                    ingest_again,
                    run,
                    self._settings,
                    seconds=INGEST_SECONDS,
                    on_progress=self._tell,
                )
            except BaseException:
                back(work.name)
                raise

        self._begin(work, ingest)

    def _begin(self, work: Work, do: Callable[[], None]) -> None:
        with self._starting:
            if self._work.running:
                raise BusyError("Something else is being done. Please wait until that is done.")
            self._work = work
        threading.Thread(target=self._do, args=(do,), name="library", daemon=True).start()

    def _do(self, do: Callable[[], None]) -> None:
        failure = NO_REASON
        try:
            do()
        except FordonsdalenError as error:
            failure = error.reason
        except Exception as error:
            failure = Reason(unforeseen(error))
        self._work = replace(self._work, running=False, failure=failure)

    def _tell(self, step: str, done: int, total: int) -> None:
        self._work = replace(self._work, step=step, done=done, total=total)


def _last_done(runs: Sequence[Run]) -> Run | None:
    return next((run for run in reversed(runs) if run.outcome == "done"), None)


def _last_run(data_dir: Path) -> Run | None:
    """The last ingest that was done, to be repeated; None before the first."""
    run = _last_done(read_runs(data_dir))
    if run and run.paths is None:
        raise SourceError(
            "The last ingest did not record what it read. Run fordonsdalen ingest once more."
        )
    return run


def _ingested(runs: Sequence[Run]) -> Ingested | None:
    run = _last_done(runs)
    if run is None or run.seconds is None:
        return None
    counts = (run.read, run.unchanged, run.changed, run.added, run.removed, run.failed)
    return Ingested(run.started, run.seconds, *counts)


def _preview(path: Path, settings: Settings, _: OnProgress) -> Preview:
    return preview(path, settings.ingest)


def _fetch(address: str, settings: Settings, on_progress: OnProgress) -> str:
    """Fetch one address into what waits, and give the name that it goes by there."""
    try:
        sources = Sources(address=(Address(url=address),))
    except ValueError as error:
        told = Reason("{address} is no address that can be fetched.", {"address": address})
        raise InvalidInputError(told) from error
    fetched = fetch_sources(sources, settings, on_progress)
    place = next(iter(fetched.places), None)
    if place is None or place.problem:
        why = place.problem if place else Reason("there is nothing there")
        raise SourceError(Reason("{source}: {why}", {"source": address, "why": why}))
    url, ending = place.told.url or address, place.path.suffix
    # By the whole of it: two sites have a page each that is called index or ?id=2.
    name = unquote(url).partition("://")[2].rstrip("/").replace("/", "-").removesuffix(ending)
    return Intake(settings.data_dir).stage(f"{name}{ending}", place.path.read_bytes(), url)
