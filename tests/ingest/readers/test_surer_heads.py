"""Rows of tables that look like heads and are none, and tables that end within others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.ingest.readers.test_merged_tables import (
    READERS,
    Cells,
    Read,
    open_document,
    plain,
    slide,
    told,
)
from tests.ingest.readers.test_sheets import EMPTY, lines, read
from tests.ingest.readers.test_sure_heads import HEADS


@pytest.mark.parametrize("last", [3, 4])
def test_a_label_that_is_merged_down_beside_data_makes_no_heads_of_them(last: int) -> None:
    rows = [
        *[("Område", "Enhet", "Antal", EMPTY), (EMPTY, "Norr", 12, 13)],
        *[(EMPTY, "Syd", 15, 16), (EMPTY, "Öst", 17, 18)],
    ]

    found = lines(rows[:last], f"A1:A{last}", "C1:D1")

    assert found[2] == "| Område | Syd | 15 | 16 |"


def test_words_beside_a_label_that_is_merged_down_further_are_no_heads() -> None:
    rows = [
        *[("Kontakt", "Namn", "Telefon"), (EMPTY, "Anna Ek", "vakant"), (EMPTY, "Bo Ek", 7)],
        ("Annat", "Al Ek", 8),
    ]

    assert "vakant:" not in "".join(lines(rows, "A1:A3"))


def test_an_empty_row_ends_a_table_beside_a_note_that_is_merged_over_it() -> None:
    rows = [
        *[(*HEADS, "Ur bokslutet"), ("Skola", 1, 2), ("Vård", 3, 4), ()],
        *[("Tjänst", "Antal"), ("Lärare", 5)],
    ]

    assert lines(rows, "D1:D6")[-1] == "| Lärare | 5 |"


def test_an_empty_row_ends_a_table_beside_a_label_that_is_merged_over_it() -> None:
    rows = [
        *[("Ur bokslutet", *HEADS), (EMPTY, "Skola", 1, 2), (EMPTY, "Vård", 3, 4), ()],
        *[(EMPTY, "Tjänst", "Antal"), (EMPTY, "Lärare", 5)],
    ]

    assert lines(rows, "A1:A6")[-1].endswith("| Lärare | 5 |")


def test_rows_that_are_all_merged_over_an_empty_one_are_one_table() -> None:
    rows = [HEADS, ("Skola", 1, 2), (), ("Vård", 3, 4)]

    assert lines(rows, "A2:A3", "B2:B3", "C2:C3")[-1] == "| Vård | Budget: 3 | Utfall: 4 |"


def test_a_line_over_some_columns_within_a_table_ends_its_heads() -> None:
    rows = [HEADS, ("Skola", 1, 2), (EMPTY, "Hyror per timme", EMPTY), ("Aula", 3, 4)]

    assert lines(rows, "B3:C3")[-1] == "| Aula | 3 | 4 |"


@pytest.mark.parametrize("heads", [0, 1])
def test_a_cell_that_is_merged_over_several_columns_names_no_more_than_one(heads: int) -> None:
    rows = [("Kontaktperson", "Anna Ek", EMPTY, EMPTY), ("Ytor", 100, 110, 120)]
    slides: list[Cells] = [[("Sökande", 1, 1), ("Vinslövs IF", 1, 2)], *plain(("Pojkar", "4", "5"))]

    assert ":" not in "".join(lines([*rows, ("Elever", 200, 210, 220)], "B1:D1"))
    assert ":" not in slide([*slides, *plain(("Flickor", "6", "7"))], heads)


@pytest.mark.parametrize("row", [("Skola", 5, 6), ("Anna Ek", "0451-12 34 56", "070-123 45 67")])
def test_a_row_of_amounts_or_telephone_numbers_that_is_filtered_by_heads_nothing(
    row: Sequence[object],
) -> None:
    def mark(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:C3"

    rows = [row, ("Vård", 7, 8), ("Park", 9, 10)]

    assert ":" not in read(rows, mark).text


def test_ages_that_are_filtered_by_are_heads() -> None:
    def mark(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:C2"

    rows = [("Kommun", "0–64", "65+"), ("Solna", 1, 2)]

    assert read(rows, mark).text.splitlines()[-1] == "| Solna | 0–64: 1 | 65+: 2 |"


def test_a_row_with_an_address_heads_nothing() -> None:
    rows = [("Anna Ek", "Rektor", "anna.ek@kommun.se"), ("Bo Ek", 5, 6)]

    assert ":" not in "".join(lines(rows))


@pytest.mark.parametrize(
    "rows",
    [
        [("Anna Ek", "Centerpartiet", "ersättare"), ("Bo Ek", "Moderaterna", "2")],
        [("Ordförande", "Bo Ek", "Paragrafer"), ("Justerare", "Al Ek", "12–18")],
        [("Anna Ek", "Rektor", "vakant"), ("Bo Ek", "Lärare", "0451-123 45")],
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_the_first_row_below_a_title_heads_no_others_by_words_alone(
    reader: Read, rows: Sequence[Sequence[str]]
) -> None:
    assert ":" not in reader([[("Uppdrag", 1, 3)], *plain(*rows)], 0)


def test_a_wide_line_of_an_open_document_says_nothing_of_the_row_above() -> None:
    heads = [("Verksamhet", 1, 1), *((f"Nämnd {at}", 1, 1) for at in range(24))]
    numbers = [("Skola", 1, 1), *((str(at + 100), 1, 1) for at in range(24))]
    below = [("Vård", 1, 1), *((str(at + 300), 1, 1) for at in range(24))]

    found = told(open_document([heads, numbers, [("Förskolor", 1, 25)], below], 1))

    assert found[2:] == [
        ["Förskolor"],
        ["Vård", *(f"Nämnd {at}: {at + 300}" for at in range(24))],
    ]


@pytest.mark.parametrize("heads", [("Verksamhet", "Budget"), ("Konto", "Verksamhet")])
def test_a_narrower_table_below_has_none_of_the_heads_above(heads: tuple[str, str]) -> None:
    value = 1 if heads[1] == "Budget" else "Norr"
    rows = [
        *[(*heads, "Utfall", "Prognos"), ("Skola", value, 2, 3), ("Vård", value, 5, 6)],
        *[("Tjänst", "Antal"), ("Lärare", 7, 9), ("Rektor", 8)],
    ]

    assert lines(rows)[1:] == [
        f"| Skola | {f'Budget: {value}' if value == 1 else value} | Utfall: 2 | Prognos: 3 |",
        f"| Vård | {f'Budget: {value}' if value == 1 else value} | Utfall: 5 | Prognos: 6 |",
        *["| Tjänst | Antal |", "| Lärare | 7 | 9 |", "| Rektor | 8 |"],
    ]


def test_a_line_with_a_date_that_is_filtered_by_heads_nothing() -> None:
    def mark(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:D3"

    rows = [("Budget", EMPTY, EMPTY, "2024-11-05"), ("Konto", "Antal", "Pris", "Summa")]

    assert ":" not in read([*rows, ("Skola", 1, 2, 3)], mark).text
