"""Tables without rules whose cells are centred upright in their rows."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ingest.readers import pdf
from ingest.readers.parsed import Options
from tests.ingest.readers import files

LEFTS = (60.0, 130.0, 260.0)
LEADING = 12.0
Cells = tuple[str, str, str]


def table(rows: Iterable[Cells], padding: float, upright: float) -> str:
    """A table as it is read; `upright` is 0 for cells at the top of their row, 0.5 amid and 1 below."""
    words, top = list[files.Text](), 700.0
    for row in rows:
        tallest = max(cell.count("\n") for cell in row)
        for left, cell in zip(LEFTS, row, strict=True):
            down = LEADING * upright * (tallest - cell.count("\n"))
            words += [
                (left, top - down - LEADING * number, 10, line)
                for number, line in enumerate(cell.split("\n"))
            ]
        top -= LEADING * (tallest + 1) + padding
    return pdf.read(files.pdf([words]), Options()).text


ROWS = [
    ("Ort", "Ansvarig", "Uppgift"),
    ("Berg", "Eva Alm", "Vatten"),
    ("Dal", "Bo Ek", "Avlopp, sopor\noch skogar"),
    ("Fors", "Pia Ask", "Broar"),
    ("Hed", "Ulf Gran", "Gator, torg och\nparker samt all\nbelysning"),
    ("Kil", "Ann Lind", "Skolor"),
]
TOLD = "\n".join(f"| {' | '.join(cell.replace(chr(10), ' ') for cell in row)} |" for row in ROWS)


@pytest.mark.parametrize("upright", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("padding", [3.0, 6.0])
def test_lines_of_a_cell_stand_in_its_row(padding: float, upright: float) -> None:
    assert table(ROWS, padding, upright) == TOLD


def test_lines_amid_rows_set_close_are_told_where_they_overlap_with_their_row() -> None:
    assert table(ROWS[:4], 0.0, 0.5) == "\n".join(TOLD.split("\n")[:4])


def test_a_first_cell_of_two_lines_heads_its_row() -> None:
    rows = [ROWS[0], ROWS[1], ("Norra\nDalen", "Bo Ek", "Avlopp"), ROWS[3]]

    assert "| Norra Dalen | Bo Ek | Avlopp |" in table(rows, 4.0, 0.5)


def test_no_words_are_lost_of_what_looks_like_a_row_and_is_none() -> None:
    beside = [
        (64.0, 694.0, 10.0, "2024"),
        (260.0, 700.0, 10.0, "Bo"),
        (260.0, 688.0, 10.0, "Gator, torg och"),
    ]
    below = [(150.0, 670.0, 10.0, "Gator, torg och"), (150.0, 655.0, 10.0, "Eva Alm")]

    text = pdf.read(files.pdf([[*beside, *below]]), Options()).text

    assert text.split("\n\n") == ["Bo", "2024", "Gator, torg och", "Gator, torg och", "Eva Alm"]
