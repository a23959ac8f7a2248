"""CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv

import pytest

from assistant.contract import fact_bodies
from assistant.facts.table import facts_csv
from assistant.models.documents import Document, Fact

SOURCE = Document("d", "Titel; med tecken", "…", "d.txt", published="2024-05")


def rows(
    fields: dict[str, str], quote: str = "Citat", delimiter: str = ","
) -> list[dict[str, str]]:
    facts = [Fact("d", 3, 8, quote, "person", fields)]
    text = facts_csv(fact_bodies(facts, {"d": SOURCE}), delimiter)
    return list(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_row_tells_the_fact_and_its_citation(delimiter: str) -> None:
    (row,) = rows({"name": "Åsa Öst", "role": "vd; ordf., rad\nbrytning"}, delimiter=delimiter)
    assert row["name"] == "Åsa Öst"
    assert row["role"] == "vd; ordf., rad\nbrytning"
    assert row["goal"] == ""
    cited = [row[key] for key in ("document", "title", "url", "published", "start", "end", "quote")]
    assert cited == ["d", "Titel; med tecken", "", "2024-05", "3", "8", "Citat"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+46", "-", "- punkt", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "'=1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = rows({"name": text}, quote=text)
    assert row["name"].startswith("'")
    assert row["name"].endswith(text)
    assert row["quote"] == row["name"]


def test_a_dash_within_a_text_is_left_alone() -> None:
    (row,) = rows({"name": "Lars-Henrik = chef"})
    assert row["name"] == "Lars-Henrik = chef"
