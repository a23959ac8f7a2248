"""What an ingest of many documents takes: `python -m bench.size ../shared [DOCUMENTS …]`.

Without numbers, the table goes to `docs/ingestion.md`: 100 documents with the embedding model, and 1,000
and 10,000 with random vectors in its place, whose time is reckoned from the first row; with numbers, so many
documents are embedded, and the table is printed. The documents are put together from the paragraphs of
the training texts and the reading set below the folder that is named first, each in another order, so
that texts repeat as little as they can.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import ingesting
from assistant.evaluation.files import fill, json_lines, table
from assistant.ports import Matrix
from assistant.settings import load_settings, share_processors
from bench.compare.protocol import peak_mb
from bench.made import made_embeddings
from bench.writing import DOCS, circumstances, told
from vectorstore.embeddings import Encoder, TextEmbeddings, open_embeddings

EMBEDDED = (100,)
UNEMBEDDED = (1_000, 10_000)
HEADS = (
    "documents | million characters | passages | sentences | texts embedded | processor seconds of the"
    " model, of all else | share of the model | documents, passages and characters a processor second"
    " | characters embedded a second by the model alone | MB of memory, peak | MB on the disk"
).split(" | ")
Figures = dict[str, float]
_SHORTEST = 60
_PARAGRAPHS = 3
_SPEEDS = (("documents", 1), ("passages", 1), ("characters", 0))
"""What is told a second, with so many decimals."""
_NUMBERED = "{} Diarienummer {}-{}."
"""What tells a paragraph from others that are the same, as no two documents of a site are."""


def paragraphs(shared: Path) -> list[str]:
    """Paragraphs of Swedish text."""
    found: dict[str, None] = {}
    for path in [*shared.glob("training/*.jsonl"), *shared.glob("evaluation/*_passages.jsonl")]:
        for entry in json_lines(path):
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
    """An encoder that counts what goes through it, and the processor time that it takes."""

    def __init__(self, encoder: Encoder) -> None:
        """Count around an encoder."""
        self._encoder = encoder
        self.texts = self.characters = 0
        self.seconds = 0.0

    def queries(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return self._counted(self._encoder.queries, texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return self._counted(self._encoder.passages, texts)

    def _counted(self, encode: Callable[[Sequence[str]], Matrix], texts: Sequence[str]) -> Matrix:
        begun = time.process_time()
        found = encode(texts)
        self.seconds += time.process_time() - begun
        self.texts += len(texts)
        self.characters += sum(map(len, texts))
        return found


def measured(shared: Path, count: int, *, made: bool) -> Figures:
    """What so many documents take; `made` puts random vectors in the place of the model."""
    with tempfile.TemporaryDirectory() as folder:
        documents, data_dir = Path(folder, "documents"), Path(folder, "data")
        documents.mkdir()
        characters = write(documents, paragraphs(shared), count)
        settings = load_settings(data_dir=data_dir)
        known = made_embeddings() if made else open_embeddings(settings.embeddings)
        counted = Counted(known.encoder)
        batch = settings.embeddings.batch_size
        embeddings = TextEmbeddings(known.name, lambda: counted, batch)
        vars(ingesting)["open_embeddings"] = lambda _: embeddings
        begun = time.process_time()
        result, _ = ingesting.ingest([documents], settings)
        spent = time.process_time() - begun
        disk = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    passages = [passage for each in result.documents for passage in each.passages]
    return {
        "documents": count,
        "characters": characters,
        "passages": len(passages),
        "sentences": sum(len(passage.sentences) for passage in passages),
        "texts": counted.texts,
        "embedded": counted.characters,
        "model": counted.seconds,
        "else": spent - counted.seconds,
        "memory": peak_mb(),
        "disk": disk / 1e6,
    }


def row(of: Figures, each: float | None = None) -> list[str]:
    """A row of the table; `each` is how long a text takes the model, where it took no part."""
    model = of["model"] if each is None else each * of["texts"]
    whole, about = model + of["else"], "" if each is None else "about "
    speeds = (f"{of[name] / whole:,.{places}f}" for name, places in _SPEEDS)
    return [
        f"{of['documents']:,.0f}",
        f"{of['characters'] / 1e6:.2f}",
        *(f"{of[name]:,.0f}" for name in ("passages", "sentences", "texts")),
        f"{about}{model:,.0f}, {of['else']:.1f}",
        f"{about}{model / whole:.0%}",
        f"{about}{', '.join(speeds)}",
        f"{about}{of['embedded'] / model:,.0f}",
        f"{of['memory']:.0f}",
        f"{of['disk']:.0f}",
    ]


def main() -> None:
    """Measure one number of documents after another, each in a process of its own."""
    shared, *chosen = sys.argv[1:]
    share_processors()
    taken, rows, each = circumstances(), [], None
    sizes = [(count, False) for count in map(int, chosen or EMBEDDED)]
    sizes += [(count, True) for count in UNEMBEDDED if not chosen]
    for count, made in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            of = pool.apply(measured, (Path(shared), count), {"made": made})
        rows.append(row(of, each if made else None))
        each = each if made else of["model"] / of["texts"]
        print(table(HEADS, rows), flush=True)
    if not chosen:
        fill(DOCS / "ingestion.md", "size", f"{told(taken)}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()
