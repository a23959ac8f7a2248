"""What people of the documents say: the sentences of a quotation, where somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.coverage import is_content
from assistant.facts.asked import Asked
from assistant.facts.fields import BIT, fields_met
from assistant.facts.people_index import PeopleIndex
from assistant.facts.statement_index import Statement, statement_of
from assistant.facts.vocabulary import RELATIONS
from assistant.kinds import DEFINITION, LIST, OPEN, PERSON, REASON
from assistant.known_words import KnownWords, Numbers
from assistant.models import Fact, Question, Sentence
from assistant.ports import SearchIndex
from assistant.words import likeness, words

ASKING = frozenset({OPEN, LIST, DEFINITION, REASON})
"""The kinds of question that a quotation can answer."""
MOST_SENTENCES = 3
LIKE = 0.65
"""The least likeness at which a quotation holds a word; it is quoted whole."""
_SAYS = re.compile(
    r"\b(säg\w*|sa|sade|citat\w*|utta\w+|tyck\w*|anse\w*|mena\w*|tro|tror|ser|såg|vill|hoppas|beto\w+|påpeka\w*"
    r"|berätta\w*|say|says|said|think\w*|thought|see|sees|want|wants|hope\w*|believe\w*)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s{0,20}+[-–—”\"“»«]")


def match_quotation(index: SearchIndex, question: Question) -> list[Statement]:
    """The sentences that the person who is asked about is quoted with, in reading order."""
    if question.expects not in ASKING or not _SAYS.search(question.standalone):
        return []
    people = index.view(PeopleIndex)
    times = ((fields_met(index, Asked.of(question.standalone)) & BIT["name"]) != 0).sum(0)
    named = people.by_standing(_is_quoted) & (times >= np.minimum(2, people.name_words))
    found = (_said(index, people.facts[row]) for row in np.flatnonzero(named))
    return next((said for said in found if said), [])


def match_speaker(index: SearchIndex, question: Question) -> list[Statement]:
    """Who is quoted with what the question tells: the words that say so, and who says them."""
    if question.expects != PERSON or not _SAYS.search(question.standalone):
        return []
    asked = [
        word.text
        for word in words(_SAYS.sub(" ", question.standalone))
        if is_content(word) and word.folded not in RELATIONS
    ]
    quotations = index.view(Quotations)
    if not asked or not (saying := quotations.with_words(asked)).size:
        return []
    own, *rest = quotations.said[saying[0]]
    heard = [own, *(s for s in rest if likeness(asked, _texts(s)).max() >= LIKE)]
    return sorted({_place(s): s for s in heard}.values(), key=_place)


class Quotations:
    """All that people are quoted with, by its words; a view, see `SearchIndex.view`."""

    def __init__(self, index: SearchIndex) -> None:
        """Collect their words."""
        quoted = (fact for fact in index.facts if _is_quoted(fact))
        own = (statement_of(index, fact) for fact in quoted)
        self.said = [[told, *_said(index, told.fact)] for told in own if told]
        """The sentence that names each, and those that they say."""
        lines = [[text for s in said for text in _texts(s)] for said in self.said]
        self._words = KnownWords(word for line in lines for word in line)
        self._column = self._words.column(lines)

    def with_words(self, asked: Sequence[str]) -> Numbers:
        """The numbers of those that hold all words."""
        met = np.zeros((len(asked), len(self.said)), bool)
        for word, row in zip(asked, met, strict=True):
            row[self._column.rows(self._words.near(word).least(LIKE))] = True
        return np.flatnonzero(met.all(0))


def _is_quoted(fact: Fact) -> bool:
    return fact.fields.get("capacity") == "quoted"


def _texts(statement: Statement) -> list[str]:
    return [word.text for word in words(statement.sentence.text)]


def _place(statement: Statement) -> int:
    return statement.sentence.start


def _said(index: SearchIndex, fact: Fact) -> list[Statement]:
    told = statement_of(index, fact)
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
