"""What passages are searched for by."""

from __future__ import annotations

from assistant.evidence.retrieval import LONGEST_TYPED, query_text
from assistant.models.answers import Question, Turn
from assistant.question.understanding import understand


def _asked(text: str, history: tuple[Turn, ...] = ()) -> Question:
    return understand(text, None, history, default="sv", maximum=2000)


def test_what_stands_before_a_question_is_searched_for_with_it() -> None:
    typed = "I was rejected from adult education in Ekby. Where do I appeal?"
    assert query_text(_asked(typed)) == typed


def test_a_follow_up_is_searched_for_behind_the_question_before_it() -> None:
    history = (Turn("user", "Vem leder Elbåtarna?"), Turn("assistant", "Siv Ek. [1]"))
    assert query_text(_asked("Hur länge då?", history)) == "Vem leder Elbåtarna? Hur länge då?"


def test_of_a_letter_only_the_question_is_searched_for() -> None:
    letter = f"Jag ska skriva om båtar. {'Det är roligt. ' * 40}Jag undrar vem som leder Elbåtarna?"
    assert len(letter) > LONGEST_TYPED
    assert query_text(_asked(letter)) == "Vem som leder Elbåtarna?"
