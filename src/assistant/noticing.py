"""Tells, below an answer, of what staff corrected in it and in the words that it quotes."""

from __future__ import annotations

from dataclasses import replace

from assistant.composition.notices import notice
from assistant.corrected_index import Disputed
from assistant.models import Language
from assistant.ports import SearchIndex
from assistant.response import Response


def with_notices(response: Response, index: SearchIndex, language: Language) -> Response:
    """An answer with a line for each correction that it or one of its quotes is touched by.

    What is near it in the documents is left out where it holds such a thing.
    """
    disputed = index.view(Disputed)
    quoted = [
        fact
        for one in response.citations
        for fact in disputed.within(one.document.id, one.start, one.end)
    ]
    near = [
        one for one in response.related if not disputed.within(one.document.id, one.start, one.end)
    ]
    related = tuple(replace(one, number=number) for number, one in enumerate(near, start=1))
    touched = (*response.corrected, *quoted)
    if not touched:
        return replace(response, related=related)
    curator = next(fact.correction.curator for fact in touched if fact.correction)
    lines = dict.fromkeys(notice(fact, language) for fact in touched)
    text = "\n".join([response.text, *lines])
    return replace(response, text=text, related=related, curator=curator)
