"""The only place that wires the parts together that answer; those that read and write: `ingesting`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.answering.assistant import Assistant
from assistant.answering.searching import find_hits
from assistant.answering.versions import build_views
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
from vectorstore.embeddings import open_embeddings
from vectorstore.index import open_index
from vectorstore.reader import IndexReader

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from ingest.blocks import Block


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


def record_opener(settings: Settings) -> Callable[[], SearchIndex]:
    """What gives the documents and facts in force, as staff corrected them, to whoever searches nothing."""
    return corrected(settings, build_reader(settings, only_record=True))


def build_assistant(settings: Settings, reader: IndexReader | None = None) -> Assistant:
    """An assistant that answers from the generation in force in the data directory.

    Nothing is opened before the first question, and a new generation is picked up by itself.
    """
    from ingest.runs import Outdated  # noqa: PLC0415 - whoever only looks need not load it

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
    from assistant.generation.waiting import Waiting  # noqa: PLC0415
    from vectorstore.langchain import as_retriever  # noqa: PLC0415

    waiting = Waiting(settings.data_dir, settings.server.workers)
    model = TimedModel(settings.generation, Usage(settings.data_dir), waiting=waiting)
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


def build_desk(
    settings: Settings, open_record: Callable[[], SearchIndex] | None = None
) -> FactsDesk:
    """The facts as staff correct them; what is open already need not be opened again."""
    return FactsDesk(settings.data_dir, open_record or record_opener(settings))


@lru_cache(maxsize=32)
def outline(document: Document) -> tuple[Block, ...]:
    """The headings, paragraphs, items and rows of a document, for a page that shows it."""
    from ingest.outline import outline as find  # noqa: PLC0415

    return tuple(find(document))


def build_inbox(settings: Settings, journal: Journal) -> Inbox:
    """The questions without an answer that the journal holds."""
    curated = CuratedAnswers(settings.data_dir)

    def curator_of(question: str) -> str | None:
        found = curated.find(question)
        return found.owner if found else None

    return Inbox(journal, open_embeddings(settings.embeddings).queries, curator_of)
