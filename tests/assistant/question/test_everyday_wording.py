"""Questions as people put them, about the press release and the project page."""

from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from assistant.question.everyday import plainer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem är det som håller i trådarna för gruppen?", "Gustav Hemming leder"),
        ("Hej! Vem sitter med för Nykvarns kommuns räkning?", "Frida Nilsson"),
        ("vem e med fr Scania", "Lars-Henrik Jörnving"),
        ("Nobinas deltagare, tack", "John Strand"),
        ("JEPPE LARSSON – VEM ÄR DET?", "MOVEBYBiKE"),
        ("Vem är regiondirektör i Region Sthlm?", "Lundberg- Uudelepp"),
        ("vem är förbundsdirektör på it och telekomföretagen", "Åsa Zetterberg"),
        ("Vilken kommun är Frida Nilsson direktör i?", "Nykvarn kommun"),
        ("Maria Nimvik Stern, vilken org?", "Mälardalsrådet"),
        ("Who represents the Swedish Transport Administration (Trafikverket)?", "Olof Johansson"),
        ("Varför bildades högnivågruppen?", "skapa synergier"),
        ("Vilket lärosäte är med och driver EU-projektet?", "KTH"),
        ("Vem står bakom Fordonsdalen som helhet?", "Östra Mellansverige"),
        ("Vad sa Anton Västberg?", "långsiktigt ägarskap"),
        ("Vem håller i klubban i högnivågruppen, dvs leder den?", "Gustav Hemming leder"),
        ("Kan jag få en lista över alla som är med i gruppen?", "21 personer"),
        ("gen.sekr. mälardalsrådet?", "Maria Nimvik Stern"),
        ("Vem är från Länsst. Sthlm?", "Anders Nordborg"),
        ("kista science sity vem", "Johanna Engman"),
        ("Jag har bara en snabb fråga: stabschefen, vem är det?", "Magnus Thulin"),
        ("Vem deltog i stället för Klas Wåhlberg?", "Patrik Sandgren"),
        ("Vem kom i stället för Klas Wåhlberg?", "Patrik Sandgren"),
        ("Vem ligger bakom projektet?", "Östra Mellansverige"),
        ("Vilka från kommunerna deltar?", "Magnus Thulin"),
        ("Is anyone from the Swedish Transport Administration involved?", "Olof Johansson"),
        ("What is the purpose of the high-level group?", "skapa synergier"),
        ("Vem sitter vid ratten för gruppen?", "Gustav Hemming leder"),
        ("Vem har hand om forskningen på Veoneer?", "Ola Boström"),
        ("Who heads research at Veoneer?", "Ola Boström"),
        ("Vem basar över den kommersiella trafiken?", "John Strand"),
        ("Vem från fordonsjätten Scania är med?", "Lars-Henrik Jörnving"),
        ("Vilket namn står för Mälardalsrådet?", "Maria Nimvik Stern"),
        ("BIL Swedens utsände, vem är det?", "Mattias Bergman"),
        ("move by bike, vem sitter med därifrån?", "Jeppe Larsson"),
        ("Who speaks for the City of Stockholm in the group?", "Magnus Thulin"),
        ("Var har Åsa Zetterberg sin anställning?", "IT&Telekomföretagen"),
        ("Vem ligger bakom Fordonsdalen?", "Östra Mellansverige"),
        ("Varifrån kommer pengarna till Fordonsdalen Stockholm?", "EU finansierat"),
        ("nar slutar fordonsdalen stockholm", "december 2022"),
        ("Läggs Fordonsdalen Stockholm ner när projektet är klart?", "ska fortlöpa"),
        ("Jag ska träffa Frida Nilsson på en mässa. Vad har hon för titel?", "kommundirektör"),
        ("Vad är utvecklingsdirektörens namn?", "Anton Västberg"),
        ("Vad ska högnivågruppen jobba med?", "skapa synergier"),
        ("Får Fordonsdalen Stockholm EU-stöd?", "EU finansierat"),
        ("Om man inte räknar Gustav Hemming, hur många deltagare är det?", "21 personer"),
    ],
)
def test_everyday_wording_gets_the_fact(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Är Klas Wåhlberg med i gruppen?", "Patrik Sandgren"),
        ("Kommer Mats Norin från Nobina?", "på Ericsson"),
        ("Är Frida Nilsson kommundirektör i Södertälje?", "Nykvarn kommun"),
        ("Är Klas Wåhlberg själv på plats vid mötet?", "Patrik Sandgren"),
        ("Kom Klas Wåhlberg till mötet?", "Patrik Sandgren"),
        ("Ska Fordonsdalen Stockholm fortsätta efter 2022?", "fortlöpa"),
        ("Stämmer det att EU är med och betalar?", "EU finansierat"),
        ("Will Fordonsdalen Stockholm continue once the project is over?", "fortlöpa"),
    ],
)
def test_what_somebody_supposes_meets_the_fact(
    assistant: Assistant, question: str, holds: str
) -> None:
    assert holds in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Hur mycket pengar får Fordonsdalen Stockholm?",
        "Hur många jobbar på Scania?",
        "Är Volvo med?",
        "Vad sa Klas Wåhlberg?",
        "Hur länge varade mötet?",
        "How long did the meeting last?",
        "Vem leder Scania?",
        pytest.param(
            "Vem ansvarar för trafiken på Trafikverket?",
            marks=pytest.mark.xfail(strict=True, reason="answered with those who took part"),
        ),
    ],
)
def test_what_is_not_said_stays_unsaid(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).status.has_evidence


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("Vilka kommuner är representerade?", ["Nykvarn kommun", "Stockholm Stad"], "Scania"),
        ("Vilka myndigheter deltar?", ["Trafikverket", "Länsstyrelsen Stockholm"], "Scania"),
        ("Vilka lärosäten är med?", ["KTH"], "Trafikverket"),
        ("Which companies take part?", ["Scania", "Epiroc"], "Vinnova"),
        ("Which university is involved?", ["KTH"], "Trafikverket"),
    ],
)
def test_organisations_of_a_kind_are_listed(
    assistant: Assistant, question: str, names: list[str], others: str
) -> None:
    text = assistant.ask(question).text
    assert all(f"- {name}" in text for name in names)
    assert f"- {others}" not in text


