"""Sheets as they are seen: merged cells, heads in two rows, tables beside and below each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from ingest.readers import delimited, xlsx
from ingest.readers.parsed import Options, Parsed
from tests.ingest.readers.files import archive, members, workbook

Rows = Sequence[Sequence[object]]
EMPTY = None


def read(rows: Rows, shape: Callable[[Worksheet], object] = lambda _: None) -> Parsed:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    shape(book.worksheets[0])
    data = BytesIO()
    book.save(data)
    return xlsx.read(data.getvalue(), Options())


def lines(rows: Rows, *merged: str) -> list[str]:
    def shape(sheet: Worksheet) -> None:
        for each in merged:
            sheet.merge_cells(each)

    return read(rows, shape).text.splitlines()


def test_a_group_is_told_in_each_row_that_it_is_merged_over() -> None:
    rows = [
        ("Område", "Insats", "Kostnad"),
        ("Trafik", "Stolpar", 5),
        (EMPTY, "Vägar", 6),
        ("Skola", "Böcker", 7),
    ]

    assert lines(rows, "A2:A3")[1:] == [
        "| Trafik | Stolpar | Kostnad: 5 |",
        "| Trafik | Vägar | Kostnad: 6 |",
        "| Skola | Böcker | Kostnad: 7 |",
    ]


@pytest.mark.parametrize("corner", ["Ålder", None])
def test_numbers_stand_behind_both_rows_that_head_them(corner: str | None) -> None:
    rows = [
        ("Invånare i kommunen",),
        (corner, "Kvinnor", EMPTY, "Män", EMPTY),
        (None if corner else "Ålder", 2023, 2024, 2023, 2024),
        ("0–17", 1, 2, 3, 4),
        ("18–64", 5, 6, 7, 8),
    ]
    corners = ("A2:A3",) if corner else ()

    found = lines(rows, "A1:E1", "B2:C2", "D2:E2", *corners)

    assert found[0] == "Invånare i kommunen"
    assert found[-1] == (
        "| 18–64 | Kvinnor 2023: 5 | Kvinnor 2024: 6 | Män 2023: 7 | Män 2024: 8 |"
    )


def test_heads_below_a_single_one_that_is_over_all_columns_but_the_first() -> None:
    rows = [(EMPTY, "Antal", EMPTY), ("Kommun", "2023", "2024"), ("Solna", 1, 2)]

    assert lines(rows, "B1:C1")[-1] == "| Solna | Antal 2023: 1 | Antal 2024: 2 |"


def test_ages_are_heads_where_the_cell_beside_them_is_merged_over_both_rows() -> None:
    rows = [("Kommun", "Ålder", EMPTY), (EMPTY, "0–17", "18–64"), ("Solna", 1, 2)]

    assert lines(rows, "A1:A2", "B1:C1")[-1] == "| Solna | Ålder 0–17: 1 | Ålder 18–64: 2 |"


def test_a_row_of_numbers_that_does_not_scroll_heads_nothing() -> None:
    rows = [("Nämnd", "Budget", "Utfall"), ("Alla", 1950, 1960), ("Skola", 5, 6)]

    def shape(sheet: Worksheet) -> None:
        sheet.freeze_panes = "B3"

    assert read(rows, shape).text.splitlines()[-1] == "| Skola | Budget: 5 | Utfall: 6 |"


@pytest.mark.parametrize("shape", ["filter", "table"])
def test_the_row_that_is_filtered_by_is_one_of_heads(shape: str) -> None:
    rows = [("Kommun", "0–17", "18–64"), ("Solna", 1, 2), ("Nacka", 3, 4)]

    def mark(sheet: Worksheet) -> None:
        if shape == "filter":
            sheet.auto_filter.ref = "A1:C3"
        else:
            sheet.add_table(Table(displayName="T", ref="A1:C3"))

    assert read(rows, mark).text.splitlines()[-1] == "| Nacka | 0–17: 3 | 18–64: 4 |"
    assert read(rows).text.splitlines()[-1] == "| Nacka | 3 | 4 |"


@pytest.mark.parametrize("shape", ["filter", "table"])
def test_what_is_filtered_by_heads_only_its_own_columns(shape: str) -> None:
    rows = [
        *[("Kommun", "0–17", "18–64", EMPTY, "Eva Ek", 7), ("Solna", 1, 2, EMPTY, "Bo Ek", 8)],
        *[(EMPTY, EMPTY, EMPTY, EMPTY, "Al Ek", 9), ("Väg", 3, 4, EMPTY, EMPTY, EMPTY)],
    ]

    def mark(sheet: Worksheet) -> None:
        if shape == "filter":
            sheet.auto_filter.ref = "A1:C2"
        else:
            sheet.add_table(Table(displayName="T", ref="A1:C2"))

    assert ":" not in read(rows, mark).text


def test_tables_beside_each_other_have_their_own_heads() -> None:
    rows = [
        ("Post", "Utgift", "Inkomst", EMPTY, "Enhet", "Kvinnor", "Män"),
        ("Salt", 1, 2, EMPTY, "Norr", 3, 4),
    ]

    assert lines(rows)[-1] == ("| Salt | Utgift: 1 | Inkomst: 2 | Norr | Kvinnor: 3 | Män: 4 |")


def test_an_empty_column_within_a_table_parts_no_row_from_its_name() -> None:
    rows = [
        ("Kommun", 2023, 2024, EMPTY, 2023, 2024, EMPTY, "Ansvarig"),
        ("Solna", 1, 2, EMPTY, 3, 4, EMPTY, "Eva Ek"),
        ("Nacka", 5, 6, EMPTY, 7, 8, EMPTY, "Bo Ek"),
    ]

    assert lines(rows)[-1] == "| Nacka | 2023: 5 | 2024: 6 | 2023: 7 | 2024: 8 | Bo Ek |"


@pytest.mark.parametrize("merged", [(), ("A3:C3",)])
def test_numbers_below_a_line_are_not_named_by_heads_above_it(merged: Sequence[str]) -> None:
    rows = [
        *[("Namn", "Telefon", "Budget"), ("Eva Ek", "växel", 5), ("Kontakt",)],
        *[("Bo Ek", "08-123 45", "070-1"), ("Al Ek", "08-123 46", "070-2")],
    ]

    assert lines(rows, *merged)[-1] == "| Al Ek | 08-123 46 | 070-2 |"


def test_what_is_merged_shows_where_its_first_row_or_column_is_hidden() -> None:
    rows = [
        *[("Kod", "Grupp", "Namn", "Antal"), (1, "Norr", "Ek", 2), (3, EMPTY, "Al", 4)],
        ("Siffrorna är preliminära.",),
    ]

    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("A4:D4")
        sheet.column_dimensions["A"].hidden = sheet.row_dimensions[2].hidden = True

    parsed = read(rows, shape)

    assert parsed.text == (
        "| Grupp | Namn | Antal |\n| Norr | Al | Antal: 4 |\n\nSiffrorna är preliminära."
    )
    assert parsed.left_out == "Kod 1 Ek 2 3"


def test_a_number_whose_format_shows_nothing_is_told_unless_it_is_zero() -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["B1"].number_format = sheet["B2"].number_format = sheet["B3"].number_format = "0;;"

    parsed = read([("Ek", 7), ("Al", -8), ("Asp", 0)], shape)

    assert parsed.text == "| Ek | 7 |\n\nAl\n\nAsp"
    assert parsed.left_out == "-8"


def test_nothing_of_a_unit_heads_no_columns_below() -> None:
    def shape(sheet: Worksheet) -> None:
        for row in sheet["B2:C4"]:
            for each in row:
                each.number_format = '0\\ "kr";-0\\ "kr";"-"??\\ "kr"'

    rows = [("Post", "Budget", "Utfall"), ("Hyra", 5, 6), ("Lön", 0, 0), ("El", 7, 8)]

    assert read(rows, shape).text.splitlines()[1:] == [
        "| Hyra | Budget: 5 kr | Utfall: 6 kr |",
        "| Lön | - kr | - kr |",
        "| El | Budget: 7 kr | Utfall: 8 kr |",
    ]


def test_a_title_that_is_merged_over_rows_is_told_once() -> None:
    rows = [("Budget",), (), ("Post", "Utgift", "Inkomst"), ("Salt", 1, 2)]

    assert lines(rows, "A1:C2") == [
        "Budget",
        "",
        "| Post | Utgift | Inkomst |",
        "| Salt | Utgift: 1 | Inkomst: 2 |",
    ]


def test_heads_of_a_csv_hold_to_the_next_line_or_empty_row() -> None:
    data = "Post;Budget;Utfall\nHyra;1;2\nNämnder;;\nRevision;3;4\n\nLön;5;6\n"

    assert delimited.read(data.encode(), Options()).text.splitlines() == [
        *("| Post | Budget | Utfall |", "| Hyra | Budget: 1 | Utfall: 2 |", ""),
        *("Nämnder", "", "| Revision | 3 | 4 |", "", "| Lön | 5 | 6 |"),
    ]


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (
            [("", "Budget", "Budget", "Utfall"), ("Nämnd", 2023, 2024, 2023)],
            "| KS | Budget 2023: 5 | Budget 2024: 6 | Utfall 2023: 7 |",
        ),
        (
            [("Nämnd", 2023, 2023, 2024), (EMPTY, "Budget", "Utfall", "Budget")],
            "| KS | 2023 Budget: 5 | 2023 Utfall: 6 | 2024 Budget: 7 |",
        ),
        (
            [("Nämnd", "Utfall", "Mål", "Not"), (EMPTY, 2023, 2024, EMPTY)],
            "| KS | Utfall 2023: 5 | Mål 2024: 6 | Not: 7 |",
        ),
        (
            [("Nämnd", "Start", "Slut", "Not"), ("BN", 2023, 2024, EMPTY)],
            "| KS | Start: 5 | Slut: 6 | Not: 7 |",
        ),
        (
            [("Nämnd", 2023, 2023, 2024), ("BN", "okänt", "okänt", "okänt")],
            "| KS | 2023: 5 | 2023: 6 | 2024: 7 |",
        ),
        (
            [("Nämnd", "Mål", "Mål", "Utfall"), ("BN", 1, 2, 3)],
            "| KS | Mål: 5 | Mål: 6 | Utfall: 7 |",
        ),
    ],
)
def test_heads_that_tell_no_columns_apart_are_told_with_those_below(heads: Rows, told: str) -> None:
    assert lines([*heads, ("KS", 5, 6, 7)])[-1] == told


def test_names_and_values_above_a_table_head_none_of_its_columns() -> None:
    rows = [("Nämnd", "Skola", ""), ("År", 2024, ""), ("Post", "Budget", "Utfall"), ("Lön", 5, 6)]
    data = "".join(";".join(map(str, row)) + "\n" for row in rows)

    assert "Skola:" not in "".join(lines(rows))
    assert "Skola:" not in delimited.read(data.encode(), Options()).text


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("yyyy", "2024"),
        ("mmm\\-yy", "2024-03"),
        ("yyyy-mm-dd", "2024-03-01"),
        ("[$-41D]d mmmm", "2024-03-01"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_shown(form: str, shown: str) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["B1"].number_format = form

    assert read([("Start", datetime(2024, 3, 1))], shape).text == f"| Start | {shown} |"


def test_a_workbook_in_the_strict_form_of_the_format_is_read() -> None:
    told = dict(members(workbook("<row><c t='s'><v>0</v></c><c><v>12</v></c></row>", "Konsulter")))
    usual = b"http://schemas.openxmlformats.org/"
    strict = {
        name: text.replace(
            usual + b"spreadsheetml/2006", b"http://purl.oclc.org/ooxml/spreadsheetml"
        ).replace(usual + b"officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument")
        for name, text in told.items()
    }

    assert xlsx.read(archive(strict), Options()).text == "| Konsulter | 12 |"


def test_formulas_that_nobody_reckoned_are_told() -> None:
    rows = [("Post", "2024"), ("Lön", 1000), ("Summa", "=SUM(B2:B2)"), ('=HYPERLINK("x", "Mer")',)]

    found = read(rows)

    assert [str(each) for each in found.unread] == [
        "its formulas without a result are not read (2); open it in a spreadsheet program and save it"
    ]
    assert "| Lön | 1000 |" in found.text


def test_formulas_with_a_result_are_read_and_not_told_be_it_zero_or_no_text() -> None:
    row = (
        "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1'><f>1-1</f><v>0</v></c>"
        "<c r='C1' t='str'><f>T(1)</f><v></v></c>"
        "<c r='D1' t='inlineStr'><f>A1&amp;B1</f><is><t>Summa</t></is></c></row>"
    )

    found = xlsx.read(workbook(row), Options())

    assert not found.unread
    assert found.text.strip() == "| 2 | 0 | Summa |"
