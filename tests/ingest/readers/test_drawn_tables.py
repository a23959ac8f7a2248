"""Tables that Pandoc draws in Markdown, as it writes them."""

from __future__ import annotations

import time

import pytest

from ingest.readers import markdown
from ingest.readers.parsed import Options

SIMPLE = """\
  Post     Ansvarig     2023    2024
  -------- ---------- ------ -------
  Löner    Norrby        100     200
  Resor                   10      20
"""
LONG = """\
  ----------------------------------
  Post     Ansvarig     2023    2024
  -------- ---------- ------ -------
  Löner    Norrby        100     200
           stad

  Resor    -              10      20
  ----------------------------------

  : Budget för
  hamnen
"""
GRID = """\
+----------+------------+-------+-------+
| Post     | Ansvarig   | 2023  | 2024  |
+==========+============+=======+=======+
| Löner    | Norrby     | 100   | 200   |
|          | stad       |       |       |
+----------+------------+-------+-------+
| Resor    | a | b      | 10    | 20    |
+----------+------------+-------+-------+

Table: Budget
"""


def read(source: str) -> str:
    return markdown.read(source.encode(), Options()).text


@pytest.mark.parametrize(
    ("drawn", "caption", "owner", "other"),
    [(SIMPLE, "", "Norrby", ""), (LONG.replace("  : ", ": "), "## Budget för hamnen\n\n", "Norrby stad", "-"),
     (GRID, "## Budget\n\n", "Norrby stad", "a / b")],
)  # fmt: skip
def test_a_drawn_table_is_read_as_one(drawn: str, caption: str, owner: str, other: str) -> None:
    rows = (
        "| Post | Ansvarig | 2023 | 2024 |\n"
        f"| Löner | {owner} | 2023: 100 | 2024: 200 |\n| Resor | {other} | 2023: 10 | 2024: 20 |"
    )

    assert read(f"Först.\n\n{drawn}\nSist.\n") == f"Först.\n\n{caption}{rows}\n\nSist."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Rubrik\n------\n\nText.", "## Rubrik\n\nText."),
        ("Ett\n\n----------\n\nTvå", "Ett\n\nTvå"),
        ("Ett\n\n- - -\n\nTvå", "Ett\n\nTvå"),
        ("a  b\n-- --\nHela raden går över gapet.", "a b\n\nHela raden går över gapet."),
        ("```\na  b\n-- --\nc  d\n```\n\nText.", "Text."),
        ("+1 är bra\n\n+ Ett\n+ Två", "+1 är bra\n\n- Ett\n- Två"),
    ],
)
def test_what_is_no_table_stays_what_it_is(source: str, text: str) -> None:
    assert read(source) == text


def test_a_grid_with_a_cell_over_several_columns_keeps_its_words() -> None:
    told = read("+---+---+\n| Hamnen |\n+---+---+\n| a | b |\n+---+---+\n")

    assert "Hamnen" in told
    assert "a | b" in told


def test_lines_that_are_indented_are_words_and_what_is_struck_out_is_none() -> None:
    parsed = markdown.read(
        "Text.\n\n    Ordförande:\n    Eva Ek\n\nNu ~~100~~ 80 kr.".encode(), Options()
    )

    assert parsed.text == "Text.\n\nOrdförande:\nEva Ek\n\nNu 80 kr."
    assert parsed.kept == 1


@pytest.mark.parametrize("line", ["-" * 12 + "\n", "+-+\n", "a\n-- --\n", "-- --\n", "| a\n+-+\n"])
def test_lines_without_end_take_no_time(line: str) -> None:
    begin = time.process_time()
    read(line * (300_000 // len(line)))

    assert time.process_time() - begin < 8
