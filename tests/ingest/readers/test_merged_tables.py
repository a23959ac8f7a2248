"""Tables of office files with merged cells and heads in several rows: each number stands under its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest.readers import docx, odt, pptx, rtf
from ingest.readers.parsed import Options
from tests.ingest.readers import files

Cells = Sequence[tuple[str, int, int]]
"""The words of each cell, and over how many rows and columns it is merged; 0 rows where one above is."""

EDGE = 1_000
"""Twentieths of a point that a column of Rich Text is wide."""


def word(rows: Sequence[Cells], heads: int) -> str:
    def cell(words: str, below: int, beside: int) -> str:
        merge = {0: "<w:vMerge/>", 1: ""}.get(below, "<w:vMerge w:val='restart'/>")
        about = f"<w:tcPr><w:gridSpan w:val='{beside}'/>{merge}</w:tcPr>"
        return f"<w:tc>{about}{files.PARAGRAPH.format(words)}</w:tc>"

    told = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' * (number < heads)}{''.join(cell(*each) for each in row)}</w:tr>"
        for number, row in enumerate(rows)
    )
    return docx.read(files.docx(f"<w:tbl>{told}</w:tbl>"), Options()).text


def open_document(rows: Sequence[Cells], heads: int) -> str:
    def cell(words: str, below: int, beside: int) -> str:
        covered = "<covered-table-cell/>"
        if not below:
            return covered * beside
        spans = f"number-rows-spanned='{below}' number-columns-spanned='{beside}'"
        return f"<table-cell {spans}><p>{words}</p></table-cell>{covered * (beside - 1)}"

    told = [f"<table-row>{''.join(cell(*each) for each in row)}</table-row>" for row in rows]
    top = f"<table-header-rows>{''.join(told[:heads])}</table-header-rows>" if heads else ""
    table = f"<table>{top}{''.join(told[heads:])}</table>"
    content = f"<document><body><text>{table}</text></body></document>"
    return odt.read(files.archive({"content.xml": content}), Options()).text


def rich_text(rows: Sequence[Cells], heads: int) -> str:
    def row(number: int, cells: Cells) -> str:
        defined, column = "\\trhdr" * (number < heads), 0
        for _, below, beside in cells:
            column += beside
            defined += {0: "\\clvmrg", 1: ""}.get(below, "\\clvmgf") + f"\\cellx{EDGE * column + 7}"
        words = "".join(f"{each}\\cell " for each, *_ in cells)
        return f"\\trowd{defined} {words}\\row"

    told = "".join(row(number, cells) for number, cells in enumerate(rows))
    return rtf.read(f"{{\\rtf1 {told}\\pard Slut.\\par}}".encode("cp1252"), Options()).text[:-7]


def slide(rows: Sequence[Cells], heads: int) -> str:
    def cell(words: str, below: int, beside: int) -> str:
        about = f"rowSpan='{below}'" if below else "vMerge='1'"
        first = (
            f"<tc {about} gridSpan='{beside}'><txBody><p><r><t>{words}</t></r></p></txBody></tc>"
        )
        return first + f"<tc hMerge='1' {about}/>" * (beside - 1)

    told = "".join(f"<tr>{''.join(cell(*each) for each in row)}</tr>" for row in rows)
    table = f"<graphicFrame><tbl><tblPr firstRow='{int(heads > 0)}'/>{told}</tbl></graphicFrame>"
    return pptx.read(files.slides(table), Options()).text.strip()


Read = Callable[[Sequence[Cells], int], str]
READERS = [word, open_document, rich_text, slide]


def plain(*rows: Sequence[str]) -> list[Cells]:
    return [[(words, 1, 1) for words in row] for row in rows]


def told(text: str) -> list[list[str]]:
    """The cells that hold something in each row."""
    return [[cell for cell in line.strip("| ").split(" | ") if cell] for line in text.splitlines()]


YEARS: list[Cells] = [
    [("Nämnd", 2, 1), ("2024", 1, 2), ("2025", 1, 2)],
    [("", 0, 1), ("Budget", 1, 1), ("Utfall", 1, 1), ("Budget", 1, 1), ("Utfall", 1, 1)],
    [("Skola", 2, 1), ("5", 1, 1), ("6", 1, 1), ("7", 1, 1), ("8", 1, 1)],
    [("", 0, 1), ("okänt", 1, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
]


@pytest.mark.parametrize("heads", [0, 1, 2])
@pytest.mark.parametrize("read", READERS)
def test_numbers_stand_behind_all_that_heads_them_and_names_in_each_row(
    read: Read, heads: int
) -> None:
    rows = told(read(YEARS, heads))

    assert [row[0] for row in rows] == ["Nämnd", "Nämnd", "Skola", "Skola"]
    assert rows[2][1:] == ["2024 Budget: 5", "2024 Utfall: 6", "2025 Budget: 7", "2025 Utfall: 8"]
    assert rows[3][1:] == ["okänt", "2024 Utfall: 1", "2025 Budget: 2", "2025 Utfall: 3"]


@pytest.mark.parametrize("heads", [0, 2, 4])
@pytest.mark.parametrize("read", READERS)
def test_a_title_over_all_columns_heads_none(read: Read, heads: int) -> None:
    table = [[("Personal", 1, 3)], *plain(("Enhet", "Kvinnor", "Män"), ("Gata", "10", "11"))]

    rows = told(read([*table, *plain(("Park", "2", "3"))], heads))

    assert rows[2:] == [["Gata", "Kvinnor: 10", "Män: 11"], ["Park", "Kvinnor: 2", "Män: 3"]]


@pytest.mark.parametrize("read", READERS)
def test_a_head_over_several_columns_without_own_ones_heads_all_of_them(read: Read) -> None:
    heads = [("Namn", 1, 1), ("Telefon", 1, 2), ("Rum", 1, 1)]
    rows = plain(("Eva Ek", "08-1", "070-2", "5"), ("Bo Ek", "", "070-3", "6"))

    assert told(read([heads, *rows], 1)) == [
        ["Namn", "Telefon", "Rum"],
        ["Eva Ek", "Telefon: 08-1", "Telefon: 070-2", "Rum: 5"],
        ["Bo Ek", "Telefon: 070-3", "Rum: 6"],
    ]


@pytest.mark.parametrize("read", READERS)
def test_words_below_a_head_over_several_columns_that_may_be_heads_or_not_head_no_numbers(
    read: Read,
) -> None:
    table = [[("Namn", 1, 1), ("Uppdrag", 1, 2)], *plain(("Eva Ek", "chef", "vd"))]

    rows = told(read([*table, *plain(("Bo Ek", "7", "okänt"))], 1))

    assert rows[2] == ["Bo Ek", "7", "okänt"]


@pytest.mark.parametrize("read", READERS)
def test_years_and_a_word_head_columns_unless_years_stand_below(read: Read) -> None:
    heads = plain(("Nämnd", "2024", "2025", "Skillnad"))
    starts = plain(("Väg", "2020", "2024", "klar"), ("Bro", "2021", "2025", "pågår"))

    rows = told(read([*heads, *plain(("Skola", "5", "7", "2"), ("Park", "2019", "6", "1"))], 0))

    assert rows[1] == ["Skola", "2024: 5", "2025: 7", "Skillnad: 2"]
    assert told(read(starts, 0))[1] == ["Bro", "2021", "2025", "pågår"]


@pytest.mark.parametrize("read", READERS)
def test_below_the_heads_of_another_table_numbers_are_not_named_by_those_above(read: Read) -> None:
    first = plain(("Post", "Budget", "Utfall"), ("Skatt", "5", "6"), ("Hyra", "saknas", "saknas"))
    other = plain(("Lön", "7", "8"), ("Enhet", "Kvinnor", "Män"), ("Gata", "1", "2"))

    assert told(read([*first, *other], 0))[3:] == [
        ["Lön", "Budget: 7", "Utfall: 8"],
        ["Enhet", "Kvinnor", "Män"],
        ["Gata", "1", "2"],
    ]


def test_a_cell_that_is_merged_with_that_of_an_empty_start_of_a_row_in_word() -> None:
    row = "<w:tr>{}{}</w:tr>"
    cells = "".join(
        f"<w:tc>{files.PARAGRAPH.format(each)}</w:tc>" for each in ("Enhet", "Män", "Kvinnor")
    )
    later = "".join(f"<w:tc>{files.PARAGRAPH.format(each)}</w:tc>" for each in ("3", "4"))
    begin = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"

    text = docx.read(
        files.docx(f"<w:tbl>{row.format('', cells)}{row.format(begin, later)}</w:tbl>"), Options()
    ).text

    assert text == "| Enhet | Män | Kvinnor |\n|  | Män: 3 | Kvinnor: 4 |"


def test_cells_of_rich_text_that_are_merged_with_those_beside_them() -> None:
    ends = "\\cellx1000{}\\cellx2000{}\\cellx3000 "
    head = "\\trowd" + ends.format("\\clmgf", "\\clmrg") + "Post\\cell Utfall\\cell\\cell\\row"
    below = "\\trowd" + ends.format("", "") + "{}\\cell {}\\cell {}\\cell\\row"
    rows = [("", "Kvinnor", "Män"), ("Gata", "1", "2"), ("Park", "3", "4")]

    data = head + "".join(below.format(*row) for row in rows)

    assert rtf.read(f"{{\\rtf1 {data}}}".encode("cp1252"), Options()).text.splitlines()[2:] == [
        "| Gata | Utfall Kvinnor: 1 | Utfall Män: 2 |",
        "| Park | Utfall Kvinnor: 3 | Utfall Män: 4 |",
    ]


def test_rows_of_rich_text_that_do_not_tell_where_their_cells_end_have_no_heads() -> None:
    rows = [("Nämnd", "2024", "2025"), ("", "Budget", "Utfall", "Budget"), ("Skola", "5", "6", "7")]
    data = "".join("\\trowd " + "".join(f"{each}\\cell " for each in row) + "\\row" for row in rows)

    text = rtf.read(f"{{\\rtf1 {data}}}".encode("cp1252"), Options()).text

    assert text.splitlines()[-1] == "| Skola | 5 | 6 | 7 |"


def test_a_long_text_that_is_merged_over_rows_is_told_once() -> None:
    rows: list[Cells] = [[("Ord om stad. " * 20, 2, 1), ("1", 1, 1)], [("", 0, 1), ("2", 1, 1)]]

    assert word(rows, 0).count("Ord om stad.") == 20
