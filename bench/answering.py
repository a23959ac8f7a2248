"""What a question costs in one process, beside the embedding of the same question in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.bootstrap import build_assistant
from assistant.evaluation.files import json_lines
from assistant.settings import load_settings
from bench.figures import Figure
from vectorstore.embeddings import open_embeddings

ASKED = Path("tests/data/questions/practice-7/questions.jsonl")
"""Everyday questions about the documents that ship."""


@dataclass(frozen=True)
class Spent:
    """Seconds of one question."""

    question: str
    embedding: float
    first: float
    """Asked for the first time; its words are new as well."""
    again: float
    from_facts: bool
    read: bool
    """Whether the reader was asked."""


def asked_questions() -> list[str]:
    """Questions without a history."""
    return [line["question"] for line in json_lines(ASKED) if not line["history"]]


def ask_all(data_dir: Path) -> list[Spent]:
    """Embed each question, ask it, and ask it again, in a process that is warm."""
    settings = load_settings(data_dir=data_dir)
    assistant, embeddings = build_assistant(settings), open_embeddings(settings.embeddings)
    assistant.warm_up()
    embeddings.query("Vad handlar det här om?")
    told = []
    for question in asked_questions():
        times = [perf_counter()]
        embeddings.query(question)
        times.append(perf_counter())
        answer = assistant.ask(question)
        times.append(perf_counter())
        assistant.ask(question)
        times.append(perf_counter())
        embedding, first, again = map(float, np.diff(times))
        read = "read" in answer.timings_ms
        from_facts = answer.explanation.from_facts and not read
        told.append(Spent(question, embedding, first, again, from_facts, read))
    return told


def measured(told: list[Spent]) -> Iterator[Figure]:
    """Ratios to the embedding of the same question."""
    facts = [one.first / one.embedding for one in told if one.from_facts]
    read = [(one.first - one.embedding) * 1000 for one in told if one.read]
    again = [one.first / one.again for one in told]
    embedding = [one.embedding * 1000 for one in told]
    yield Figure("a question embedded, median", _at(embedding, 50), "ms")
    about = f"{len(facts)} questions that facts answer, as a multiple of their embedding"
    yield Figure(f"{about}: median", _at(facts, 50), "", most=1.5)
    yield Figure(f"{about}: 95 %", _at(facts, 95), "", most=2.5)
    about = f"{len(read)} questions that are read, beyond their embedding"
    yield Figure(f"{about}: median", _at(read, 50), "ms", most=150)
    yield Figure(f"{about}: 95 %", _at(read, 95), "ms")
    yield Figure("a repeated question, times faster than new: median", _at(again, 50), "", least=20)


def _at(values: list[float], percent: float) -> float:
    return float(np.percentile(values, percent))
