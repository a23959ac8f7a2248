"""Runs a contender in a process of its own: builds its index, starts it and asks it all questions."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.compare.judging import QuestionSet, Reply


@dataclass(frozen=True)
class Contender:
    """What runs, and how."""

    name: str
    python: Path
    module: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """What a contender did with one set of questions."""

    replies: list[Reply]
    build_seconds: float
    start_seconds: float
    """From the start of the process until it has answered a first question."""
    peak_mb: float
    versions: dict[str, str]


def contend(contender: Contender, questions: QuestionSet, work: Path) -> Run:
    """Let a contender answer one set of questions.

    Raises:
        CalledProcessError: it failed; what it said went to standard error.
    """
    settings = {
        **contender.settings,
        "documents": str(questions.folder),
        "corpus": str(_corpus(questions, work)),
        "index": str(work / "index"),
    }
    command = [str(contender.python), "-m", contender.module]
    start = time.perf_counter()
    subprocess.run([*command, "build", json.dumps(settings)], check=True, stdout=subprocess.DEVNULL)
    built = time.perf_counter() - start
    start = time.perf_counter()
    with subprocess.Popen(
        [*command, "answer", json.dumps(settings)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def told() -> dict[str, Any]:
            line = stdout.readline()
            if not line:
                raise subprocess.CalledProcessError(process.wait(), command)
            message: dict[str, Any] = json.loads(line)
            return message

        versions = told()["ready"]
        started = time.perf_counter() - start
        replies = []
        for asked in questions.asked:
            message = {"question": asked.question, "language": asked.language}
            start = time.perf_counter()
            stdin.write(json.dumps(message) + "\n")
            stdin.flush()
            shown = [(text, score) for text, score in told()["shown"]]
            replies.append(Reply(asked, shown, time.perf_counter() - start))
        stdin.close()
        peak = told()["peak_mb"]
    return Run(replies, built, started, peak, versions)


def _corpus(questions: QuestionSet, work: Path) -> Path:
    """The documents as the product reads them, for those that read only text."""
    told = [
        {"id": each.id, "title": each.title, "language": each.language, "text": each.text}
        for each in questions.documents
    ]
    path = work / "corpus.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path
