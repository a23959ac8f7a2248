"""Whether a quote is told with the name of what it is about."""

from __future__ import annotations

import pytest

from assistant.composition.naming import untold
from assistant.facts.statement_index import Statement
from assistant.models.answers import Citation, Question
from assistant.models.documents import Document, Fact, Passage, Sentence


@pytest.mark.parametrize(
    ("question", "quote", "is_named"),
    [
        ("When does the work end?", "The project ends in 2025.", True),
        ("När är det klart?", "Det pågår till 2025.", True),
        ("When does the project end?", "The project ends in 2025.", False),
        ("När slutar projektet?", "Projektet pågår till 2025.", False),
        ("När slutar Elvägen?", "Projektet pågår till 2025.", False),
        ("När är arbetet klart?", "Elvägen pågår till 2025.", False),
    ],
)
def test_a_quote_that_names_nothing_known_is_told_with_a_name(
    question: str, quote: str, *, is_named: bool
) -> None:
    document = Document("a", "A", quote, "a.md")
    sentence = Sentence("a", 0, len(quote), quote)
    fact = Fact("a", 0, len(quote), quote, "period", {"subject": "Elvägen", "to": "2025"})
    statement = Statement(fact, sentence, Passage("a", 0, len(quote), quote, "A", "A", (sentence,)))
    citation = Citation(1, document, 0, len(quote), quote)
    asked = Question(question, question, "sv", "sv", "date")
    named = untold([statement], [citation], asked)
    assert named == ({1: "Elvägen"} if is_named else {})
