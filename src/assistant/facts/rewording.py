"""The same question with names as documents have them: in Swedish, with acronyms written out or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from assistant.models.documents import Document, Fact
from assistant.ports import SearchIndex
from assistant.tables import SortedTexts, Tables, Texts, packed, part, under
from assistant.text.word_forms import folds
from assistant.text.words import Word, words, written

_LONG, _MOST_JOINED = 7, 4
_LONGEST_NAME, _LONGEST_ACRONYM = 300, 10
"""Characters of a name before its acronym, and of the acronym with its parentheses."""
INTRODUCED = re.compile(r"(?<![\w&-])((?:[^\W\d_][\w&-]*+[ \n]++){1,6})\(([A-ZÅÄÖ]{2,8})\)")
"""How documents introduce an acronym: `Kungliga Tekniska Högskolan (KTH)`."""
_JOINT = re.compile(r"(?=(\S \S))")
"""Where two words of a name meet."""

NAMES_IN_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:the )?(?:swedish )?{english}\b", re.IGNORECASE), swedish)
    for english, swedish in (
        (r"transport administration", "Trafikverket"),
        (r"(?:kth )?royal institute of technology", "KTH"),
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
    for short, long in index.view(KnownNames).acronyms_in(text):
        if re.search(rf"\b{short}\b", text):
            yield re.sub(rf"\b{short}\b(:s)?", long, text)
        for known_as in _known_as(long):
            if re.search(re.escape(known_as), text, re.IGNORECASE):
                yield re.sub(re.escape(known_as) + r"s?\b", short, text, flags=re.IGNORECASE)


class KnownNames:
    """Names of organisations, and acronyms, in an index; a view, see `SearchIndex.view`."""

    def __init__(self, index: SearchIndex) -> None:
        """Take them as they were kept, or collect them."""
        tables = index.tables
        joined = part(tables, "joined") or joined_names(index.facts)
        self._folded, self._joined = (
            SortedTexts(part(joined, "folded")),
            Texts(part(joined, "as told")),
        )
        told = part(tables, "texts/acronyms") or acronyms(index.documents.values())
        shorts, longs = (Texts(part(told, name)) for name in ("short", "long"))
        self._acronyms = dict(zip(shorts, longs, strict=True))
        self._order = {short: place for place, short in enumerate(self._acronyms)}
        self._by_joint: dict[str, list[str]] = defaultdict(list)
        for short, long in self._acronyms.items():
            for known_as in _known_as(long):
                self._by_joint[_JOINT.findall(known_as.lower())[0]].append(short)

    def in_one_word(self, folded: str) -> str | None:
        """The name that folds so, if any."""
        number = self._folded.find(folded)
        return None if number is None else self._joined[number]

    def acronyms_in(self, text: str) -> list[tuple[str, str]]:
        """Acronyms with what they stand for, where a text may hold one or the other."""
        found = {short for short in re.findall(r"\w+", text) if short in self._acronyms}
        for joint in _JOINT.findall(text.lower()):
            found.update(self._by_joint.get(joint, ()))
        return [
            (short, self._acronyms[short]) for short in sorted(found, key=self._order.__getitem__)
        ]


def joined_names(facts: Iterable[Fact]) -> Tables:
    """The words of organisations' names that may be typed in several, by how they fold; of several one."""
    told = {fact.fields.get("organisation", "") for fact in facts}
    parts = sorted(set(written("\n".join(told))), reverse=True)
    long = [name for name in parts if len(name) >= _LONG]
    known = dict(sorted(dict(zip(folds(long), long, strict=True)).items()))
    return {**under("folded", packed(known)), **under("as told", packed(known.values()))}


def acronyms(documents: Iterable[Document]) -> Tables:
    """The acronyms that documents introduce, with what they stand for."""
    found: dict[str, str] = {}
    for document in documents:
        for before, acronym in introduced(document.text):
            if long := _words_for(before, acronym):
                found[acronym] = long
    return {**under("short", packed(found)), **under("long", packed(found.values()))}


def _known_as(long: str) -> list[str]:
    """A name of several words, and what people say who leave out the first: `Tekniska högskolan`."""
    return [name for name in (long, long.partition(" ")[2]) if " " in name]


def _joined(index: SearchIndex, text: str) -> str:
    """A question with names in one word that were typed in several: `move by bike`."""
    every = words(text)
    known = index.view(KnownNames)
    runs: dict[str, tuple[Word, Word]] = {}
    for start in range(len(every)):
        for end in range(start + 2, min(start + _MOST_JOINED, len(every)) + 1):
            if name := known.in_one_word("".join(word.folded for word in every[start:end])):
                runs[name] = every[start], every[end - 1]
    for name, (first, last) in sorted(runs.items())[:1]:
        return text[: first.start] + name + text[last.end :]
    return text


def _in_swedish(text: str) -> str:
    for english, swedish in NAMES_IN_ENGLISH:
        text = english.sub(swedish, text)
    return text


def introduced(text: str) -> Iterator[tuple[list[str], str]]:
    """The acronyms of a text, each with the words before it.

    Looked for around parentheses, of which there are few: words are everywhere.
    """
    place, end = text.find("("), 0
    while place >= 0:
        start = max(end, place - _LONGEST_NAME)
        if match := INTRODUCED.search(text, start, place + _LONGEST_ACRONYM):
            yield match[1].split(), match[2]
            end = match.end()
        place = text.find("(", place + 1)


def _words_for(before: list[str], acronym: str) -> str | None:
    """As many of the last words as begin with the letters of the acronym."""
    last = before[-len(acronym) :]
    initials = "".join(word[0] for word in last).casefold()
    return " ".join(last) if initials == acronym.casefold() else None
