from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.vectorstore.fakes import RecordingEmbeddings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def embeddings() -> RecordingEmbeddings:
    return RecordingEmbeddings()
