"""Reads texts for the tests of facts, with the readers of the product."""

from assistant.facts.schema import FIELDS_OF
from assistant.models.documents import Document, Fact
from ingest.facts import extract_facts
from ingest.passages import make_passages
from ingest.plain import plain_blocks


def read(
    text: str, title: str = "", language: str = "sv", published: str | None = None
) -> list[Fact]:
    """The facts of a Markdown text, each checked to be a quote of it with known fields."""
    document = Document("test", title, text, "test.md", language=language, published=published)
    passages = make_passages(document, plain_blocks(text, 0), 900)
    facts = list(extract_facts(document, passages))
    for fact in facts:
        assert text[fact.start : fact.end] == fact.text
        assert fact.text == fact.text.strip()
        assert fact.fields.keys() <= FIELDS_OF[fact.kind].keys()
        assert all(fact.fields.values())
        assert {type(value) for value in (fact.kind, *fact.fields.values())} == {str}
    return facts


def people(text: str, language: str = "sv") -> list[dict[str, str]]:
    """The fields of the people of a text, in their order."""
    return [dict(fact.fields) for fact in read(text, language=language) if fact.kind == "person"]


def fields(
    text: str, kind: str, language: str = "sv", published: str | None = None, title: str = ""
) -> list[dict[str, str]]:
    """The fields of the facts of one kind."""
    facts = read(text, title, language, published)
    return [dict(fact.fields) for fact in facts if fact.kind == kind]
