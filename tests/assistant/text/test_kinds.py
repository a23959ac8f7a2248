from __future__ import annotations

import pytest

from assistant.text.kinds import kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vem leder gruppen?", "person"),
        ("Vem var ledaren när frankerna kom?", "person"),
        ("veoneer representant?", "person"),
        ("När slutar projektet?", "date"),
        ("projekttid?", "date"),
        ("fordonsdalen slutdatum", "date"),
        ("How long does it run?", "date"),
        ("Hur många deltar?", "count"),
        ("Hur många miljoner kronor kostar det?", "amount"),
        ("Vad blev den totala kostnaden?", "amount"),
        ("Hur stor andel av branschen?", "share"),
        ("Vilken adress har de?", "contact"),
        ("Vilken religion var normannerna?", "open"),
        ("Vad är Magnus Thulins roll?", "role"),
        ("Vilket parti företräder hon?", "party"),
        ("Var hölls mötet?", "place"),
        ("Sitter Ericsson med?", "yes_no"),
        ("Kan du berätta vem som leder?", "person"),
        ("Vilka är med?", "list"),
        ("Varför behövs gruppen?", "reason"),
        ("Hur gammal är han?", "quantity"),
    ],
)
def test_what_a_question_asks_for(question: str, kind: str) -> None:
    assert kind_of(question) == kind
