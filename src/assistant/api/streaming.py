"""An answer as a stream of events, so that a page can show what is being done and then what it got.

event: status     {"state": "searching", "documents": 3}, {"state": "reading"} where it has to read,
                  and {"state": "wording"} where a language model words the answer
event: sentence   {"text": "… [1]"}         one for each statement, all of them verified; where a language
                  model words the answer, each as soon as it has passed, and none is taken back
event: citation   a citation, as in the reply
event: done       the whole reply, as POST /api/ask gives it
event: problem    in the place of all but the first: an RFC 9457 document
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from fastapi import Request
from fastapi.sse import ServerSentEvent

from assistant.api.problems import problem_of
from assistant.contract import AskRequest, reply
from assistant.listening import as_it_goes, statements
from assistant.models.answers import Answer
from assistant.ports import AnsweringService
from assistant.progress import Said


def answer_events(
    service: AnsweringService, body: AskRequest, request: Request
) -> Iterator[ServerSentEvent]:
    """Answer, and tell of it as it goes."""
    try:
        known = len(service.snapshot().documents)
        yield ServerSentEvent(event="status", data={"state": "searching", "documents": known})
        answer, said = None, list[str]()
        for told in as_it_goes(partial(service.ask, body.question, body.language, body.turns())):
            if isinstance(told, Answer):
                answer = told
            elif isinstance(told, Said):
                yield _sentence(told.text)
                said.append(told.text)
            elif told != "searching":
                yield ServerSentEvent(event="status", data={"state": told})
        assert answer
        given = reply(answer)
        for statement in statements(given.answer, said):
            yield _sentence(statement)
        for citation in given.citations:
            yield ServerSentEvent(event="citation", data=citation)
        yield ServerSentEvent(event="done", data=given)
    except Exception as error:
        problem = json.loads(bytes(problem_of(error, request).body))
        yield ServerSentEvent(event="problem", data=problem)


def _sentence(text: str) -> ServerSentEvent:
    return ServerSentEvent(event="sentence", data={"text": text})
