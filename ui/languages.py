"""Marks what is in another language than the answer around it, for those who have it read out."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from html import escape

from assistant.composition.quotes import flat, language_of
from assistant.messages.answers import quoted
from assistant.models.answers import Answer, Citation

_WORD = re.compile(r"[^\s,.:()\[\]“”]++")
_QUOTE = re.compile(r"(<q [^<>]*+>[^<]*+</q>)")
_FEWEST_LETTERS = 4
"""Shorter runs, such as `in`, are as likely words of the answer's own language."""


class Languages:
    """The quotes of an answer, and their words, that are in another language than the answer."""

    def __init__(self, answer: Answer) -> None:
        """Gather them, unless the answer is in two languages, whose lines are marked as such."""
        self._own = own = answer.question.language
        foreign = [one for one in answer.citations if language_of(one) != own]
        self._foreign = [] if answer.question.bilingual else foreign
        self._words = {
            language: _words([one for one in self._foreign if _language(one) == language])
            for language in {_language(one) for one in self._foreign}
        }

    def marked(self, line: str) -> str:
        """A line of the answer as HTML, with quotes and words out of quotes in their own language."""
        html = escape(line)
        for citation in self._foreign:
            quote = escape(flat(citation.quote))
            told = f'<q lang="{_language(citation)}">{quote}</q>'
            html = html.replace(quoted(quote, self._own), told)
        for language, words in self._words.items():
            parts = _QUOTE.split(html)
            parts[::2] = [_with_words_marked(part, words, language) for part in parts[::2]]
            html = "".join(parts)
        return html


def _words(citations: Sequence[Citation]) -> set[str]:
    """The words of the quotes, and those of the documents that can hardly be English, such as `län`."""
    quoted = {word for one in citations for word in _WORD.findall(escape(flat(one.quote)))}
    documents = {one.document.id: one.document for one in citations}.values()
    around = {word for one in documents for word in _WORD.findall(escape(one.text))}
    found = quoted | {word for word in around if not word.isascii()}
    return {word for word in found if any(map(str.isalpha, word))}


def _with_words_marked(html: str, words: Set[str], language: str) -> str:
    """Titles, groups and names come word for word from a document, into a sentence that does not."""
    runs: list[tuple[int, int]] = []
    for match in _WORD.finditer(html):
        start, end = match.span()
        if match.group() not in words:
            continue
        if runs and not re.search(r"[\w\[\]]", html[runs[-1][1] : start]):
            start = runs.pop()[0]
        runs.append((start, end))
    for start, end in reversed(runs):
        run = html[start:end]
        if sum(map(str.isalpha, run)) >= _FEWEST_LETTERS:
            html = f'{html[:start]}<span lang="{language}">{run}</span>{html[end:]}'
    return html


def _language(citation: Citation) -> str:
    return escape(language_of(citation))
