"""Cuts all that a question about people is compared with, once, into tables that can be kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count, repeat
from operator import contains, methodcaller
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.facts import vocabulary
from assistant.facts.text_words import TextWords
from assistant.models.documents import Document, Fact
from assistant.tables import Numbers, Tables, Texts, keys, mask, packed, under
from assistant.text.known_words import KnownWords, known_words, word_rows
from assistant.text.word_forms import folds
from assistant.text.words import fold, folded, written

PERSON = "person"
COMPARED = ("name", "role", "organisation", "group", "party", "substitute_for", "succeeds")
"""The fields of people that are compared with the words of a question."""
PHRASED = frozenset({"role", "group", "party"})
"""Fields in which a question looks for phrases, see `people_query.PeopleQuery.phrases`."""
ACTING = frozenset({"leader", "opener", "moderator"})
"""Capacities in which people do something to what the words around their name tell."""
Key = TypeVar("Key", bound=Hashable)


def told_names(facts: Iterable[Fact]) -> list[str]:
    """Surnames, and organisations of one word, of all that facts tell of, folded."""
    people = {fact.fields["name"] for fact in facts if fact.kind == "person"}
    organisations = {fact.fields.get("organisation", "") for fact in facts}
    surnames = {words[-1] for words in map(written, people) if words}
    alone = {words[0] for words in map(written, organisations) if len(words) == 1}
    return sorted(set(folds(surnames | alone)))


def by_number(documents: Mapping[str, Document], some: Container[str]) -> dict[int, Document]:
    """Some documents by their numbers among all."""
    listed = enumerate(documents.values())
    return {number: document for number, document in listed if document.id in some}


def people_tables(
    every: Iterable[Fact], documents: Mapping[str, Document], texts: TextWords
) -> Tables:
    """What `people_index.PeopleIndex` reads.

    Args:
        every: All facts, of which those about people are looked up.
        documents: All of them by id, in the order of their numbers.
        texts: The words of those documents that tell of people, or of all.
    """
    number = {name: place for place, name in enumerate(documents)}
    some = [(place, fact) for place, fact in enumerate(every) if fact.kind == PERSON]
    facts = [fact for _, fact in some]
    fields = [fact.fields for fact in facts]
    tables: dict[str, NDArray[np.generic]] = {
        "fact": np.array([place for place, _ in some], np.intp),
        "document": np.array([number[fact.document] for fact in facts], np.intp),
        "size": np.fromiter(map(len, fields), np.intp),
        "leads": mask(map(_is_leader, facts)),
        "capacity": _coded(map(methodcaller("get", "capacity", ""), fields))[0],
    }
    has = {field: mask(map(contains, fields, repeat(field))) for field in COMPARED}
    values = {
        field: _values(map(methodcaller("get", field, ""), fields), by_words=field in PHRASED)
        for field in COMPARED
    }
    for field in COMPARED:
        tables |= under(f"values/{field}", values[field])
    tables |= under("has", has)
    tables["heads"] = mask(map(vocabulary.heads, Texts(values["role"])))[values["role"]["codes"]]
    words_each = [len(name.split()) for name in Texts(values["name"])]
    tables["name words"] = np.array(words_each, np.intp)[values["name"]["codes"]]
    standings = (tables["capacity"] * 2 + has["succeeds"]) * 2 + has["substitute_for"]
    _, rows, tables["standings"] = np.unique(standings, return_index=True, return_inverse=True)
    tables["of standing"] = rows
    return {
        **tables,
        **_standing_in(facts, has["substitute_for"]),
        **_cut_all(facts, documents, texts, {**values, "span": _spans(facts)}),
    }


def _cut_all(
    facts: Sequence[Fact],
    documents: Mapping[str, Document],
    texts: TextWords,
    values: Mapping[str, Tables],
) -> Tables:
    """The words of all fields, and of what documents are about."""
    distinct = {field: list(Texts(column)) for field, column in values.items()}
    lines = {field: list(map(cut, column)) for field, column in distinct.items()}
    of_others = np.array([not _is_leader(fact) for fact in facts], bool)
    employing = np.unique(values["organisation"]["codes"][of_others])
    named = "\n".join(distinct["organisation"][at] for at in employing)
    opening = texts.opening_names(but=frozenset(folds(written(named))))
    telling = {fact.document for fact in facts}
    about = [
        (*cut(document.title), *sorted(opening.get(place, ()))) if name in telling else ()
        for place, (name, document) in enumerate(documents.items())
    ]
    every: list[Sequence[Sequence[str]]] = [*lines.values(), about]
    tables = known_words(chain.from_iterable(chain.from_iterable(every)))
    words = KnownWords(tables)
    columns: dict[str, NDArray[np.generic]] = {}
    for field, column in lines.items():
        held = words.column(column, values[field]["codes"])
        columns |= under(f"columns/{field}", held.tables)
    about_tables = under("about", words.column(about).tables)
    return {**under("words", tables), **columns, **about_tables}


def _standing_in(facts: Sequence[Fact], stand_in: NDArray[np.bool_]) -> Tables:
    """What is said of those who stand in for somebody."""
    texts = [fact.text if stands else "" for fact, stands in zip(facts, stand_in, strict=True)]
    return {
        **under("stand-ins", _values(texts, by_words=True)),
        **under("standing in", word_rows([folded(text) for text in texts])),
    }


def _spans(facts: Sequence[Fact]) -> Tables:
    return _values(fact.text if fact.fields.get("capacity") in ACTING else "" for fact in facts)


def cut(value: str) -> list[str]:
    """The words of a field, of which names with a hyphen are two."""
    return written(value.replace("-", " ").replace("&", " "))


def _is_leader(fact: Fact) -> bool:
    """Whether somebody leads a group."""
    return fact.fields.get("capacity") == "leader"


def _values(texts: Iterable[str], *, by_words: bool = False) -> Tables:
    """The value of each row, as `people_index.Values` reads them."""
    codes, numbers = _coded(texts)
    looked_in = numbers.items() if by_words else ()
    pieces = sorted({(p, n) for v, n in looked_in for p in re.findall(r"\w+", fold(v))})
    found = keys([piece for piece, _ in pieces], [number for _, number in pieces])
    return {**packed(numbers), "codes": codes, **under("pieces", found)}


def _coded(values: Iterable[Key]) -> tuple[Numbers, dict[Key, int]]:
    """The same number for the same value, counted in the order in which they come; and of each value."""
    numbers: dict[Key, int] = defaultdict(count().__next__)
    return np.fromiter(map(numbers.__getitem__, values), np.intp), dict(numbers)
