"""Finds passages for those who read for themselves, without answering."""

from __future__ import annotations

from assistant.answering.versions import Versions
from assistant.composition.citing import cite_related
from assistant.composition.response import decline
from assistant.errors import InvalidInputError
from assistant.evidence.findings import ON_TOPIC
from assistant.evidence.retrieval import query_text, retrieve
from assistant.models.answers import Citation, Hit, Question, Status
from assistant.ports import SearchIndex
from assistant.settings import Settings
from assistant.text.personal import holds_personal_data
from assistant.verification import verify


def find_passages(
    index: SearchIndex, sought: Question, settings: Settings, most: int
) -> tuple[Citation, ...]:
    """The passages that are about something, whole, best first, numbered from 1.

    Args:
        index: The open generation; documents that others replace are left out.
        sought: A question, or the words that are looked for.
        settings: How many passages are looked at, and whom a refusal points to.
        most: How many are given at most.

    Raises:
        InvalidInputError: the text holds personal data.
        QuoteError: a passage does not stand in its document, which must never happen.
    """
    found = cite_related(find_hits(index, sought, settings), (), index.documents, most)
    verify(found)
    return found


def find_hits(index: SearchIndex, sought: Question, settings: Settings) -> list[Hit]:
    """The hits that are about something, best first, of documents in force.

    Raises:
        InvalidInputError: the text holds personal data.
    """
    if holds_personal_data(sought.text):
        raise InvalidInputError(decline(Status.REJECTED, sought, settings.contact).text)
    current = index.view(Versions).current
    if not current.passages:
        return []
    vector = current.embed_query(query_text(sought))
    hits = retrieve(current, sought, vector, settings.retrieval)
    return [hit for hit in hits if hit.score >= ON_TOPIC]
