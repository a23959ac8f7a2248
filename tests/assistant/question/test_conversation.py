from __future__ import annotations

import pytest

from assistant.models.answers import Turn
from assistant.question.conversation import leans, make_standalone, without_context
from assistant.question.understanding import understand, without_politeness


@pytest.mark.parametrize(
    ("asked", "answered", "follow_up", "standalone"),
    [
        ("Vem kommer från Veoneer?", "Ola Boström [1]", "Och från Epiroc?", "Vem kommer från Epiroc?"),
        ("Vem kommer från Scania?", "Lars-Henrik Jörnving", "Och Ericsson då?", "Vem kommer från Ericsson?"),
        ("Vem är med från Region Stockholm?", "…", "Och från Epiroc?", "Vem är med från Epiroc?"),
        ("Vem kommer från Kista Science City?", "…", "Och Från Södertälje kommun?", "Vem kommer från Södertälje kommun?"),
        ("Vem kommer från Scania?", "…", "Nej, jag menade Epiroc", "Vem kommer från Epiroc?"),
        ("Who represents Scania?", "…", "And KTH?", "Who represents KTH?"),
        ("Vem kommer från Ericsson?", "Mats Norin, program manager", "Vad har han för roll?", "Vad har Mats Norin för roll?"),
        ("Vilka deltar i högnivågruppen?", "21 personer", "Vem leder den gruppen?", "Vem leder högnivågruppen?"),
        ("Vad är syftet med högnivågruppen?", "…", "Vem leder den?", "Vem leder högnivågruppen?"),
        ("Vem är stabschef?", "Magnus Thulin", "Och COO?", "Vem är COO?"),
        ("Vem är Anders Nordborg?", "…", "Jag skrev fel, jag menade Lena Strömberg.", "Vem är Lena Strömberg?"),
        ("Är Ericsson med?", "Ja. Mats Norin, program manager. [1]", "Vad heter han?", "Vad heter Mats Norin?"),
        ("Är Ericsson med?", "Ja.", "Vad heter han?", "Vad heter han?"),
        ("Vem är med från Länsstyrelsen?", "…", "Trafikverket då?", "Vem är med från Trafikverket?"),
        ("Vem leder Elbyn Arena?", "…", "Och vem är vice ordförande?", "Vem är vice ordförande i Elbyn Arena?"),
        ("Who manages Green Port?", "…", "And who chairs the board?", "Who chairs the board of Green Port?"),
        ("Vad kostar Green Port?", "…", "Vem leder arbetet där?", "Vem leder arbetet där?"),
        ("Vad kostar Green Port?", "…", "Och vem är Sven Ek?", "Och vem är Sven Ek?"),
        ("Vem kommer från Scania?", "…", "När slutar projektet?", "När slutar projektet?"),
        ("Vem leder gruppen?", "…", "Och budgeten?", "Och budgeten?"),
        ("Vad kostar Green Port?", "…", "Varför gör man detta?", "Varför gör man detta?"),
        ("Vem driver testbädden?", "…", "När slutar det?", "När slutar testbädden?"),
        ("Vem driver testbädden?", "…", "Vad kostar det att hyra provbänken en dag?", "Vad kostar det att hyra provbänken en dag?"),
        ("Vem leder Nykvarn?", "…", "Var hölls mötet den 20 april?", "Var hölls mötet den 20 april?"),
        ("Vem leder gruppen?", "…", "Är det någon från Scania med?", "Är det någon från Scania med?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_made_standalone(
    asked: str, answered: str, follow_up: str, standalone: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", answered)]
    assert make_standalone(follow_up, history) == standalone


@pytest.mark.parametrize("personal", ["19121212-1212", "bo.ek@example.com", "070-123 45 67"])
def test_a_question_with_personal_data_is_not_repeated_by_the_next(personal: str) -> None:
    history = [Turn("user", f"Vad gör {personal} i högnivågruppen?"), Turn("assistant", "Nej.")]
    for asked in ("Vad finns det för risker då?", "Och vem leder den?"):
        read = understand(asked, None, history, default="sv", maximum=2000)
        assert personal not in read.standalone
        assert personal not in "".join(turn.content for turn in read.turns)


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("Och budgeten?", True),
        ("Varför gör man detta?", True),
        ("När startade projektet?", True),
        ("Vilken budget?", True),
        ("Vem leder Green Port?", False),
        ("Finns parkering vid kansliet?", False),
    ],
)
def test_what_is_not_rewritten_leans_on_the_turns_nonetheless(text: str, *, leaning: bool) -> None:
    history = [Turn("user", "Vem leder gruppen?"), Turn("assistant", "Eva Ek")]
    read = understand(text, None, history, default="sv", maximum=2000)
    assert read.standalone == text
    assert leans(read) is leaning


def test_a_first_question_stays_as_it_is() -> None:
    assert make_standalone("Och från Epiroc?", []) == "Och från Epiroc?"


def test_follow_ups_of_follow_ups_go_back_to_the_first() -> None:
    history = [
        Turn("user", "Vem kommer från Veoneer?"),
        Turn("assistant", "Ola Boström"),
        Turn("user", "Och från Epiroc?"),
        Turn("assistant", "Jonas Albertso"),
    ]
    assert make_standalone("Och Scania?", history) == "Vem kommer från Scania?"


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Hej! Jag skulle gärna vilja veta vem som leder gruppen. Tack på förhand!", "Vem som leder gruppen?"),
        ("Kan du berätta hur länge projektet pågår?", "Hur länge projektet pågår?"),
        ("Vem leder gruppen?", "Vem leder gruppen?"),
        ("tack", "tack"),
    ],
)  # fmt: skip
def test_politeness_is_left_aside(text: str, core: str) -> None:
    assert without_politeness(text) == core


@pytest.mark.parametrize(
    ("text", "standalone"),
    [
        (
            "Jag ska presentera Johanna Engman. Vad är hennes titel?",
            "Vad är Johanna Engmans titel?",
        ),
        (
            "Jag söker någon på Ekby Science Park. Vad heter personen?",
            "Vad heter personen Ekby Science Park?",
        ),
        ("Jag är journalist. Vem leder högnivågruppen?", "Vem leder högnivågruppen?"),
        ("Vem är från Länsst. Sthlm?", "Vem är från Länsst. Sthlm?"),
        ("Vem är prof. Anna Berg i projektet?", "Vem är prof. Anna Berg i projektet?"),
        ("Jag är reporter från Ekby. Vilka är medlemmar?", "Vilka är medlemmar?"),
        (
            "Vem leder gruppen? Och när slutar projektet?",
            "Vem leder gruppen? Och när slutar projektet?",
        ),
    ],
)
def test_what_stands_before_a_question_only_fills_its_gaps(text: str, standalone: str) -> None:
    assert without_context(text, []) == standalone
