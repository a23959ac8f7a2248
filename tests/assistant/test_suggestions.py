"""What is suggested has an answer, and is no more of the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from assistant.answering.assistant import Assistant
from assistant.messages.interface import INTERFACE
from assistant.models.answers import Answer, Language
from assistant.models.documents import Document, EarlierVersion, Fact
from assistant.ports import Snapshot
from assistant.spans import ListedSpans, Spans
from assistant.suggestions import Suggestions, candidates
from assistant.text.spelling import MOST_READINGS, Vocabulary, corrected, readings


@pytest.fixture(scope="module")
def suggestions(assistant: Assistant) -> Suggestions:
    suggestions = Suggestions(assistant)
    suggestions.refresh()
    return suggestions


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_suggested_is_answered(
    assistant: Assistant, suggestions: Suggestions, language: Language
) -> None:
    first = suggestions.first(language)
    assert len(set(first)) == 4
    followed = [
        text for question in first for text in suggestions.after(assistant.ask(question), [])
    ]
    assert len(set(followed)) > 3
    for question in {*first, *followed}:
        answer = assistant.ask(question)
        assert (answer.question.language, answer.status.value) == (language, "answered")


def test_neither_what_was_asked_nor_the_same_answer_comes_again(
    assistant: Assistant, suggestions: Suggestions
) -> None:
    answer = assistant.ask("Vem är ledare för högnivågruppen?")
    same = assistant.ask("Vem leder högnivågruppen?")
    assert answer.citations == same.citations
    next_ = suggestions.after(answer, [])
    assert len(next_) == 3
    assert "Vem leder högnivågruppen?" not in next_
    others = suggestions.after(answer, next_)
    assert set(others).isdisjoint(next_)


def test_a_refusal_leads_on_as_well(assistant: Assistant, suggestions: Suggestions) -> None:
    refused = assistant.ask("Hur bakar man sockerkaka?")
    assert len(suggestions.after(refused, [])) == 3
    assert "medlemmar, mål, projekttid" in suggestions.topics("sv")
    assert " and " in suggestions.topics("en")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Vilka utmaningar har fordonsindstrin?", "Vilka utmaningar har fordonsindustrin?"),
        ("Vem kommer från Eppirok?", "Vem kommer från Epiroc?"),
        ("Vad siktar Svärge på att bli?", "Vad siktar Sverige på att bli?"),
        ("Vem kommer från Einride?", ""),
        ("Hur bakar man sockerkaka?", ""),
        # Put right, it still has no answer.
        ("Hur många katter har megatrnderna?", ""),
        ("Vem leder högnivågruppen?", ""),
    ],
)
def test_a_misspelt_question_is_put_right_where_that_is_answered(
    assistant: Assistant, suggestions: Suggestions, asked: str, meant: str
) -> None:
    assert suggestions.meant(assistant.ask(asked)) == meant


def test_a_word_is_put_right_by_few_slips_and_a_common_one_never() -> None:
    known = Vocabulary.of(["Anton Västberg utvecklar fordonsindustrin tillsammans"])
    assert corrected("Vem är Vestberg?", known) == "Vem är Västberg?"
    assert corrected("vad gör FORDONSINDSTRIN", known) == "vad gör fordonsindustrin"
    for text in ("Vem är Vesttberk?", "Vi är samman", "Vad är fordonsindustri i Halmstad?"):
        assert corrected(text, known) == text


def test_few_readings_are_given_the_nearest_first_and_no_other_form_of_a_word() -> None:
    known = Vocabulary.of(["Nykvarn Nykvist Nyckeln Nykomling, laddplatser", "Västberg " * 3])
    assert readings("Vem kommer från Nyckvan?", known) == [
        "Vem kommer från Nykvarn?",
        "Vem kommer från Nyckeln?",
    ]
    assert readings("Vem gräver för laddplatsen?", known) == []
    assert readings("Nykvarn", known) == []
    many = Vocabulary.of([f"Nykvar{letter} " for letter in "abcdefgh"])
    assert len(readings("Nykvarx och Nykvary", many)) == MOST_READINGS


@dataclass
class Left:
    """What is left of a generation."""

    documents: Mapping[str, Document]
    facts: Spans[Fact]

    def earlier(self, _: str) -> Sequence[EarlierVersion]:
        return ()


class Counting:
    """An assistant that counts how often it is asked."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.generation = "one"
        self.asked = 0
        self.snapshot: Callable[[], Snapshot] = assistant.snapshot

    def ask(self, question: str, *_: object, **__: object) -> Answer:
        self.asked += 1
        return replace(self._assistant.ask(question), citations=())


