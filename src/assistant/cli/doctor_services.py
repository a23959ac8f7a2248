"""The doctor's checks of models and stores, which may run on other machines.

Each gives whether it is well, what there is, and how to mend it.
"""

from __future__ import annotations

from assistant.bootstrap import build_composer, build_index
from assistant.errors import UnavailableError
from assistant.settings import Settings
from vectorstore.checking import index_problems
from vectorstore.embeddings import open_embeddings
from vectorstore.generations import generation_folder
from vectorstore.in_force import in_force

SAME = 0.999
"""The least cosine of the vectors that one model gives for one text."""
REBUILD = "Run: FORDONSDALEN_VECTORS__COMPARED_MEGABYTES=0 fordonsdalen ask 'Hej'"


def check_chroma(settings: Settings) -> tuple[bool, str, str]:
    """Whether Chroma holds what the record does."""
    manifest = in_force(settings.data_dir).manifest
    folder = generation_folder(settings.data_dir, manifest.name)
    if problems := index_problems(folder, manifest, settings):
        return False, " ".join(problems), REBUILD
    where = settings.vectors.url or "embedded"
    return True, f"Chroma ({where}) answers with {manifest.counts['passages']} vectors.", ""


def check_model(settings: Settings) -> tuple[bool, str, str]:
    """Whether the embedding model is that of the index, and the reranker answers."""
    index = build_index(settings)
    if not index.passages:
        return True, "The index is empty, as was asked for.", ""
    (fresh,) = open_embeddings(settings.embeddings).passages([index.passages[0].text])
    (stored,) = index.passage_vectors([0])
    if fresh.shape != stored.shape or float(fresh @ stored) < SAME:
        told = f"{settings.embeddings.model} gives other vectors than when the index was made."
        return False, told, f"Move {settings.data_dir} away and run fordonsdalen ingest PATH."
    if index.rerank(index.passages[0].text[:50], [0]) is None and settings.reranking.model:
        return False, f"The reranker {settings.reranking.model} does not answer.", "See the log."
    return True, f"{settings.embeddings.model} loads and fits the index.", ""


def check_reader(settings: Settings) -> tuple[bool, str, str]:
    """Whether the reader is where it is set to be, and the same."""
    if settings.reader.url is None:
        return True, "Passages are read in each process that answers.", ""
    from assistant.reader.endpoint import EndpointModel  # noqa: PLC0415 - a client that few need

    mend = "Give the server the file of python -m training.served; until then each process reads."
    try:
        apart = EndpointModel(settings.reader).check()
    except UnavailableError as error:
        return False, str(error), mend
    return True, f"{settings.reader.url} reads as it should, to {apart:.1g} in a logit.", ""


def check_wording(settings: Settings) -> tuple[bool, str, str]:
    """Whether the language model can be opened."""
    composer = build_composer(settings)
    if composer is None:
        return True, "No language model is set.", ""
    composer.warm_up()
    return True, f"{settings.generation.model} can be opened; it was not asked.", ""
