"""All people that an index tells of, with the keys by which they are looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count, repeat
from operator import contains, methodcaller
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.facts import vocabulary
from assistant.facts.text_words import TextWords
from assistant.known_words import KnownWords, Numbers
from assistant.models import Document, Fact
from assistant.ports import SearchIndex
from assistant.word_forms import folds
from assistant.words import Word, fold, folded, spelt_out, written

FIELDS = ("name", "role", "organisation", "group", "party", "substitute_for", "succeeds")
PHRASED = frozenset({"role", "group", "party"})
"""Fields in which a question looks for phrases, see `asked.Asked.phrases`."""
ACTING = frozenset({"leader", "opener", "moderator"})
"""Capacities in which people do something to what the words around their name tell."""
Mask = NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)


def names_told(index: SearchIndex) -> frozenset[str]:
    """Surnames, and organisations of one word, of all that facts tell of, folded; a view."""
    people = {fact.fields["name"] for fact in index.facts if fact.kind == "person"}
    organisations = {fact.fields.get("organisation", "") for fact in index.facts}
    surnames = {words[-1] for words in map(written, people) if words}
    alone = {words[0] for words in map(written, organisations) if len(words) == 1}
    return frozenset(folds(surnames | alone))


class PeopleIndex:
    """The facts about people; a view, see `SearchIndex.view`. Rows are their numbers, 0 and up."""

    def __init__(self, index: SearchIndex) -> None:
        """Cut all that a question is compared with."""
        self.facts = facts = [fact for fact in index.facts if fact.kind == "person"]
        number = {name: place for place, name in enumerate(index.documents)}
        self.document = np.array([number[fact.document] for fact in facts], np.intp)
        """The number of each one's document."""
        self._of_document: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._of_document[fact.document].append(fact)
        self._documents = len(index.documents)
        self._describe(facts)
        told_by = {number[name]: index.documents[name] for name in self._of_document}
        self._cut(told_by, self._documents)

    def _cut(self, documents: Mapping[int, Document], size: int) -> None:
        acting = (f.text if f.fields.get("capacity") in ACTING else "" for f in self.facts)
        told = {**self.values, "span": Values(acting, by_words=False)}
        lines = {field: list(map(cut, values.distinct)) for field, values in told.items()}
        of_leaders, organisations = self.leads, self.values["organisation"]
        employing = [
            organisations.distinct[at] for at in np.unique(organisations.codes[~of_leaders])
        ]
        employers = frozenset(folds(written("\n".join(employing))))
        self._texts = TextWords(documents, size)
        opening = self._texts.opening_names(but=employers)
        about: list[Sequence[str]] = [()] * size
        for place, document in documents.items():
            about[place] = (*cut(document.title), *sorted(opening.get(place, ())))
        every: list[Sequence[Sequence[str]]] = [*lines.values(), about]
        self.words = KnownWords(chain.from_iterable(chain.from_iterable(every)))
        self.columns = {
            field: self.words.column(column, told[field].codes) for field, column in lines.items()
        }
        """The rows by the words of each field; `span` by all that is said of whoever acts."""
        self.about = self.words.column(about)
        """The numbers of documents by what they are about."""

    def _describe(self, facts: Sequence[Fact]) -> None:
        told = [fact.fields for fact in facts]
        self.has = {field: _mask(map(contains, told, repeat(field))) for field in FIELDS}
        self.leads = _mask(map(is_leader, facts))
        self.size = np.fromiter(map(len, told), np.intp)
        """How much is said of each."""
        self.values = {
            field: Values(map(methodcaller("get", field, ""), told), by_words=field in PHRASED)
            for field in FIELDS
        }
        roles, names = self.values["role"], self.values["name"]
        self.heads = _mask(map(vocabulary.heads, roles.distinct))[roles.codes]
        stand_in = self.has["substitute_for"]
        self.stand_ins = Values(
            (f.text if stands else "" for f, stands in zip(facts, stand_in, strict=True)),
            by_words=True,
        )
        self.stand_in_words: dict[str, list[int]] = defaultdict(list)
        """The rows of those who stand in for somebody, by the folded words of their span."""
        for row in map(int, np.flatnonzero(stand_in)):
            for word in folded(facts[row].text):
                self.stand_in_words[word].append(row)
        self.person = self.document * len(names.distinct) + names.codes
        """The same number for the same name in one document."""
        self.capacity, _ = _numbered(map(methodcaller("get", "capacity", ""), told))
        name_words = np.fromiter((len(name.split()) for name in names.distinct), np.intp)
        self.name_words = name_words[names.codes]
        standings = (self.capacity * 2 + self.has["succeeds"]) * 2 + stand_in
        _, rows, self._standings = np.unique(standings, return_index=True, return_inverse=True)
        self._of_standing = [facts[row] for row in rows]

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

    def in_texts_with(self, word: Word) -> Mask:
        """Whether the document of each holds a word."""
        held = np.zeros(self._documents, bool)
        held[self._texts.holding(word.folded)] = True
        return held[self.document]


class Values:
    """The values of a field, by what they begin with and hold."""

    def __init__(self, told: Iterable[str], *, by_words: bool) -> None:
        """Take the value of each row, and whether phrases are looked for in them."""
        self.codes, self.numbers = _numbered(told)
        """Which of the distinct values each row has, and the number of each value."""
        numbers = self.numbers
        self.distinct = list(numbers)
        looked_in = numbers.items() if by_words else ()
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


def cut(value: str) -> list[str]:
    """The words of a field, of which names with a hyphen are two."""
    return written(value.replace("-", " ").replace("&", " "))


def is_leader(fact: Fact) -> bool:
    """Whether somebody leads a group."""
    return fact.fields.get("capacity") == "leader"


def _spelt(text: str) -> str:
    return f" {spelt_out(written(text.replace('-', ' ')))} "


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, bool)


def _numbered(values: Iterable[Key]) -> tuple[Numbers, dict[Key, int]]:
    """The same number for the same value, counted in the order in which they come; and of each value."""
    numbers: dict[Key, int] = defaultdict(count().__next__)
    return np.fromiter(map(numbers.__getitem__, values), np.intp), dict(numbers)
