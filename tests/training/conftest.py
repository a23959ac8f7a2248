from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.reader.nano import NanoFile
from assistant.reader.onnx import MODEL
from assistant.reader.tokens import Pieces
from assistant.settings import load_settings
from training.data import Sources
from training.export import export
from training.pieces import build_pieces
from training.prepare import Selection, prepare
from training.prepared import PREPARED
from training.report import Report
from training.train import CHECKPOINT, Plan, learn, load

PLAN = Plan(epochs=3.0, pieces=700, rate=5e-4, head_rate=3e-3, layers=2, seed=1, save_every=20)

TEXT = """Projektet Ljusgården leds av Karin Ahlgren och pågår till maj 2026.

Kansliet ligger i Umeå. Följande kommuner är med:
- Vindeln
- Robertsfors
- Nordmaling"""


def _question(text: str, question: str, *answers: str) -> dict[str, Any]:
    return {
        "question": question,
        "answers": [{"start": text.index(answer), "text": answer} for answer in answers],
    }


def _page(title: str, text: str) -> dict[str, Any]:
    settled = "pågår till maj 2026"
    return {
        "title": title,
        "language": "sv",
        "text": text,
        "questions": [
            _question(text, "Vem leder projektet?", "Karin Ahlgren"),
            _question(text, "Var ligger kansliet?", "Umeå"),
            _question(text, "Vilka kommuner är med?", "Vindeln", "Robertsfors", "Nordmaling"),
            _question(text, "Vad kostar det?"),
        ],
        "conversations": [
            [
                {
                    "typed": "Vem leder det?",
                    "standalone": "Vem leder det?",
                    "answer": "Karin Ahlgren",
                },
                {"typed": "och var?", "standalone": "Var ligger kansliet?", "answer": "Umeå"},
            ]
        ],
        "yes_no": [
            {
                "question": "Pågår projektet ännu?",
                "label": "yes",
                "span": settled,
                "start": text.index(settled),
            }
        ],
        "claims": [
            {"claim": "Kansliet är i Umeå.", "quote": "Kansliet ligger i Umeå.", "carried": True}
        ],
    }


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Data of all kinds, a few of each."""
    folder = tmp_path_factory.mktemp("data")
    pages = [_page(f"Ljusgården {n}", TEXT.replace("2026", f"2026, år {n}")) for n in range(12)]
    _write(folder / "own/own.jsonl", pages)
    text = "Kiruna ligger i Lappland.\nDär bor 22 000 personer."
    external = {"language": "sv", "text": text, "questions": [_question(text, "Var?", "Lappland")]}
    _write(folder / "external/others.jsonl", [external])
    articles = [{"id": f"{name}#0", "title": name, "text": text} for name in "ABCD"]
    _write(folder / "reading/swedish_reading_passages.jsonl", articles)
    asked = [{**_question(text, "Hur många?", "22 000"), "passage": f"{name}#0"} for name in "ABCD"]
    _write(folder / "reading/swedish_reading_questions.jsonl", asked)
    return Sources((folder / "own",), folder / "external", folder / "reading")


@pytest.fixture(scope="session")
def nano() -> NanoFile:
    return NanoFile()


@pytest.fixture(scope="session")
def pieces(nano: NanoFile) -> Pieces:
    return build_pieces(nano)


@pytest.fixture(scope="session")
def work(sources: Sources, nano: NanoFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two layers, trained in two goes."""
    folder = tmp_path_factory.mktemp("work")
    prepare(nano, sources, folder / PREPARED, Selection(passes=3, seed=1), print)
    learn(folder / PREPARED, folder, replace(PLAN, epochs=0.7))
    learn(folder / PREPARED, folder, PLAN)
    return folder


@pytest.fixture(scope="session")
def exported(work: Path, sources: Sources, nano: NanoFile) -> Path:
    """The folder of the exported model and its card."""
    folder = work / "export"
    export(nano, load(work / CHECKPOINT, nano.sizes, PLAN.layers), folder / MODEL)
    report = Report(sources, work, folder, load_settings())
    report.calibrate(())
    return folder
