"""Facts: typed statements that a document makes, each with the span that carries it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.models.documents import Document, Fact, Passage
from assistant.text.composing import Composed, composed, placed
from ingest.facts.amounts import Currency, amounts
from ingest.facts.goals import goals
from ingest.facts.labels import labelled
from ingest.facts.organisations import organisations
from ingest.facts.people import people
from ingest.facts.periods import Years, periods
from ingest.facts.subjects import Subjects
from ingest.facts.surroundings import Surroundings
from ingest.facts.units import Shape, lists, units

_SHORTEST = 2
"""Characters of a line that may say something; a file can have hundreds of thousands of shorter ones."""


def extract_facts(document: Document, passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """All facts of a document in the order of their spans.

    Every fact is quotable: `fact.text == document.text[fact.start:fact.end]`. `assistant.facts.schema`
    tells the kinds and their fields. Takes some milliseconds a page and grows with its length.
    """
    read = placed(document.text)
    if read.text == document.text:
        facts = list(_facts(document, passages))
    else:
        whole = replace(document, text=read.text, title=composed(document.title))
        parts = [_composed(passage, read) for passage in passages]
        facts = [_written(fact, document.text, read.starts) for fact in _facts(whole, parts)]
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind)))


def _composed(passage: Passage, read: Composed) -> Passage:
    """A passage with its letters whole."""
    start, end = read.within(passage.start), read.within(passage.end)
    sentences = tuple(
        replace(each, start=begin, end=behind, text=read.text[begin:behind])
        for each in passage.sentences
        for begin, behind in [(read.within(each.start), read.within(each.end))]
    )
    return replace(
        passage,
        start=start,
        end=end,
        text=read.text[start:end],
        heading=composed(passage.heading),
        above=composed(passage.above),
        sentences=sentences,
    )


def _written(fact: Fact, text: str, starts: Sequence[int]) -> Fact:
    """A fact with its span in the text as it was written."""
    start, end = starts[fact.start], starts[fact.end]
    return replace(fact, start=start, end=end, text=text[start:end])


def _facts(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    around, subjects = Surroundings(title=document.title), Subjects(document.text, document.title)
    years, currency = Years(), Currency()
    for unit in around.follow(lists(units(document, passages))):
        if len(unit.text) < _SHORTEST and unit.shape is not Shape.ROW:
            continue
        subject = subjects.of(unit)
        yield from people(document, unit, around, subject)
        yield from goals(document, unit, subject, listed=around.goals)
        yield from periods(document, unit, subject, years)
        yield from organisations(document, unit, subject, priced=currency.before(unit) != "")
        yield from labelled(document, unit)
        yield from amounts(document, unit, subjects.priced, currency)
    yield from around.cards.close()
