"""Indexes of pages that a test writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant
from assistant.ingesting import ingest
from assistant.settings import Settings, load_settings


def ingested(folder: Path, pages: Mapping[str, str], **settings: Any) -> Settings:
    """Write pages, by the names of their files, and ingest these alone into `folder / "data"`."""
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    made = load_settings(data_dir=folder / "data", **settings)
    ingest([folder / name for name in pages], made)
    return made


def assistant_of(folder: Path, pages: Mapping[str, str], **settings: Any) -> Assistant:
    """What answers from such pages."""
    return build_assistant(ingested(folder, pages, **settings))
