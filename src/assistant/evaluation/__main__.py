"""`python -m assistant.evaluation FOLDER`: measures the whole product and prints a table."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.bootstrap import open_reader
from assistant.cli.printing import progress
from assistant.evaluation import behind, cases, measures, questions, swapped
from assistant.evaluation.files import commit, write_json
from assistant.evaluation.measures import Judgements
from assistant.evaluation.reading import (
    ReadingQuestion,
    judge,
    judging_articles,
    load_reading,
    load_translated,
)
from assistant.settings import Settings, load_settings
from assistant.views.subset import Subset
from ingest.sentences import split_sentences
from vectorstore.embeddings import open_embeddings
from vectorstore.index import open_index
from vectorstore.writer import write_generation

CONSOLE = Console()
TRANSLATED = "reading_english.tsv"
MOST_JUDGED = 600
"""Questions of the reading set: each is read twice, with its article and without it."""


def main(
    folder: Annotated[Path, typer.Argument(help="Holds the evaluation files.")],
    own: Annotated[Path, typer.Option(help="Our own question sets.")] = Path(
        "tests/data/questions"
    ),
    work: Annotated[Path, typer.Option(help="Where the indexes are kept.")] = Path("build/eval"),
    results: Annotated[Path, typer.Option(help="Where the figures go.")] = Path("build/eval"),
    only: Annotated[
        list[str] | None, typer.Option(help="Ask this set of questions alone; may be repeated.")
    ] = None,
    beside: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The figures.json to show these beside."),
    ] = None,
) -> None:
    """Measure retrieval, answers, refusals and calibration under the settings in force.

    To see what a model brings, run it without and, by FORDONSDALEN_ variables, with it:
    FORDONSDALEN_RERANKING__MODEL=… --results build/with --beside build/eval/figures.json
    """
    settings = load_settings()
    before = json.loads(beside.read_text("utf-8")) if beside else None
    figures: dict[str, Any] = {}
    if only is None:
        same, across = judge_reading(folder, own / TRANSLATED, work, settings)
        figures["reading set"] = measures.reading(same)
        figures["reading set in English"] = measures.reading(across)
    every: list[questions.Outcome] = []
    of_others: list[tuple[int, int]] = []
    as_second: Counter[str] = Counter()
    for name, documents, file in questions.shared_sets(folder) + questions.own_sets(own):
        if only is not None and name not in only:
            continue
        outcomes = questions.run(documents, file, work / name, settings)
        figures[name] = questions.summarise(outcomes)
        show_wrong(name, outcomes)
        every += outcomes
        of_others.append(swapped.run(file, work / name, settings))
        as_second += behind.run(file, work / name, settings)
    asked, answered = map(sum, zip(*of_others, strict=True)) if of_others else (0, 0)
    figures["names that no text holds"] = {"answered": f"{answered} of {asked}"}
    figures["behind another question"] = dict(as_second)
    if only is None:  # Of other questions it would not be the same.
        figures["right answers by confidence"] = questions.reliability(every)
        checked = cases.run(cases.load_cases(folder / "cases"), work / "cases", settings)
        figures["cases"] = {"right": f"{sum(not f for f in checked.values())} of {len(checked)}"}
        for name, faults in checked.items():
            for fault in faults:
                CONSOLE.print(f"case {name}: {fault}", markup=False, highlight=False)
    run = {"commit": commit(), "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "figures": figures}
    run["settings"] = settings.model_dump(mode="json", exclude={"data_dir", "documents", "server"})
    show(run, before)
    results.mkdir(parents=True, exist_ok=True)
    write_json(results / "figures.json", run)
    if only is None:
        measures.plot_calibration(same, results / "calibration.png")


def judge_reading(
    folder: Path, translated: Path, work: Path, settings: Settings
) -> tuple[Judgements, Judgements]:
    """Ask some of the questions about articles kept for judging, with their article and without.

    Returns:
        What came of the questions in Swedish, and of those in English.
    """
    documents, asked = load_reading(folder, split_sentences)
    embeddings = open_embeddings(settings.embeddings)
    data_dir = work / "reading"
    with progress() as on_progress:
        write_generation(data_dir, documents, [], embeddings, settings, on_progress)
    index, reader = open_index(data_dir, settings, embeddings), open_reader()
    held = judging_articles(index.documents)
    views = {name: Subset(index, index.documents.keys() - {name}) for name in held}

    def judge_all(questions: Sequence[ReadingQuestion]) -> Judgements:
        mine = [question for question in questions if question.article in held]
        chosen = random.Random(0).sample(mine, min(MOST_JUDGED, len(mine)))
        texts = [question.text for question in chosen]
        vectors = measures.cached_vectors(work / "questions.npy", texts, embeddings)
        inside, outside = [], []
        pairs = list(zip(chosen, vectors, strict=True))
        for question, vector in track(pairs, "ask", console=CONSOLE, transient=True):
            inside.append(judge(index, question, vector, reader, settings))
            if question.answerable:
                view = views[question.article]
                outside.append(judge(view, question, vector, reader, settings))
        return Judgements(inside, outside)

    return judge_all(asked), judge_all(load_translated(translated, asked))


def show(run: dict[str, Any], before: dict[str, Any] | None) -> None:
    """Print all figures as one table, beside those of an earlier run and under what was set otherwise."""
    table = Table("set", "measure", *(["before"] if before else []), "value", title="Evaluation")
    for name, measured in run["figures"].items():
        for measure, value in measured.items():
            told = [before["figures"].get(name, {}).get(measure, "")] if before else []
            table.add_row(name, measure, *map(_rounded, [*told, value]))
        table.add_section()
    CONSOLE.print(table)
    for change in changes(before["settings"], run["settings"]) if before else ():
        CONSOLE.print(change, markup=False, soft_wrap=True)


def changes(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What is set otherwise now, a line for each."""
    for section, given in now.items():
        earlier = before.get(section)
        if isinstance(given, dict) and isinstance(earlier, dict):
            yield from (f"{section}.{line}" for line in changes(earlier, given))
        elif given != earlier:
            yield f"{section}: {earlier} before, {given} now"


def _rounded(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def show_wrong(name: str, outcomes: list[questions.Outcome]) -> None:
    """Print what went wrong in a set of questions."""
    for outcome in outcomes:
        if not outcome.right:
            said = " ".join(outcome.answer.text.split())[:160]
            CONSOLE.print(
                f"{name} {outcome.id}: {outcome.question} → {outcome.answer.status.value}"
                f" {outcome.answer.confidence:.2f}: {said} ({outcome.reason})",
                markup=False,
                highlight=False,
            )


if __name__ == "__main__":
    typer.run(main)
