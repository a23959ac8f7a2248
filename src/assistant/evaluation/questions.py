"""Questions with what a right answer holds, asked of the whole product.

One JSON object a line: `id`, `category`, `question`, `history`, `status` (`unanswered` means any
status without evidence), `expect` (each inner list needs one of its strings in the answer), `forbid`
(none of these in it) and `cite` (one of these in a quote).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.bootstrap import build_assistant
from assistant.evaluation.files import json_lines
from assistant.ingesting import ingest
from assistant.models.answers import Answer, Turn
from assistant.settings import Settings
from assistant.verification import check_quote

QuestionSet = tuple[str, Path, Path]
"""Name, documents and questions."""


@dataclass(frozen=True)
class Outcome:
    """A question, its answer and what was wrong with it, if anything."""

    id: str
    category: str
    question: str
    answer: Answer
    reason: str

    @property
    def right(self) -> bool:
        """Whether the answer is as expected."""
        return not self.reason


def shared_sets(folder: Path) -> list[QuestionSet]:
    """The question sets of the evaluation folder."""
    return [
        ("seed", folder.parent / "documents", folder / "seed_questions.jsonl"),
        ("documents", folder / "documents", folder / "documents_questions.jsonl"),
    ]


def own_sets(folder: Path) -> list[QuestionSet]:
    """Our own question sets, one in each folder."""
    return [
        (one.name, one / "documents", one / "questions.jsonl")
        for one in sorted(folder.iterdir())
        if (one / "questions.jsonl").is_file()
    ]


def run(documents: Path, file: Path, data_dir: Path, settings: Settings) -> list[Outcome]:
    """Ingest documents and ask every question of a file."""
    settings = settings.model_copy(update={"data_dir": data_dir})
    ingest([documents], settings)
    assistant = build_assistant(settings)
    outcomes = []
    for asked in json_lines(file):
        history = [Turn(turn["role"], turn["content"]) for turn in asked["history"]]
        answer = assistant.ask(asked["question"], None, history)
        outcomes.append(
            Outcome(asked["id"], asked["category"], asked["question"], answer, judge(asked, answer))
        )
    return outcomes


def judge(asked: dict[str, Any], answer: Answer) -> str:
    """What is wrong with an answer; empty when it is right."""
    return next(_faults(asked, answer), "")


def _faults(asked: dict[str, Any], answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        if check_quote(citation.document, citation.start, citation.end, citation.quote):
            yield "a quote is not in its source"
    if asked["status"] == "unanswered":
        if answer.status.has_evidence:
            yield "it has no answer"
        return
    if asked["status"] != answer.status.value:
        yield f"expected {asked['status']}"
    text = answer.text.casefold()
    lacking = [o for o in asked["expect"] if not any(option.casefold() in text for option in o)]
    yield from (f"lacks {options}" for options in lacking)
    yield from (f"holds {word}" for word in asked["forbid"] if word.casefold() in text)
    quotes = [citation.quote for citation in answer.citations]
    if asked["cite"] and not any(part in quote for part in asked["cite"] for quote in quotes):
        yield f"cites none of {asked['cite']}"


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | str]:
    """How many are right, in all, by category, and among the confident."""
    total, right = (
        Counter(o.category for o in outcomes),
        Counter(o.category for o in outcomes if o.right),
    )
    answered = [o for o in outcomes if o.answer.status.has_evidence]
    return {
        "right": f"{sum(right.values())} of {len(outcomes)}",
        **{name: f"{right[name]} of {count}" for name, count in sorted(total.items())},
        "wrong answers given": sum(not o.right for o in answered),
        "needless refusals": sum(
            not o.right and not o.answer.status.has_evidence for o in outcomes
        ),
    }


def reliability(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """How many of the answers given were right, by the confidence told, in tenths."""
    given = [outcome for outcome in outcomes if outcome.answer.status.has_evidence]
    tenths: dict[int, list[bool]] = {}
    for outcome in given:
        tenths.setdefault(min(int(outcome.answer.confidence * 10), 9), []).append(outcome.right)
    return {
        f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}": f"{sum(right)} of {len(right)}"
        for tenth, right in sorted(tenths.items(), reverse=True)
    }
