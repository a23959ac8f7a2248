"""The facts that sentences state, with the keys by which they are looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.facts.requests import REQUESTS
from assistant.known_words import Column, KnownWords
from assistant.models import Fact, Passage, Sentence
from assistant.places import Places
from assistant.ports import SearchIndex
from assistant.tables import Numbers
from assistant.words import folded, spelt_out, written

GENERIC = folded(
    "projekt projektet project verksamheten samarbetet satsningen insatsen initiativet programmet project's"
    " initiative programme activities operations verksamhet arbetet arbete work allt everything"
)
"""Words for whatever a document is about."""
MEMBERSHIP = re.compile(r"\bmedlem|\bmember", re.IGNORECASE)
TOTAL = re.compile(
    r"\bprislapp|\b(total|samman(lagt|taget)|samla[dt]|slutnot|not(a|an)\b|slutsumm|slutkostnad|kosta|satsa|ram(en)?\b|cost)"
    r"|budget|kostnad",
    re.IGNORECASE,
)
"""Words for what something costs as a whole, in a question and in the sentence that answers it."""
LABEL = re.compile(r"[*_]{0,3}[^\W\d_][\w /-]{1,40}[*_]{0,3}:")
"""A line that tells something of what its whole page is about."""
TOLD_BY_LABEL = frozenset({"period", "amount"})
MET = 0.65
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Statement:
    """A fact that answers, with the sentence that states it and the passage that holds this."""

    fact: Fact
    sentence: Sentence
    passage: Passage
    needs: str | None = None
    """The field of the fact that was asked for, if any."""


class StatementIndex:
    """The facts of the kinds that are asked for; a view, see `SearchIndex.view`.

    Rows are their numbers, 0 and up, in the order of the index.
    """

    def __init__(self, index: SearchIndex) -> None:
        """Cut all that a question is compared with."""
        kinds = frozenset().union(*(request.kinds for request in REQUESTS))
        stated = (statement_of(index, fact) for fact in index.facts if fact.kind in kinds)
        self.statements = [statement for statement in stated if statement]
        facts = [statement.fact for statement in self.statements]
        self._stated_by: dict[Sentence, list[Fact]] = defaultdict(list)
        for statement in self.statements:
            self._stated_by[statement.sentence].append(statement.fact)
        number = {name: place for place, name in enumerate(index.documents)}
        self.document = np.array([number[fact.document] for fact in facts], np.intp)
        """The number of each one's document."""
        self.is_day = _mask(is_day(fact) for fact in facts)
        self.by_label = _mask(map(_is_labelled, self.statements))
        """Whether each is a line that may leave conditions to the rest of its page."""
        self.is_general = _mask(map(_is_general, self.statements))
        texts = [statement.sentence.text for statement in self.statements]
        self.of_membership = _mask(MEMBERSHIP.search(text) is not None for text in texts)
        self.of_total = _mask(TOTAL.search(text) is not None for text in texts)
        held_by = {id(passage): place for place, passage in enumerate(index.passages)}
        self.passage = np.array([held_by[id(s.passage)] for s in self.statements], np.intp)
        """The number of each one's passage."""
        self._kind = np.array([fact.kind for fact in facts], np.str_)
        self._has = {
            field: _mask(field in fact.fields for fact in facts)
            for field in {request.needs for request in REQUESTS if request.needs}
        }
        titles = [index.documents[fact.document].title for fact in facts]
        own = [f"{s.fact.fields.get('subject', '')} {s.sentence.text}" for s in self.statements]
        around = [
            f"{title} {s.passage.heading} {_before(s)} {told}"
            for s, title, told in zip(self.statements, titles, own, strict=True)
        ]
        pages = [s.passage.text if _is_labelled(s) else "" for s in self.statements]
        self.told = [spelt_out(written(text)) for text in around]
        """What each says and stands under, folded, in which a name of several words can be found."""
        lines = [list(map(written, texts)) for texts in (own, around, pages)]
        self.words = KnownWords.of(word for column in lines for line in column for word in line)
        self.own, self.around, self.page = (self.words.column(column) for column in lines)

    def stated_by(self, sentence: Sentence) -> Sequence[Fact]:
        """All facts that a sentence states."""
        return self._stated_by.get(sentence, ())

    def rows(self, kinds: Collection[str], needs: str | None) -> Numbers:
        """Those of some kinds that have a field."""
        held = np.isin(self._kind, list(kinds))
        return np.flatnonzero(held & self._has[needs] if needs else held)

    def met(self, column: Column, like: Sequence[Numbers]) -> Mask:
        """Whether a column holds any of the words that are like each; shape (words, rows)."""
        met = np.zeros((len(like), len(self.statements)), bool)
        for near, row in zip(like, met, strict=True):
            row[column.rows(near)] = True
        return met


def statement_of(index: SearchIndex, fact: Fact) -> Statement | None:
    """A fact with the sentence that states it; None where the passages do not hold it."""
    placed = index.view(Places).at(fact.document, fact.start)
    return Statement(fact, *placed) if placed else None


def is_day(fact: Fact) -> bool:
    """Whether a period is a single day, as that of a meeting."""
    return fact.kind == "period" and fact.fields.get("from") == fact.fields.get("to")


def _is_general(statement: Statement) -> bool:
    """Whether a fact is of `Projektet` or the like; a period of nothing is of anything, but for
    that of a line such as `Projekttid: …`."""
    subject = folded(statement.fact.fields.get("subject", ""))
    told = bool(subject) or LABEL.match(statement.sentence.text) is not None
    return subject <= GENERIC and (told or statement.fact.kind != "period")


def _is_labelled(statement: Statement) -> bool:
    is_line = LABEL.match(statement.sentence.text) is not None
    return is_line and statement.fact.kind in TOLD_BY_LABEL


def _before(statement: Statement) -> str:
    """The sentence that another may lean on (`X är avslutat. Den totala kostnaden blev …`)."""
    start, sentences = statement.sentence.start, reversed(statement.passage.sentences)
    return next((sentence.text for sentence in sentences if sentence.end <= start), "")


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, bool)
