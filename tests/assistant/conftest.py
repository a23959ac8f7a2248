"""One real index of two documents for all tests of the domain."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.ingesting import ingest
from assistant.ports import SearchIndex
from assistant.settings import Settings, load_settings

DOCUMENTS = Path(__file__).parents[2] / "documents"
REACT = """---
title: Fordonsdalen React
url: https://example.se/react
published: 2021-09-22
language: sv
---
# Fordonsdalen React

Fordonsdalen React pågår från juli 2021 till oktober 2023. Den totala budgeten är 15,7 miljoner kronor.
Syftet med React är att ge anställda ny kompetens.

Projektet finansieras av Tillväxtverket.
"""


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data directory holds an index of the press release and a project page."""
    folder = tmp_path_factory.mktemp("domain")
    (folder / "react.md").write_text(REACT, "utf-8")
    settings = load_settings(data_dir=folder / "data")
    ingest([DOCUMENTS, folder / "react.md"], settings)
    return settings


@pytest.fixture(scope="session")
def index(settings: Settings) -> SearchIndex:
    """The open index."""
    return bootstrap.build_reader(settings).current()


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    """The assistant on that index."""
    return bootstrap.build_assistant(settings)
