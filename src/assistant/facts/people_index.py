"""All people that an index tells of, with the keys by which they are looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

import numpy as np

from assistant.facts import vocabulary
from assistant.facts.people_tables import COMPARED, PERSON, by_number, people_tables, told_names
from assistant.facts.text_words import TextWords, text_words
from assistant.models.documents import Fact
from assistant.ports import SearchIndex
from assistant.spans import SomeSpans
from assistant.tables import Keys, Mask, Numbers, SortedTexts, Tables, Texts, mask, packed, part
from assistant.text.known_words import Column, KnownWords, WordRows
from assistant.text.words import Word, spelt_out, written


def names_told(index: SearchIndex) -> SortedTexts:
    """Surnames, and organisations of one word, of all that facts tell of, folded; a view."""
    return SortedTexts(part(index.tables, "names told") or packed(told_names(index.facts)))


class PeopleIndex:
    """The facts about people; a view, see `SearchIndex.view`. Rows are their numbers, 0 and up."""

    def __init__(self, index: SearchIndex) -> None:
        """Take all that a question is compared with as it was kept, or cut it."""
        self._documents = len(index.documents)
        texts = part(index.tables, "texts")
        if not texts:
            telling = {fact.document for fact in index.facts if fact.kind == PERSON}
            texts = text_words(by_number(index.documents, telling), self._documents)
        self._texts = TextWords(texts)
        tables = part(index.tables, "people")
        tables = tables or people_tables(index.facts, index.documents, self._texts)
        self.facts = SomeSpans(index.facts, tables["fact"])
        self._take(tables)

    def _take(self, tables: Tables) -> None:
        self.document = tables["document"]
        """The number of each one's document."""
        self.has = part(tables, "has")
        """Whether each has a field."""
        self.leads, self.heads = tables["leads"], tables["heads"]
        self.size = tables["size"]
        """How much is said of each."""
        self.values = {field: Values(part(tables, f"values/{field}")) for field in COMPARED}
        self.stand_ins = Values(part(tables, "stand-ins"))
        self._standing_in = WordRows(part(tables, "standing in"))
        names = self.values["name"]
        self.person = self.document * len(names.distinct) + names.codes
        """The same number for the same name in one document."""
        self.capacity, self.name_words = tables["capacity"], tables["name words"]
        self._standings = tables["standings"]
        self._of_standing = [self.facts[row] for row in tables["of standing"]]
        self.words = KnownWords(part(tables, "words"))
        self.columns = {
            field: Column(**part(tables, f"columns/{field}")) for field in (*COMPARED, "span")
        }
        """The rows by the words of each field; `span` by all that is said of whoever acts."""
        self.about = Column(**part(tables, "about"))
        """The numbers of documents by what they are about."""

    def __len__(self) -> int:
        return len(self.facts)

    def naming(self, name: str, rows: Numbers) -> Mask:
        """Whether a field of each of some rows holds a name of several words, folded."""
        held = np.zeros(len(rows), bool)
        for values in self.values.values():
            held |= values.meeting(lambda value: f" {name} " in _spelt(value), rows)
        return held

    def by_standing(self, meets: Callable[[Fact], bool]) -> Mask:
        """Whether each meets what depends on the capacity alone, and on whom they stand in for or succeed."""
        met = np.zeros(len(self._of_standing), bool)
        for code, fact in enumerate(self._of_standing):
            met[code] = meets(fact)
        return met[self._standings]

    def standing_in_with(self, word: Word) -> Numbers:
        """The rows of those who stand in for somebody of whom a word is said."""
        return self._standing_in.holding(word.folded)

    def in_texts_with(self, word: Word) -> Mask:
        """Whether the document of each holds a word."""
        return self.of_documents(self._texts.holding(word.folded))

    def of_documents(self, numbers: Numbers) -> Mask:
        """Whether the document of each is one of these."""
        held = np.zeros(self._documents, bool)
        held[numbers] = True
        return held[self.document]


class Values:
    """The values of a field, by what they begin with and hold."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `people_tables`."""
        self.codes, self.distinct = tables["codes"], Texts(tables)
        """Which of the distinct values each row has, and these."""
        self._pieces = Keys(part(tables, "pieces"))

    def of(self, row: int) -> str:
        """The value of one row."""
        return self.distinct[int(self.codes[row])]

    def meeting(self, meets: Callable[[str], bool], rows: Numbers) -> Mask:
        """Whether the value of each of some rows meets something."""
        met = {int(code): meets(self.distinct[code]) for code in np.unique(self.codes[rows])}
        return mask(met[int(code)] for code in self.codes[rows])

    def among(self, values: Collection[str]) -> Mask:
        """Whether the value of each row is one of these, in small letters."""
        return mask(value.casefold() in values for value in self.distinct)[self.codes]

    def holding(self, phrases: Iterable[str]) -> Mask:
        """Whether the value of each row holds one of the phrases; see `vocabulary.holds`."""
        phrases = tuple(phrases)
        met = np.zeros(len(self.distinct), bool)
        for phrase in phrases:
            first = re.findall(r"\w+", phrase)[0]
            for number in self._pieces.beginning(first):
                met[number] = met[number] or vocabulary.holds(self.distinct[number], phrases)
        return met[self.codes]


def _spelt(text: str) -> str:
    return f" {spelt_out(written(text.replace('-', ' ')))} "
