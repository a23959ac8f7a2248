"""Tells, below an answer, of what staff corrected in it and in its quotes, and of later documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.composition.citing import numbered
from assistant.composition.notices import notice
from assistant.composition.response import Response
from assistant.messages.answers import FOLLOWED
from assistant.messages.dates import human_date
from assistant.models.answers import Hit, Language
from assistant.models.documents import Document
from assistant.ports import SearchIndex
from assistant.views.corrected import Disputed

MOST_FOLLOWED = 2
"""Later documents that are told of below an answer."""


def is_disputed(response: Response, hits: Iterable[Hit], index: SearchIndex) -> bool:
    """Whether staff corrected something in an answer, or in a passage that was found for it."""
    disputed = index.view(Disputed)
    passages = (hit.passage for hit in hits)
    held = any(disputed.within(one.document, one.start, one.end) for one in passages)
    return held or bool(response.corrected)


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
    related = numbered(
        one for one in response.related if not disputed.within(one.document.id, one.start, one.end)
    )
    touched = (*response.corrected, *quoted)
    if not touched:
        return replace(response, related=related)
    curators = (fact.correction.curator for fact in touched if fact.correction)
    lines = dict.fromkeys(notice(fact, language) for fact in touched)
    text = "\n".join([response.text, *lines])
    return replace(response, text=text, related=related, curator=response.curator or next(curators))


def with_followers(
    response: Response, documents: Mapping[str, Document], language: Language
) -> Response:
    """An answer with a line for each later document of a title that it cites, unless it cites that first."""
    cited = {citation.document.id: citation.document for citation in response.citations}
    places = {name: place for place, name in enumerate(cited)}
    later = dict.fromkeys(
        document.followed_by
        for document in cited.values()
        if document.followed_by and not document.replaced_by
        if places.get(document.followed_by, len(cited)) > places[document.id]
    )
    lines = [
        FOLLOWED[language].format(
            title=documents[name].title, published=human_date(documents[name].published, language)
        )
        for name in list(later)[:MOST_FOLLOWED]
        if name in documents
    ]
    return replace(response, text="\n".join([response.text, *lines])) if lines else response
