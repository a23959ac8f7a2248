"""What an index of many passages costs: `python -m bench.growth [PASSAGES …]`.

Without sizes, 1,000, 10,000 and 100,000 passages are made, and the table goes to `docs/performance.md`
and `docs/growth.json`; about 15 minutes on two free cores, nearly all of them for the last size. With
sizes, those are made and printed. The vectors are random, so that no time goes to the model.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import psutil

from assistant.answering.assistant import Assistant
from assistant.answering.versions import build_views
from assistant.bootstrap import build_assistant
from assistant.evaluation.files import fill, table, write_json
from assistant.ports import Matrix, Vector
from assistant.settings import Settings, load_settings, share_processors
from assistant.system.collecting import collect_seldom
from bench.compare.protocol import peak_mb
from bench.made import BROAD, DIMENSIONS, Maker, Parts, made_embeddings, questions
from bench.plots import draw_growth
from bench.writing import DOCS, circumstances, told
from vectorstore.generations import generation_folder, new_name, switch
from vectorstore.index import OpenIndex
from vectorstore.manifest import PASSAGES, read_manifest, write_manifest
from vectorstore.nearest import ExactVectors
from vectorstore.reader import IndexReader
from vectorstore.writer import write_generation

SIZES = (1_000, 10_000, 100_000)
ASKED = 120
"""Questions; one in twelve is about nothing that the documents tell."""
SEARCHED = 100
NEAREST = 10
BY_MODEL = ("embed", "read", "weigh")
"""The steps of an answer in which a model embeds or reads; facts that answer are read too."""
MOST_MS = {100_000: 60, 1_000_000: 150}
"""Aimed at for 95 % of the answers, beyond embedding and reading."""
LEAST_RECALL = 0.98
PICTURE = "![What answers, memory and disk cost by the number of passages](pictures/growth.svg)"
HEADS = (
    "passages | facts | ms of an answer beyond embedding and reading: median, 95 % | recall@10 of"
    " Chroma | ms of a search: Chroma, exact | open: s, s of processor time | switch, s | MB of memory:"
    " its own, in pages of files, peak while switching | MB on disk | s of an answer that lists everybody"
    " | write, s"
).split(" | ")
Figures = dict[str, Any]


def build(passages: int, data_dir: Path) -> Figures:
    """Write an index of about that many passages, and the questions to ask of it."""
    maker = Maker(Parts.of_questions())
    documents = list(maker.documents(passages))
    asked = questions(maker.told, ASKED)
    start = perf_counter()
    settings = load_settings(data_dir=data_dir)
    report = write_generation(data_dir, documents, [], made_embeddings(), settings)
    spent = perf_counter() - start
    (data_dir / "asked.json").write_text(json.dumps(asked), "utf-8")
    folder = generation_folder(data_dir, report.manifest.name)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {**report.manifest.counts, "write s": spent, "disk bytes": disk}


def ask(data_dir: Path) -> Figures:
    """Open the index, ask it, search it, and switch to another."""
    collect_seldom()  # As the processes do that answer.
    settings = load_settings(data_dir=data_dir)
    process = psutil.Process()
    before = process.memory_info()
    reader = IndexReader(data_dir, settings, made_embeddings(), views=[build_views])
    start, busy = perf_counter(), process_time()
    index = reader.current()
    index.warm([build_views])
    opened = {"open s": perf_counter() - start, "open processor s": process_time() - busy}
    answered, after = _answered(reader, settings), process.memory_info()
    mapped = after.shared - before.shared
    memory = {"memory bytes": after.rss - before.rss - mapped, "mapped bytes": mapped}
    figures = {**opened, **memory, **answered, **_searched(index, data_dir)}
    figures |= {"switch s": _switched(reader, data_dir), "peak bytes": peak_mb() * 1e6}
    return {**figures, "everybody s": _everybody(build_assistant(settings, reader), settings)}


def _answered(reader: IndexReader, settings: Settings) -> Figures:
    """Milliseconds of answers without embedding and reading."""
    assistant = build_assistant(settings, reader)
    assistant.warm_up()
    spent = []
    for question in json.loads((settings.data_dir / "asked.json").read_text("utf-8")):
        timings = assistant.ask(question).timings_ms
        spent.append(timings["total"] - sum(timings.get(step, 0) for step in BY_MODEL))
    return {"median ms": float(np.median(spent)), "95 % ms": float(np.quantile(spent, 0.95))}


def _searched(index: OpenIndex, data_dir: Path) -> Figures:
    """How many of the nearest rows Chroma finds of random vectors, which are near to nothing."""
    vectors = np.load(generation_folder(data_dir, index.generation) / PASSAGES)
    exact, draw = ExactVectors(vectors), np.random.default_rng(2)
    found, spent, spent_exact = [], [], []
    for _ in range(SEARCHED):
        made: Vector = draw.standard_normal(DIMENSIONS, np.float32)
        made /= np.linalg.norm(made)
        near, seconds = _timed(index.dense, made)
        true, exact_seconds = _timed(exact.search, made)
        found.append(len(near & true) / NEAREST)
        spent.append(seconds * 1000)
        spent_exact.append(exact_seconds * 1000)
    return {
        "recall@10": float(np.mean(found)),
        "search ms": float(np.median(spent)),
        "exact search ms": float(np.median(spent_exact)),
    }


def _timed(
    search: Callable[[Matrix, int], list[tuple[int, float]]], vector: Vector
) -> tuple[set[int], float]:
    start = perf_counter()
    rows = {row for row, _ in search(vector, NEAREST)}
    return rows, perf_counter() - start


def _switched(reader: IndexReader, data_dir: Path) -> float:
    """Seconds to open and warm the next generation, a copy under another name, beside this one."""
    manifest = read_manifest(data_dir)
    following = new_name(data_dir, manifest.fingerprint[:6])
    folder = generation_folder(data_dir, following)
    shutil.copytree(generation_folder(data_dir, manifest.name), folder)
    write_manifest(folder, manifest.model_copy(update={"name": following}))
    switch(data_dir, following)
    start = perf_counter()
    assert reader.current().generation == following
    return perf_counter() - start


def _everybody(assistant: Assistant, settings: Settings) -> float | None:
    """Seconds of an answer that everybody is part of; None where a worker would be stopped over it."""

    def stop(*_: object) -> None:
        raise TimeoutError

    start = perf_counter()
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, settings.limits.question_seconds)
    try:
        assistant.ask(BROAD)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return perf_counter() - start


def measured(passages: int) -> Figures:
    """All figures of one size; writing and asking have processes of their own."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with context.Pool(1) as pool:
            print(f"{passages:,} passages: written …", flush=True)
            built: Figures = pool.apply(build, (passages, data_dir))
        with context.Pool(1) as pool:
            print(f"{passages:,} passages: asked …", flush=True)
            asked: Figures = pool.apply(ask, (data_dir,))
    return {**built, **asked}


