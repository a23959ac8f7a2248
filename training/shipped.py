"""`python -m training.shipped OUT`: a checkpoint of the reader that ships, for a training to start from.

Its weights were rounded to 8 bits; a training that goes on with them rounds them again at its end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import onnx
import torch
import typer
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from assistant.reader.onnx import FOLDER, MODEL
from training.train import CHECKPOINT

Floats = NDArray[np.float32]
_MODEL = "model."
_CUT, _TURNED = "_quantized", "_Transposed"
"""What the export adds to the names of matrices."""


def weights(path: Path) -> dict[str, Tensor]:
    """The weights of an exported reader in full precision, by their names in `ReaderModel`."""
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {
        name.removeprefix(_MODEL): stored[name]
        for node in graph.node
        for name in node.input
        if name in stored and name.startswith(_MODEL) and _TURNED not in name
    }
    for node in graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and node.input[1] in stored:
            found[_of(node.name)] = _matrix(stored, node.input[1]).T
    return {name: torch.tensor(np.ascontiguousarray(told)) for name, told in found.items()}


def _of(node: str) -> str:
    """`/model/encoder/layers.0/query/MatMul_quant` as `encoder.layers.0.query.weight`."""
    return ".".join((*node.split("/")[2:-1], "weight"))


def _matrix(stored: dict[str, NDArray[np.generic]], name: str) -> Floats:
    """What a matrix stood for before it was cut, shape (in, out)."""
    told = stored[name].astype(np.float32)
    if not name.endswith(_CUT):
        return told
    plain = name.removesuffix(_CUT)
    scale, zero = (stored[f"{plain}_{part}"].astype(np.float32) for part in ("scale", "zero_point"))
    result: Floats = (told - zero) * scale
    return result


def main(
    out: Annotated[Path, typer.Argument(help="A folder for the checkpoint.")],
    reader: Annotated[Path, typer.Option(help="An exported reader.")] = FOLDER / MODEL,
) -> None:
    """Write the weights of a reader as a checkpoint."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": weights(reader)}, out / CHECKPOINT)


if __name__ == "__main__":
    typer.run(main)
