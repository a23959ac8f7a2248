"""Questions in languages that no rule of ours knows."""

from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from assistant.text.language import detect_language


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Kuka edustaa Scaniaa?", "Lars-Henrik Jörnving"),
        ("Kuka johtaa ryhmää?", "Gustav Hemming"),
        ("Kto reprezentuje Ericsson?", "Mats Norin"),
        ("من يقود المجموعة؟", "Gustav Hemming"),
        ("من يمثل Scania؟", "Lars-Henrik Jörnving"),
        pytest.param(
            *("Yaa hogaamiya kooxda?", "Gustav Hemming"),
            marks=pytest.mark.xfail(strict=True, reason="the reader doubts what facts tell"),
        ),
        ("¿Quién representa a Epiroc?", "Jonas Albertso"),
    ],
)
def test_they_get_a_quote_with_a_frame_in_both_languages(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.question.asked_in == "other"
    assert answer.status is Status.ANSWERED
    assert any(told in citation.quote for citation in answer.citations)
    assert answer.text.startswith("Så här står det i källan (på svenska):\nThe source says")
    assert "[1]" in answer.text


def test_a_chosen_language_frames_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Kuka johtaa ryhmää?", "en")
    assert "Så här" not in answer.text
    assert "Gustav Hemming" in answer.text


@pytest.mark.parametrize(
    "question",
    ["Kuka edustaa Volvoa?", "Jak upiec ciasto czekoladowe?", "Wie wird das Wetter morgen?"],
)
def test_what_the_documents_do_not_say_is_refused_in_both_languages(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
    assert "Kontakta gärna" in answer.text
    assert "Please contact" in answer.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kiedy kończy się projekt?", "other"),
        ("Was kostet das Projekt?", "other"),
        ("vem foretrader teknikforetagen", "sv"),
        ("Sitter Ericsson med?", "sv"),
        ("SISTA ANSÖKNINGSDAG", "sv"),
        ("When does the project end?", "en"),
        ("goals of Fordonsdalen", "en"),
    ],
)
def test_swedish_english_and_the_rest_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language
