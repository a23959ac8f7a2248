"""Answers in the language of a question that is neither Swedish nor English, translated back to be checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.contract import reply
from assistant.generation.back import unlike
from assistant.messages.reasons import reason_told
from assistant.settings import Settings
from assistant.text.language import may_be_alike
from tests.assistant.generation.conftest import Open
from tests.assistant.generation.endpoint import Behaviour, Endpoint, fails, in_turn, says
from ui.rendering import answer_html

FINNISH = "Kuka edustaa Scaniaa?"
ANSWER = "Scaniaa edustaa Lars-Henrik Jörnving"
BACK = "fi\n1. Det är Lars-Henrik Jörnving som är där för Scania"
ARABIC = "من يمثل Scania؟"


@pytest.mark.parametrize(
    ("question", "answer", "tag"),
    [
        (FINNISH, ANSWER, "fi"),
        ("Kto reprezentuje Scania?", "Firmę Scania reprezentuje Lars-Henrik Jörnving", "pl"),
        (ARABIC, "يمثل Lars-Henrik Jörnving شركة Scania", "ar"),
    ],
)
def test_the_answer_is_in_the_language_of_the_question_and_the_quotes_as_published(
    endpoint: Endpoint,
    worded: Open,
    assistant: Assistant,
    settings: Settings,
    question: str,
    answer: str,
    tag: str,
) -> None:
    endpoint.behaviour = in_turn(says(f"{answer} [1] [2]."), says(BACK.replace("fi", tag, 1)))
    given, plain = worded().ask(question), assistant.ask(question)
    assert given.text == f"{answer}. [1]"
    assert given.composed_by == "model"
    assert {one.quote for one in given.citations} == {one.quote for one in plain.citations}
    assert (given.status, given.confidence) == (plain.status, plain.confidence)
    assert reply(given).worded_in == tag
    assert reply(given).language == "sv"
    (draft,) = given.explanation.drafts
    assert draft.claims[0].back == BACK.partition(". ")[2]
    html = answer_html(given, settings, "a0")
    assert f'lang="{tag}" dir="auto"' in html
    assert '<span lang="en">Translated by a language model.' in html


def test_the_text_that_has_it_translated_back(endpoint: Endpoint, worded: Open) -> None:
    endpoint.behaviour = in_turn(says(f"{ANSWER} [1] [2]. Gustav Hemming johtaa [2]."), says(BACK))
    worded().ask(FINNISH)
    written, back = endpoint.asked
    assert "Answer in the language of the question, in one" in written["messages"][0]["content"]
    told = [f"{message['role']}\n{message['content']}\n" for message in back["messages"]]
    assert "\n".join(told) == (Path(__file__).parent / "prompt-2-back.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("answer", "back", "reason"),
    [
        (ANSWER, says("fi\n1. Det är Mats Norin som är där för Scania"), "holds the name Mats"),
        (ANSWER, says("fi\n1. Lars-Henrik Jörnving är inte där för Scania"), "denies"),
        (ANSWER, says("fi\n1. Ja, Lars-Henrik Jörnving är där"), "Yes and no are said only"),
        (f"{ANSWER} 2025", says(BACK), "does not hold the number 2025"),
        (f"{ANSWER} ٢٠٢٥", says(BACK), "does not hold the number 2025"),
        (ANSWER, says("fi\nDet är Lars-Henrik Jörnving"), "was not translated back"),
        (ANSWER, says(BACK.replace("fi", "sv", 1)), "in another language"),
        (
            "This is what Lars-Henrik Jörnving does for Scania",
            says(BACK),
            "in another language",
        ),
        (ANSWER, fails(500), "status 500"),
        ("Scaniaa edustaa Lars-Henrik Jörnving, eikä Mats Norin", says(BACK), "the name Mats"),
        ("Scaniaa edustaa Jörnving", says(BACK), "translation holds the name Lars-Henrik"),
        ("Lars-Henrik Jörnving reprezentuje dużą firmę Scania", says(BACK), "in another language"),
        ("يمثل Lars-Henrik Jörnving شركة Scania الكبيرة", says(BACK), "in another language"),
    ],
)
def test_what_is_not_carried_when_it_is_translated_back_is_shown_in_two_frames(
    endpoint: Endpoint,
    worded: Open,
    assistant: Assistant,
    answer: str,
    back: Behaviour,
    reason: str,
) -> None:
    endpoint.behaviour = in_turn(says(f"{answer} [1] [2]."), back)
    given, plain = worded().ask(FINNISH), assistant.ask(FINNISH)
    assert (given.text, given.citations) == (plain.text, plain.citations)
    assert (given.composed_by, given.worded_in) == ("quotes", None)
    (draft,) = given.explanation.drafts
    told = [draft.fallback, *(claim.objection for claim in draft.claims)]
    assert reason in " ".join(reason_told(one, "en") for one in told)


@pytest.mark.parametrize(
    ("sentence", "back", "told"),
    [
        ("Anna Berg johtaa 5 hanketta 3.6.2024", "Anna Berg leder 5 projekt 3 juni 2024", ""),
        ("Anna Berg johtaa 5 hanketta 3.6.2024", "Anna Berg leads 5 projects, 3 June 2024", ""),
        ("Anna Berg johtaa 5 hanketta", "Anna Berg may lead 5 projects", ""),
        ("Anna Berg johtaa 5 hanketta", "Anna Berg leder 5 projekt", ""),
        ("Eva Berg johtaa 5 hanketta", "Anna Berg leder 5 projekt", "the name Anna"),
        ("Berg johtaa Porttia", "Anna Berg leder projektet", "the name Anna"),
        ("Nyt Eva johtaa", "Nu leder någon", "the name Eva"),
        ("Budjetti on 10, joista 22 on", "Budgeten är 22, varav 10 är", "the number 10, 22"),
        ("Budjetti on 10", "Budgeten är 22, varav 10 är", "the number 10"),
        ("Budjetti on pieni", "Budgeten är 22", "the number 22"),
        ("Lämpötila on -5", "Temperaturen är 5", "the number -, 5"),
        ("Budjetti \u0456on 10", "Budgeten är 10", "the spelling \u0456on"),
        ("Budjetti on 10, katso evil.fi", "Budgeten är 10", "the address evil.fi"),
    ],
)
def test_sentence_and_translation_hold_the_same_names_and_numbers(
    sentence: str, back: str, told: str
) -> None:
    shown = "Anna Berg Eva Porttia 5 10 22 2024 3 6 –5"
    found = reason_told(unlike(sentence, back, shown, ""), "en")
    assert told in found
    assert bool(told) == bool(found)


def test_facts_that_answer_in_two_frames_are_worded_too(
    endpoint: Endpoint, worded: Open, assistant: Assistant
) -> None:
    asked = "Kuinka suuri on Fordonsdalen Reactin budjetti?"
    plain = assistant.ask(asked)
    assert "15,7" in plain.text
    quote = plain.citations[0].quote
    endpoint.behaviour = in_turn(
        says("Budjetti on 15,7 miljoonaa kruunua [1]."), says(f"fi\n1. {quote}")
    )
    given = worded().ask(asked)
    assert given.text == "Budjetti on 15,7 miljoonaa kruunua. [1]"


@pytest.mark.parametrize(
    ("text", "question", "alike"),
    [
        ("Ryhmää johtaa Gustav Hemming", "Kuka johtaa korkean tason ryhmää?", True),
        ("kieruje grupą wysokiego szczebla", "Kuka johtaa korkean tason ryhmää?", False),
        ("يدير المجموعة", "Kuka johtaa korkean tason ryhmää?", False),
        ("johtaa korkean tason ryhmää", "من يدير المجموعة؟", False),
        ("kieruje grupą wysokiego szczebla", "Yaa hoggaamiya kooxda?", False),
        ("waxaa hoggaamiya kooxda", "Yaa hoggaamiya kooxda?", True),
        ("waxaa hoggaamiya kooxda", "Kuka johtaa korkean tason ryhmää?", True),
        ("dirige el grupo de alto nivel", "¿Quién dirige el grupo?", True),
        ("が企業を代表しています", "誰がScaniaを代表しますか", True),
        ("2025", "Kuka johtaa?", True),
        ("_", "Kuka johtaa?", True),
        ("", "", True),
    ],
)
def test_two_texts_may_be_in_one_language(text: str, question: str, alike: bool) -> None:
    assert may_be_alike(text, question) is alike