def test_those_of_a_role_are_counted(assistant: Assistant) -> None:
    text = assistant.ask("Hur många VD:ar sitter med i gruppen?").text
    assert text.startswith("5 av dem")
    assert "Wåhlberg" not in text


def test_whole_names_go_before_their_parts(assistant: Assistant) -> None:
    text = assistant.ask("Vem är med från Region Stockholm?").text
    assert "Lundberg- Uudelepp" in text
    assert "Ingvarsson" not in text


def test_somebody_may_be_left_out(assistant: Assistant) -> None:
    text = assistant.ask("Vilka VD:ar är med i gruppen, förutom Robert Kingfors?").text
    assert "Mattias Bergman" in text
    assert "Kingfors" not in text


def test_organisations_are_counted(assistant: Assistant) -> None:
    text = assistant.ask("Hur många organisationer är representerade?").text
    assert text.startswith("De som deltar kommer från 21 organisationer")


@pytest.mark.parametrize(
    "question",
    [
        "Hur gick omröstningen ut?",
        "Kommer bussen att gå på el?",
        "Vad ligger bakom beslutet?",
        "Sköter Volvo driften?",
        "Where is the charging point of the bus?",
        "Är det statligt stöd till projektet?",
        "Läggs mycket pengar ner på laddning?",
        "Har bussarna någon i taket?",
        "Vem ska ni diskutera avtalet med?",
    ],
)
def test_what_only_looks_like_an_everyday_phrase_stays(question: str) -> None:
    assert plainer(question) == question


@pytest.mark.xfail(strict=True, reason="The reader is not sure enough of these.")
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vad handlade mötet om?", "På agendan står"),
        ("Hur långt fram i tiden sträcker sig Fordonsdalen Stockholm?", "december 2022"),
        ("Vad ska de prata om när de träffas för första gången?", "På agendan står"),
        ("deltagarlista tack", "21 personer"),
        ("Vad har matias bergmann för tittel", "VD på BIL Sweden"),
        ("Har Epiroc fått någon plats vid bordet?", "Jonas Albertso"),
        ("Vem är högst ansvarig för högnivågruppen?", "Gustav Hemming leder"),
        ("Får de pengar från EU?", "EU finansierat"),
    ],
)
def test_farther_wording_gets_its_sentence(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem säger att det behövs ett långsiktigt ägarskap?", "säger Anton Västberg"),
        ("Vad sker med Fordonsdalen Stockholm när projekttiden har gått ut?", "ska fortlöpa"),
    ],
)
def test_far_wording_gets_its_sentence(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Får projektet pengar från Vinnova?",
        *(
            pytest.param(
                question,
                marks=pytest.mark.xfail(strict=True, reason="answered with those who took part"),
            )
            for question in ("Vilka saknades på mötet?", "Vem var inte med på mötet?")
        ),
    ],
)
def test_what_is_near_is_no_answer(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).status.has_evidence


@pytest.mark.parametrize(
    "question",
    [
        "Vilka i gruppen var inte med?",
        "Vem är inte med i högnivågruppen?",
        "Vilka organisationer är inte representerade?",
    ],
)
def test_who_is_not_there_is_not_told_by_those_who_are(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).status.has_evidence


def test_everyday_words_are_told_as_they_were_typed(assistant: Assistant) -> None:
    asked = assistant.ask("Vilka företag finns med runt bordet?").question
    assert asked.standalone == "Vilka företag finns med runt bordet?"
    assert asked.plain == "Vilka företag finns med i gruppen?"
