"""A contender in a process of its own, over lines of JSON."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.models.documents import Document
from bench.compare.contending import Contender, contend
from bench.compare.judging import Asked, QuestionSet

ECHO = """
from pathlib import Path
from bench.compare.protocol import read_corpus, serve

def build(settings):
    Path(settings["index"]).write_text(read_corpus(settings)[0]["text"])

def open_index(settings):
    text = Path(settings["index"]).read_text()
    def ask(question, language):
        if question == "dö":
            raise SystemExit(3)
        return [] if language == "en" else [(text + question, 0.5)]
    return ask

serve(build, open_index, ["numpy"])
"""


@pytest.fixture
def echo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Contender:
    (tmp_path / "echo_contender.py").write_text(ECHO)
    root = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{root}")
    return Contender("echo", Path(sys.executable), "echo_contender", {})


def questions(*asked: Asked) -> QuestionSet:
    return QuestionSet("a", Path("nowhere"), [Document("a", "A", "Å. ", "a.md")], asked, 0)


def test_it_builds_starts_and_answers(echo: Contender, tmp_path: Path) -> None:
    asked = (Asked("Vem?", "sv", []), Asked("Who?", "en", []))
    run = contend(echo, questions(*asked), tmp_path)
    assert [reply.shown for reply in run.replies] == [[("Å. Vem?", 0.5)], []]
    assert run.peak_mb > 1
    assert set(run.versions) == {"numpy"}


def test_one_that_dies_is_told(echo: Contender, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        contend(echo, questions(Asked("dö", "sv", [])), tmp_path)
