"""The reader's model at an endpoint that speaks the Open Inference Protocol (KServe v2).

Numbers of pieces go there and logits come back, as JSON, which every server of the protocol takes.
Nothing that comes back is trusted before its size, form and origin are: each answer names the checksum of
the model that it was made by, since what stands behind an address may change between two requests.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from weakref import finalize

import httpx2
import numpy as np

from assistant.endpoints.clients import all_within, client
from assistant.errors import SettingsError, UnavailableError, in_a_line
from assistant.reader.calibration import read_card
from assistant.reader.onnx import CARD, FOLDER, PIECES, Floats, Logits, known_reading
from assistant.reader.tokens import Pair, open_pieces
from assistant.settings import ReaderSettings

MOST_BYTES = 200_000
"""Of an answer: 512 pieces with three numbers each take a fifth of that."""
_AT_ONCE = 8
"""Requests that one process sends at the same time, each on a connection of its own."""
_NEAR = 0.01
"""How far logits may lie from those that were recorded, on processors that round in other ways."""


class EndpointModel:
    """The model that a server has, while it is the one of this reader."""

    def __init__(self, settings: ReaderSettings, folder: Path = FOLDER) -> None:
        """Take where it is; it is not asked yet.

        Args:
            settings: With an address.
            folder: Holds `reader.json`, which tells the checksum and a reading that is known.

        Raises:
            SettingsError: the card is not there or of another format.
        """
        self._url = f"{settings.url}/v2/models/{settings.model}/infer"
        self._folder = folder
        self._card = read_card(folder / CARD)
        self._made_of = list(bytes.fromhex(self._card["sha256"]))
        # A file that holds a key often ends in a line break, and what no header can hold is told in errors.
        key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
        if not (key.isascii() and key.isprintable()):
            raise SettingsError("reader.api_key holds characters that no header can hold.")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = client(settings.seconds, MOST_BYTES, most_connections=_AT_ONCE)
        self._end = finalize(self, self._client.close)
        self._seconds = settings.seconds

    def logits(self, pairs: Sequence[Pair], seconds: float | None = None) -> list[Logits]:
        """See `Model.logits`; some pairs are sent at once, one in each request.

        Args:
            pairs: What is to be read.
            seconds: How long all of it may take; as the settings say when None.

        Raises:
            UnavailableError: it does not answer in time, or not as this reader's model does.
        """
        until = time.monotonic() + (self._seconds if seconds is None else seconds)
        found: list[Logits] = []
        try:
            for start in range(0, len(pairs), _AT_ONCE):
                asks = [
                    partial(self._ask, pair.numbers) for pair in pairs[start : start + _AT_ONCE]
                ]
                found += all_within(until - time.monotonic(), asks)
        except Exception as error:
            reason = in_a_line(error)
            raise UnavailableError(
                f"The reader at {self._url} does not answer: {reason}"
            ) from error
        return found

    def check(self, seconds: float | None = None) -> float:
        """See that it computes what it did when it was made; returns the largest difference of a logit.

        Args:
            seconds: As of `logits`.

        Raises:
            UnavailableError: as `logits`; it computes something else.
        """
        asked = partial(self.logits, seconds=seconds)
        told = known_reading(asked, open_pieces(self._folder / PIECES))
        apart = float(np.abs(np.subtract(told, self._card["known_reading"])).max())
        if apart > _NEAR:
            raise UnavailableError(
                f"The reader at {self._url} computes other numbers than when it was made: a known reading "
                f"is {apart:.3g} from what it should be."
            )
        return apart

    def is_degraded(self) -> bool:
        """It never is: it answers as it should, or fails."""
        return False

    def close(self) -> None:
        """Close its connections, those that something is awaited on as well."""
        self._end()

    def _ask(self, numbers: list[int]) -> Logits:
        tensor = {"name": "numbers", "shape": [1, len(numbers)], "datatype": "INT64"}
        body = {"inputs": [{**tensor, "data": numbers}]}
        response = self._client.post(self._url, json=body, headers=self._headers)
        if response.status_code != httpx2.codes.OK:
            raise ValueError(f"status {response.status_code}")
        outputs = {output["name"]: output for output in json.loads(response.content)["outputs"]}
        if outputs["made_of"]["data"] != self._made_of:
            raise ValueError("it is made of another model than this reader's")
        by_piece, whole = (
            _floats(outputs[name], shape)
            for name, shape in (("pieces", [1, len(numbers), 3]), ("whole", [1, 4]))
        )
        return by_piece[0], whole[0]


def _floats(output: dict[str, Any], shape: list[int]) -> Floats:
    """A tensor, which may be nested or flat.

    Raises:
        KeyError, TypeError, ValueError: it is not one of this shape, or not of finite numbers.
    """
    if output["datatype"] != "FP32" or output["shape"] != shape:
        raise ValueError(f"it gives {output['datatype']} of shape {output['shape']}, not {shape}")
    found: Floats = np.array(output["data"], np.float32).reshape(shape)
    if not np.isfinite(found).all():
        raise ValueError("it gives no numbers")
    return found
