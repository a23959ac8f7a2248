"""Answers from facts, as they are looked at to fit what is believed of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.ingesting import ingest
from assistant.reader.onnx import OnnxModel, OnnxReader
from assistant.reader.reading import Ahead
from assistant.settings import load_settings
from training.facts import told_by_facts
from training.looking import Query
from vectorstore.reader import IndexReader

DOCUMENTS = Path(__file__).parents[2] / "documents"
DOUBTED = "Kan du räkna upp alla som sitter i gruppen?"


def test_they_are_fitted_by_what_is_seen_when_they_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(data_dir=tmp_path / "data")
    ingest([DOCUMENTS], settings)
    index, reader = (
        IndexReader(settings.data_dir, settings).current(),
        OnnxReader(model=OnnxModel(threads=1)),
    )
    monkeypatch.setattr("training.facts._is_right", lambda *_: True)
    (fitted,) = told_by_facts(reader, index, [Query("1", DOUBTED, ())], settings)
    served: list[Ahead] = []

    def weigh_beside(_: OnnxReader, alone: float, ahead: Ahead) -> float:
        served.append(ahead)
        return alone

    monkeypatch.setattr(OnnxReader, "weigh_beside", weigh_beside)
    Assistant(lambda: index, lambda: reader, settings, lambda: date(2026, 1, 1)).ask(DOUBTED)
    assert served == [fitted.ahead]
