"""An answer as a stream of events, so that a page can show what is being done and then what it got.

event: status     {"state": "searching", "documents": 3}
event: sentence   {"text": "… [1]"}         one for each statement, all of them verified
event: citation   a citation, as in the reply
event: done       the whole reply, as POST /api/ask gives it
event: problem    in the place of all but the first: an RFC 9457 document
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fastapi import Request
from fastapi.sse import ServerSentEvent

from assistant.api.problems import problem_of
from assistant.contract import AskRequest, reply
from assistant.ports import AnsweringService

_BEHIND_A_CITATION = re.compile(r"(?<=\])\s(?=\S)")


def answer_events(
    service: AnsweringService, body: AskRequest, request: Request
) -> Iterator[ServerSentEvent]:
    """Answer, and tell of it as it goes."""
    try:
        known = len(service.documents())
        yield ServerSentEvent(event="status", data={"state": "searching", "documents": known})
        given = reply(service.ask(body.question, body.language, body.turns()))
        for statement in _BEHIND_A_CITATION.split(given.answer):
            yield ServerSentEvent(event="sentence", data={"text": statement})
        for citation in given.citations:
            yield ServerSentEvent(event="citation", data=citation)
        yield ServerSentEvent(event="done", data=given)
    except Exception as error:
        told = json.loads(bytes(problem_of(error, request).body))
        yield ServerSentEvent(event="problem", data=told)
