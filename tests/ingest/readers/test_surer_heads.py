"""Rows of tables that look like heads and are none, and tables that end within others."""

from __future__ import annotations

import pytest

from tests.ingest.readers.test_sheets import EMPTY, lines


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
