"""What people of the documents say: the sentences of a quotation, where somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.coverage import is_content
from assistant.facts.asked import Asked
from assistant.facts.fields import fields_met
from assistant.facts.statements import Statement, statement_of
from assistant.facts.vocabulary import RELATIONS
from assistant.kinds import DEFINITION, LIST, OPEN, PERSON, REASON
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
    quoted = [f for f in index.facts if f.kind == "person" and f.fields.get("capacity") == "quoted"]
    asked = Asked.of(question.standalone)
    for fact, met in zip(quoted, fields_met(index, quoted, asked, set()), strict=True):
        named = sum("name" in fields for fields in met)
        if named >= min(2, len(fact.fields["name"].split())) and (said := _said(index, fact)):
            return said
    return []


def match_speaker(index: SearchIndex, question: Question) -> list[Statement]:
    """Who is quoted with what the question tells: the words that say so, and who says them."""
    if question.expects != PERSON or not _SAYS.search(question.standalone):
        return []
    asked = [
        word.text
        for word in words(_SAYS.sub(" ", question.standalone))
        if is_content(word) and word.folded not in RELATIONS
    ]
    for fact in index.facts:
        own = statement_of(index, fact) if fact.fields.get("capacity") == "quoted" else None
        if own is None:
            continue
        said = [own, *_said(index, fact)]
        told = sorted({word.text for s in said for word in words(s.sentence.text)})
        if asked and told and (likeness(asked, told).max(1) >= LIKE).all():
            heard = [s for s in said if s is own or likeness(asked, _texts(s)).max() >= LIKE]
            return sorted({_place(s): s for s in heard}.values(), key=_place)
    return []


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
