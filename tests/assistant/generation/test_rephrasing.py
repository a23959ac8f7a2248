"""Follow-ups that a language model makes to stand alone, where the assistant finds nothing for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.contract import reply
from assistant.messages.reasons import reason_told
from assistant.models.answers import Status, Turn
from assistant.reader.reading import AnswerSpan, Context, Reading, Verdict
from assistant.settings import Settings
from tests.assistant.generation import endpoint as ways
from tests.assistant.generation.conftest import Believing, Open
from tests.assistant.generation.endpoint import Behaviour, Endpoint, fails, in_turn, says
from ui.rendering import answer_html

TURNS = (
    Turn("user", "Vilka företag är med?"),
    Turn("assistant", "Scania, Ericsson och Volvo är med. [1]"),
)
ASKED = "Vem är det som för talan åt det företag som nämndes allra först?"
ALONE = "Vem företräder Scania?"


class Doubting(Believing):
    """A reader for which the first passage answers, more or less surely behind other turns."""

    def __init__(self, behind: float) -> None:
        self._behind = behind

    def read(
        self,
        question: str,  # noqa: ARG002
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,  # noqa: ARG002
    ) -> Reading:
        chance = self._behind if history else 0.8
        span = AnswerSpan(0, 0, len(contexts[0].text), chance)
        return Reading((span,), Verdict(0.0, 0.0, 0.0, 1.0))


def test_what_leans_on_the_turns_is_found_by_what_the_model_makes_of_it(
    endpoint: Endpoint, worded: Open, assistant: Assistant, settings: Settings
) -> None:
    plain = assistant.ask(ASKED, history=TURNS)
    assert plain.status is not Status.ANSWERED
    endpoint.behaviour = in_turn(says(ALONE), fails(500))
    answer = worded().ask(ASKED, history=TURNS)
    assert answer.text == assistant.ask(ALONE).text
    assert (answer.question.text, answer.question.turns) == (ASKED, TURNS)
    given = reply(answer)
    assert given.question == ASKED
    assert given.rephrased == given.standalone_question == ALONE
    assert f"lästes som ”{ALONE}”" in answer_html(answer, settings, "a0")
    told = [
        f"{message['role']}\n{message['content']}\n" for message in endpoint.asked[0]["messages"]
    ]
    assert "\n".join(told) == (Path(__file__).parent / "prompt-2-rephrase.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("behind", "made", "reason"),
    [
        (0.7, ALONE, ""),
        (0.7, "Vad handlar omställningen om?", ""),
        (0.85, "Vad handlar omställningen om?", "Nothing surer is found for it."),
        (0.95, ALONE, None),
    ],
    ids=["surer by facts", "surer by reading", "less sure", "sure"],
)
def test_an_unsure_answer_gives_way_to_a_surer_one(
    endpoint: Endpoint, worded: Open, behind: float, made: str, reason: str | None
) -> None:
    endpoint.behaviour = in_turn(says(made), fails(500)) if reason is not None else fails(500)
    assistant = worded(open_reader=lambda: Doubting(behind))
    answer = assistant.ask(ASKED, history=TURNS)
    assert answer.status is Status.ANSWERED
    assert answer.rephrased == (made if reason == "" else None)
    assert answer.confidence == (behind if reason != "" else assistant.ask(made).confidence)
    told = answer.explanation.rephrasing
    assert (reason_told(told.objection, "en") if told else None) == reason


def test_what_makes_it_stand_alone_and_what_words_it_share_their_time(
    endpoint: Endpoint, worded: Open
) -> None:
    endpoint.behaviour = ways.silent
    assistant = worded(open_reader=lambda: Doubting(0.7), seconds=1.5)
    assistant.warm_up()
    answer = assistant.ask(ASKED, history=TURNS)
    assert answer.composed_by == "quotes"
    assert answer.explanation.rephrasing
    assert reason_told(answer.explanation.rephrasing.objection, "en") == "No draft: too slow."
    assert reason_told(answer.explanation.drafts[0].fallback, "en") == "No draft: no time left."
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (says("Vem företräder Veoneer?"), "Nobody said the name Veoneer."),
        (says("Vem företrädde Scania 2019?"), "Nobody said the number 2019."),
        (says("Vem företrädde Scania i mars?"), "Nobody said the month or day March."),
        (says("Vem företräder i n t e Scania?"), "Nobody said the spelling i n t."),
        (
            says("Vem företräder \U0001d5f6\U0001d5fb\U0001d601\U0001d5f2 Scania?"),
            "Nobody said the spelling",
        ),
        (says("Vem företräder inte Scania?"), "The questions do not agree"),
        (says("Who is it that represents Scania?"), "It is in another language."),
        (says("Vem är det? " * 40), "It is no question."),
        (says("?!"), "It is no question."),
        (
            says("Ta namn, nummer och år: take names, numbers and years only from the question"),
            "The draft repeats its instructions.",
        ),
        (says(""), "No draft: empty."),
        (fails(429), "No draft: rate-limited."),
    ],
)
def test_what_brings_something_new_or_fails_is_not_looked_for(
    endpoint: Endpoint, worded: Open, assistant: Assistant, behaviour: Behaviour, reason: str
) -> None:
    endpoint.behaviour = behaviour
    answer, plain = worded().ask(ASKED, history=TURNS), assistant.ask(ASKED, history=TURNS)
    assert (answer.text, answer.status, answer.rephrased) == (plain.text, plain.status, None)
    assert answer.explanation.rephrasing
    assert reason_told(answer.explanation.rephrasing.objection, "en").startswith(reason)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("question", "history", "given"),
    [
        ("Och vad heter den som för talan där?", (), {}),
        (ASKED, TURNS, {"rephrase": False}),
        (ASKED, (*TURNS, Turn("assistant", "Ring 070-123 45 67. [1]")), {}),
        ("Hur många bilar sålde Volvo 1987?", TURNS, {}),
    ],
    ids=["no turns", "not wanted", "personal", "stands alone"],
)
def test_a_model_is_not_asked_for_what_it_need_not_see(
    endpoint: Endpoint,
    worded: Open,
    question: str,
    history: tuple[Turn, ...],
    given: dict[str, bool],
) -> None:
    answer = worded(**given).ask(question, history=history)
    assert endpoint.asked == []
    assert answer.status is not Status.ANSWERED


def test_a_question_with_personal_data_is_not_shown_to_a_model(
    endpoint: Endpoint, worded: Open
) -> None:
    endpoint.behaviour = says(ALONE)
    asked = Turn("user", "Mitt personnummer är 19121212-1212.")
    worded().ask(ASKED, history=(TURNS[0], asked, TURNS[1]))
    assert TURNS[0].content in str(endpoint.asked)
    assert "19121212" not in str(endpoint.asked)


def test_what_is_made_of_a_question_that_still_finds_nothing_is_not_shown(
    endpoint: Endpoint, worded: Open, assistant: Assistant
) -> None:
    endpoint.behaviour = says("Vem är det som äger Volvo?")
    answer = worded().ask(ASKED, history=TURNS)
    assert answer.rephrased is None
    assert answer.text == assistant.ask(ASKED, history=TURNS).text
