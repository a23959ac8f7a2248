"""Which words of a table on a page head its numbers."""

from __future__ import annotations

import pytest

from ingest.readers.webpage import read_page

HEADS = "<tr><th>Post</th><th>Utfall</th><th>Plan</th></tr>"
ROW = "<tr><td>Lön</td><td>1</td><td>2</td></tr>"
OTHER = "<tr><td>El</td><td>3</td><td>4</td></tr>"


def table(rows: str) -> str:
    return read_page(f"<main><p>Text.</p><table>{rows}</table></main>").text.removeprefix(
        "Text.\n\n"
    )


@pytest.mark.parametrize("cell", ["th", "td"])
@pytest.mark.parametrize("second", ["", "<tr><{0}>mkr</{0}><{0}>kr</{0}></tr>"])
def test_a_head_over_several_columns_of_names_leaves_the_others_their_heads(
    second: str, cell: str
) -> None:
    height = 2 if second else 1
    heads = (
        f"<tr><{cell} colspan='2' rowspan='{height}'>Post</{cell}><{cell}>Utfall</{cell}>"
        f"<{cell}>Plan</{cell}></tr>{second.format(cell)}"
    )
    body = "<tr><td>Norr</td><td>El</td><td>1</td><td>2</td></tr>" * 2
    utfall, plan = ("Utfall mkr", "Plan kr") if second else ("Utfall", "Plan")

    assert table(heads + body).splitlines()[-1] == f"| Norr | El | {utfall}: 1 | {plan}: 2 |"


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_title_across_a_table_is_what_it_is_of_and_no_head(cell: str) -> None:
    title = f"<tr><{cell} colspan='3'>Budget</{cell}></tr>"

    assert table(title + HEADS + ROW) == (
        "## Budget\n\n| Post | Utfall | Plan |\n| Lön | Utfall: 1 | Plan: 2 |"
    )


def test_what_names_the_rows_below_heads_no_columns_of_later_ones() -> None:
    school, care = (f"<tr><th colspan='3'>{each}</th></tr>" for each in ("Skola", "Vård"))

    assert table(HEADS + school + ROW + care + OTHER) == (
        "| Post | Utfall | Plan |\n| Skola |  |  |\n| Lön | Utfall: 1 | Plan: 2 | Skola |\n"
        "| Vård |  |  |\n| El | Utfall: 3 | Plan: 4 | Vård |"
    )


@pytest.mark.parametrize(("cell", "told"), [("th", ("2025: 3", "2026: 4")), ("td", ("3", "4"))])
def test_heads_hold_up_to_the_next_ones(cell: str, told: tuple[str, str]) -> None:
    years = f"<tr><{cell}>Post</{cell}><{cell}>2025</{cell}><{cell}>2026</{cell}></tr>"

    assert table(HEADS + ROW + years + OTHER) == (
        "| Post | Utfall | Plan |\n| Lön | Utfall: 1 | Plan: 2 |\n"
        f"| Post | 2025 | 2026 |\n| El | {told[0]} | {told[1]} |"
    )


def test_years_beside_several_columns_of_names_end_heads() -> None:
    first, row, years, last = (
        f"<tr>{''.join(f'<td>{each}</td>' for each in cells.split())}</tr>"
        for cells in ("Post Konto Utfall Plan", "Lön A 1 2", "Post Konto 2025 2026", "El B 3 4")
    )

    assert table(first + row + years + last).splitlines()[-2:] == [
        "| Post | Konto | 2025 | 2026 |",
        "| El | B | 3 | 4 |",
    ]


def test_heads_that_are_not_marked_stand_in_two_rows() -> None:
    heads = (
        "<tr><td rowspan='2'>Post</td><td colspan='2'>Utfall</td><td colspan='2'>Plan</td></tr>"
        "<tr><td>2023</td><td>2024</td><td>2023</td><td>2024</td></tr>"
    )
    row = "<tr><td>El</td><td>1</td><td>2</td><td>3</td><td>4</td></tr>"

    assert table(heads + row + row).splitlines()[-1] == (
        "| El | Utfall 2023: 1 | Utfall 2024: 2 | Plan 2023: 3 | Plan 2024: 4 |"
    )


@pytest.mark.parametrize(
    "row", [("Delsumma", "10", "20"), ("Söder", "", ""), ("Summa", "15", "2 600")]
)
def test_a_row_of_sums_or_a_name_among_the_rows_ends_no_heads(row: tuple[str, ...]) -> None:
    def line(tag: str, *cells: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"

    rows = [
        line("th", "Bolag", "Anställda", "Kronor"),
        line("td", "Volvo", "10", "20"),
        line("th", *row),
        line("td", "Scania", "5", "6"),
    ]
    assert "Scania | Anställda: 5 | Kronor: 6" in read_page(f"<table>{''.join(rows)}</table>").text


def test_a_letter_makes_a_number_the_name_of_a_column() -> None:
    table = "<table><tr><th>Ort<th>Q1<th>Q2</tr><tr><td>Umeå<td>10<td>20</tr></table>"
    assert "Q1: 10 | Q2: 20" in read_page(table).text


@pytest.mark.parametrize(
    "row", ["Vakant plats", "Frånvarande: Siv Alm", "<a href=/m>Visa fler</a>"]
)
def test_a_row_across_amid_others_may_tell_of_the_one_above(row: str) -> None:
    page = (
        f"<tr><th>Namn<th>Roll<tr><td>Anna Ek<td>Ordförande<tr><td colspan=2>{row}"
        "<tr><td>Bo Berg<td>Ledamot"
    )

    assert "| Bo Berg | Ledamot |" in read_page(f"<main><table>{page}</table></main>").text
