"""Rows of tables are shown as cells, whatever their quotes hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.assistant import Assistant
from assistant.settings import Settings
from ui.rendering import answer_html
from ui.rows import cells_apart


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ask Ek | C | ordförande", "Ask Ek · C · ordförande"),
        (
            "Rådet\n\n| Namn | Parti |  |\n| --- | :--: |\n| Ask Ek | C |\n|",
            "Rådet\n\nNamn · Parti\nAsk Ek · C",
        ),
        ("Rådet | Namn | | --- | --- | | Ask – Ek | −5", "Rådet · Namn · Ask – Ek · −5"),
        ("Utan streck - - -\n", "Utan streck - - -\n"),
    ],
)
def test_cells_stand_apart_without_bars(written: str, shown: str) -> None:
    assert cells_apart(written) == shown


def test_a_card_and_an_answer_show_no_bars(assistant: Assistant, settings: Settings) -> None:
    answer = assistant.ask("Vem leder högnivågruppen?")
    row = replace(answer.citations[0], quote="Gustav Hemming | leder")
    document = replace(row.document, text="| Gustav Hemming | leder |")
    row = replace(row, document=document, start=2, end=24)
    html = answer_html(
        replace(answer, citations=(row,), text="Gustav Hemming | leder [1]"), settings, "a0"
    )
    assert "<q><mark>Gustav Hemming · leder</mark></q>" in html
    assert row.quote == document.text[row.start : row.end]
    assert "|" not in html.partition("<details")[0]
