"""What quotes are about, where neither their own words nor the question tell: `Projektet har …`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.coverage import is_content
from assistant.facts.statement_index import Statement
from assistant.models import Citation, Question
from assistant.words import folded, words

_ARTICLES = folded("the a an this our denna detta vår vårt")
"""Words before the noun that an asker's word may be, with no adjective between them."""


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
            and _stands_in(statement.sentence.text) not in asked
        ):
            names[citation.number] = about
    return names


def _stands_in(sentence: str) -> str | None:
    """The word, folded, that a sentence begins with after its article; None for a pronoun (`Den`)."""
    first = next((word for word in words(sentence) if word.folded not in _ARTICLES), None)
    return first.folded if first and is_content(first) else None
