"""The facts that sentences state, with the keys by which they are looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from assistant.facts.requests import REQUESTS
from assistant.models.documents import Document, Fact, Passage, Sentence
from assistant.ports import SearchIndex
from assistant.spans import SomeSpans
from assistant.tables import Mask, Numbers, Tables, Texts, mask, packed, part, under
from assistant.text.known_words import Column, KnownWords, known_words
from assistant.text.words import folded, spelt_out, written
from assistant.views.places import Places

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
STATEMENT_MET = 0.65
_DAY = len("2022-12-31")
KINDS = sorted(frozenset().union(*(request.kinds for request in REQUESTS)))
NEEDS = sorted({request.needs for request in REQUESTS if request.needs})
"""The kinds of facts that are asked for, and the fields that some need."""
COLUMNS = ("own", "around", "page")
"""What words are looked for in: what states a fact, what stands around that too, and its passage."""


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
        """Take all that a question is compared with as it was kept, or cut it."""
        self._places = index.view(Places)
        tables = part(index.tables, "statements")
        tables = tables or statement_tables(index.facts, index.documents, self._places)
        self._facts = SomeSpans(index.facts, tables["fact"])
        self.document = tables["document"]
        """The number of each one's document."""
        self.is_day = tables["is day"]
        self.by_label = tables["by label"]
        """Whether each is a line that may leave conditions to the rest of its page."""
        self.is_general = tables["is general"]
        self.of_membership = tables["of membership"]
        self.of_total = tables["of total"]
        self.passage = tables["passage"]
        """The same number for those that stand in one passage."""
        self._sentence = tables["sentence"]
        """Where the sentence starts that states each."""
        self._kind = tables["kind"]
        self._has = part(tables, "has")
        self.told = Texts(part(tables, "told"))
        """What each says and stands under, folded, in which a name of several words can be found."""
        self.words = KnownWords(part(tables, "words"))
        self.own, self.around, self.page = (
            Column(**part(tables, f"columns/{name}")) for name in COLUMNS
        )

    def __len__(self) -> int:
        return len(self._facts)

    def statement(self, row: int) -> Statement:
        """The one of a row."""
        stated = statement_of(self._places, self._facts[row])
        assert stated is not None, "the passages held it"
        return stated

    def stated_by(self, sentence: Sentence) -> Sequence[Fact]:
        """All facts that a sentence states."""
        rows = self._facts.numbers_of(sentence.document)
        return [self._facts[row] for row in rows[self._sentence[rows] == sentence.start].tolist()]

    def rows(self, kinds: Collection[str], needs: str | None) -> Numbers:
        """Those of some kinds that have a field."""
        held = np.isin(self._kind, [KINDS.index(kind) for kind in kinds])
        return np.flatnonzero(held & self._has[needs] if needs else held)

    def met(self, column: Column, like: Sequence[Numbers]) -> Mask:
        """Whether a column holds any of the words that are like each; shape (words, rows)."""
        met = np.zeros((len(like), len(self)), bool)
        for near, row in zip(like, met, strict=True):
            row[column.rows(near)] = True
        return met


def statement_tables(
    facts: Iterable[Fact], documents: Mapping[str, Document], places: Places
) -> Tables:
    """What `StatementIndex` reads.

    Args:
        facts: All of them.
        documents: All of them by id, in the order of their numbers.
        places: The sentences that state the facts.
    """
    stated = ((n, statement_of(places, fact)) for n, fact in enumerate(facts) if fact.kind in KINDS)
    numbers: dict[int, Statement] = {number: statement for number, statement in stated if statement}
    every = list(numbers.values())
    number = {name: place for place, name in enumerate(documents)}
    passages: dict[object, int] = defaultdict(count().__next__)
    texts = [statement.sentence.text for statement in every]
    held = [s.passage for s in every]
    return {
        "fact": np.fromiter(numbers, np.intp, len(numbers)),
        "document": np.array([number[s.fact.document] for s in every], np.intp),
        "passage": np.array([passages[p.document, p.start, p.end] for p in held], np.intp),
        "sentence": np.array([s.sentence.start for s in every], np.intp),
        "kind": np.array([KINDS.index(s.fact.kind) for s in every], np.int8),
        "is day": mask(is_day(s.fact) for s in every),
        "by label": mask(map(_is_labelled, every)),
        "is general": mask(map(_is_general, every)),
        "of membership": mask(MEMBERSHIP.search(text) is not None for text in texts),
        "of total": mask(TOTAL.search(text) is not None for text in texts),
        **under("has", {need: mask(need in s.fact.fields for s in every) for need in NEEDS}),
        **_cut_all(every, documents),
    }


def _cut_all(every: Sequence[Statement], documents: Mapping[str, Document]) -> Tables:
    """The words of what states facts, and of what stands around that."""
    own = [f"{s.fact.fields.get('subject', '')} {s.sentence.text}" for s in every]
    around = [
        f"{documents[s.fact.document].title} {s.passage.heading} {_before(s)} {told}"
        for s, told in zip(every, own, strict=True)
    ]
    pages = [s.passage.text if _is_labelled(s) else "" for s in every]
    lines = [list(map(written, texts)) for texts in (own, around, pages)]
    tables = known_words(word for column in lines for line in column for word in line)
    words = KnownWords(tables)
    columns: Tables = {}
    for name, column in zip(COLUMNS, lines, strict=True):
        columns = {**columns, **under(f"columns/{name}", words.column(column).tables)}
    told = packed(spelt_out(words_of) for words_of in lines[1])
    return {**under("told", told), **under("words", tables), **columns}


def statement_of(places: Places, fact: Fact) -> Statement | None:
    """A fact with the sentence that states it; None where the passages do not hold it."""
    placed = places.at(fact.document, fact.start)
    return Statement(fact, *placed) if placed else None


def is_day(fact: Fact) -> bool:
    """Whether a period is a single day, as that of a meeting; one of a whole year or month is none."""
    last = fact.fields.get("to", "")
    return fact.kind == "period" and len(last) == _DAY and fact.fields.get("from") == last


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
    before = statement.passage.before(statement.sentence.start)
    return before.text if before else ""
