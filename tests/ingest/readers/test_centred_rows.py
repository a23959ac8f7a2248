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
