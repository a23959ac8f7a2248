"""The text of an answer in parts: paragraphs of sentences with their citations, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from assistant.models.answers import Answer, Language
from assistant.settings import ContactSettings
from ui.carried import carried
from ui.languages import Languages
from ui.rows import cells_apart

LONGEST_LEAD = 180
"""Characters of a first sentence that is written larger; a longer one would be hard to read so."""
_SAY = re.compile(r"(\S.*?)(?<!\s)\s*+((?:\[\d++\]\s*+){1,50}+|$)", re.DOTALL)
_SENTENCE = re.compile(r"(\S.*?(?:[.!?]”?(?=\s|$)|$))()", re.DOTALL)
"""Of the fixed wording of an answer that cites nothing."""
_NUMBER = re.compile(r"\d+")
_ITEM = "- "


@dataclass(frozen=True)
class Say:
    """Words with the numbers of the citations that stand behind them."""

    html: Markup
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """Sentences in one go; the first of an answer leads it."""

    says: tuple[Say, ...]
    lead: bool = False


@dataclass(frozen=True)
class Entry:
    """One of a list; with a name where all of them begin with one."""

    say: Say
    name: Markup | None = None


@dataclass
class Paragraph:
    """Sentences, and the list that follows them."""

    parts: list[Part]
    entries: list[Entry] = field(default_factory=list)
    language: str | None = None
    """The BCP 47 tag of what a language model worded in another one than the page's."""


class AnswerText:
    """Cuts the text of one answer."""

    def __init__(self, answer: Answer, contact: ContactSettings) -> None:
        """Take the answer, whose languages are marked on the way, and whom it may point to."""
        self._ways = {contact.email: f"mailto:{contact.email}", contact.url: contact.url}
        if answer.curator:
            self._ways[answer.curator.url] = answer.curator.url
        self._answer = answer
        self._languages = Languages(answer)
        self._quotes = {one.number: one.quote for one in answer.citations}

    def paragraphs(self) -> list[Paragraph]:
        """What is said, in order."""
        paragraphs: list[Paragraph] = []
        lists: list[list[str]] = []
        for number, line in enumerate(self._answer.text.splitlines()):
            if line.startswith(_ITEM) and paragraphs:
                lists[-1].append(line.removeprefix(_ITEM))
                continue
            if not line.strip():
                continue
            # Each Swedish line of an answer in two languages has its English one.
            worded_in = self._answer.worded_in if number == 0 else None
            in_two = self._answer.question.bilingual and not (
                self._answer.curator or self._answer.worded_in
            )
            english = in_two and number % 2 == 1
            says = tuple(self._says(line, "en" if english else None))
            parts = _parts(says, leads=not paragraphs)
            paragraphs.append(Paragraph(parts, language=worded_in))
            lists.append([])
        for paragraph, items in zip(paragraphs, lists, strict=True):
            behind = [n for part in paragraph.parts for say in part.says for n in say.citations]
            paragraph.entries = self._entries(items, behind)
        return paragraphs

    def _says(self, line: str, language: Language | None = None) -> Iterator[Say]:
        form = _SAY if self._answer.status.has_evidence else _SENTENCE
        for words, marks in form.findall(line):
            numbers = [int(number) for number in _NUMBER.findall(marks)]
            known = tuple(number for number in numbers if number in self._quotes)
            text = words if known or not marks else words + " " + marks.strip()
            html = self._html(text, known)
            if language:
                html = Markup('<span lang="{}">{}</span>').format(language, html)
            yield Say(html, known)

    def _entries(self, items: list[str], behind: list[int]) -> list[Entry]:
        """The items of a list, for which the citations before it stand where they have none."""
        named = all(", " in item and not _SAY.findall(item)[-1][1] for item in items)
        if not named:
            return [
                Entry(say if say.citations else Say(self._html(item, behind)))
                for item in items
                for say in [self._joined(item)]
            ]
        halves = [item.partition(", ") for item in items]
        return [
            Entry(Say(self._html(rest, behind)), self._html(name, behind))
            for name, _, rest in halves
        ]

    def _joined(self, item: str) -> Say:
        says = list(self._says(item))
        numbers = tuple(number for say in says for number in say.citations)
        return Say(Markup(" ").join(say.html for say in says), numbers)

    def _html(self, text: str, numbers: tuple[int, ...] | list[int]) -> Markup:
        if not self._answer.status.has_evidence or (self._answer.curator and not numbers):
            return self._with_contact(text)
        quotes = [self._quotes[number] for number in numbers]
        html = cells_apart(Markup(self._languages.marked(text)))
        return Markup(carried(html, quotes))

    def _with_contact(self, text: str) -> Markup:
        """Fixed or curated wording, with links to whom it says to turn to and where it stands."""
        html = escape(text)
        for way, address in self._ways.items():
            if way and address:
                link = Markup('<a href="{}" rel="noreferrer" target="_blank">{}</a>')
                html = html.replace(escape(way), link.format(address, _breaking(way)))
        return html


def _breaking(way: str) -> Markup:
    """An address that may go on in a new line where its parts begin, and not within a word."""
    shown = escape(way)
    for sign in "@.":
        shown = shown.replace(sign, Markup("<wbr>") + sign)
    return shown


def _parts(says: tuple[Say, ...], *, leads: bool) -> list[Part]:
    if not leads or len(says[0].html.striptags()) > LONGEST_LEAD:
        return [Part(says)]
    return [Part(says[:1], lead=True), *([Part(says[1:])] if says[1:] else [])]