def row(figures: Figures) -> list[str]:
    """A row of the table."""
    return [
        f"{figures['passages']:,}",
        f"{figures['facts']:,}",
        f"{figures['median ms']:.1f}, {figures['95 % ms']:.1f}",
        f"{figures['recall@10']:.3f}",
        f"{figures['search ms']:.1f}, {figures['exact search ms']:.1f}",
        f"{figures['open s']:.1f}, {figures['open processor s']:.1f}",
        f"{figures['switch s']:.1f}",
        ", ".join(f"{figures[f'{key} bytes'] / 1e6:.0f}" for key in ("memory", "mapped", "peak")),
        f"{figures['disk bytes'] / 1e6:.0f}",
        "none in time" if figures["everybody s"] is None else f"{figures['everybody s']:.1f}",
        f"{figures['write s']:.0f}",
    ]


def verdicts(of: dict[int, Figures]) -> str:
    """What was aimed at, and whether it is met."""
    lines = []
    for size, most in MOST_MS.items():
        if size in of:
            met = "met" if of[size]["95 % ms"] <= most else "**missed**"
            lines.append(f"95 % of the answers among {size:,} at most {most} ms: {met}.")
    worst = min(figures["recall@10"] for figures in of.values())
    met = "met" if worst >= LEAST_RECALL else "**missed**"
    return " ".join([*lines, f"Recall@10 at least {LEAST_RECALL}: {met}."])


def slopes(of: dict[int, Figures]) -> str:
    """What a passage adds, between the smallest size and the largest; a single size tells nothing."""
    if len(of) < 2:
        return ""
    small, large = (of[size] for size in (min(of), max(of)))
    more = large["passages"] - small["passages"]
    memory, disk = ((large[key] - small[key]) / more for key in ("memory bytes", "disk bytes"))
    return f"A passage adds {memory / 1000:.1f} kB of memory of its own and {disk / 1000:.1f} kB on disk."


def main() -> None:
    """Measure one size after another."""
    chosen = [int(size) for size in sys.argv[1:]]
    taken = circumstances()
    share_processors()
    of = {}
    for size in chosen or SIZES:
        of[size] = measured(size)
        print(table(HEADS, [row(of[size])]), flush=True)
    told_of = (verdicts(of), slopes(of))
    text = "\n\n".join((told(taken), " ".join(told_of), table(HEADS, map(row, of.values()))))
    if chosen:
        print(text)
        return
    write_json(DOCS / "growth.json", {"taken": taken, "sizes": of})
    draw_growth(of)
    fill(DOCS / "performance.md", "growth", f"{text}\n\n{PICTURE}")


if __name__ == "__main__":
    main()
