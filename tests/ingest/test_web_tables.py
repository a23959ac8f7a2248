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
def test_a_title_across_a_table_is_what_it_is_of_and_no_head(cell: str) -> None:
    title = f"<tr><{cell} colspan='3'>Budget</{cell}></tr>"

    assert table(title + HEADS + ROW) == (
        "## Budget\n\n| Post | Utfall | Plan |\n| Lön | Utfall: 1 | Plan: 2 |"
    )


def test_what_names_the_rows_below_heads_no_columns_of_later_ones() -> None:
    school, care = (f"<tr><th colspan='3'>{each}</th></tr>" for each in ("Skola", "Vård"))

    assert table(HEADS + school + ROW + care + OTHER) == (
        "| Post | Utfall | Plan |\n| Skola |  |  |\n| Lön | Utfall: 1 | Plan: 2 |\n"
        "| Vård |  |  |\n| El | Utfall: 3 | Plan: 4 |"
    )


def test_heads_hold_up_to_the_next_ones() -> None:
    years = "<tr><th>Post</th><th>2025</th><th>2026</th></tr>"

    assert table(HEADS + ROW + years + OTHER) == (
        "| Post | Utfall | Plan |\n| Lön | Utfall: 1 | Plan: 2 |\n"
        "| Post | 2025 | 2026 |\n| El | 2025: 3 | 2026: 4 |"
    )
