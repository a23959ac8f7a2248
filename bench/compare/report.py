"""What came of a comparison: JSON, a table and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from assistant.evaluation.files import fill, table, write_json
from bench.compare.contending import Contender, Run
from bench.compare.judging import QuestionSet, Reply, Tally, best_threshold, tally
from bench.plots import GREEN, GREY, PALE, PICTURES, RED, draw
from bench.writing import DOCS, told

PICTURE = PICTURES / "comparison.svg"
COSINE = 0.82
"""A threshold that was tried before on other questions."""
HEADS = (
    "pipeline | right | wrong answers | needless refusals | rightly refused | gold in any shown"
    " | ms a question: median, 95 % | peak MB | start, s | index, s"
).split(" | ")


def figures(
    sets: Sequence[QuestionSet], runs: Sequence[tuple[Contender, list[Run]]]
) -> dict[str, Any]:
    """All figures; a pipeline with scores is counted without a threshold and with two."""
    return {
        "sets": {
            each.name: {
                "documents": len(each.documents),
                "answerable": sum(bool(asked.gold) for asked in each.asked),
                "unanswerable": sum(not asked.gold for asked in each.asked),
                "left out": each.left_out,
            }
            for each in sets
        },
        "pipelines": [
            row
            for contender, done in runs
            for row in _rows(contender, done, [s.name for s in sets])
        ],
    }


def _rows(contender: Contender, done: list[Run], names: list[str]) -> Iterator[dict[str, Any]]:
    replies = [reply for run in done for reply in run.replies]
    spent = np.array([reply.seconds for reply in replies]) * 1000
    common = {
        "settings": dict(contender.settings),
        "versions": done[0].versions,
        "median ms": round(float(np.median(spent)), 1),
        "95 % ms": round(float(np.quantile(spent, 0.95)), 1),
        "peak MB": round(max(run.peak_mb for run in done)),
        "start s": round(float(np.median([run.start_seconds for run in done])), 2),
        "index s": round(sum(run.build_seconds for run in done), 1),
    }
    for name, threshold in _thresholds(contender, replies):
        yield {
            "name": name,
            **asdict(tally(replies, threshold)),
            **common,
            "by set": {
                of: asdict(tally(run.replies, threshold))
                for of, run in zip(names, done, strict=True)
            },
        }


def _thresholds(
    contender: Contender, replies: Sequence[Reply]
) -> Iterator[tuple[str, float | None]]:
    yield contender.name, None
    if "chunk" in contender.settings:
        yield f"{contender.name}, cosine from {COSINE}", COSINE
        best = best_threshold(replies)
        yield f"{contender.name}, cosine from {best}, the best in hindsight", best


def text(figures: dict[str, Any]) -> str:
    """The tables, with what they were taken on and of which versions."""
    rows = [
        (
            each["name"],
            *(each[key] for key in asdict(Tally())),
            f"{each['median ms']}, {each['95 % ms']}",
            each["peak MB"],
            each["start s"],
            each["index s"],
        )
        for each in figures["pipelines"]
    ]
    sets = table(
        ("set", "documents", "answerable", "unanswerable", "left out"),
        ((name, *each.values()) for name, each in figures["sets"].items()),
    )
    versions = sorted(
        {
            f"{name} {number}"
            for each in figures["pipelines"]
            for name, number in each["versions"].items()
        }
    )
    return "\n\n".join(
        (told(figures["taken"]), table(HEADS, rows), sets, f"Versions: {', '.join(versions)}.")
    )


def write(figures: dict[str, Any]) -> None:
    """Write JSON, tables and picture."""
    write_json(DOCS / "comparison.json", figures)
    _draw(figures["pipelines"])
    picture = f"![What became of the questions]({PICTURE.relative_to(DOCS)})"
    fill(DOCS / "comparison.md", "figures", f"{text(figures)}\n\n{picture}")


def _draw(pipelines: Sequence[dict[str, Any]]) -> None:
    """Draw what became of the questions of each pipeline, in shares of all."""
    kinds = {
        "right": ("right", GREEN),
        "refused": ("rightly refused", PALE),
        "needless": ("needlessly refused", GREY),
        "wrong": ("wrong", RED),
    }
    names = [each["name"].replace(", ", "\n", 1) for each in pipelines]

    def fill(axes: Any) -> None:
        left = np.zeros(len(names))
        for kind, (label, colour) in kinds.items():
            counts = np.array([each[kind] for each in pipelines])
            axes.barh(names, counts, left=left, color=colour, label=label)
            left += counts
        axes.invert_yaxis()
        axes.set(xlabel="questions")
        axes.figure.legend(ncols=len(kinds), loc="outside upper center", frameon=False)

    draw(PICTURE, (9, 0.6 * len(names) + 1), fill)
