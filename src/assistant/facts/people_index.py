"""All people that an index tells of, with the keys by which they are looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from assistant.facts import vocabulary
from assistant.facts.people_tables import (
    FIELDS,
    numbered,
    people_in,
    people_tables,
    told_names,
)
from assistant.facts.text_words import TextWords, text_words
from assistant.known_words import Column, KnownWords
from assistant.models import Fact
from assistant.ports import SearchIndex
from assistant.tables import Numbers, SortedWords, Tables, packed, part, unpacked
from assistant.words import Word, fold, spelt_out, written

PHRASED = frozenset({"role", "group", "party"})
"""Fields in which a question looks for phrases, see `asked.Asked.phrases`."""
Mask = NDArray[np.bool_]


def names_told(index: SearchIndex) -> frozenset[str]:
    """Surnames, and organisations of one word, of all that facts tell of, folded; a view."""
    kept = part(index.tables, "names told")
    return frozenset(unpacked(kept or packed(told_names(index.facts))))


class PeopleIndex:
    """The facts about people; a view, see `SearchIndex.view`. Rows are their numbers, 0 and up."""

    def __init__(self, index: SearchIndex) -> None:
        """Take all that a question is compared with as it was kept, or cut it."""
        self.facts = facts = people_in(index.facts)
        self._of_document: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._of_document[fact.document].append(fact)
        self._documents = len(index.documents)
        texts = part(index.tables, "texts")
        if not texts:
            texts = text_words(numbered(index.documents, self._of_document), self._documents)
        self._texts = TextWords(texts)
        tables = part(index.tables, "people")
        self._take(tables or people_tables(facts, index.documents, self._texts))

    def _take(self, tables: Tables) -> None:
        self.document = tables["document"]
        """The number of each one's document."""
        self.has = part(tables, "has")
        """Whether each has a field."""
        self.leads, self.heads = tables["leads"], tables["heads"]
        self.size = tables["size"]
        """How much is said of each."""
        self.values = {
            field: Values(part(tables, f"values/{field}"), by_words=field in PHRASED)
            for field in FIELDS
        }
        self.stand_ins = Values(part(tables, "stand-ins"), by_words=True)
        self._stand_in_words = SortedWords(part(tables, "stand-in words"))
        self._standing_in = Column(**part(tables, "standing in"))
        names = self.values["name"]
        self.person = self.document * len(names.distinct) + names.codes
        """The same number for the same name in one document."""
        self.capacity, self.name_words = tables["capacity"], tables["name words"]
        self._standings = tables["standings"]
        self._of_standing = [self.facts[row] for row in tables["of standing"]]
        self.words = KnownWords(part(tables, "words"))
        self.columns = {
            field: Column(**part(tables, f"columns/{field}")) for field in (*FIELDS, "span")
        }
        """The rows by the words of each field; `span` by all that is said of whoever acts."""
        self.about = Column(**part(tables, "about"))
        """The numbers of documents by what they are about."""

    def __len__(self) -> int:
        return len(self.facts)

    def rows_with(self, field: str, value: str) -> Numbers:
        """Those of whom a field says just this."""
        values = self.values[field]
        return np.flatnonzero(values.codes == values.numbers.get(value, -1))

    def naming(self, name: str, rows: Numbers) -> Mask:
        """Whether a field of each of some rows holds a name of several words, folded."""
        held = np.zeros(len(rows), bool)
        for values in self.values.values():
            held |= values.meeting(lambda value: f" {name} " in _spelt(value), rows)
        return held

    def of_document(self, name: str) -> list[Fact]:
        """Those of one document, in their order."""
        return self._of_document.get(name, [])

    def by_standing(self, meets: Callable[[Fact], bool]) -> Mask:
        """Whether each meets what depends on the capacity alone, and on whom they stand in for or succeed."""
        met = np.zeros(len(self._of_standing), bool)
        for code, fact in enumerate(self._of_standing):
            met[code] = meets(fact)
        return met[self._standings]

    def standing_in_with(self, word: Word) -> Numbers:
        """The rows of those who stand in for somebody of whom a word is said."""
        number = self._stand_in_words.find(word.folded)
        return self._standing_in.rows([] if number is None else [number])

    def in_texts_with(self, word: Word) -> Mask:
        """Whether the document of each holds a word."""
        held = np.zeros(self._documents, bool)
        held[self._texts.holding(word.folded)] = True
        return held[self.document]


class Values:
    """The values of a field, by what they begin with and hold."""

    def __init__(self, tables: Tables, *, by_words: bool) -> None:
        """Take the tables of `people_tables.values`, and whether phrases are looked for in them."""
        self.codes, self.distinct = tables["codes"], unpacked(tables)
        """Which of the distinct values each row has, and these."""
        self.numbers = {value: number for number, value in enumerate(self.distinct)}
        looked_in = self.numbers.items() if by_words else ()
        pieces = ((p, n) for v, n in looked_in for p in re.findall(r"\w+", fold(v)))
        self._pieces = sorted(set(pieces))

    def meeting(self, meets: Callable[[str], bool], rows: Numbers) -> Mask:
        """Whether the value of each of some rows meets something."""
        met = {int(code): meets(self.distinct[code]) for code in np.unique(self.codes[rows])}
        return _mask(met[int(code)] for code in self.codes[rows])

    def among(self, values: Collection[str]) -> Mask:
        """Whether the value of each row is one of these, in small letters."""
        return _mask(value.casefold() in values for value in self.distinct)[self.codes]

    def holding(self, phrases: Iterable[str]) -> Mask:
        """Whether the value of each row holds one of the phrases; see `vocabulary.holds`."""
        phrases = tuple(phrases)
        met = np.zeros(len(self.distinct), bool)
        for phrase in phrases:
            first = re.findall(r"\w+", phrase)[0]
            for piece, number in self._pieces[bisect_left(self._pieces, (first, 0)) :]:
                if not piece.startswith(first):
                    break
                met[number] = met[number] or vocabulary.holds(self.distinct[number], phrases)
        return met[self.codes]


def _spelt(text: str) -> str:
    return f" {spelt_out(written(text.replace('-', ' ')))} "


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, bool)
