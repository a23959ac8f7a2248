from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.generation.composer import ModelComposer
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.generation.model import TimedModel
from assistant.generation.opening import open_chat_model
from assistant.generation.usage import Usage
from assistant.models.answers import Citation, Turn
from assistant.models.documents import Document
from assistant.reader.reading import Context, Reader, Reading, Verdict
from assistant.settings import GenerationSettings, Settings
from assistant.staff.curated import CuratedAnswer
from tests.assistant.generation.endpoint import Endpoint, running
from vectorstore.langchain import as_retriever

Open = Callable[..., Assistant]
Curated = Callable[[str], CuratedAnswer | None]


class Believing:
    """A reader that takes every quote to carry every claim, so that code alone decides."""

    settle = staticmethod(lambda *_: Verdict(1.0, 0.0, 0.0, 0.0))
    weigh = staticmethod(lambda *_, **__: 1.0)
    weigh_beside = staticmethod(lambda *_, **__: 1.0)
    is_degraded = staticmethod(lambda: False)

    def read(
        self,
        question: str,
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,
    ) -> Reading:
        return bootstrap.open_reader().read(question, contexts, history, enough)


def items_of(*quotes: str, title: str = "Titel", core: int = 1) -> list[Item]:
    """The sentences of one text, of which the first ones answer."""
    document = Document("d", title, " ".join(quotes), "d.txt")
    starts = [document.text.index(quote) for quote in quotes]
    return [
        Item(Citation(at, document, start, start + len(quote), quote), title, is_core=at <= core)
        for at, (start, quote) in enumerate(zip(starts, quotes, strict=True), start=1)
    ]


@pytest.fixture(scope="session", autouse=True)
def client_loaded() -> None:
    """Load the client of a model, some seconds' worth, before tests that give it less."""
    open_chat_model(GenerationSettings(model="openai:scripted"))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with running() as endpoint:
        yield endpoint


@pytest.fixture
def worded(settings: Settings, endpoint: Endpoint, tmp_path: Path) -> Open:
    """Makes an assistant whose answers the endpoint words, under settings for it."""

    def open_assistant(
        curated: Curated = lambda _: None,
        open_reader: Callable[[], Reader] = bootstrap.open_reader,
        **given: object,
    ) -> Assistant:
        generation = settings.generation.model_copy(
            update={"model": "openai:scripted", "base_url": endpoint.url, "seconds": 60.0, **given}
        )
        model = TimedModel(generation, Usage(tmp_path))
        gate = Gate(Believing, generation.least_carried)
        reader = bootstrap.build_reader(settings)
        return Assistant(
            reader.current,
            open_reader,
            settings.model_copy(update={"generation": generation}),
            curated=curated,
            composer=ModelComposer(as_retriever, model, gate),
        )

    return open_assistant
