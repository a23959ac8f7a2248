"""What is quoted of a line that says little by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition.citing import cite
from assistant.composition.quotes import compose
from assistant.models.answers import Evidence, Hit
from assistant.models.documents import Document, Passage, Sentence

CARDS = """### Hanna Örn

Ordförande. Chef, Region Norr

Telefon 0911-1

### Cecilia Toreld

Vice ordförande

- en punkt

Vi erbjuder:

- kaffe
- te

Välkommen!"""


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("Hanna Örn", "Hanna Örn – Ordförande. Chef, Region Norr [1]"),
        ("Cecilia Toreld", "Cecilia Toreld – Vice ordförande [1]"),
        ("Vice ordförande", "Vice ordförande [1]"),
        ("Vi erbjuder:", "Vi erbjuder: - kaffe - te [1]"),
        ("Välkommen!", "Välkommen! [1]"),
    ],
)
def test_a_name_is_quoted_with_its_card_and_a_line_with_its_items(chosen: str, told: str) -> None:
    document = Document("a", "A", CARDS, "a.md")
    lines = [line.lstrip("#- ") for line in CARDS.splitlines() if line]
    lines[1:2] = ["Ordförande.", "Chef, Region Norr"]
    sentences = tuple(
        Sentence("a", at, at + len(line), line) for line in lines if (at := CARDS.index(line)) >= 0
    )
    passage = Passage("a", 0, len(CARDS), CARDS, "A", "A", sentences)
    hit = Hit(passage, 0, 0.5, 0.5, 0.5, 2.0, kept=True)
    (span,) = (sentence for sentence in sentences if sentence.text == chosen)
    citations = cite([Evidence(span, hit, 0.9, chosen=True)], {"a": document})
    assert compose(citations, "sv") == told
    assert citations[0].quote == CARDS[citations[0].start : citations[0].end]


def test_the_last_document_of_a_title_is_quoted_before_an_earlier_one() -> None:
    texts = {"other": "Båten är blå.", "old": "Båten är såld.", "new": "Båten är kvar."}
    documents = {name: Document(name, name, text, f"{name}.md") for name, text in texts.items()}
    documents["old"] = replace(documents["old"], followed_by="new")

    def order(**scores: float) -> list[str]:
        chosen = []
        for name, score in scores.items():
            span = Sentence(name, 0, len(texts[name]), texts[name])
            passage = Passage(name, 0, span.end, span.text, name, name, (span,))
            hit = Hit(passage, 0, 0.5, 0.5, 0.5, 2.0, kept=True)
            chosen.append(Evidence(span, hit, score, chosen=True))
        return [citation.document.id for citation in cite(chosen, documents)]

    assert order(old=0.9, other=0.8, new=0.7) == ["new", "old", "other"]
    assert order(other=0.9, old=0.8, new=0.7) == ["other", "new", "old"]
    assert order(new=0.9, other=0.8, old=0.7) == ["new", "other", "old"]
    assert order(other=0.9, new=0.8) == ["other", "new"]
