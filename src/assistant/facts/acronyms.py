"""Names and their acronyms, as documents introduce them: `Kungliga Tekniska Högskolan (KTH)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.models import Document
from assistant.ports import SearchIndex

INTRODUCED = re.compile(r"((?:[^\W\d_][\w&-]*[ \n]+){1,6})\(([A-ZÅÄÖ]{2,8})\)")


def spellings(index: SearchIndex, text: str) -> Iterator[str]:
    """A question as it stands, then with acronyms written out, then with names shortened."""
    yield text
    known = _acronyms(tuple(index.documents.values()))
    for short, long in known.items():
        if re.search(rf"\b{short}\b", text):
            yield re.sub(rf"\b{short}\b(:s)?", long, text)
        # People leave out the first word: `Tekniska högskolan`.
        for known_as in (long, long.partition(" ")[2]):
            if " " in known_as and re.search(re.escape(known_as), text, re.IGNORECASE):
                yield re.sub(re.escape(known_as) + r"s?\b", short, text, flags=re.IGNORECASE)


@lru_cache(maxsize=4)
def _acronyms(documents: tuple[Document, ...]) -> Mapping[str, str]:
    found = {}
    for document in documents:
        for match in INTRODUCED.finditer(document.text):
            long = _words_for(match[1].split(), match[2])
            if long:
                found[match[2]] = long
    return found


def _words_for(words: list[str], acronym: str) -> str | None:
    """As many of the last words as begin with the letters of the acronym."""
    last = words[-len(acronym) :]
    initials = "".join(word[0] for word in last).casefold()
    return " ".join(last) if initials == acronym.casefold() else None
