"""Search as LangChain knows it, for chains and tools that others build.

The assistant needs it only where a language model words its answers; whoever imports it pays for
LangChain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.models.answers import Hit
from assistant.ports import SearchIndex

Search = Callable[[SearchIndex, str], Sequence[Hit]]
"""Finds the hits of a question in an index, best first."""


class PassageRetriever(BaseRetriever):
    """Gives the passages that were kept as LangChain documents, best first."""

    open_index: Callable[[], SearchIndex]
    search: Search

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[Document]:
        index = self.open_index()
        return [_document(hit, index) for hit in self.search(index, query) if hit.kept]


def _document(hit: Hit, index: SearchIndex) -> Document:
    passage = hit.passage
    source = index.documents[passage.document]
    return Document(
        page_content=passage.text,
        metadata={
            "document": source.id,
            "title": source.title,
            "url": source.url,
            "published": source.published,
            "sha256": source.sha256,
            "start": passage.start,
            "end": passage.end,
            "above": passage.above,
            "sentences": [(sentence.start, sentence.end) for sentence in passage.sentences],
            "score": hit.score,
        },
    )


def as_retriever(open_index: Callable[[], SearchIndex], search: Search) -> BaseRetriever:
    """Make a retriever of a search.

    Args:
        open_index: Gives the generation that is searched.
        search: Finds the hits of a question in it.

    Returns:
        A retriever whose documents carry `document`, `start`, `end`, `title` and `score` as
        metadata, so that `page_content` can be checked as a quote, and the offsets of their
        `sentences`, so that each of these can.
    """
    return PassageRetriever(open_index=open_index, search=search)
