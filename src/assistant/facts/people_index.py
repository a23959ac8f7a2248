"""All people that an index tells of, with the keys by which they are looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.facts import vocabulary
from assistant.known_words import Column, KnownWords, Numbers
from assistant.models import Document, Fact
from assistant.ports import SearchIndex
from assistant.words import Word, counted, fold, folded, spelt_out, words, written

FIELDS = ("name", "role", "organisation", "group", "party", "substitute_for", "succeeds")
PHRASED = frozenset({"role", "group", "party"})
"""Fields in which a question looks for phrases, see `asked.Asked.phrases`."""
ACTING = frozenset({"leader", "opener", "moderator"})
"""Capacities in which people do something to what the words around their name tell."""
OPENING = 400
"""Characters in which a document tells what it is about."""
Mask = NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)


def names_told(index: SearchIndex) -> frozenset[str]:
    """Surnames, and organisations of one word, of all that facts tell of, folded; a view."""
    people = {fact.fields["name"] for fact in index.facts if fact.kind == "person"}
    organisations = {fact.fields.get("organisation", "") for fact in index.facts}
    surnames = {word for name in people for word in written(name)[-1:]}
    alone = {name[0] for name in map(written, organisations) if len(name) == 1}
    return frozenset(map(fold, surnames | alone))


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
        told_by = [index.documents[name] for name in self._of_document]
        self._describe(facts)
        self._cut(told_by, number)

    def _cut(self, documents: Sequence[Document], number: Mapping[str, int]) -> None:
        acting = (f.text if f.fields.get("capacity") in ACTING else "" for f in self.facts)
        told = {**self.values, "span": Values(acting, by_words=False)}
        lines = {field: list(map(cut, values.distinct)) for field, values in told.items()}
        of_leaders, organisations = self.leads, self.values["organisation"]
        employing = [
            organisations.distinct[at] for at in np.unique(organisations.codes[~of_leaders])
        ]
        employers = folded("\n".join(employing))
        about: list[Sequence[str]] = [()] * len(number)
        texts: list[Sequence[int]] = [()] * len(number)
        folds, numbers = _Folds(), defaultdict[str, int](count().__next__)
        for document in documents:
            held = counted(document.text)
            in_it = set(map(folds.__getitem__, held))
            about[number[document.id]] = _about(document, held, folds.names, employers)
            texts[number[document.id]] = list(map(numbers.__getitem__, in_it))
        self._numbers, self._texts = dict(numbers), Column(texts, len(numbers))
        every: list[Sequence[Sequence[str]]] = [*lines.values(), about]
        self.words = KnownWords(chain.from_iterable(chain.from_iterable(every)))
        self.columns = {
            field: self.words.column(column, told[field].codes) for field, column in lines.items()
        }
        """The rows by the words of each field; `span` by all that is said of whoever acts."""
        self.about = self.words.column(about)
        """The numbers of documents by what they are about."""

    def _describe(self, facts: Sequence[Fact]) -> None:
        self.has = {field: _mask(field in f.fields for f in facts) for field in FIELDS}
        self.leads = _mask(is_leader(f) for f in facts)
        self.size = np.array([len(f.fields) for f in facts], np.intp)
        """How much is said of each."""
        self.values = {
            field: Values((f.fields.get(field, "") for f in facts), by_words=field in PHRASED)
            for field in FIELDS
        }
        roles = self.values["role"]
        self.heads = _mask(map(vocabulary.heads, roles.distinct))[roles.codes]
        self.stand_ins = Values(
            (f.text if "substitute_for" in f.fields else "" for f in facts), by_words=True
        )
        self.stand_in_words: dict[str, list[int]] = defaultdict(list)
        """The rows of those who stand in for somebody, by the folded words of their span."""
        for row, fact in enumerate(facts):
            for word in folded(fact.text) if "substitute_for" in fact.fields else ():
                self.stand_in_words[word].append(row)
        self.person, _ = _numbered((f.document, f.fields["name"]) for f in facts)
        """The same number for the same name in one document."""
        self.capacity, _ = _numbered(f.fields.get("capacity", "") for f in facts)
        self.name_words = np.array([len(f.fields["name"].split()) for f in facts], np.intp)
        self._standings, _ = _numbered(map(_standing, facts))
        _, rows = np.unique(self._standings, return_index=True)
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
        number = self._numbers.get(word.folded)
        held[self._texts.rows([] if number is None else [number])] = True
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


class _Folds(dict[str, str]):
    """Words as documents have them, with how they fold."""

    def __init__(self) -> None:
        """Know none, and fold each that is asked for once, however many documents hold it."""
        self.names: dict[str, list[str]] = defaultdict(list)
        """The names among them by how they fold."""

    def __missing__(self, word: str) -> str:
        folded = self[word] = fold(word)
        if Word(word, 0, 0).is_name:
            self.names[folded].append(word)
        return folded


def _about(
    document: Document,
    told: Counter[str],
    names: Mapping[str, Sequence[str]],
    employers: frozenset[str],
) -> tuple[str, ...]:
    """The words of a document's title, and the names that it opens with and comes back to.

    Employers are left out: somebody who comes from one is not of what another one is about.
    """
    opening = {
        word.text: word.folded
        for word in words(document.text[: 2 * OPENING])
        if word.start < OPENING and word.is_name and word.folded not in employers
    }
    again = (
        text
        for text, name in opening.items()
        if sum(told[spelt] for spelt in names.get(name, ())) > 1
    )
    return (*cut(document.title), *sorted(again))


def _standing(fact: Fact) -> tuple[str | None, bool, bool]:
    fields = fact.fields
    return fields.get("capacity"), "succeeds" in fields, "substitute_for" in fields


def _spelt(text: str) -> str:
    return f" {spelt_out(written(text.replace('-', ' ')))} "


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, bool)


def _numbered(values: Iterable[Key]) -> tuple[Numbers, dict[Key, int]]:
    """The same number for the same value, counted in the order in which they come; and of each value."""
    numbers: dict[Key, int] = defaultdict(count().__next__)
    return np.fromiter(map(numbers.__getitem__, values), np.intp), dict(numbers)
