"""Joins the answers to the parts of a question that asks several things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.composition.citing import numbered
from assistant.composition.response import Response, decline
from assistant.messages.answers import PART_NOT_FOUND, brief
from assistant.models.answers import Citation, Question, Status
from assistant.settings import ContactSettings


def join(
    whole: Question, parts: Sequence[tuple[Question, Response]], contact: ContactSettings
) -> Response:
    """One response to all parts, which are numbered through; a part without answer is told of.

    Where no part is answered, the response to the first stands for all, and repeats the whole question.
    """
    responses = [response for _, response in parts]
    statuses = {response.status for response in responses}
    if not any(status.has_evidence for status in statuses):
        silent = (response for response in responses if response.status is Status.NOT_FOUND)
        if first := next(silent, None):
            return replace(first, text=decline(first.status, whole, contact).text)
        return responses[0]
    if len(parts) == 1:
        return responses[0]
    status = Status.CONFLICTING if Status.CONFLICTING in statuses else Status.ANSWERED
    text = "\n".join(_told(question, response) for question, response in parts)
    citations = tuple(citation for response in responses for citation in response.citations)
    drafts = tuple(draft for response in responses for draft in response.drafts)
    curator = next((response.curator for response in responses if response.curator), None)
    corrected = tuple(fact for response in responses for fact in response.corrected)
    near = _related(responses, citations)
    return Response(status, text, citations, near, drafts, curator, corrected)


def _told(question: Question, response: Response) -> str:
    if response.status.has_evidence:
        return response.text
    return PART_NOT_FOUND[question.language].format(question=brief(question.text))


def _related(responses: Sequence[Response], quoted: Sequence[Citation]) -> tuple[Citation, ...]:
    """What is near the parts without an answer, once, and not quoted for another part."""
    silent = [response for response in responses if not response.status.has_evidence]
    near = {(c.document.id, c.start): c for response in silent for c in response.related}
    taken = {
        key
        for key, c in near.items()
        for q in quoted
        if q.document.id == c.document.id and c.start <= q.start < c.end
    }
    return numbered(c for key, c in near.items() if key not in taken)
