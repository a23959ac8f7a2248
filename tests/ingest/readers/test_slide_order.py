"""Shapes of a slide are read from above where they lie so, and else as the file has them."""

from __future__ import annotations

import pytest

from ingest.readers import pptx
from ingest.readers.parsed import Options
from tests.ingest.readers import files

Place = tuple[int, int, int, int] | None
"""Left, top, width and height."""


def shape(words: str, place: Place, more: str = "") -> str:
    if place is None:
        return f"<sp><p><t>{words}</t></p></sp>"
    left, top, width, height = place
    told = f"<off x='{left}' y='{top}'/><ext cx='{width}' cy='{height}'/>"
    return f"<sp><spPr><xfrm {more}>{told}</xfrm></spPr><p><t>{words}</t></p></sp>"


def read(*shapes: str) -> list[str]:
    return pptx.read(files.slides("".join(shapes)), Options()).text.split("\n\n")


def test_what_lies_above_all_others_is_the_title_and_what_lies_below_comes_last() -> None:
    source = shape("Källa: Ekby", (0, 900, 500, 50))
    left, right = shape("Hamnen", (0, 200, 200, 600)), shape("Skogen", (300, 250, 200, 600))
    title = shape("Budget 2025", (0, 0, 500, 100))
    assert read(source, right, left, title) == ["# Budget 2025", "Skogen", "Hamnen", "Källa: Ekby"]


def test_shapes_on_top_of_each_other_are_read_from_above() -> None:
    shapes = [shape(name, (0, 100 * at, 300, 110)) for at, name in enumerate("ABCD")]
    assert read(*reversed(shapes)) == ["# A", "B", "C", "D"]


def test_columns_are_not_mixed() -> None:
    columns = [
        shape(words, (left, top, 200, 100))
        for left, column in ((0, "Vi"), (300, "De"))
        for top, words in ((100, f"{column} vill"), (250, f"{column} gör"))
    ]
    assert read(*columns) == ["# Vi vill", "Vi gör", "De vill", "De gör"]


@pytest.mark.parametrize("place", [None, (0, 0, 300, 300)])
def test_the_file_tells_the_order_where_places_do_not(place: Place) -> None:
    """One shape has its place from its layout, or reaches over the other."""
    assert read(shape("Hamnen", (0, 100, 300, 100)), shape("Skogen", place)) == [
        "# Hamnen",
        "Skogen",
    ]


def test_a_turned_shape_reaches_as_far_as_it_is_long() -> None:
    turned = shape("Skogen", (0, 0, 900, 50), "rot='5400000'")
    assert read(shape("Hamnen", (0, 100, 300, 100)), turned) == ["# Hamnen", "Skogen"]


def test_a_group_stays_together() -> None:
    inner = shape("Vd", (0, 700, 90, 50)) + shape("Mona Ek", (0, 800, 90, 50))
    place = "<grpSpPr><xfrm><off x='0' y='0'/><ext cx='90' cy='90'/></xfrm></grpSpPr>"
    assert read(shape("Hamnen", (0, 100, 300, 100)), f"<grpSp>{place}{inner}</grpSp>") == [
        "# Vd",
        "Mona Ek",
        "Hamnen",
    ]
