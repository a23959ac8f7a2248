"""The same question with names as documents have them: in Swedish, with acronyms written out or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.facts.vocabulary import SAME_GROUP
from assistant.models import Document
from assistant.ports import SearchIndex
from assistant.words import fold, words

_LONG, _MOST_JOINED = 7, 4
INTRODUCED = re.compile(r"(?<![\w&-])((?:[^\W\d_][\w&-]*+[ \n]++){1,6})\(([A-ZÅÄÖ]{2,8})\)")
"""How documents introduce an acronym: `Kungliga Tekniska Högskolan (KTH)`."""

NAMES_IN_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:the )?(?:swedish )?{english}\b", re.IGNORECASE), swedish)
    for english, swedish in (
        (r"transport administration", "Trafikverket"),
        (r"transport agency", "Transportstyrelsen"),
        (r"energy agency", "Energimyndigheten"),
        (r"environmental protection agency", "Naturvårdsverket"),
        (r"public employment service", "Arbetsförmedlingen"),
        (r"agency for economic and regional growth", "Tillväxtverket"),
        (r"(?:national )?agency for higher vocational education", "Myndigheten för yrkeshögskolan"),
        (r"research council", "Vetenskapsrådet"),
        (r"county administrative board(?: of)?", "Länsstyrelsen"),
        (r"(?:kth )?royal institute of technology", "KTH"),
        (r"european regional development fund", "Europeiska regionala utvecklingsfonden"),
        (r"european social fund", "Europeiska socialfonden"),
        (r"city of (?P<place>\w+)", r"\g<place> stad"),
        (r"municipality of (?P<place>\w+)", r"\g<place> kommun"),
        (r"(?P<place>\w+?)s? municipality", r"\g<place> kommun"),
    )
)
"""What authorities and municipalities are called in English, and in Swedish documents."""


def rewordings(index: SearchIndex, text: str) -> Iterator[str]:
    """A question with names in Swedish, as it stands, with acronyms written out, with names shortened.

    `City of Stockholm` comes first as `Stockholm stad`: word by word it may meet `Kista Science City`.
    """
    if (swedish := _in_swedish(text)) != text:
        yield swedish
    yield text
    if (joined := _joined(index, text)) != text:
        yield joined
    if "-" in text:
        yield re.sub(r"(?<=\w)-(?=\w)", " ", text)  # `EU-projektet`
    known = _acronyms(tuple(index.documents.values()))
    for short, long in known.items():
        if re.search(rf"\b{short}\b", text):
            yield re.sub(rf"\b{short}\b(:s)?", long, text)
        # People leave out the first word: `Tekniska högskolan`.
        for known_as in (long, long.partition(" ")[2]):
            if " " in known_as and re.search(re.escape(known_as), text, re.IGNORECASE):
                yield re.sub(re.escape(known_as) + r"s?\b", short, text, flags=re.IGNORECASE)


def _joined(index: SearchIndex, text: str) -> str:
    """A question with names in one word that were typed in several: `move by bike`."""
    every = words(text)
    runs = {
        "".join(word.folded for word in every[start:end]): (every[start], every[end - 1])
        for start in range(len(every))
        for end in range(start + 2, min(start + _MOST_JOINED, len(every)) + 1)
    }
    told = {fact.fields.get("organisation", "") for fact in index.facts}
    for name in sorted(word.text for line in told for word in words(line)):
        if len(name) >= _LONG and (run := runs.get(fold(name))):
            return text[: run[0].start] + name + text[run[1].end :]
    return text


def _in_swedish(text: str) -> str:
    for english, swedish in NAMES_IN_ENGLISH:
        text = english.sub(swedish, text)
    for swedish, *others in SAME_GROUP:
        either = "|".join(re.escape(other).replace(r"\ ", "[ -]") for other in others)
        text = re.sub(rf"\b(?:{either})\b", swedish, text, flags=re.IGNORECASE)
    return text


@lru_cache(maxsize=4)
def _acronyms(documents: tuple[Document, ...]) -> Mapping[str, str]:
    found = {}
    for document in documents:
        for match in INTRODUCED.finditer(document.text):
            long = _words_for(match[1].split(), match[2])
            if long:
                found[match[2]] = long
    return found


def _words_for(told: list[str], acronym: str) -> str | None:
    """As many of the last words as begin with the letters of the acronym."""
    last = told[-len(acronym) :]
    initials = "".join(word[0] for word in last).casefold()
    return " ".join(last) if initials == acronym.casefold() else None
