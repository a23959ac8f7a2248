"""Made documents: as the product would read them, and enough to ask about."""

from __future__ import annotations

from assistant.models.documents import Fact, Passage, Sentence
from bench.made import Maker, Parts, made_embeddings, questions


def test_spans_stand_in_their_documents_and_no_two_passages_are_the_same() -> None:
    maker = Maker(Parts.of_questions())
    documents = list(maker.documents(60))
    passages = [passage for read in documents for passage in read.passages]
    assert len({passage.text for passage in passages}) == len(passages) >= 60
    for read in documents:
        text = read.document.text
        spans: list[Fact | Passage | Sentence] = [*read.facts, *read.passages]
        spans += [sentence for passage in read.passages for sentence in passage.sentences]
        assert all(text[span.start : span.end] == span.text for span in spans)
    facts = sum(len(read.facts) for read in documents)
    assert 2 < facts / len(passages) < 4
    assert any(maker.told[0]["name"] in question for question in questions(maker.told[:1], 12))


def test_the_same_seed_makes_the_same_and_the_same_text_has_the_same_vector() -> None:
    one, other = (list(Maker(Parts.of_questions(), seed=3).documents(10)) for _ in range(2))
    assert one == other
    first, again, different = made_embeddings().passages(["Å", "å", "Ä"])
    assert first @ again > 0.999
    assert abs(first @ different) < 0.3
