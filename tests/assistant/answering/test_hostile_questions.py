"""No question takes long, whatever it and the conversation before it are made of."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.assistant import Assistant
from assistant.errors import InvalidInputError
from assistant.facts.people_query import PeopleQuery
from assistant.models.answers import MOST_TURNS, Status, Turn
from assistant.question.conversation import LONGEST_TURN, make_standalone, without_context
from assistant.question.understanding import LONGEST, MOST_PIECES, MOST_WORDS, shortened, understand
from assistant.text.kinds import PERSON
from assistant.text.words import single_spaced, words

FULL = 1_990
SLOWEST = 3.0
"""CPU seconds; on an idle core the slowest takes about a fifth of it."""


def unknown(size: int, *, capitals: bool = False) -> str:
    draw = random.Random(size)
    letters = "bcdfghjklmnpqrstvwxzaeiouåäö"
    some = ("".join(draw.choices(letters, k=draw.randint(3, 9))) for _ in range(size // 4))
    return " ".join(word.title() if capitals else word for word in some)[:size]


def full(part: str) -> str:
    return (part * (FULL // len(part) + 1))[:FULL]


QUESTIONS = {
    "unknown words": unknown(FULL),
    "unknown names": unknown(FULL, capitals=True),
    "several long questions": "".join(f"Vem leder {unknown(470 + n)}? " for n in range(4)),
    "blanks within": f"och{' ' * (FULL - 10)}a?b",
    "another alphabet": full("кто руководит группой и когда проект "),
    **{part: full(part) for part in ("a ", "a? ", "vad,", "och ", "Aa ", "1 ", "a", "😀hej ", "a\u0301", "hur mycket vad ")},
}  # fmt: skip
HISTORIES = {
    "none": [],
    "full": [Turn("user" if n % 2 == 0 else "assistant", unknown(FULL + n)) for n in range(10)],
    "long": [Turn("user", unknown(40_000 + n, capitals=True)) for n in range(10)],
    "many": [Turn("user", "Och Scania?")] * 3_000,
}


@pytest.mark.alone
@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_takes_long(assistant: Assistant, question: str, history: list[Turn]) -> None:
    begun = time.process_time()
    assistant.ask(question, None, history)
    assert time.process_time() - begun < SLOWEST


_MARKS = st.text("….,;:?!–-\"'”() \t\n\u00a0½ßé\u0301", max_size=150)


@given(_MARKS, _MARKS, st.sampled_from(["Vem leder gruppen", "a", "Och Scania", "När och var"]))
def test_marks_around_a_question_break_nothing(before: str, behind: str, asked: str) -> None:
    history = [Turn("user", f"Vem kommer från {before}Region Stockholm{behind}?")]
    read = understand(f"{before}{asked}{behind}", None, history, default="sv", maximum=2000)
    assert all(any(map(str.isalnum, part)) for part in read.parts)
    assert PeopleQuery.of(read.plain, read.expects)


@pytest.mark.parametrize("before", ["Ja… ", "½ ", "Hej… hmm… ", "”Großmann” … "])
def test_roles_are_met_behind_signs_of_several_letters(before: str) -> None:
    asked = "vem är vice ordförande för Scania?"
    left = {word.folded for word in PeopleQuery.of(before + asked, PERSON).words}
    assert "scania" in left
    assert left.isdisjoint({"vice", "ordforande"})


def test_half_a_surrogate_pair_is_refused_in_one_line(assistant: Assistant) -> None:
    with pytest.raises(InvalidInputError, match="inte går att läsa"):
        assistant.ask("Vem leder \udcff gruppen?")


def test_only_recent_turns_are_looked_at() -> None:
    before = [Turn("user", "Vem kommer från Veoneer?")]
    since = [Turn("assistant", "Det vet jag inte.")] * MOST_TURNS
    assert make_standalone("Och Scania?", before + since[1:]) == "Vem kommer från Scania?"
    assert make_standalone("Och Scania?", before + since) == "Och Scania?"


def test_only_the_beginning_of_a_turn_is_looked_at() -> None:
    filler = "ja " * (LONGEST_TURN // 3 + 1)
    assert "Ek" in make_standalone("Vad gör hon?", [Turn("user", f"Vem är Anna Ek? {filler}")])
    assert "Ek" not in make_standalone("Vad gör hon?", [Turn("user", f"{filler} Vem är Anna Ek?")])


def test_a_rewriting_that_gets_too_long_is_dropped() -> None:
    history = [Turn("user", f"Vem är Anna {'Ek' * 300}?")]
    assert make_standalone("Vad gör hon?", history) != "Vad gör hon?"
    assert make_standalone(full("hon "), history) == full("hon ")


def test_a_question_is_no_longer_than_may_be_asked() -> None:
    history = [Turn("user", f"Vem kommer från {unknown(150)}?")]
    asked = understand("Och Scania?", None, history, default="sv", maximum=50)
    assert asked.standalone == "Och Scania?"


def test_a_question_is_read_as_far_as_questions_go() -> None:
    assert shortened("Vem leder högnivågruppen?") == "Vem leder högnivågruppen?"
    assert len(words(shortened(" ".join(f"ord{n}" for n in range(90))))) == MOST_WORDS
    assert len(words(shortened("och " * 200))) == MOST_PIECES
    assert len(shortened("a" * 2_000)) == LONGEST


def test_white_space_is_folded_and_the_question_told_as_typed(assistant: Assistant) -> None:
    typed = "Vem  kommer\n\n från \t Scania?"
    assert single_spaced(typed) == "Vem kommer från Scania?"
    assert without_context(typed, []) == "Vem kommer från Scania?"
    answer = assistant.ask(typed)
    assert answer.status is Status.ANSWERED
    assert answer.question.text == typed
