"""What quotes are about, where neither their own words nor the question tell: `Projektet har …`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.facts.statement_index import Statement
from assistant.models.answers import Citation, Question
from assistant.text.function_words import is_content
from assistant.text.words import folded, words


def untold(
    statements: Iterable[Statement], citations: Sequence[Citation], question: Question
) -> Mapping[int, str]:
    """The name of what each quote is about, by the number of its citation, where nobody has told it.

    Whoever asks about `projektet` is told of `Projektet`, and whoever names it knows what it is.

    Args:
        statements: What was found, one for each citation.
        citations: Their sentences.
        question: What was asked.
    """
    asked = folded(question.standalone)
    names = {}
    for statement, citation in zip(statements, citations, strict=True):
        fields = statement.fact.fields
        about = fields.get("subject") or fields.get("of") or ""
        known = asked | folded(statement.sentence.text)
        if (
            any(word.is_name for word in words(about))
            and known.isdisjoint(folded(about))
            and _first_content(statement.sentence.text) not in asked
        ):
            names[citation.number] = about
    return names


def _first_content(sentence: str) -> str | None:
    """The first word of a sentence, folded, that carries meaning: `project` of `The project ends`."""
    return next((word.folded for word in words(sentence) if is_content(word)), None)
