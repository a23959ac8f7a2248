"""What an ingest of many documents takes: `python -m bench.size ../shared [DOCUMENTS …]`.

Without numbers, 100 and 1,000 documents are ingested, and the table goes to `docs/ingestion.md`; with
numbers, those are, and it is printed. The documents are put together from the paragraphs of the training texts and the reading set below
the folder that is named first, each in another order, so that texts repeat as little as they can.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import bootstrap
from assistant.ports import Matrix
from assistant.settings import load_settings
from bench.compare.protocol import peak_mb
from bench.writing import DOCS, circumstances, fill, table, told
from vectorstore.embeddings import Encoder, TextEmbeddings, open_embeddings

SIZES = (100, 1_000)
HEADS = (
    "documents | million characters | passages | sentences | seconds | of the processors"
    " | documents a second | passages a second | characters embedded a second, of those that the"
    " model takes alone | share of the model in the processors' seconds | MB of memory, peak"
    " | MB on the disk"
).split(" | ")
_SHORTEST = 60
_PARAGRAPHS = 3
_NUMBERED = "{} Diarienummer {}-{}."
"""What tells a paragraph from others that are the same, as no two documents of a site are."""


def paragraphs(shared: Path) -> list[str]:
    """Paragraphs of Swedish text."""
    found: dict[str, None] = {}
    for path in [*shared.glob("training/*.jsonl"), *shared.glob("evaluation/*_passages.jsonl")]:
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            if entry.get("language", "sv") == "sv":
                parts = str(entry.get("text", "")).split("\n\n")
                found.update(dict.fromkeys(part for part in parts if len(part) >= _SHORTEST))
    return list(found)


def write(folder: Path, texts: Sequence[str], count: int) -> int:
    """Write documents; returns their characters."""
    draw = random.Random(count)
    total = 0
    for number in range(count):
        chosen = draw.sample(texts, _PARAGRAPHS)
        body = "\n\n".join(_NUMBERED.format(text, number, at) for at, text in enumerate(chosen))
        (folder / f"{number}.md").write_text(f"# Handling {number}\n\n{body}\n", "utf-8")
        total += len(body)
    return total


class Counted:
    """An encoder that counts what goes through it, and the seconds that it takes, also of processors."""

    def __init__(self, encoder: Encoder) -> None:
        """Count around an encoder."""
        self._encoder = encoder
        self.characters = 0
        self.seconds = self.worked = 0.0

    def queries(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return self._counted(self._encoder.queries, texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return self._counted(self._encoder.passages, texts)

    def _counted(self, encode: Callable[[Sequence[str]], Matrix], texts: Sequence[str]) -> Matrix:
        start, begun = time.perf_counter(), time.process_time()
        found = encode(texts)
        self.seconds += time.perf_counter() - start
        self.worked += time.process_time() - begun
        self.characters += sum(map(len, texts))
        return found


def measured(shared: Path, count: int) -> list[str]:
    """A row of the table for so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        documents, data_dir = Path(folder, "documents"), Path(folder, "data")
        documents.mkdir()
        characters = write(documents, paragraphs(shared), count)
        settings = load_settings(data_dir=data_dir)
        known = open_embeddings(settings.embeddings)
        counted = Counted(known.encoder)
        batch = settings.embeddings.batch_size
        embeddings = TextEmbeddings(known.name, lambda: counted, batch)
        vars(bootstrap)["open_embeddings"] = lambda _: embeddings
        start, begun = time.perf_counter(), time.process_time()
        result, _ = bootstrap.ingest([documents], settings)
        spent, worked = time.perf_counter() - start, time.process_time() - begun
        disk = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    passages = sum(len(each.passages) for each in result.documents)
    sentences = sum(len(p.sentences) for each in result.documents for p in each.passages)
    return [
        f"{count:,}",
        f"{characters / 1e6:.2f}",
        f"{passages:,}",
        f"{sentences:,}",
        f"{spent:.0f}",
        f"{worked:.0f}",
        f"{count / spent:.1f}",
        f"{passages / spent:.0f}",
        f"{counted.characters / spent:,.0f} of {counted.characters / counted.seconds:,.0f}",
        f"{counted.worked / worked:.0%}",
        f"{peak_mb():.0f}",
        f"{disk / 1e6:.0f}",
    ]


def main() -> None:
    """Measure one number of documents after another, each in a process of its own."""
    shared, *chosen = sys.argv[1:]
    taken, rows = circumstances(), []
    for count in map(int, chosen or SIZES):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measured, (Path(shared), count)))
        print(table(HEADS, rows), flush=True)
    if not chosen:
        fill(DOCS / "ingestion.md", "size", f"{told(taken)}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()
