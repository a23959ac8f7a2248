"""The questions that all are asked, and one judge for all.

The judge is lenient on purpose, for the sake of those that show a passage where another words an answer:
what is shown first is right if it holds all gold words, whatever else it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.files import json_lines
from assistant.models.documents import Document
from assistant.settings import IngestSettings
from bench.compare.protocol import Shown
from ingest.pipeline import read_documents

Gold = list[list[str]]
"""Of each inner list one has to stand in the answer."""
COMPARED = ("answered", "conflicting", "unanswered")
"""Greetings and personal numbers are left out, which the others do not set out to meet."""


@dataclass(frozen=True)
class Asked:
    """A question; without gold the documents do not answer it."""

    question: str
    language: str
    gold: Gold


@dataclass(frozen=True)
class QuestionSet:
    """Documents with the questions about them."""

    name: str
    folder: Path
    documents: Sequence[Document]
    asked: Sequence[Asked]
    left_out: int
    """Questions of the set that are not compared."""


@dataclass(frozen=True)
class Reply:
    """What came of a question."""

    asked: Asked
    shown: Shown
    seconds: float


@dataclass
class Tally:
    """How many questions came out how."""

    right: int = 0
    wrong: int = 0
    """Answers that lack the gold, and any answer where there is none."""
    needless: int = 0
    """Refusals of what the documents answer."""
    refused: int = 0
    """Refusals of what they do not."""
    within: int = 0
    """Answerable questions whose gold stands in something that is shown, if not in the first."""


def load(name: str, folder: Path, file: Path) -> QuestionSet:
    """Read the documents of a set, and the questions that can be compared.

    Those are questions without history, since only one contender takes any, whose gold stands in the
    documents, so that a quote can hold it.
    """
    read = read_documents([folder], IngestSettings())
    documents = [each.document for each in read.documents]
    text = "\n".join(document.text for document in documents).casefold()
    lines = json_lines(file)
    asked = [
        Asked(line["question"], line["lang"], gold)
        for line in lines
        if line["status"] in COMPARED and not line["history"]
        for gold in [[] if line["status"] == "unanswered" else line["expect"]]
        if holds(text, gold) and (gold or line["status"] == "unanswered")
    ]
    return QuestionSet(name, folder, documents, asked, len(lines) - len(asked))


def holds(text: str, gold: Gold) -> bool:
    """Whether a text holds all gold words."""
    folded = text.casefold()
    return all(any(option.casefold() in folded for option in options) for options in gold)


def tally(replies: Sequence[Reply], threshold: float | None = None) -> Tally:
    """Count; with a threshold, what has a lower score is not shown."""
    total = Tally()
    for reply in replies:
        gold = reply.asked.gold
        shown = [text for text, score in reply.shown if threshold is None or score >= threshold]
        total.within += bool(gold) and any(holds(text, gold) for text in shown)
        if not shown:
            total.needless += bool(gold)
            total.refused += not gold
        elif gold and holds(shown[0], gold):
            total.right += 1
        else:
            total.wrong += 1
    return total


def best_threshold(replies: Sequence[Reply]) -> float:
    """The threshold with the most right answers less wrong ones, in hindsight of these questions."""

    def worth(threshold: float) -> int:
        counted = tally(replies, threshold)
        return counted.right - counted.wrong

    return max(sorted({round(r.shown[0][1], 3) for r in replies if r.shown}), key=worth)
