"""What running text says of people besides who they are: that they left, or that it is not so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.composition.citing import MOST_QUOTED_APART
from assistant.facts.people_index import PeopleIndex
from assistant.models.documents import Fact, Sentence
from assistant.ports import SearchIndex
from assistant.text.kinds import COUNT, LIST
from assistant.views.corrected import Disputed
from assistant.views.places import Places

LONGEST = 400
"""Characters of a sentence that is told of somebody."""


def sentences_about(
    facts: Sequence[Fact], expects: str, index: SearchIndex
) -> list[Sentence | None]:
    """The sentence that tells of each of a few people; None where their own words are told."""
    if expects in (LIST, COUNT) or len(facts) > MOST_QUOTED_APART:
        return [None] * len(facts)
    return [None if fact.correction else _sentence_about(fact, index) for fact in facts]


def _sentence_about(fact: Fact, index: SearchIndex) -> Sentence | None:
    """None where it says no more than the fact, in tables, of many, and where staff correct some of it."""
    begins, ends = (index.view(Places).at(fact.document, at) for at in (fact.start, fact.end - 1))
    if begins is None or ends is None:
        return None
    start, end = begins[0].start, ends[0].end
    text = index.documents[fact.document].text[start:end]
    says_no_more = text.strip(_MARKS) == fact.text.strip(_MARKS)
    if says_no_more or len(text) > LONGEST or "|" in text:
        return None
    if index.view(Disputed).within(fact.document, start, end):
        return None
    sentence = Sentence(fact.document, start, end, text)
    return sentence if _is_of_few(sentence, index) else None


_MARKS = " .,;:"


def _is_of_few(sentence: Sentence, index: SearchIndex) -> bool:
    people = index.view(PeopleIndex).facts
    rows = people.numbers_of(sentence.document).tolist()
    first = bisect_left(rows, sentence.start, key=lambda row: people.at(row).start)
    names: set[str] = set()
    for fact in map(people.at, rows[first:]):
        if fact.start >= sentence.end or len(names) > MOST_QUOTED_APART:
            break
        names.add(fact.fields["name"])
    return len(names) <= MOST_QUOTED_APART
