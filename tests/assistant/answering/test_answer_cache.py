"""The same question is looked for once, for as long as its answer holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answering.answer_cache import MOST, AnswerCache
from assistant.answering.assistant import Assistant
from assistant.bootstrap import open_reader
from assistant.models.answers import Turn
from assistant.ports import SearchIndex
from assistant.progress import Said
from assistant.settings import Settings
from assistant.views.subset import Subset

ASKED = "Vem leder högnivågruppen?"
DAY = date(2026, 1, 1)


class Counted:
    """An assistant whose index and day can be changed, and that tells how often it looks."""

    def __init__(self, index: SearchIndex, settings: Settings) -> None:
        self.index, self.day = index, DAY
        self.assistant = Assistant(lambda: self.index, open_reader, settings, lambda: self.day)

    def looks(self, question: str, history: Sequence[Turn] = ()) -> bool:
        """Whether a question is looked for anew."""
        steps: list[str | Said] = []
        self.assistant.ask(question, history=history, on_step=steps.append)
        return "look up" in steps


@pytest.fixture
def counted(index: SearchIndex, settings: Settings) -> Counted:
    return Counted(index, settings)


def test_an_answer_that_is_known_is_the_same(counted: Counted) -> None:
    first = counted.assistant.ask(ASKED)
    again = counted.assistant.ask(f"  {ASKED} ")
    assert (again.text, again.citations, again.status) == (
        first.text,
        first.citations,
        first.status,
    )
    assert again.question == again.explanation.question == first.question
    assert not counted.looks(ASKED)
    assert counted.looks("Vem leder Scania?")


def test_another_language_is_another_question(counted: Counted) -> None:
    assert counted.assistant.ask(ASKED, "sv").text != counted.assistant.ask(ASKED, "en").text


def test_it_holds_for_one_index_and_one_day(counted: Counted) -> None:
    assert counted.looks(ASKED)
    counted.day = date(2026, 1, 2)
    assert counted.looks(ASKED)
    counted.index = Subset(counted.index, frozenset(counted.index.documents))
    assert counted.looks(ASKED)
    assert not counted.looks(ASKED)


def test_conversations_and_refusals_are_not_remembered(counted: Counted) -> None:
    history = [Turn("user", "Vem kommer från Scania?"), Turn("assistant", "…")]
    for asked, before in (("Och från Epiroc?", history), ("Vad kostar en Volvo?", [])):
        assert all(counted.looks(asked, before) for _ in range(2))


def test_nothing_that_was_typed_is_kept(
    index: SearchIndex, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered = AnswerCache()
    monkeypatch.setattr("assistant.answering.assistant.AnswerCache", lambda: remembered)
    assistant = Assistant(lambda: index, open_reader, settings, lambda: DAY)
    assistant.ask("Jag heter Kalle Ståhlnacke. Vem leder högnivågruppen?")
    (kept,) = remembered._answers.values()
    assert "Ståhlnacke" not in repr(kept.question) + repr(kept.explanation.question) + kept.text


def test_what_was_asked_for_longest_ago_is_forgotten(counted: Counted) -> None:
    small = counted.assistant._cache = AnswerCache(most=2)
    questions = [ASKED, "Vem kommer från Scania?", "Vem kommer från Epiroc?"]
    assert all(counted.looks(question) for question in questions)
    assert len(small._answers) == 2 < MOST
    assert [counted.looks(question) for question in reversed(questions)] == [False, False, True]
