"""Tables of Markdown that are drawn with signs: with a frame, or with dashes below the heads."""

from __future__ import annotations

import time

import pytest

from ingest.readers.markdown import read
from ingest.readers.parsed import Options

FRAMED = """
+---------+-------+----------------+
| Stad    | År    | Mål            |
+:========+=======+================+
| Ekby    | 2024  | - färre bilar  |
|         |       | - fler cyklar  |
+---------+-------+----------------+
| Norrby  | 2025  | Mindre         |
| kommun  |       | *utsläpp*      |
+---------+-------+----------------+
"""
SPANNING = """
+--------------+-------+
| Sort         | Grad  |
+=======+======+=======+
| Ekby  | min  | -8 °C |
| 2024  +------+-------+
|       | max  | 30 °C |
+-------+------+-------+
| Ingen uppgift ännu   |
+-------+------+-------+
"""
RULED = """
  Namn        År
------- --------  ----
    Ada     2024  chef
  Bo Ek     2025
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            FRAMED,
            "| Stad | År | Mål |\n| Ekby | År: 2024 | färre bilar; fler cyklar |\n"
            "| Norrby kommun | År: 2025 | Mindre utsläpp |",
        ),
        (
            SPANNING,
            "| Sort |  | Grad |\n| Ekby 2024 | min | Grad: -8 °C |\n"
            "| Ekby 2024 | max | Grad: 30 °C |\n| Ingen uppgift ännu |  |  |",
        ),
        (RULED, "| Namn | År |  |\n| Ada | År: 2024 | chef |\n| Bo Ek | År: 2025 |  |"),
        # What begins as one and is none.
        ("+---+\n| a\n\nSlut.", "+---+\n\n| a\n\nSlut."),
        ("a - b\n-- --\n\nSlut.", "a - b\n\nSlut."),
        ("Ordet går igenom\n--- ---\nhär och där", "Ordet går igenom\n\nhär och där"),
    ],
)
def test_tables_that_are_drawn(source: str, text: str) -> None:
    parsed = read(source.encode(), Options())

    assert (parsed.text, parsed.left_out) == (text, "")


@pytest.mark.parametrize("caption", ["Table: Orter {#tbl:o}", "table: Orter", ": Orter"])
def test_their_captions_stand_over_them(caption: str) -> None:
    table = "+---+---+\n| a | b |\n+---+---+"

    for source in (f"{caption}\n\n{table}", f"{table}\n\n{caption}"):
        assert read(source.encode(), Options()).text == "## Orter\n\n| a | b |"


@pytest.mark.parametrize(
    "source",
    [
        "+--+\n| a\n" * 30_000,
        "a\n-- --\n" * 40_000,
        ("+" + "-+" * 5_000 + "\n|" + " |" * 5_000) * 30,
    ],
)
def test_what_only_begins_as_one_costs_what_its_size_explains(source: str) -> None:
    began = time.process_time()
    read(source.encode(), Options())

    assert time.process_time() - began < 10
