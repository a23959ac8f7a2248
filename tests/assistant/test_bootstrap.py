"""What is opened when, which only the wiring knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.errors import InvalidInputError
from assistant.settings import Settings


def test_a_warm_assistant_has_its_index_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = bootstrap.build_reader(settings)
    assistant = bootstrap.build_assistant(settings, reader)
    assert reader.state.generation is None
    assistant.warm_up()
    held = reader.state
    assert (held.generation, held.problem) == (assistant.generation, None)
    monkeypatch.setattr("vectorstore.reader.open_index", None)
    assert assistant.ask("Vem kommer från Scania?").citations


def test_warming_up_waits_for_the_first_ingest(tmp_path: Path) -> None:
    bootstrap.build_assistant(Settings(data_dir=tmp_path)).warm_up()


def test_chains_of_others_search_as_the_assistant_does(settings: Settings) -> None:
    chain = bootstrap.build_retriever(settings) | (
        lambda found: [one.page_content for one in found]
    )
    (first, *_) = chain.invoke("Hur stor är budgeten för React?")
    assert "15,7 miljoner kronor" in first
    assert chain.invoke("Jak upiec ciasto czekoladowe?") == []
    with pytest.raises(InvalidInputError):
        chain.invoke("Vad gäller för 19121212-1212?")
