"""`python -m training.average OUT CHECKPOINT…`: one model of several trainings, the mean of their weights.

Trainings that began with the same weights and saw the same data in another order end near each
other, and their mean often reads better than any of them (Wortsman and others 2022, “Model soups”).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor

from training.train import CHECKPOINT


def average(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of checkpoints of the same shape."""
    states = [
        torch.load(path, weights_only=True, map_location="cpu")["model"] for path in checkpoints
    ]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main(
    out: Annotated[Path, typer.Argument(help="A folder for the checkpoint.")],
    checkpoints: Annotated[list[Path], typer.Argument(help="Of trainings.")],
) -> None:
    """Write the mean of several checkpoints as one."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": average(checkpoints)}, out / CHECKPOINT)


if __name__ == "__main__":
    typer.run(main)
