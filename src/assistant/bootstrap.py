"""The only place that wires the parts together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.assistant import Assistant
from assistant.answering.searching import find_hits
from assistant.answering.versions import build_views
from assistant.errors import in_a_line
from assistant.generation.asked import Composer
from assistant.journal.journal import Journal
from assistant.models.answers import Hit
from assistant.models.documents import Document
from assistant.ports import SearchIndex
from assistant.question.understanding import understand
from assistant.reader.elsewhere import reader_at
from assistant.reader.onnx import OnnxReader
from assistant.reader.reading import Reader
from assistant.settings import Settings
from assistant.staff.corrections import Corrections, FactsDesk
from assistant.staff.curated import CuratedAnswers
from assistant.staff.inbox import Inbox
from assistant.staff.trials import Change, Trials, changes
from assistant.steps import OnProgress, no_progress
from vectorstore.embeddings import open_embeddings
from vectorstore.index import open_index
from vectorstore.reader import IndexReader

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from assistant.staff.documents import Library
    from ingest.blocks import Block
    from ingest.fetching.fetch import Fetched
    from ingest.pipeline import ReadResult
    from ingest.runs import Run, Tested
    from ingest.sources import Place
    from vectorstore.writer import WriteReport


def build_reader(settings: Settings, *, only_record: bool = False) -> IndexReader:
    """What follows the generation in force; its `problem` tells what is wrong with it.

    With `only_record`, documents and facts can be looked at, and nothing can be searched.
    """
    corrections = Corrections(settings.data_dir)

    def build(index: SearchIndex) -> None:
        build_views(corrections.applied(index))

    return IndexReader(settings.data_dir, settings, only_record=only_record, views=[build])


def corrected(settings: Settings, reader: IndexReader) -> Callable[[], SearchIndex]:
    """What gives the generation in force with its facts as staff corrected them."""
    corrections = Corrections(settings.data_dir)
    return lambda: corrections.applied(reader.current())


def build_assistant(settings: Settings, reader: IndexReader | None = None) -> Assistant:
    """An assistant that answers from the generation in force in the data directory.

    Nothing is opened before the first question, and a new generation is picked up by itself.
    """
    from ingest.runs import Outdated  # noqa: PLC0415 - as in `ingest`

    reader = reader or build_reader(settings)
    curated, composer = CuratedAnswers(settings.data_dir), build_composer(settings)
    open_index = corrected(settings, reader)
    return Assistant(
        open_index,
        reader_opener(settings),
        settings,
        curated=curated.find,
        composer=composer,
        outdated=Outdated(settings.data_dir),
    )


def build_composer(settings: Settings) -> Composer | None:
    """What words answers by the language model that the settings name; None where they name none."""
    if settings.generation.model is None:
        return None
    from assistant.generation.composer import ModelComposer  # noqa: PLC0415 - LangChain, 0.6 s
    from assistant.generation.gate import Gate  # noqa: PLC0415
    from assistant.generation.model import TimedModel  # noqa: PLC0415
    from assistant.generation.usage import Usage  # noqa: PLC0415
    from vectorstore.langchain import as_retriever  # noqa: PLC0415

    model = TimedModel(settings.generation, Usage(settings.data_dir))
    gate = Gate(reader_opener(settings), settings.generation.least_carried)
    return ModelComposer(as_retriever, model, gate)


def build_retriever(settings: Settings) -> BaseRetriever:
    """The search of the assistant as LangChain knows one, for chains, agents and tools of others.

    It gives the passages that are about a question and would be read for it, of the generation in force,
    as `vectorstore.langchain.as_retriever` tells; what holds personal data it turns away.
    """
    from vectorstore.langchain import as_retriever  # noqa: PLC0415 - LangChain, 0.6 s

    def search(index: SearchIndex, text: str) -> Sequence[Hit]:
        most = settings.answering.maximum_question_characters
        sought = understand(text, None, (), default=settings.language, maximum=most)
        return find_hits(index, sought, settings)

    return as_retriever(corrected(settings, build_reader(settings)), search)


def reader_opener(settings: Settings) -> Callable[[], Reader]:
    """What gives the reader that the settings name, for each question."""
    return open_reader if settings.reader.url is None else reader_at(settings.reader)


@cache
def open_reader() -> Reader:
    """What reads passages in this process, loaded with the first question."""
    return OnnxReader()


def build_journal(settings: Settings) -> Journal:
    """What is kept of the conversations of the web server."""
    return Journal(settings.data_dir, settings.privacy)


def build_index(settings: Settings) -> SearchIndex:
    """The generation in force as it was read, to look at."""
    return open_index(settings.data_dir, settings, only_record=True)


def build_desk(settings: Settings, open_index: Callable[[], SearchIndex]) -> FactsDesk:
    """The facts as staff correct them, by an index in which they are corrected."""
    return FactsDesk(settings.data_dir, open_index)


@lru_cache(maxsize=32)
def outline(document: Document) -> tuple[Block, ...]:
    """The headings, paragraphs, items and rows of a document, for a page that shows it."""
    from ingest.outline import outline as find  # noqa: PLC0415

    return tuple(find(document))


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    on_progress: OnProgress = no_progress,
    *,
    sources: Path | None = None,
    only_due: bool = False,
    may_shrink: bool = True,
    may_be_empty: bool = False,
) -> tuple[ReadResult, WriteReport]:
    """Read documents and write them as the generation in force, which holds nothing else.

    What staff added in the workbench is read as well. It is recorded among the runs, also where it fails.

    Args:
        paths: Files and folders.
        settings: Where to write and how to cut and embed.
        on_progress: Told of every step.
        sources: The file that lists what else to read, and what to fetch.
        only_due: Whether only that is fetched which is due by its schedule.
        may_shrink: Whether the index may lose more than half of its documents.
        may_be_empty: Whether it may lose all of them, where a folder is empty.

    Raises:
        SourceError: a path is not there, no document could be read, or too few were.
        SettingsError: the sources file cannot be used.
        StorageError: the data directory cannot be written.
    """
    # Whoever only asks need not load the readers and the writer.
    from ingest.fetching.cache import Cache  # noqa: PLC0415
    from ingest.intake import Intake, listed  # noqa: PLC0415
    from ingest.pipeline import Notice, read_documents  # noqa: PLC0415
    from ingest.runs import named, record_tested, recording, told_to_read  # noqa: PLC0415
    from vectorstore.safeguards import Missing  # noqa: PLC0415
    from vectorstore.spreading import spread  # noqa: PLC0415
    from vectorstore.writer import write_generation  # noqa: PLC0415

    cache, intake = Cache(settings.data_dir), Intake(settings.data_dir)
    with recording(settings.data_dir) as told, cache.alone():
        told.update(told_to_read(paths, sources))
        fetched = _fetched(sources, settings, on_progress, only_due=only_due)
        added = [intake.added] if listed(intake.added) else []
        places: list[Path | Place] = [*paths, *fetched.places, *added]
        result = read_documents(
            places,
            settings.ingest,
            on_progress,
            may_be_empty=may_be_empty,
            beside=settings.data_dir,
        )
        noticed = [Notice(address, what) for address, what in fetched.notices]
        result = replace(result, notices=(*noticed, *result.notices), fetched=dict(fetched.counts))
        failures = [(failure.source, failure.reason) for failure in result.failures]
        told.update(read=len(result.documents), failed=len(failures), failures=named(failures))
        report = write_generation(
            settings.data_dir,
            result.documents,
            failures,
            spread(open_embeddings(settings.embeddings), settings),
            settings,
            on_progress,
            Missing(may_shrink, may_be_empty, frozenset(f.id for f in result.failures)),
        )
        told.update(
            asdict(report.changes),
            embedded=report.embedded,
            taken_over=report.reused + report.resumed,
            generation=report.manifest.name,
        )
        cache.prune(fetched.kept)
    if tested := ask_trials(settings, report.manifest.name, on_progress, after_ingest=True):
        record_tested(settings.data_dir, told["id"], tested)
    return result, report


def ask_trials(
    settings: Settings, generation: str, on_progress: OnProgress, *, after_ingest: bool = False
) -> Tested | None:
    """Ask staff's own test questions of a generation that was put in force; None where none is due.

    It is in force by then, so that nobody waits for this, and what put it in force does not fail by it.
    """
    from ingest.runs import Tested, some  # noqa: PLC0415

    trials = Trials(settings.data_dir, build_assistant(settings).in_quotes())
    try:
        asked = trials.run_if_due(generation, on_progress, after_ingest=after_ingest)
    except Exception as error:
        return Tested(problem=in_a_line(error))
    if asked is None:
        return None
    became = changes(trials.runs())

    def those(change: Change) -> list[str]:
        return some(question for question, how in became.items() if how == change)

    return Tested(
        asked=len(asked.outcomes),
        right=asked.right,
        mended=those("mended"),
        broken=those("broken"),
        other=those("other"),
    )


def build_library(settings: Settings) -> Library:
    """The documents that staff add."""
    from assistant.library import LocalLibrary  # noqa: PLC0415

    return LocalLibrary(settings, ingest_again)


def build_inbox(settings: Settings, journal: Journal) -> Inbox:
    """The questions without an answer that the journal holds."""
    curated = CuratedAnswers(settings.data_dir)

    def curator_of(question: str) -> str | None:
        found = curated.find(question)
        return found.owner if found else None

    return Inbox(journal, open_embeddings(settings.embeddings).queries, curator_of)


def ingest_again(run: Run | None, settings: Settings, on_progress: OnProgress) -> None:
    """Ingest what a run read, as it is now; without a run, what the settings name.

    Raises:
        FordonsdalenError: as `ingest`; more than half of the documents would go.
    """
    from ingest.fetching.sources_file import what_to_read  # noqa: PLC0415

    named = [Path(path) for path in run.paths or ()] if run else []
    paths, sources = what_to_read(
        named, Path(run.sources) if run and run.sources else None, settings.documents
    )
    ingest(paths, settings, on_progress, sources=sources, only_due=True, may_shrink=False)


def _fetched(
    sources: Path | None, settings: Settings, on_progress: OnProgress, *, only_due: bool
) -> Fetched:
    from ingest.fetching.fetch import Fetched, fetch_sources  # noqa: PLC0415
    from ingest.fetching.sources_file import read_sources  # noqa: PLC0415

    if sources is None:
        return Fetched()
    return fetch_sources(read_sources(sources), settings, on_progress, only_due=only_due)
