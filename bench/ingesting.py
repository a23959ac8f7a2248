"""What an ingest costs, beside the bare embedding of its passages and sentences in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from assistant.ingesting import ingest
from assistant.settings import load_settings
from bench.figures import Figure
from vectorstore.embedding import in_context
from vectorstore.embeddings import open_embeddings

SMALL, LARGE = (Path(f"tests/data/questions/practice-{number}/documents") for number in (3, 9))


def measured(folder: Path) -> Iterator[Figure]:
    """Read, embed and write some documents, and embed the same texts by themselves."""
    settings = load_settings(data_dir=folder / "first")
    ingest([SMALL], settings)  # Loads what every ingest needs.
    start = perf_counter()
    result, report = ingest([LARGE], load_settings(data_dir=folder / "second"))
    whole = perf_counter() - start
    embeddings = open_embeddings(settings.embeddings)
    passages = [passage.text for read in result.documents for passage in read.passages]
    embeddings.passages(passages[:1])
    start = perf_counter()
    embeddings.passages(passages)
    sentences = list(in_context(result.documents))
    embeddings.passages(sentences)
    bare = perf_counter() - start
    texts = len(passages) + len(sentences)
    yield Figure(f"ingest of {len(result.documents)} documents", whole, "s")
    yield Figure(f"bare embedding of their {texts} passages and sentences", bare, "s")
    yield Figure("ingest as a multiple of it", whole / bare, "", most=1.6)
    yield Figure("texts embedded as a multiple of them", report.embedded / texts, "")
