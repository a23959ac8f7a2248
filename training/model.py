"""The reader in torch: one encoder with small heads, and what they are trained to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.nano import Sizes
from training.base import Base
from training.encoder import Encoder
from training.prepared import UNKNOWN, UNKNOWN_PIECE, VERDICTS, Prepared

INSIDE_WEIGHT = 0.1
"""Of the mean over examples of the sum over pieces; an answer has about five."""
JOINT_WEIGHT = 2.0
"""Of a question with all of its texts, beside 1 of each text; a question has about four."""
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

    def __init__(self, sizes: Sizes, layers: int) -> None:
        """Make the parts with the lowest layers of the encoder; `start_from` fills them."""
        super().__init__()
        self.encoder = Encoder(replace(sizes, layers=layers))
        self.spans = nn.Linear(sizes.hidden, 3)
        self.pool = nn.Linear(2 * sizes.hidden, sizes.hidden)
        self.whole = nn.Linear(sizes.hidden, len(VERDICTS))

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
        """Leave the positions and the lowest layers as they are."""
        encoder = self.encoder
        if layers:
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
class Batch:
    """Examples as tensors, padded to the longest."""

    numbers: Tensor
    """Of the pieces, shape (batch, pieces)."""
    mask: Tensor
    """True for pieces, False for padding."""
    allowed: Tensor
    """Where a span may begin or end, bos among it; shape (batch, pieces)."""
    starts: Tensor
    ends: Tensor
    inside: Tensor
    verdict: Tensor
    """Class, `UNKNOWN` where it is not known."""
    carried: Tensor
    """1, 0, or `UNKNOWN` where the example is no claim."""
    question: Tensor
    """Counted from 0; neighbours with the same number are texts of one question."""

    def __len__(self) -> int:
        """How many examples."""
        return len(self.verdict)


class Batches:
    """Puts examples together on a device."""

    def __init__(self, base: Base, prepared: Prepared, device: torch.device) -> None:
        """Take the word embeddings along; they are never trained."""
        self.prepared = prepared
        self.device = device
        self.lengths = prepared.lengths
        self._words = torch.from_numpy(base.embeddings()).to(device)

    def words(self, batch: Batch, blanked: float = 0.0) -> Tensor:
        """The word embeddings of a batch, shape (batch, pieces, hidden).

        Args:
            batch: From `collate`.
            blanked: The share of pieces that are shown as unknown, drawn anew each time.
        """
        is_blank = torch.rand(batch.numbers.shape, device=self.device) < blanked
        numbers = batch.numbers.masked_fill(
            is_blank & (batch.numbers > UNKNOWN_PIECE), UNKNOWN_PIECE
        )
        return functional.embedding(numbers, self._words)

    def collate(self, rows: list[int]) -> Batch:
        """Some examples as tensors."""
        some = self.prepared
        width = int(self.lengths[rows].max())
        numbers = np.zeros((len(rows), width), np.int64)
        mask, allowed, starts, ends, inside = (np.zeros((len(rows), width), bool) for _ in range(5))
        for at, row in enumerate(rows):
            pieces, answers = some.pieces(row), some.answers(row)
            numbers[at, : len(pieces)] = pieces
            mask[at, : len(pieces)] = True
            allowed[at, some.first[row] : len(pieces) - 1] = True
            allowed[at, 0] = True
            starts[at, answers[:, 0]] = True
            ends[at, answers[:, 1]] = True
            for first, last in answers:
                inside[at, first : last + 1] = last > 0
        made = (numbers, mask, allowed, starts, ends, inside)
        question = np.cumsum(np.diff(some.question[rows], prepend=some.question[rows[0]]) != 0)
        labels = (some.verdict[rows].astype(np.int64), some.carried[rows], question)
        return Batch(
            *(torch.from_numpy(a).to(self.device, non_blocking=True) for a in made + labels)
        )


def run(model: ReaderModel, words: Tensor, batch: Batch) -> Outputs:
    """The logits of a batch in full precision, those of impossible places out of reach."""
    by_piece, whole = model(words, batch.mask)
    start, end, inside = by_piece.float().unbind(-1)
    return Outputs(
        start.masked_fill(~batch.allowed, _NOTHING),
        end.masked_fill(~batch.allowed, _NOTHING),
        inside,
        whole.float(),
    )


def losses(outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
    """The losses of the heads, each as a sum over examples."""
    is_claim, is_carried = batch.carried != UNKNOWN, batch.carried == 1
    spans = _missed(outputs.start, batch.starts) + _missed(outputs.end, batch.ends)
    joint = _missed_jointly(outputs.start, batch.starts, batch.question)
    joint = joint + _missed_jointly(outputs.end, batch.ends, batch.question)
    by_piece = functional.binary_cross_entropy_with_logits(
        outputs.inside, batch.inside.float(), reduction="none"
    )
    # Without an answer bos stands for it, and bos is inside of nothing.
    inside = (by_piece * batch.allowed).sum(1)
    known = batch.verdict != UNKNOWN
    verdict = functional.cross_entropy(
        outputs.verdict, batch.verdict.clamp(min=0), reduction="none"
    ) * torch.where(batch.verdict == VERDICTS.index("open"), OPEN_WEIGHT, 1.0)
    # A claim that a quote carries is a question that it answers with yes; one that it does not
    # carry may be contradicted or left open.
    yes, *others = functional.log_softmax(outputs.verdict, dim=1).unbind(1)
    claim = -torch.where(is_carried, yes, torch.stack(others).logsumexp(0))
    return {
        "span": (spans / 2 * ~is_claim).sum(),
        "joint": JOINT_WEIGHT * (joint / 2).sum(),
        "inside": INSIDE_WEIGHT * (inside * ~is_claim).sum(),
        "verdict": (verdict * (known & ~is_claim)).sum(),
        "claim": (claim * is_claim).sum(),
    }


def _missed(logits: Tensor, gold: Tensor) -> Tensor:
    """Minus the log chance that falls on any of the gold places, shape (batch,)."""
    chances = functional.log_softmax(logits, dim=1)
    return -chances.masked_fill(~gold, -torch.inf).logsumexp(1)


def _missed_jointly(logits: Tensor, gold: Tensor, question: Tensor) -> Tensor:
    """Minus the log chance of the gold places of a question among those of all its texts.

    Each text tells how much likelier a place is than that it does not answer, so that what is
    read in one text can be held against what is read in another. Shape (questions,); nothing for
    questions with one text.
    """
    leads, gold = logits[:, 1:] - logits[:, :1], gold[:, 1:]
    every = leads.logsumexp(1)
    right = leads.masked_fill(~gold, _NOTHING).logsumexp(1)
    of = question == torch.arange(int(question[-1]) + 1, device=question.device)[:, None]
    of_every, of_right = (torch.where(of, told, _NOTHING) for told in (every, right))
    none = torch.zeros_like(of_every[:, :1])
    answered = (of & gold.any(1)).any(1)
    found = torch.where(answered, of_right.logsumexp(1), 0.0)
    return (torch.cat((none, of_every), 1).logsumexp(1) - found) * (of.sum(1) > 1)
