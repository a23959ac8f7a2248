from __future__ import annotations

import unicodedata

from assistant.reader.onnx import FOLDER, PIECES
from assistant.reader.tokens import open_pieces

SHOWN = "Åsa står på bryggan vid sjön."


def test_a_text_of_letters_in_two_signs_has_the_pieces_of_the_same_in_one() -> None:
    pieces = open_pieces(FOLDER / PIECES)
    apart = unicodedata.normalize("NFD", SHOWN).replace("ryg", "ry\u00adg\u200b")

    read = pieces.encode(apart)

    assert read.ids == pieces.encode(SHOWN).ids
    assert read.offsets[-1][1] == len(apart)


def test_a_word_on_two_lines_has_the_pieces_of_the_same_on_one() -> None:
    pieces = open_pieces(FOLDER / PIECES)

    read = pieces.encode("Vem går på hamn-\nbryggan?")

    assert read.ids == pieces.encode("Vem går på hamnbryggan?").ids
    assert read.offsets[-1][1] == len("Vem går på hamn-\nbryggan?")
