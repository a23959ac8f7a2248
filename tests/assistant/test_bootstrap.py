"""What is opened when, which only the wiring knows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import bootstrap
from assistant.cli.commands import app
from assistant.contract import reply
from assistant.errors import InvalidInputError, SettingsError, SourceError
from assistant.ingesting import ONLY_PATHS, Options, ingest
from assistant.settings import Settings, load_settings
from ui.rendering import answer_html, plain_text


def test_a_warm_assistant_has_its_index_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = bootstrap.build_reader(settings)
    assistant = bootstrap.build_assistant(settings, reader)
    assert reader._open is None
    assistant.warm_up()
    assert (reader.current().generation, reader.problem) == (assistant.generation, None)
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


def test_after_a_failed_ingest_answers_tell_how_old_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    file = folder / "a.md"
    file.write_text("# Elnavet\n\nElnavet leds av Eva Ek.\n", "utf-8")
    settings = load_settings(data_dir=tmp_path / "data")
    ingest([folder], settings)
    assistant = bootstrap.build_assistant(settings)
    assert reply(assistant.ask("Vem leder Elnavet?")).outdated is None

    mistyped = Options(sources=tmp_path / "sorces.toml")
    for paths, options in (([tmp_path / "documnets"], ONLY_PATHS), ([], mistyped)):
        with pytest.raises((SourceError, SettingsError)):
            ingest(paths, settings, options=options)
        assert reply(assistant.ask("Vem leder Elnavet?")).outdated is None

    file.unlink()
    folder.rmdir()
    with pytest.raises(SourceError):
        ingest([folder], settings)

    for question, told in {"Vem leder Elnavet?": "Eva Ek", "När startade Elnavet?": ""}.items():
        answer = assistant.ask(question)
        assert told in answer.text
        assert reply(answer).outdated == f"{datetime.now(UTC):%Y-%m-%d}"
        assert "kunde inte läsas in på nytt" in answer_html(answer, settings, "a")
        assert "kunde inte läsas in på nytt" in plain_text(answer)
    assert reply(assistant.ask("Hej!")).outdated is None
    asked = ["--data-dir", str(settings.data_dir), "ask", "Vem leder Elnavet?"]
    assert "kunde inte läsas in på nytt" in " ".join(CliRunner().invoke(app, asked).output.split())
