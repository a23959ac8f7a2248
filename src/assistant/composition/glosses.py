"""What quotes in another language say, in a few words before them, where facts allow that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.composition.fact_text import gloss
from assistant.composition.quotes import language_of
from assistant.facts.statement_index import Statement, StatementIndex
from assistant.models.answers import Citation, Language
from assistant.ports import SearchIndex


def glosses(
    statements: Iterable[Statement],
    citations: Sequence[Citation],
    index: SearchIndex,
    language: Language,
) -> Mapping[int, str]:
    """A gloss for each quote by the number of its citation, where all are in another language and have one.

    A quote that states two things of the kind, such as a sum and a part of it, has none; a part of an
    answer alone would be taken for the whole.

    Args:
        statements: What was found, one for each citation.
        citations: Their sentences.
        index: What else the sentences state.
        language: Of the answer.
    """
    stated = index.view(StatementIndex)
    told: dict[int, str] = {}
    for statement, citation in zip(statements, citations, strict=True):
        if language_of(citation) == language:
            return {}
        kind = statement.fact.kind
        facts = [fact for fact in stated.stated_by(statement.sentence) if fact.kind == kind]
        said = {gloss(fact, language) for fact in facts}
        line = gloss(statement.fact, language)
        if not line or said != {line}:
            return {}
        told[citation.number] = f"{line}."
    return told
