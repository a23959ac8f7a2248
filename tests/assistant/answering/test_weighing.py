"""What facts answer is told where the reader takes it for an answer, and else the text is read."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.weighing import ahead
from assistant.composition.response import Response
from assistant.evidence.choosing import Choice, FoundSpan
from assistant.evidence.findings import FACTS_ANSWER, SURE
from assistant.messages.reasons import reason_told
from assistant.models.answers import Answer, Citation, Status
from assistant.models.documents import Document
from assistant.ports import SearchIndex
from assistant.settings import Settings
from tests.assistant.evidence.test_choosing import Scripted

WHO = "Vem representerar Scania?"
TOLD = "Lars-Henrik Jörnving"
READ = "fossilfria"


def answer(index: SearchIndex, settings: Settings, reader: Scripted, text: str = WHO) -> Answer:
    assistant = Assistant(lambda: index, lambda: reader, settings, lambda: date(2026, 1, 1))
    return assistant.ask(text)


def believing(chance: float, then: float | None = None) -> Scripted:
    """A reader that gives facts a chance by themselves, and another one beside what it reads."""
    reader = Scripted({READ: 0.9})
    reader.believes, reader.believes_then = chance, then
    return reader


def test_the_reader_weighs_the_answer_as_it_would_be_told(
    index: SearchIndex, settings: Settings
) -> None:
    reader = believing(0.95)
    told = answer(index, settings, reader)
    assert TOLD in told.text
    assert told.confidence == 0.95
    ((question, said, quoted, fields),) = reader.weighed
    assert question == WHO
    assert TOLD in said
    assert "[1]" not in said
    assert quoted.splitlines() == [citation.quote for citation in told.citations]
    assert fields >= 3


@pytest.mark.parametrize("beside", [-0.001, 0.001])
def test_passages_are_searched_where_it_is_not_sure(
    index: SearchIndex, settings: Settings, beside: float
) -> None:
    reader = believing(SURE + beside)
    told = answer(index, settings, reader)
    assert TOLD in told.text
    is_sure = beside > 0
    assert (reader.asked == []) == is_sure
    assert ("embed" not in told.timings_ms) == is_sure
    assert (told.explanation.hits == ()) == is_sure
    assert reader.compared == ([] if is_sure else [(SURE + beside, (-0.9, -0.9))])


@pytest.mark.parametrize("beside", [-0.001, 0.001])
@pytest.mark.parametrize("alone", [0.1, 0.8])
def test_facts_answer_from_a_chance_on(
    index: SearchIndex, settings: Settings, alone: float, beside: float
) -> None:
    told = answer(index, settings, believing(alone, FACTS_ANSWER + beside))
    assert (TOLD in told.text) == (beside > 0)
    assert told.explanation.from_facts == (beside > 0)
    assert told.confidence == (FACTS_ANSWER + beside if beside > 0 else 0.9)


def test_what_facts_quote_is_compared_with_all_else_that_it_reads(
    index: SearchIndex, settings: Settings
) -> None:
    """Also with what stands in the same sentence, such as another name of a list."""
    reader = Scripted({"Jörnving": 0.75, "Mats Norin": 0.5})
    reader.believes = 0.6
    told = answer(index, settings, reader)
    assert reader.compared == [(0.6, (0.25, 0.75))]
    assert [evidence.score for evidence in told.explanation.evidence] == [0.75]
    why = reason_told(told.explanation.reason, "en")
    assert why.endswith("is the answer at 0.60; compared with the passages, at 0.60.")


def test_the_same_place_of_another_document_is_something_else(settings: Settings) -> None:
    one, other = (Document(id_, "", "abc", "") for id_ in ("one", "other"))
    response = Response(Status.ANSWERED, "abc", (Citation(1, one, 0, 3, "abc"),))
    spans = (
        FoundSpan(other.id, 0, 3, 0.5),
        FoundSpan(one.id, 2, 3, 0.25),
        FoundSpan(one.id, 3, 4, 0.1),
    )
    assert ahead(response, Choice((), 0.5, spans=spans)) == (-0.25, 0.0)


def test_what_it_does_not_believe_is_read_instead(index: SearchIndex, settings: Settings) -> None:
    told = answer(index, settings, believing(0.1))
    assert READ in told.text
    assert TOLD not in told.text
    assert told.confidence == 0.9
    why = reason_told(told.explanation.reason, "en")
    least = f"{FACTS_ANSWER:.2f}"
    assert why.startswith(f"Facts were found, but their confidence 0.10 is below {least}.")
    assert why.endswith("The confidence 0.90 reaches 0.56.")


def test_nothing_is_answered_where_the_text_does_not_either(
    index: SearchIndex, settings: Settings
) -> None:
    reader = Scripted({})
    reader.believes = 0.1
    assert not answer(index, settings, reader).status.has_evidence


@pytest.mark.parametrize(
    ("question", "answers"),
    [(WHO, True), ("Vem avgick före Lars-Henrik Jörnving?", False)],
)
def test_the_reader_that_ships_tells_them_apart(
    assistant: Assistant, question: str, answers: bool
) -> None:
    told = assistant.ask(question)
    assert (told.status.has_evidence and TOLD in told.text) == answers
