"""Whether what facts tell answers what was asked: the reader reads it as it reads a passage."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from assistant.findings import FACTS_ANSWER, Findings
from assistant.models import Question, Status
from assistant.reader.reading import Context, Reader
from assistant.response import Response
from assistant.words import without_marks

LONGEST = 1000
"""Characters that are read of a text: one window, and of a long list enough to see what it lists."""


class Weighed(TypedDict):
    """What `Reader.weigh` looks at besides the question."""

    told: Context
    quoted: Context
    fields: float


def weigh(
    reader: Reader, question: Question, findings: Findings, response: Response
) -> tuple[Findings, bool]:
    """Weigh an answer, if it is one from facts.

    Returns:
        The findings with the chance that they answer, and whether they are to be told. What staff say is
        so, what today's date settles no text tells, and two quotes that disagree are more than one, be
        they what was asked for or not.
    """
    if not findings.from_facts or findings.settled or response.corrected:
        return findings, True
    chance = reader.weigh(question.standalone, **to_weigh(response, findings))
    is_believed = chance >= FACTS_ANSWER or response.status is Status.CONFLICTING
    return replace(findings, chance=chance), is_believed


def to_weigh(response: Response, findings: Findings) -> Weighed:
    """An answer from facts, as the reader sees it; one without quotes stands on its own words.

    Args:
        response: The answer.
        findings: What it was put together from, facts among it.
    """
    cited, facts = response.citations, findings.facts
    title = cited[0].document.title if cited else ""
    told = without_marks(response.text[:LONGEST])
    quoted = "\n".join(dict.fromkeys(citation.quote for citation in cited))[:LONGEST] or told
    fields = sum(len(fact.fields) for fact in facts) / max(1, len(facts))
    named = (fact.fields.get("subject") or fact.fields.get("group") for fact in facts)
    above = ", ".join(dict.fromkeys(name for name in named if name))
    return Weighed(
        told=Context(title, above, told), quoted=Context(title, above, quoted), fields=fields
    )
