"""The language of a quote is its own where that is sure, and else that of its document."""

from __future__ import annotations

import pytest

from assistant.composition.quotes import compose, compose_bilingual
from assistant.models.answers import Citation, Language
from assistant.models.documents import Document


def cited(quote: str, document_language: str) -> Citation:
    document = Document("d", "D", quote, "d.txt", language=document_language)
    return Citation(1, document, 0, len(quote), quote)


ENGLISH = "The courses are held in Swedish."
SWEDISH = "Kurserna är på svenska och engelska."
TITLE = "Electric Motors Academy"


@pytest.mark.parametrize(
    ("quote", "document_language", "answered_in", "is_framed"),
    [
        (ENGLISH, "sv", "en", False),
        (ENGLISH, "sv", "sv", True),
        (SWEDISH, "en", "sv", False),
        (SWEDISH, "en", "en", True),
        (SWEDISH, "sv", "en", True),
        (TITLE, "sv", "en", True),
        (TITLE, "en", "sv", True),
        # Words of other languages look like ours.
        ("Was ist das und was kostet es?", "de", "en", True),
    ],
)
def test_a_quote_is_framed_where_it_is_in_another_language_itself(
    quote: str, document_language: str, answered_in: Language, is_framed: bool
) -> None:
    text = compose([cited(quote, document_language)], answered_in)
    assert (text != f"{quote} [1]") == is_framed
    if is_framed and quote == ENGLISH:
        assert "engelska" in text


def test_a_bilingual_frame_tells_the_language_of_the_quote() -> None:
    text = compose_bilingual([cited(ENGLISH, "sv")], "en")
    assert "(in English)" in text
    assert "svenska" not in text
