from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.reader.endpoint import EndpointModel
from assistant.settings import ReaderSettings
from tests.assistant.reader.model_server import Handler, ModelServer, running
from training.served import write


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    """The reader that ships, behind an address."""
    model = tmp_path_factory.mktemp("models") / "reader" / "1" / "model.onnx"
    write(model)
    with running(model) as server:
        yield server


@pytest.fixture
def server(served: ModelServer) -> ModelServer:
    """The same, well-behaved, not asked yet, and quick with the known reading."""
    served.behaviour = Handler.tell
    EndpointModel(ReaderSettings(url=served.url, seconds=60.0)).check()
    served.asked.clear()
    return served


@pytest.fixture
def settings(server: ModelServer) -> ReaderSettings:
    return ReaderSettings(url=server.url, seconds=2.0)
