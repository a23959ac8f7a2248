"""An answer as a stream of events, so that a page can show what is being done and then what it got.

event: status     {"state": "searching", "documents": 3}
event: sentence   {"text": "… [1]"}         one for each statement, all of them verified
event: citation   a citation, as in the reply
event: done       the whole reply, as POST /api/ask gives it
event: problem    in the place of all but the first: an RFC 9457 document
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from anyio import to_thread
from fastapi import Request
from fastapi.responses import StreamingResponse

from assistant.api.problems import problem_of
from assistant.contract import AskRequest, Reply, reply
from assistant.ports import AnsweringService

_STILL_HERE = ": \n\n"
"""A comment, which keeps proxies from giving up."""
_PATIENCE = 2.0
"""Seconds between two comments."""
_BEHIND_A_CITATION = re.compile(r"(?<=\])\s(?=\S)")


def stream(service: AnsweringService, body: AskRequest, request: Request) -> StreamingResponse:
    """Answer with events."""
    return StreamingResponse(
        _events(service, body, request),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(
    service: AnsweringService, body: AskRequest, request: Request
) -> AsyncIterator[str]:
    def ask() -> Reply:
        return reply(service.ask(body.question, body.language, body.turns()))

    try:
        known = await to_thread.run_sync(service.documents)
        yield _event("status", {"state": "searching", "documents": len(known)})
        asking = asyncio.ensure_future(to_thread.run_sync(ask))
        while not (await asyncio.wait({asking}, timeout=_PATIENCE))[0]:
            yield _STILL_HERE
        for event in _told(asking.result()):
            yield event
    except Exception as error:
        yield _event("problem", json.loads(bytes(problem_of(error, request).body)))


def _told(given: Reply) -> Iterator[str]:
    for statement in _BEHIND_A_CITATION.split(given.answer):
        yield _event("sentence", {"text": statement})
    for citation in given.citations:
        yield _event("citation", citation.model_dump())
    yield _event("done", given.model_dump())


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
