"""Figures, their targets, and the pages that they go to."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.files import fill
from bench.figures import Figure, figure_table


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (Figure("a", 3.0, "s"), None),
        (Figure("a", 3.0, "s", most=3), True),
        (Figure("a", 3.1, "s", most=3), False),
        (Figure("a", 0.7, "", least=0.8), False),
        (Figure("a", 0.8, "", least=0.8), True),
    ],
)
def test_a_target_is_met_missed_or_not_there(figure: Figure, is_met: bool | None) -> None:
    assert figure.is_met is is_met
    assert ("**missed**" in figure_table([figure])) is (is_met is False)


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n\n<!-- b -->\nold\n<!-- /b -->\n\nend\n")
    for text in ("first", "new\n"):
        fill(page, "b", text)
    assert page.read_text() == "# A\n\n<!-- b -->\nnew\n<!-- /b -->\n\nend\n"
    with pytest.raises(ValueError, match="no place for c"):
        fill(page, "c", "x")
