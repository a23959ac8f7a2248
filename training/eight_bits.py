"""Linear layers that can compute as they will with 8 bits, so that a training makes up for the loss."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


class Linear(nn.Linear):
    """A linear layer that, once told to, rounds as the exported model does.

    onnxruntime rounds the weights once, symmetrically and by output, and what comes in anew for
    each text, over the range from its least to its greatest value. Gradients pass as if nothing
    were rounded.
    """

    rounds = False

    def forward(self, states: Tensor) -> Tensor:
        """Of states of shape (batch, pieces, in), those of shape (batch, pieces, out)."""
        if not self.rounds:
            return functional.linear(states, self.weight, self.bias)
        return functional.linear(_rounded_states(states), _rounded(self.weight), self.bias)


def round_from_now_on(model: nn.Module) -> None:
    """Let all such layers of a model round."""
    for part in model.modules():
        if isinstance(part, Linear):
            part.rounds = True


def _rounded(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
        off = (weight / scale).round() * scale - weight
    return weight + off


def _rounded_states(states: Tensor) -> Tensor:
    with torch.no_grad():
        full = states.float()
        low = full.amin((1, 2), keepdim=True).clamp(max=0)
        high = full.amax((1, 2), keepdim=True).clamp(min=0)
        scale = (high - low).clamp(min=1e-12) / 255
        zero = (-low / scale).round()
        off = (((full / scale).round() + zero).clamp(0, 255) - zero) * scale - full
    return states + off.to(states.dtype)
