"""Numbers of tables that stand behind no head where it is unsure which is theirs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers import delimited, docx, odt, pptx, rtf, xlsx
from ingest.readers.parsed import Options
from tests.ingest.readers import files

HEADS = ("Post", "Budget", "Utfall")


def separated(*rows: Sequence[str]) -> list[str]:
    data = "".join(";".join(row) + "\n" for row in rows).encode()
    return delimited.read(data, Options()).text.splitlines()


def rich_text(*rows: tuple[Sequence[int], Sequence[str]]) -> list[str]:
    told = (
        "\\trowd"
        + "".join(f"\\cellx{end}" for end in ends)
        + "".join(f" {each}\\cell" for each in cells)
        + "\\row"
        for ends, cells in rows
    )
    return rtf.read(f"{{\\rtf1 {' '.join(told)}}}".encode("cp1252"), Options()).text.splitlines()


def word(grid: Sequence[int], *rows: Sequence[tuple[str, int]]) -> list[str]:
    def cell(words: str, span: int) -> str:
        about = f"<w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr>"
        return f"<w:tc>{about}{files.PARAGRAPH.format(words)}</w:tc>"

    told = "".join(f"<w:tr>{''.join(cell(*each) for each in row)}</w:tr>" for row in rows)
    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in grid)
    body = f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{told}</w:tbl>"
    return docx.read(files.docx(body), Options()).text.splitlines()


@pytest.mark.parametrize("beside", [-60, -50, 0, 50, 60])
def test_a_cell_of_rich_text_stands_below_the_head_that_most_of_it_is_under(beside: int) -> None:
    moved = (1_000 + beside, 2_000 + beside, 3_000)

    assert rich_text(((1_000, 2_000, 3_000), HEADS), (moved, ("Hyra", "5", "6")))[-1] == (
        "| Hyra | Budget: 5 | Utfall: 6 |"
    )


@pytest.mark.parametrize("ends", [(1_500, 2_500, 3_000), (1_000, 1_500, 3_000), (1_000, 2_000)])
def test_cells_of_rich_text_between_heads_have_none(ends: Sequence[int]) -> None:
    row = ("Hyra", "5", "6")[: len(ends)]

    found = rich_text(
        ((1_000, 2_000, 3_000), HEADS), (ends, row), ((1_000, 2_000, 3_000), ("El", "7", "8"))
    )

    assert found[-2:] == [f"| {' | '.join(row)} |", "| El | Budget: 7 | Utfall: 8 |"]


@pytest.mark.parametrize("body", [(1, 2, 2), (2, 2, 1)])
def test_columns_of_word_that_are_but_a_small_step_are_none(body: Sequence[int]) -> None:
    heads = tuple(zip(HEADS, (2, 2, 1) if body[0] == 1 else (1, 2, 2), strict=True))
    cells = tuple(zip(("Hyra", "5", "6"), body, strict=True))

    assert word((950, 50, 950, 50, 1_000), heads, cells)[-1] == "| Hyra | Budget: 5 | Utfall: 6 |"


def test_a_number_that_is_merged_over_two_heads_has_none() -> None:
    heads = [(each, 1) for each in HEADS]

    assert word((900, 900, 900), heads, [("Hyra", 1), ("5", 2)], [("El", 1), ("6", 1), ("7", 1)])[
        1:
    ] == ["| Hyra | 5 |", "| El | Budget: 6 | Utfall: 7 |"]


def test_a_title_beside_a_date_over_two_rows_heads_nothing() -> None:
    rows = [("Budget för vägar", "", "", "2024-03-01"), (), ("Post", "Salt", "Grus", "Sand")]
    cells = "".join(
        f"<row>{''.join(inline(each) for each in row)}</row>"
        for row in (*rows, ("Norr", "5", "6", "7"))
    )
    merged = "<mergeCells><mergeCell ref='A1:C2'/><mergeCell ref='D1:D2'/></mergeCells>"

    assert xlsx.read(files.workbook(cells, more=merged), Options()).text.splitlines()[-1] == (
        "| Norr | Salt: 5 | Grus: 6 | Sand: 7 |"
    )


def inline(text: str) -> str:
    return f"<c t='inlineStr'><is><t>{text}</t></is></c>" if text else "<c/>"


@pytest.mark.parametrize("name", ["Hyra", ""])
def test_amounts_that_look_like_years_head_nothing(name: str) -> None:
    assert "2020:" not in "".join(separated(HEADS, (name, "1950", "2020"), ("El", "5", "6")))
    assert separated(("Post", "1950", "2020"), ("El", "5", "6"))[-1] == "| El | 5 | 6 |"
    assert separated(("Post", "2019", "2020"), ("El", "5", "6"))[-1] == "| El | 2019: 5 | 2020: 6 |"


@pytest.mark.parametrize("row", [("Bad", "gratis", "ingår"), ("Bad", "1950", "2020")])
def test_a_row_below_an_empty_corner_is_no_head(row: Sequence[str]) -> None:
    found = separated(("", "Pris", "Avgift"), row, ("Gym", "5", "6"))

    assert found[-1] == "| Gym | Pris: 5 | Avgift: 6 |"


def test_heads_hold_behind_a_row_of_words_that_is_written_otherwise() -> None:
    found = separated(HEADS, ("Bad", "5", "6"), ("Gym", "gratis", "ingår"), ("Bio", "7", "8"))

    assert found[-1] == "| Bio | Budget: 7 | Utfall: 8 |"


@pytest.mark.parametrize("other", [("Enhet", "Kvinnor", "Män"), ("Enhet", "2019", "2020")])
def test_heads_end_at_a_row_that_may_head_another_table(other: Sequence[str]) -> None:
    assert separated(HEADS, ("Bad", "5", "6"), other, ("Norr", "7", "8"))[2:] == [
        f"| {' | '.join(other)} |",
        "| Norr | 7 | 8 |",
    ]


def test_numbers_with_a_unit_stand_behind_what_heads_them() -> None:
    rows = separated(HEADS, ("Lön", "1 200 kr", "-5 tkr"), ("Hyra", "300", "3 rum till"))
    assert rows[1:] == [
        "| Lön | Budget: 1 200 kr | Utfall: -5 tkr |",
        "| Hyra | Budget: 300 | 3 rum till |",
    ]


def test_telephone_numbers_below_a_line_within_a_table_are_no_amounts() -> None:
    heads = [(each, 1) for each in HEADS]
    rows = (
        [("El", 1), ("5", 1), ("6", 1)],
        [("Kontakt", 3)],
        [("Bo", 1), ("08-12", 1), ("070-3", 1)],
    )

    assert word((900, 900, 900), heads, *rows)[-1] == "| Bo | 08-12 | 070-3 |"


def test_an_empty_column_does_not_tear_a_table_in_two() -> None:
    found = separated(("Post", "Budget", "", "Utfall"), ("El", "5", "", "6"), ("Bad", "7", "", "8"))

    assert found[-2:] == ["| El | Budget: 5 | Utfall: 6 |", "| Bad | Budget: 7 | Utfall: 8 |"]


COVERED = {
    "docx": lambda: docx.read(
        files.docx(
            "<w:tbl>"
            + "".join(
                f"<w:tr><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{files.PARAGRAPH.format(first)}</w:tc>"
                f"<w:tc>{files.PARAGRAPH.format('Ord')}</w:tc></w:tr>"
                for merge, first in ((" w:val='restart'", "Norr"), ("", "Dolt"))
            )
            + "</w:tbl>"
        ),
        Options(),
    ),
    "odt": lambda: odt.read(
        files.archive(
            {
                "content.xml": "<a><body><text><table><table-row><table-cell number-rows-spanned='2'>"
                "<p>Norr</p></table-cell><table-cell><p>Ord</p></table-cell></table-row><table-row>"
                "<covered-table-cell><p>Dolt</p></covered-table-cell><table-cell><p>Ord</p></table-cell>"
                "</table-row></table></text></body></a>"
            }
        ),
        Options(),
    ),
    "pptx": lambda: pptx.read(
        files.slides(
            "<graphicFrame><tbl><tr><tc rowSpan='2'><p><t>Norr</t></p></tc><tc><p><t>Ord</t></p></tc></tr>"
            "<tr><tc vMerge='1'><p><t>Dolt</t></p></tc><tc><p><t>Ord</t></p></tc></tr></tbl></graphicFrame>"
        ),
        Options(),
    ),
    "xlsx": lambda: xlsx.read(
        files.workbook(
            f"<row>{inline('Norr')}{inline('Ord')}</row><row>{inline('Dolt')}{inline('Ord')}</row>",
            more="<mergeCells><mergeCell ref='A1:A2'/></mergeCells>",
        ),
        Options(),
    ),
}


@pytest.mark.parametrize("name", COVERED)
def test_words_in_a_cell_that_another_is_merged_over_are_told_and_not_read_for_its_own(
    name: str,
) -> None:
    found = COVERED[name]()
    assert "| Norr | Ord |\n| Norr | Ord |" in found.text
    assert found.left_out.split() == ["Dolt"]


def test_a_cell_of_word_that_is_to_go_on_with_one_that_is_not_merged_is_shown() -> None:
    def row(first: str, mark: str, more: str = "") -> str:
        cells = f"<w:tc><w:tcPr>{mark}</w:tcPr>{files.PARAGRAPH.format(first)}</w:tc>"
        return f"<w:tr>{more}{cells}<w:tc>{files.PARAGRAPH.format('Ord')}</w:tc></w:tr>"

    begins, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    gone = row("Struket", begins, "<w:trPr><w:del/></w:trPr>")
    rows = [row("Norr", ""), row("Söder", goes_on), gone, row("Öster", goes_on)]
    found = docx.read(files.docx(f"<w:tbl>{''.join(rows)}</w:tbl>"), Options())
    assert found.text.split("\n") == ["| Norr | Ord |", "| Söder | Ord |", "| Öster | Ord |"]
