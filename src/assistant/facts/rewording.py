"""The same question in other words: everyday phrases, abbreviations, acronyms written out or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.models import Document
from assistant.ports import SearchIndex

INTRODUCED = re.compile(r"((?:[^\W\d_][\w&-]*[ \n]+){1,6})\(([A-ZÅÄÖ]{2,8})\)")
"""How documents introduce an acronym: `Kungliga Tekniska Högskolan (KTH)`."""

PLAINER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\b(det är som |som )?(håller|höll) i (trådarna|taktpinnen|klubban)( för)?", "leder"),
        (r"\b(står |är )?i spetsen( för)?", "leder"),
        (r"\b(is |are )?in charge of\b", "leads"),
        (r"\bför (?P<who>[^?.!]{2,60}?)s? räkning\b", r"från \g<who>"),
        (r"\b(in|on) behalf of\b", "from"),
        (r"\b(för|förde) (?P<who>[^?.!]{2,60}?)s talan\b", r"från \g<who>"),
        (r"\bhoppa(r|de|t)? in (för|om|i stället för)\b", "ersätter"),
        (r"\b(tar|ta|tog|taken?|takes) över efter\b|\btakes? over from\b", "efterträder"),
        (r"\bhög[- ]?nivå[- ]grupp", "högnivågrupp"),
        (r"\bgrupp(en)? av hög nivå\b", "högnivågruppen"),
        (r"(?-i:(?:[^\W\d_a-zåäö][\w&-]* )+)\((?P<name>[^()]{2,60})\)", r"\g<name>"),
        (r"\bsthlms?\b", "Stockholm"),
        (r"\bgbg\b", "Göteborg"),
        (r"\bordf\b\.?", "ordförande"),
        (r"\bv\.? ?ordf\b\.?", "vice ordförande"),
        (r"\bproj\b\.?", "projekt"),
    )
)
"""Phrases, and names with what they are called besides, in words that the rules know."""


def rewordings(index: SearchIndex, text: str) -> Iterator[str]:
    """A question as it stands, then in plainer words, with acronyms written out, with names shortened."""
    yield text
    plain = text
    for phrase, plainer in PLAINER:
        plain = phrase.sub(plainer, plain)
    if plain != text:
        yield plain
    if "-" in plain:
        yield re.sub(r"(?<=\w)-(?=\w)", " ", plain)  # `EU-projektet`
    known = _acronyms(tuple(index.documents.values()))
    for short, long in known.items():
        if re.search(rf"\b{short}\b", plain):
            yield re.sub(rf"\b{short}\b(:s)?", long, plain)
        # People leave out the first word: `Tekniska högskolan`.
        for known_as in (long, long.partition(" ")[2]):
            if " " in known_as and re.search(re.escape(known_as), plain, re.IGNORECASE):
                yield re.sub(re.escape(known_as) + r"s?\b", short, plain, flags=re.IGNORECASE)


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
