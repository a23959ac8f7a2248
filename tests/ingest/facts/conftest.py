"""Documents for the tests: sentences are cut at full stops and lines, as plainly as can be."""

import re
from collections.abc import Callable

import pytest

from assistant.models import Document, Fact, Passage, Sentence
from ingest.facts import extract_facts

_SENTENCE = re.compile(r"\S.*?(?:(?<!\bJr)[.!?][”\"]?(?=\s+[A-ZÅÄÖ–\"-]|\s*$)|$)")
Facts = Callable[..., list[Fact]]


def passages(document: Document) -> list[Passage]:
    """One passage for each line of text under the nearest Markdown heading."""
    heading, found, at = document.title, [], 0
    for line in document.text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if line.startswith("#"):
            heading = line.strip("# \n")
            continue
        sentences = tuple(
            Sentence(document.id, start + match.start(), start + match.end(), match.group())
            for match in _SENTENCE.finditer(line.rstrip())
        )
        if sentences:
            begin, end = sentences[0].start, sentences[-1].end
            text = document.text[begin:end]
            found.append(Passage(document.id, begin, end, text, heading, sentences))
    return found


def read(
    text: str, title: str = "", language: str = "sv", published: str | None = None
) -> list[Fact]:
    """The facts of a text, each checked to be a quote of it."""
    document = Document("test", title, text, "test.txt", language=language, published=published)
    facts = list(extract_facts(document, passages(document)))
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)
    return facts


@pytest.fixture(scope="session")
def facts_of() -> Facts:
    """Reads a text: `facts_of(text, title=…, language=…, published=…)`."""
    return read
