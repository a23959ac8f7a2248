"""Rows of tables are shown as cells, whatever their quotes hold."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.answering.assistant import Assistant
from assistant.settings import Settings
from ui.rendering import answer_html
from ui.rows import cells_apart

_TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ask Ek | C | ordförande", "Ask Ek · C · ordförande"),
        (
            "Rådet\n\n| Namn | Parti |  |\n| --- | :--: |\n| Ask Ek | C |\n|",
            "Rådet\nNamn · Parti\nAsk Ek · C",
        ),
        ("| Ask & Ek | C |", "Ask &amp; Ek · C"),
        ("Rådet | Namn | | --- | --- | | Ask – Ek | −5", "Rådet · Namn · Ask – Ek · −5"),
        ("Utan streck - - -\n", "Utan streck - - -\n"),
    ],
)
def test_cells_stand_apart_and_nothing_of_what_is_written_is_lost(written: str, shown: str) -> None:
    html = cells_apart(written)
    assert unescape(_TAG.sub("", html)) == written
    dotted = re.sub('<span class="between">[^<]*</span>', " · ", html)
    seen = re.sub(
        '<span class="between edge">([^<]*)</span>', lambda run: "\n" * ("\n" in run[1]), dotted
    )
    assert seen.strip() == shown.strip()


def test_a_card_and_an_answer_show_no_bars(assistant: Assistant, settings: Settings) -> None:
    answer = assistant.ask("Vem leder högnivågruppen?")
    row = replace(answer.citations[0], quote="Gustav Hemming | leder")
    document = replace(row.document, text="| Gustav Hemming | leder |")
    row = replace(row, document=document, start=2, end=24)
    html = answer_html(
        replace(answer, citations=(row,), text="Gustav Hemming | leder [1]"), settings, "a0"
    )
    assert '<q><mark>Gustav Hemming<span class="between"> | </span>leder</mark></q>' in html
    assert (
        re.sub('<span class="between">[^<]*</span>', "", html).partition("<details")[0].count("|")
        == 0
    )
