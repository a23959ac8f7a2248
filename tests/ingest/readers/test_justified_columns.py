"""Columns that stand close to each other and whose lines all end at the same place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pypdfium2
import pytest

from ingest.readers.parsed import Options
from ingest.readers.pdf import read
from ingest.readers.pdf.page import read_page
from tests.ingest.readers.files import Text, pdf

SIZE, LEADING, WIDTH = 10.0, 13.0, 190.0
ONE = (
    "Kyrkan vid ån fick nytt tak i våras sedan stormen hade rivit bort flera hundra spån från norra sidan"
    " som vetter mot sjön och skogen bakom byn. Arbetsledare var snickaren Tore Lind från Boda som har lagt"
    " spåntak i trettio år och som nu lär upp två unga hantverkare i samma bygd."
)
OTHER = (
    "Bron över forsen öppnas igen när isen har gått och räckena är målade av de frivilliga som träffas"
    " varje lördag. Brovakt i sommar är Elna Sjö som bor närmast och kan ringas när bommen behöver lyftas"
    " för bredare fordon eller om vattnet stiger över den vita markeringen på pelaren."
)


@cache
def width(word: str) -> float:
    page = read_page(pypdfium2.PdfDocument(pdf([[(50, 700, SIZE, word)]])), 1, 1_000)
    return page.words[-1].right - page.words[0].left


def justified(text: str, left: float, top: float) -> list[Text]:
    """Lines of which each but the last fills the column, word by word."""
    lines, space = [list[str]()], 2.8
    for word in text.split():
        line = lines[-1]
        if line and sum(map(width, [*line, word])) + space * len(line) > WIDTH:
            lines.append([])
        lines[-1].append(word)
    placed = list[Text]()
    for number, line in enumerate(lines):
        free = WIDTH - sum(map(width, line))
        between = free / max(1, len(line) - 1) if number + 1 < len(lines) else space
        at = left
        for word in line:
            placed.append((at, top - number * LEADING, SIZE, word))
            at += width(word) + between
    return placed


def text(*words: Iterable[Text], drawn: bytes = b"") -> str:
    return read(pdf([[each for some in words for each in some]], drawn), Options()).text


@pytest.mark.parametrize("gutter", [9.5, 11.0, 13.0, 20.0])
@pytest.mark.parametrize("shift", [0.0, 4.0])
def test_columns_are_read_one_after_the_other(gutter: float, shift: float) -> None:
    left = [*justified(ONE, 60, 700), *justified(ONE, 60, 550)]
    right = [
        *justified(OTHER, 60 + WIDTH + gutter, 700 - shift),
        *justified(OTHER, 60 + WIDTH + gutter, 550 - shift),
    ]

    found = text(left, right)

    assert " ".join(found.split()) == f"{ONE} {ONE} {OTHER} {OTHER}"
    assert "|" not in found


def test_long_columns_whose_words_often_begin_at_the_same_place_are_read_so_too() -> None:
    left = [each for at in range(4) for each in justified(ONE, 60, 760 - 130 * at)]
    right = [each for at in range(4) for each in justified(OTHER, 261, 760 - 130 * at)]

    assert " ".join(text(left, right).split()) == " ".join([ONE] * 4 + [OTHER] * 4)


def test_text_below_a_table_in_the_first_column_stays_in_it() -> None:
    across = b"".join(b"60 %d m 250 %d l S\n" % (y, y) for y in (560, 540, 520))
    down = b"".join(b"%d 520 m %d 560 l S\n" % (x, x) for x in (60, 150, 250))
    rows = [("Dag", "Tid"), ("Lördag", "Kl. tio")]
    cells = [
        (x, 546.0 - 20 * at, SIZE, cell)
        for at, row in enumerate(rows)
        for x, cell in zip((65, 155), row, strict=True)
    ]
    right = [*justified(OTHER, 275, 697), (275.0, 545.0, SIZE, "Bron"), *justified(OTHER, 275, 529)]

    found = text(
        justified(ONE, 60, 700), cells, justified(ONE, 60, 490), right, drawn=across + down
    )

    table = "| Dag | Tid | | Lördag | Kl. tio |"
    assert " ".join(found.split()).startswith(f"{ONE} {table} {ONE} {OTHER}")


@pytest.mark.parametrize("second", [113, 160, 250])
def test_cells_of_a_few_words_beside_each_other_are_rows(second: int) -> None:
    rows = [
        ("Elna Sjö", "Brovakt"),
        ("Tore Lind", "Snickare"),
        ("Ada Ek", "Målare"),
        ("Bo Alm", "Smed"),
    ]
    cells = [
        (left, 700 - LEADING * at, SIZE, cell)
        for at, row in enumerate([*rows, *rows])
        for left, cell in zip((60, second), row, strict=True)
    ]

    assert "| Ada Ek | Målare |" in text(cells)
