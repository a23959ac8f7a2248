"""Days and fees of an event, and who follows whom, on small documents of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from tests.assistant.made import assistant_of

EVENT = """---
title: Program för Verkstadsdagen
published: 2026-01-10
---
Verkstadsdagen samlar alla som bygger fordon i regionen.

**Tid:** torsdag 12 mars 2026 kl. 9–16
**Plats:** Gamla tullhuset, Nynäshamn
**Avgift:** 350 kronor
"""
NEWS = """---
title: Ny chef för Fordonslabbet
published: 2026-02-01
---
Sanna Lindell efterträder Olle Berg som chef för Fordonslabbet. Hon kommer närmast från Motorverken.
"""


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("events"), {"event.md": EVENT, "news.md": NEWS})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("När är Verkstadsdagen?", "12 mars 2026 kl. 9–16 [1] Datumet har passerat."),
        ("Vad kostar det att gå på Verkstadsdagen?", "350 kronor"),
        ("Vem efterträder Olle Berg?", "Sanna Lindell"),
    ],
)
def test_what_the_documents_say(events: Assistant, question: str, told: str) -> None:
    answer = events.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


def test_whom_somebody_follows_is_not_who_follows_them(events: Assistant) -> None:
    answer = events.ask("Vem efterträder Sanna Lindell på Motorverken?")
    assert answer.status is Status.NOT_FOUND


DECISION = """---
title: Klartecken för Verkstadsbron
published: 2026-03-05
---
I går sa regionstyrelsen ja till Verkstadsbron. Bygget börjar när marken har tinat.
"""


def test_a_day_that_is_told_by_its_distance_is_reckoned(tmp_path: Path) -> None:
    answer = assistant_of(tmp_path, {"decision.md": DECISION}).ask(
        "Vilken dag sa regionstyrelsen ja till Verkstadsbron?"
    )
    assert "Källan är från 5 mars 2026, så dagen är 4 mars 2026." in answer.text
    assert [citation.quote for citation in answer.citations] == [
        "I går sa regionstyrelsen ja till Verkstadsbron."
    ]
