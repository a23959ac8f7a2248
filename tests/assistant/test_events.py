"""Days and fees of an event, and who follows whom, on small documents of their own."""

from __future__ import annotations

import pytest

from assistant import bootstrap
from assistant.answering import Assistant
from assistant.models import Status
from assistant.settings import load_settings

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
    folder = tmp_path_factory.mktemp("events")
    (folder / "event.md").write_text(EVENT, "utf-8")
    (folder / "news.md").write_text(NEWS, "utf-8")
    settings = load_settings(data_dir=folder / "data")
    bootstrap.ingest([folder / "event.md", folder / "news.md"], settings)
    return bootstrap.build_assistant(settings)


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
