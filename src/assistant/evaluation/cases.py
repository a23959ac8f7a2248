"""Small inputs with what must be read from them, and answered.

`cases.jsonl` holds one check a line: `inputs` (the folder that is ingested alone), `question` (null:
the stored text is looked at), `language`, `history`, `expect` (strings that the text, or the answer
with its quotes, must hold), `forbid` (none of these in it) and `status_expected` (one, several, or
null: any). White space and capitals are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant
from assistant.evaluation.files import json_lines
from assistant.ingesting import ingest
from assistant.models.answers import Language, Turn
from assistant.settings import Settings
from assistant.verification import check_quote

FILE, INPUTS = "cases.jsonl", "inputs"


@dataclass(frozen=True, slots=True)
class Case:
    """One check, as it stands in the file."""

    id: str
    inputs: Path
    question: str | None
    language: Language | None
    history: tuple[Turn, ...]
    expect: tuple[str, ...]
    forbid: tuple[str, ...]
    statuses: frozenset[str]
    """Those that are right; empty where any is."""

    @property
    def content(self) -> str:
        """A checksum of what is ingested: cases of the same one can share an index."""
        files = sorted(self.inputs.iterdir())
        listed = "".join(
            f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n" for file in files
        )
        return hashlib.sha256(listed.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the inputs of a case."""

    texts: tuple[str, ...]
    """Of all documents that were read."""
    assistant: Assistant


def load_cases(folder: Path) -> list[Case]:
    """The checks of a folder that holds the file and the inputs; none where it is not there."""
    file = folder / FILE
    lines = json_lines(file) if file.is_file() else []
    return [_case(folder / INPUTS, one) for one in lines]


def ingested(case: Case, settings: Settings) -> Ingested:
    """Ingest the inputs of a case into the data directory of the settings."""
    result, _ = ingest([case.inputs], settings)
    texts = tuple(read.document.text for read in result.documents)
    return Ingested(texts, build_assistant(settings))


def run(cases: Iterable[Case], work: Path, settings: Settings) -> dict[str, list[str]]:
    """What is wrong with each case, by its id; the same inputs are ingested once, under `work`."""
    found: dict[str, Ingested] = {}
    wrong = {}
    for case in cases:
        if case.content not in found:
            own = settings.model_copy(update={"data_dir": work / case.content})
            found[case.content] = ingested(case, own)
        wrong[case.id] = faults(case, found[case.content])
    return wrong


def faults(case: Case, inputs: Ingested) -> list[str]:
    """What is wrong with what was read or answered; nothing where it is right."""
    if case.question is None:
        return _words(case, inputs.texts)
    answer = inputs.assistant.ask(case.question, case.language, case.history)
    status, quotes = answer.status.value, [citation.quote for citation in answer.citations]
    wrong = _words(case, (answer.text, *quotes))
    # Two answers are an answer, which is for the words to judge.
    as_told = "answered" if answer.status.has_evidence else status
    if case.statuses and not {status, as_told} & case.statuses:
        wrong.append(f"it is {status}, not {' or '.join(sorted(case.statuses))}")
    problems = (check_quote(of.document, of.start, of.end, of.quote) for of in answer.citations)
    return wrong + [f"a quote is not in its source: {problem}" for problem in problems if problem]


def _words(case: Case, texts: Iterable[str]) -> list[str]:
    text = _folded(" ".join(texts))
    lacking = [f"it lacks {words!r}" for words in case.expect if _folded(words) not in text]
    return lacking + [f"it holds {words!r}" for words in case.forbid if _folded(words) in text]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _case(inputs: Path, line: dict[str, Any]) -> Case:
    statuses = line["status_expected"] or ()
    return Case(
        line["id"],
        inputs / line["inputs"],
        line["question"],
        line.get("language"),
        tuple(Turn(turn["role"], turn["content"]) for turn in line["history"]),
        tuple(line["expect"]),
        tuple(line["forbid"]),
        frozenset([statuses] if isinstance(statuses, str) else statuses),
    )
