"""Periods as a drawing and in words."""

from __future__ import annotations

import pytest

from assistant.models.documents import Document, Fact
from ui.timeline import MOST_BARS, WIDTH, timeline

DOCUMENTS = {"a": Document("a", "Plan", "x" * 9, "a.txt")}


def period(**fields: str) -> Fact:
    told = {name.rstrip("_"): value for name, value in fields.items()}
    return Fact("a", 0, 9, "xxxxxxxxx", "period", told)


def test_bars_stand_where_their_dates_are() -> None:
    drawn = timeline(
        [
            period(subject="React", from_="2021-07", to="2023-10"),
            period(subject="Mötet", from_="2021-04-19", to="2021-04-19"),
            period(subject="Projektet", to="2022-12"),
        ],
        DOCUMENTS,
        "sv",
    )
    assert drawn
    told = {bar.name: bar.told for bar in drawn.bars}
    assert told == {
        "Mötet": "19 april 2021",
        "React": "från juli 2021 till oktober 2023",
        "Projektet": "till december 2022",
    }
    meeting, react, project = drawn.bars
    assert meeting.is_day
    assert project.is_open
    assert meeting.start < react.start < project.start + project.length < react.start + react.length
    assert all(bar.start >= 0 and bar.start + bar.length <= WIDTH for bar in drawn.bars)
    assert [year.text for year in drawn.years] == ["2020", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize("fields", [{}, {"to": "snart"}, {"to": "2022-13"}, {"to": "0"}])
def test_what_is_no_date_is_not_drawn(fields: dict[str, str]) -> None:
    assert timeline([period(subject="Projektet", **fields)], DOCUMENTS, "sv") is None


def test_only_so_many_are_drawn_and_the_scale_stays_readable() -> None:
    many = [
        period(subject=str(year), from_=str(year), to=str(year + 1)) for year in range(1900, 2000)
    ]
    drawn = timeline(many, DOCUMENTS, "en")
    assert drawn
    assert len(drawn.bars) == MOST_BARS
    assert len(drawn.years) <= 9
