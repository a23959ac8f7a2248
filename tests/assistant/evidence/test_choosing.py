"""What is made of a reading, by a reader that says what it is told to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.assistant import Assistant
from assistant.evidence.choosing import Choice, choose, contexts_of
from assistant.models.answers import Hit, Status, Turn
from assistant.ports import SearchIndex
from assistant.question.understanding import understand
from assistant.reader.reading import NO_VERDICT, Ahead, AnswerSpan, Context, Reading, Verdict
from assistant.settings import Settings

YES, NO = Verdict(0.985, 0.005, 0.005, 0.005), Verdict(0.005, 0.985, 0.005, 0.005)
SYNERGIES = "skapa synergier"


class Scripted:
    """Finds given words wherever they stand, each with its chance; the first is the best."""

    def __init__(self, words: dict[str, float], verdict: Verdict = NO_VERDICT) -> None:
        self._words = words
        self._verdict = verdict
        self.asked: list[tuple[str, Sequence[Turn]]] = []
        self.settled: list[tuple[str, str, Sequence[Turn]]] = []
        self.weighed: list[tuple[str, str, str, float]] = []
        self.compared: list[tuple[float, Ahead]] = []
        self.believes = 1.0
        self.believes_then: float | None = None

    def read(
        self,
        question: str,
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,  # noqa: ARG002 - reads all
    ) -> Reading:
        self.asked.append((question, history))
        spans = [
            AnswerSpan(number, at, at + len(words), chance)
            for words, chance in self._words.items()
            for number, context in enumerate(contexts)
            if (at := context.text.find(words)) >= 0
        ]
        return Reading(tuple(spans), self._verdict)

    def settle(self, asked: str, quote: Context, history: Sequence[Turn] = ()) -> Verdict:
        self.settled.append((asked, quote.text, history))
        return self._verdict

    def weigh(self, question: str, told: Context, quoted: Context, fields: float) -> float:
        self.weighed.append((question, told.text, quoted.text, fields))
        return self.believes

    def weigh_beside(self, alone: float, ahead: Ahead) -> float:
        self.compared.append((alone, ahead))
        return alone if self.believes_then is None else self.believes_then

    def is_degraded(self) -> bool:
        return False


def chosen(index: SearchIndex, words: dict[str, float], threshold: float = 0.5) -> Choice:
    question = understand("Varför finns gruppen?", None, (), default="sv", maximum=2000)
    hits = [Hit(p, row, 0.0, 0.0, 0.0, 2.0, kept=True) for row, p in enumerate(index.passages)]
    return choose(index, question, hits, Scripted(words), threshold)


def asked(
    index: SearchIndex, settings: Settings, reader: Scripted, text: str, *history: Turn
) -> str:
    settings = settings.model_copy(
        update={"answering": settings.answering.model_copy(update={"threshold": 0.5})}
    )
    assistant = Assistant(lambda: index, lambda: reader, settings, lambda: date(2026, 1, 1))
    answer = assistant.ask(text, history=list(history))
    return answer.text if answer.status is Status.ANSWERED else answer.status.value


def test_the_whole_sentence_that_holds_a_span_is_quoted(index: SearchIndex) -> None:
    choice = chosen(index, {SYNERGIES: 0.8})
    (evidence,) = choice.chosen
    assert SYNERGIES in evidence.span.text
    assert evidence.span.text.startswith("Syftet med")
    assert choice.confidence == evidence.score == 0.8


def test_spans_of_a_list_are_told_together_and_others_left_out(index: SearchIndex) -> None:
    choice = chosen(index, {"fossilfritt": 0.8, "fossilfria": 0.5, "tredjedel": 0.3})
    assert ["fossilf" in e.span.text for e in choice.chosen] == [True, True]
    assert len(choice.evidence) == 3


def test_another_passage_is_told_only_if_it_is_sure_by_itself(index: SearchIndex) -> None:
    words = {SYNERGIES: 0.8, "oktober 2023": 0.6}
    assert len(chosen(index, words, threshold=0.5).chosen) == 2
    unsure = chosen(index, words, threshold=0.7)
    assert len(unsure.chosen) == 1
    assert len(unsure.rivals) == 2


def test_nothing_found_is_no_choice(index: SearchIndex) -> None:
    assert chosen(index, {}).evidence == ()
    assert chosen(index, {}).confidence == 0.0


@pytest.mark.parametrize(("chance", "told"), [(0.51, "fossilfria"), (0.49, "not_found")])
def test_below_the_threshold_nothing_is_answered(
    index: SearchIndex, settings: Settings, chance: float, told: str
) -> None:
    reader = Scripted({"fossilfria": chance})
    assert told in asked(index, settings, reader, "Vad siktar Sverige på att bli?")


@pytest.mark.parametrize(
    ("chance", "told"), [(0.49, "Jag hittar inget säkert svar"), (0.29, "Det framgår inte")]
)
def test_a_refusal_calls_the_documents_silent_only_where_they_hardly_answer(
    index: SearchIndex, settings: Settings, chance: float, told: str
) -> None:
    reader = Scripted({"fossilfria": chance})
    assistant = Assistant(lambda: index, lambda: reader, settings, lambda: date(2026, 1, 1))
    answer = assistant.ask("Vad siktar Fordonsdalen på att bli?")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith(told)


@pytest.mark.parametrize(
    ("question", "verdict", "begins"),
    [
        ("Ska gruppen ge synergier?", YES, "Ja. Syftet"),
        ("Ska gruppen ge synergier?", NO, "Nej. Syftet"),
        ("Ska gruppen ge synergier?", replace(YES, yes=0.85), "Syftet"),
        ("Ska gruppen inte ge synergier?", YES, "Jo. Syftet"),
        ("Will the group not create synergies?", YES, "Yes. The source"),
    ],
)
def test_yes_and_no_are_said_where_the_reader_is_sure(
    index: SearchIndex, settings: Settings, question: str, verdict: Verdict, begins: str
) -> None:
    assert asked(index, settings, Scripted({SYNERGIES: 0.9}, verdict), question).startswith(begins)


def test_yes_is_not_said_before_a_quote_that_may_not_answer(
    index: SearchIndex, settings: Settings
) -> None:
    unsure = Scripted({SYNERGIES: 0.75}, YES)
    assert asked(index, settings, unsure, "Ska gruppen ge synergier?").startswith("Syftet")


def test_a_follow_up_is_read_as_typed_behind_the_turns_before_it(
    index: SearchIndex, settings: Settings
) -> None:
    reader = Scripted({SYNERGIES: 0.9})
    before = Turn("user", "Vad gör gruppen?"), Turn("assistant", "Den möts. [1]")
    asked(index, settings, reader, "och varför det?", *before)
    assert reader.asked == [("och varför det?", before)]


def test_yes_and_no_are_settled_by_the_quote_alone(index: SearchIndex, settings: Settings) -> None:
    reader = Scripted({SYNERGIES: 0.9}, YES)
    asked(index, settings, reader, "Ska gruppen ge synergier?")
    ((text, quote, _),) = reader.settled
    assert text == "Ska gruppen ge synergier?"
    assert SYNERGIES in quote
    assert quote in index.documents[index.passages[0].document].text


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("Vem leder Norrkraft?", 0.0, 0.5),
        ("Vem leder Fordonsdalen?", 1.0, 1.0),
        ("Who leads Norrkraft?", 0.0, 0.5),
        ("Does the Swedish Energy Agency lead it?", 1.0, 1.0),
        ("Kuka johtaa Norrkraft-neuvostoa?", 1.0, 1.0),
    ],
)
def test_the_reader_is_told_how_well_pages_mention_what_a_question_names(
    index: SearchIndex, asked: str, least: float, most: float
) -> None:
    hits = [Hit(p, row, 0.0, 0.0, 0.0, 2.0, kept=True) for row, p in enumerate(index.passages)]
    question = understand(asked, None, (), default="sv", maximum=2000)
    for context in contexts_of(index, hits, question):
        assert least <= context.mentioned <= most
