"""Models that put the passages that were found into another order, each by setting.

Where none is set, or one does not answer, passages stay in the order of their scores, for which the
reader is calibrated.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Sequence
from functools import cache

from assistant.endpoints.breaker import Breaker
from assistant.errors import SettingsError, UnavailableError, in_a_line
from assistant.settings import RerankingSettings, share_processors
from vectorstore.embeddings import not_installed

logger = logging.getLogger(__name__)
Score = Callable[[str, list[str]], list[float]]
"""How well each of some texts answers a question; more is better."""
LONGEST = 4_000
"""Characters of a passage that are shown."""
FAILURES, REST_SECONDS = 3, 60.0
"""After how many failures in a row it is left alone, and for how long."""


class Reranker:
    """Scores passages for a question; loaded when first used, and left alone while it fails."""

    def __init__(self, name: str, load: Callable[[], Score], most: int) -> None:
        """Take what it is called, how to get it, and how many passages it is shown."""
        self._name = name
        self._load = load
        self._most = most
        self._loading = threading.Lock()
        self._score: Score | None = None
        self._breaker = Breaker(FAILURES, REST_SECONDS)

    def scores(self, question: str, passages: Sequence[str]) -> list[float] | None:
        """A score for each of the first passages, as many as are shown; None where it does not answer.

        Raises:
            SettingsError: it cannot be loaded.
        """
        with self._loading:
            score = self._score = self._score or self._load()
        texts = [passage[:LONGEST] for passage in passages[: self._most]]
        if not (texts and self._breaker.lets_try()):
            return None
        try:
            found = score(question, texts)
            if len(found) != len(texts) or not all(map(math.isfinite, found)):
                raise UnavailableError("it gives no score for each passage")
        except Exception as error:
            self._breaker.note(failed=True)
            logger.warning(
                "The reranker %s does not answer: %s", self._name, in_a_line(error, with_cause=True)
            )
            return None
        self._breaker.note(failed=False)
        return found


@cache
def open_reranker(settings: RerankingSettings) -> Reranker | None:
    """The model that the settings name, one for all generations; nothing is loaded yet.

    None where they name none.
    """
    if settings.model is None:
        return None
    scheme, _, name = settings.model.partition(":")
    load = _cross_encoder if scheme == "huggingface" else _endpoint
    return Reranker(settings.model, lambda: load(name, settings), settings.passages)


def _cross_encoder(name: str, settings: RerankingSettings) -> Score:
    share_processors()
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - 5 s, with torch
        from transformers import AutoConfig  # noqa: PLC0415
    except ImportError as error:
        raise not_installed(f"reranker {settings.model}", "models") from error
    try:
        made_for = AutoConfig.from_pretrained(name).architectures or ()
        model = CrossEncoder(name)
    except Exception as error:
        raise SettingsError(
            f"The reranker {name} cannot be loaded: {in_a_line(error, with_cause=True)}"
        ) from error
    if made_for and not any("For" in one for one in made_for):
        # The library gives it a head of weights drawn by chance, and passages their order by these.
        raise SettingsError(f"The reranker {name} is an encoder for vectors, and ranks nothing.")

    def score(question: str, texts: list[str]) -> list[float]:
        pairs = [(question, text) for text in texts]
        return [float(value) for value in model.predict(pairs, show_progress_bar=False)]

    return score


def _endpoint(name: str, settings: RerankingSettings) -> Score:
    """A server that speaks `/rerank` as vLLM, llama.cpp and Jina do."""
    try:
        from openai import OpenAI  # noqa: PLC0415 - a second
    except ImportError as error:
        raise not_installed(f"reranker {settings.model}", "generation") from error
    from assistant.endpoints import clients  # noqa: PLC0415 - a client that few need

    client = OpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else "none",
        timeout=settings.seconds,
        max_retries=0,
        http_client=clients.client(settings.seconds),
    )

    def score(question: str, texts: list[str]) -> list[float]:
        body = {"model": name, "query": question, "documents": texts}
        told = clients.within(
            settings.seconds, lambda: client.post("/rerank", body=body, cast_to=dict[str, object])
        )
        by_number = {one["index"]: float(one["relevance_score"]) for one in told["results"]}  # type: ignore[attr-defined]
        return [by_number[number] for number in range(len(texts))]

    return score