def test_a_generation_is_asked_once(assistant: Assistant) -> None:
    service = Counting(assistant)
    suggestions = Suggestions(service)
    suggestions.refresh()
    asked = service.asked
    suggestions.refresh()
    assert service.asked == asked > 0
    assert asked <= 60
    service.generation = "two"
    suggestions.refresh()
    assert service.asked == 2 * asked
    # An answer without the quote of the fact that it was to be made of is none.
    assert suggestions.first("sv") == []


@pytest.mark.parametrize(("confidence", "from_facts"), [(0.89, True), (0.99, False)])
def test_what_is_hardly_believed_or_answered_by_no_fact_is_not_suggested(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    confidence: float,
    from_facts: bool,
) -> None:
    service = Counting(assistant)

    def ask(question: str, *_: object, **__: object) -> Answer:
        answer = assistant.ask(question)
        told = replace(answer.explanation, from_facts=from_facts)
        return replace(answer, confidence=confidence, explanation=told)

    monkeypatch.setattr(service, "ask", ask)
    suggestions = Suggestions(service)
    suggestions.refresh()
    own = INTERFACE["sv"].suggested
    assert (suggestions.first("sv") == []) == (confidence < 0.9)
    assert suggestions.after(assistant.ask(own[0]), own) == []


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        ({"from": "2030-05-04", "to": "2030-05-04"}, False),
        ({"from": "2030-05-04"}, False),
        ({"to": "2031"}, True),
        ({"from": "2030", "to": "2031"}, True),
    ],
)
def test_nobody_is_led_to_ask_how_long_a_day_goes_on(
    assistant: Assistant,
    told: Mapping[str, str],
    is_asked: bool,
) -> None:
    known = assistant.snapshot()
    period = next(fact for fact in known.facts if fact.kind == "period")
    facts = [replace(period, fields={"subject": "Elbåtarna", **told})]
    made = [text for text, fact in candidates("sv", facts, known.documents) if fact]
    assert made == ["Hur länge pågår Elbåtarna?"] * is_asked


def test_a_fact_that_staff_withdraw_is_not_suggested_any_more(assistant: Assistant) -> None:
    service = Counting(assistant)
    suggestions = Suggestions(service)
    suggestions.refresh()
    asked, known = service.asked, assistant.snapshot()
    service.snapshot = lambda: Left(known.documents, ListedSpans(known.facts[1:]))
    suggestions.refresh()
    assert service.asked > asked


def test_a_fact_without_what_a_question_needs_makes_none(assistant: Assistant) -> None:
    known = assistant.snapshot()
    people = [fact for fact in known.facts if fact.kind == "person"]
    bare = [replace(people[0], fields={"name": "Anna Ek", "capacity": "leader"})]
    assert [fact for _, fact in candidates("sv", bare, known.documents) if fact] == []


def test_a_question_holds_no_common_words_of_another_language(assistant: Assistant) -> None:
    known = assistant.snapshot()
    leader = next(fact for fact in known.facts if fact.fields.get("capacity") == "leader")
    for group, asked in (("styrgruppen", []), ("Fordonsdalen", ["Who leads Fordonsdalen?"])):
        facts = [replace(leader, fields={**leader.fields, "group": group})]
        made = {
            language: [text for text, fact in candidates(language, facts, known.documents) if fact]
            for language in ("sv", "en")
        }
        assert f"Vem leder {group}?" in made["sv"]
        assert [text for text in made["en"] if "leads" in text] == asked


@pytest.mark.parametrize(
    ("group", "is_asked"),
    [
        ("Kursen", False),
        ("Styrelse", False),
        ("projektet", False),
        ("Scania", True),  # In dictionaries too, but no document writes it small.
        ("Kursen Elmotorer", True),
        ("Elbåtarna", True),
    ],
)
def test_what_no_name_tells_is_not_asked_for_among_several_documents(
    assistant: Assistant, group: str, is_asked: bool
) -> None:
    known = assistant.snapshot()
    leader = next(fact for fact in known.facts if fact.fields.get("capacity") == "leader")
    facts = [replace(leader, fields={**leader.fields, "group": group})]
    text = "Om (kursen), styrelsen, projektet och Scania: info@scania.com, www.scania.com/kurs."
    one = {leader.document: replace(known.documents[leader.document], text=text)}
    two = {**one, "other": Document("other", "Other", "Annat.", "other.txt")}
    for documents, asked in ((one, True), (two, is_asked)):
        made = [text for text, fact in candidates("sv", facts, documents) if fact]
        assert (f"Vem leder {group}?" in made) == asked
