"""What people of the documents say: the sentences of a quotation, where somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.facts.fields import BIT, fields_met
from assistant.facts.people_index import PeopleIndex
from assistant.facts.people_query import PeopleQuery
from assistant.facts.query import FactQuery
from assistant.facts.statement_index import Statement, statement_of
from assistant.models.documents import Fact, Sentence
from assistant.ports import SearchIndex
from assistant.text.kinds import DEFINITION, LIST, OPEN, REASON
from assistant.views.places import Places

ASKING = frozenset({OPEN, LIST, DEFINITION, REASON})
"""The kinds of question that a quotation can answer."""
MOST_SENTENCES = 3
_SAYS = re.compile(
    r"\b(säg\w*|sa|sade|citat\w*|utta\w+|tyck\w*|anse\w*|mena\w*|tro|tror|ser|såg|vill|hoppas|beto\w+|påpeka\w*"
    r"|berätta\w*|say|says|said|think\w*|thought|see|sees|want|wants|hope\w*|believe\w*)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s{0,20}+[-–—”\"“»«]")


def match_quotation(index: SearchIndex, query: FactQuery) -> list[Statement]:
    """The sentences that the person who is asked about is quoted with, in reading order."""
    if query.expects not in ASKING or not _SAYS.search(query.text):
        return []
    people = index.view(PeopleIndex)
    asked = PeopleQuery.of(query.text, query.expects)
    times = ((fields_met(index, asked) & BIT["name"]) != 0).sum(0)
    named = people.by_standing(_is_quoted) & (times >= np.minimum(2, people.name_words))
    found = (_said(index, people.facts[row]) for row in np.flatnonzero(named).tolist())
    return next((said for said in found if said), [])


def _is_quoted(fact: Fact) -> bool:
    return fact.fields.get("capacity") == "quoted"


def _said(index: SearchIndex, fact: Fact) -> list[Statement]:
    told = statement_of(index.view(Places), fact)
    if told is None:
        return []
    text = index.documents[fact.document].text
    start = text.rfind("\n", 0, told.sentence.start) + 1
    if not _OPENS.match(text, start):
        return [told]
    end = text.find("\n", told.sentence.end)
    paragraph = _within(told.passage.sentences, start, end if end >= 0 else len(text))
    return [Statement(fact, sentence, told.passage) for sentence in paragraph][:MOST_SENTENCES]


def _within(sentences: Sequence[Sentence], start: int, end: int) -> list[Sentence]:
    return [s for s in sentences if start <= s.start and s.end <= end]
