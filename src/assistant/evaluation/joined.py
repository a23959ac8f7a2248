"""What the gate makes of two true quotes in one answer: one along with another, and one behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from assistant.evaluation.citing import cited
from assistant.evaluation.files import table
from assistant.generation.checking import Checking
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents

FILE = Path("answers") / "pairs.yaml"
"""In the folder of claims."""


def joined_figures(claims: Path, gate: Gate) -> str:
    """How many of these answers tell the second quote, as a table in Markdown.

    Raises:
        SourceError: a quote does not stand in its document.
    """
    told = yaml.safe_load((claims / FILE).read_text("utf-8"))
    pairs = {kind: [tuple(_items(claims / FILE, one)) for one in told[kind]] for kind in told}
    false, true = pairs["false behind"], pairs["true behind"]
    ways = (
        ("beside the point, citing along what the answer rests on (false)", "{1} [1, 2].", false),
        ("joined to what it does not belong to (false)", "{0} [1]. {1} [2].", false),
        (
            "joined to what it belongs to, or naming what it is about (true)",
            "{0} [1]. {1} [2].",
            true,
        ),
    )
    rows = [
        [name, len(some), sum(_tells(written, pair, gate) for pair in some)]
        for name, written, some in ways
    ]
    return table(["second sentence", "answers", "tell it"], rows)


def _tells(written: str, pair: tuple[Item, ...], gate: Gate) -> bool:
    """Whether an answer would be told with its second quote."""
    draft = written.format(*(item.citation.quote.rstrip(".") for item in pair))
    checking = Checking(gate, pair, "en" if pair[0].citation.document.language == "en" else "sv")
    checking.end(draft)
    return checking.is_sure and any(2 in claim.handles for claim in checking.kept)


def _items(file: Path, pair: Mapping[str, Mapping[str, str]]) -> Iterator[Item]:
    for number, quoted in enumerate((pair["rests on"], pair["other"]), start=1):
        ((path, quote),) = quoted.items()
        (read,) = read_documents([Path(path)], IngestSettings()).documents
        citation = cited(read.document, quote, number, file)
        yield Item(citation, read.document.title, is_core=number == 1)
