"""Compares in one run, on the same documents, questions and machine: `make compare`.

`python -m bench.compare SHARED/evaluation [SET …]`. Writes `docs/comparison.json`, the table of
`docs/comparison.md` and its picture, some 5 minutes on two free cores; with names of sets, only those are
asked, and nothing is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.evaluation.questions import own_sets, shared_sets
from assistant.settings import share_processors
from bench.compare import report
from bench.compare.contending import Contender, Run, contend
from bench.compare.judging import QuestionSet, load
from bench.writing import circumstances

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ENVIRONMENT = Path("build/compare/venv")
SETS = ("seed", "documents", "practice-1", "practice-7", "practice-9")
"""The press release twice, once in everyday words, short documents, mixed ones and longer pages."""


def contenders(theirs: Path) -> Iterator[Contender]:
    """All that are compared."""
    here = Path(sys.executable)
    yield Contender("Fordonsdalen assistant", here, "bench.compare.with_ours", {})
    for chunk, overlap in ((300, 50), (1000, 200)):
        yield Contender(
            f"LangChain and Chroma {chunk}/{overlap}",
            theirs,
            "bench.compare.with_langchain",
            {"chunk": chunk, "overlap": overlap},
        )
    for threshold, told in ((0.165, "its own threshold"), (0.05, "threshold")):
        yield Contender(
            f"cairn-assistant, {told} {threshold}",
            theirs,
            "bench.compare.with_cairn",
            {"threshold": threshold},
        )


def prepared(environment: Path) -> Path:
    """The Python of an environment with the packages of others, made anew where they changed."""
    python, stamp = environment / "bin/python", environment / "installed.txt"
    wanted = REQUIREMENTS.read_text("utf-8")
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        print(f"Installing {REQUIREMENTS.name} into {environment} …", flush=True)
        shutil.rmtree(environment, ignore_errors=True)
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
        stamp.write_text(wanted, "utf-8")
    return python.absolute()


def question_sets(evaluation: Path, names: list[str]) -> list[QuestionSet]:
    """The named sets, out of those of the evaluation folder and our own."""
    known = [*shared_sets(evaluation), *own_sets(Path("tests/data/questions"))]
    if unknown := set(names) - {name for name, _, _ in known}:
        sys.exit(f"There is no set {', '.join(sorted(unknown))}.")
    return [load(name, folder, file) for name, folder, file in known if name in names]


def main() -> None:
    """Run all contenders one after another, and write what came of it."""
    evaluation, *names = sys.argv[1:]
    taken = circumstances()
    share_processors()  # The contenders inherit it, so that it holds for all.
    theirs = prepared(ENVIRONMENT)
    sets = question_sets(Path(evaluation), names or list(SETS))
    runs: list[tuple[Contender, list[Run]]] = []
    for contender in contenders(theirs):
        done: list[Run] = []
        for questions in sets:
            print(
                f"{contender.name}: {questions.name}, {len(questions.asked)} questions", flush=True
            )
            with tempfile.TemporaryDirectory() as work:
                done.append(contend(contender, questions, Path(work)))
        runs.append((contender, done))
    figures: dict[str, Any] = {"taken": taken, **report.figures(sets, runs)}
    print(report.text(figures))
    if not names:
        report.write(figures)


if __name__ == "__main__":
    main()
