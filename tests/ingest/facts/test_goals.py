"""Goals in the shapes that hold a number or an intention."""

import pytest

from .conftest import fields


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Hittills har 90 elever gått kursen; målet är 200.", "200"),
        ("Andelen var 8 procent, att jämföra med målet på 12 procent.", "12 procent"),
        ("Minst 70 skolor ska få en plan.", "Minst 70 skolor ska få en plan"),
        ("At least 70 schools will get a plan.", "At least 70 schools will get a plan"),
        ("Målet är att 80 elever ska vara klara.", "80 elever ska vara klara"),
        ("The goal is to cut waste by 20 per cent.", "cut waste by 20 per cent"),
    ],
)
def test_goal(text: str, goal: str) -> None:
    assert [found["goal"] for found in fields(text, "goal")] == [goal]


@pytest.mark.parametrize(
    "text",
    [
        "Landet siktar på att bli bäst.",
        "Minst 70 skolor deltog.",
        "Kursen har minst 30 platser.",
        "Två bussar ska tvättas.",
        "Syftet med försöket är inte att sänka priset.",
    ],
)
def test_no_goal(text: str) -> None:
    assert fields(text, "goal") == []
