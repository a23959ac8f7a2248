"""A press release and an invitation about one project, asked as people ask."""

from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from tests.assistant.made import assistant_of

RELEASE = """---
title: Ladda Skärgården – ny satsning på laddning för båtar
published: 2024-04-10
---
Nu startar Ladda Skärgården, som ska ge 60 laddplatser för fritidsbåtar i länets hamnar. Bakom satsningen
står Region Ek, Värmdals kommun och Sjöfartsverket. Energimyndigheten har beviljat 18,5 miljoner kronor till
projektet, som påbörjas i maj 2024 och ska vara avslutat senast i augusti 2027. Regionen skjuter till 4
miljoner kronor.

Ordförande i styrgruppen är Henrik Sjö, hamnchef i Värmdals kommun. I gruppen ingår också Lisa Karlsson Noor
(C), regionråd, och Per-Åke Blom, Sjöfartsverket. Lisa Karlsson Noor efterträdde i mars Tomas Vik.

Mål:
- 60 laddplatser i 15 hamnar
- minst 200 elbåtar i länet 2027
"""
INVITATION = """---
title: Inbjudan: Hamndagen 2024
published: 2024-08-20
---
Välkommen till Hamndagen!

**Tid:** 3 oktober 2024 kl. 10–15
**Kostnad:** 250 kronor inklusive lunch

Ladda Skärgården, som delfinansieras av Energimyndigheten, pågår till december 2027.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    pages = {"release.md": RELEASE, "invitation.md": INVITATION}
    return assistant_of(tmp_path_factory.mktemp("harbours"), pages)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Vilka sitter i styrgruppen?", "2 personer ingår i styrgruppen", "Tomas Vik"),
        ("Who chairs the steering group?", "Henrik Sjö", "Blom"),
        ("Vem efterträdde Tomas Vik?", "Lisa Karlsson Noor", "Blom"),
        ("Vilka står bakom satsningen Ladda Skärgården?", "Sjöfartsverket", "Energimyndigheten"),
        ("Hur mycket pengar har Energimyndigheten gett?", "18,5 miljoner", "250 kronor"),
        ("Hur mycket bidrar regionen med?", "4 miljoner", "18,5"),
        ("Vad är målen med Ladda Skärgården?", "200 elbåtar", "Hamndagen"),
        ("Vad kostar det att gå på Hamndagen?", "250 kronor", "18,5"),
    ],
)
def test_answers(harbours: Assistant, question: str, told: str, untold: str) -> None:
    answer = harbours.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in " ".join(answer.text.split())
    assert untold not in answer.text


def test_an_end_in_a_relative_clause_contradicts_another(harbours: Assistant) -> None:
    answer = harbours.ask("När slutar projektet Ladda Skärgården?")
    assert answer.status is Status.CONFLICTING
    assert answer.text.index("december 2027") < answer.text.index("augusti 2027")


@pytest.mark.parametrize(
    "question", ["Finansierar Vinnova projektet?", "När är nästa möte i styrgruppen?"]
)
def test_what_is_not_said_stays_unsaid(harbours: Assistant, question: str) -> None:
    assert not harbours.ask(question).status.has_evidence
