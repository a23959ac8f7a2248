"""Rows that head others within a table."""

from __future__ import annotations

import pytest

from ingest.readers.heads import told_headed
from ingest.readers.tables import Table
from ingest.readers.webpage import read_page

HEADS = "<tr><th>Rätt</th><th>Liten</th><th>Stor</th></tr>"
SOUP = "<tr><td>Soppa</td><td>40</td><td>70</td></tr>"
PIE = "<tr><td>Paj</td><td>55</td><td>80</td></tr>"
FISH, MEAT = (f"<tr><{{0}} colspan={{1}}>{name}</{{0}}></tr>" for name in ("Fisk", "Kött"))


def table(rows: str) -> list[str]:
    return read_page(f"<main><p>Text.</p><table>{rows}</table></main>").text.split("\n")[2:]


@pytest.mark.parametrize("cell", ["td", "th", "th scope=rowgroup"])
def test_a_row_across_a_table_is_told_with_those_below(cell: str) -> None:
    fish, meat = (each.format(cell, 3) for each in (FISH, MEAT))

    assert table(HEADS + fish + SOUP + PIE + meat + SOUP) == [
        "| Rätt | Liten | Stor |",
        "| Fisk |  |  |",
        "| Soppa | Liten: 40 | Stor: 70 | Fisk |",
        "| Paj | Liten: 55 | Stor: 80 | Fisk |",
        "| Kött |  |  |",
        "| Soppa | Liten: 40 | Stor: 70 | Kött |",
    ]


def test_what_is_above_all_rows_is_a_group_where_a_later_row_is_one() -> None:
    fish, meat = (each.format("th", 2) for each in (FISH, MEAT))
    rows = "<tr><td>Soppa</td><td>40</td></tr>"

    assert table(fish + rows + meat + rows) == [
        "| Fisk |  |",
        "| Soppa | 40 | Fisk |",
        "| Kött |  |",
        "| Soppa | 40 | Kött |",
    ]


def test_a_title_over_the_heads_is_none() -> None:
    title = "<tr><th colspan=3>Meny</th></tr>"
    meat = MEAT.format("td", 3)

    told = table(title + HEADS + meat + PIE)

    assert told[0] == "## Meny"
    assert told[3:] == [
        "| Kött |  |  |",
        "| Paj | Liten: 55 | Stor: 80 | Kött |",
    ]


def test_each_group_may_have_heads_of_its_own() -> None:
    fish, meat = (each.format("th", 3) for each in (FISH, MEAT))

    told = table(fish + HEADS + SOUP + meat + HEADS.replace("Liten", "Halv") + PIE)

    assert told[2] == "| Soppa | Liten: 40 | Stor: 70 | Fisk |"
    assert told[5] == "| Paj | Halv: 55 | Stor: 80 | Kött |"


def test_a_group_ends_with_its_part_of_the_table() -> None:
    fish = FISH.format("th", 3)

    told = table(
        f"<thead>{HEADS}</thead><tbody>{fish}{SOUP}</tbody><tfoot>{PIE}</tfoot>",
    )

    assert told[2:] == ["| Soppa | Liten: 40 | Stor: 70 | Fisk |", "| Paj | Liten: 55 | Stor: 80 |"]


@pytest.mark.parametrize("last", [SOUP, ""])
def test_a_sentence_or_a_last_row_across_heads_nothing(last: str) -> None:
    fish = FISH.format("td", 3)
    note = "<tr><td colspan=3>Barn äter gratis.</td></tr>"

    told = table(HEADS + fish + PIE + note + last)

    assert told[2] == "| Paj | Liten: 55 | Stor: 80 | Fisk |"
    assert told[3:] == [
        "| Barn äter gratis. |  |  |",
        *(["| Soppa | Liten: 40 | Stor: 70 |"] * bool(last)),
    ]


@pytest.mark.parametrize(("width", "told"), [(3, "Fisk"), (2, None)])
def test_in_files_of_office_too(width: int, told: str | None) -> None:
    rows = [["Rätt", "Liten", "Stor"], ["Fisk", "", ""], ["Soppa", "40", "70"], ["Paj", "5", "8"]]

    found = told_headed(Table(rows, {(1, 0): (1, width)}, marked=1, by_default=False))

    assert found[2] == ["Soppa", "Liten: 40", "Stor: 70", *filter(None, [told])]


def test_a_title_alone_above_rows_without_heads_is_told_once() -> None:
    rows = [["Meny", ""], ["Soppa", "40"], ["Paj", "55"]]

    assert told_headed(Table(rows, {(0, 0): (1, 2)})) == rows
