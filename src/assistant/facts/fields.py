"""Which fields of people's facts meet which words of a question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.facts import vocabulary
from assistant.facts.people_index import PeopleIndex
from assistant.facts.people_query import PeopleQuery
from assistant.facts.people_tables import COMPARED
from assistant.ports import SearchIndex
from assistant.tables import Mask
from assistant.text.words import Word, is_known

MET = 0.75
"""The least likeness at which a field meets a word: a misspelling does, half a compound does not."""
PART_MET = 0.65
"""Where half a compound does: `gruppen` for `högnivågruppen`, `forskningen` for whoever heads it as
`forskningschef`."""
SHORT = 4
"""Letters of a word that is known in spite of a misspelling only beside others of its name; a longer
one that is a word of its own is so with one slip."""
Met = NDArray[np.uint16]
"""For each word or phrase of a question and each of the people the fields that meet it, as bits:
shape (asked, people)."""
_NAMES = (*COMPARED, "document", "span", "leading")
BIT = {name: np.uint16(1 << place) for place, name in enumerate(_NAMES)}


def names_of(fields: int) -> frozenset[str]:
    """The names of fields that are given as bits."""
    return frozenset(name for name, bit in BIT.items() if fields & bit)


def bits(*names: str) -> np.uint16:
    """The bits of fields by their names."""
    return np.uint16(sum(BIT[name] for name in names))


def fields_met(index: SearchIndex, asked: PeopleQuery) -> Met:
    """What meets each word."""
    people = index.view(PeopleIndex)
    met = np.zeros((len(asked.words), len(people)), np.uint16)
    for word, row in zip(asked.words, met, strict=True):
        _meet_by_letters(people, word, asked, row)
        _meet_by_the_rest(people, word, asked, row)
    for number, word in enumerate(asked.words):
        if len(word.text) == SHORT or is_known(word.text):
            _meet_beside(people, word, met, number)
    _join_names(asked.words, met)
    return met


def named_in_full(index: SearchIndex, asked: PeopleQuery) -> Mask:
    """Which people a question names with their first name and the last, misspelt or not."""
    people = index.view(PeopleIndex)
    times = ((fields_met(index, asked) & BIT["name"]) != 0).sum(0)
    named: Mask = (times >= people.name_words) & (people.name_words > 1)
    return named


def phrases_met(people: PeopleIndex, asked: PeopleQuery) -> Met:
    """What meets each phrase."""
    met = np.zeros((len(asked.phrases), len(people)), np.uint16)
    for (field, phrases), row in zip(asked.phrases, met, strict=True):
        told = people.values[field]
        met_by = told.among(phrases) if field == "party" else told.holding(phrases)
        if field == "role":
            # Whom somebody stands in for is told by their role, inside of the span.
            if "substitute" in asked.capacities:
                stand_in = people.stand_ins.holding(phrases)
                met_by = np.where(people.has["substitute_for"], stand_in, met_by)
            if asked.leading:
                row[people.leads] |= BIT["leading"]
        row[met_by] |= BIT[field]
    return met


def with_occasion(people: PeopleIndex, asked: PeopleQuery, met: Met) -> Met:
    """What meets each word, where the text of a document meets what only tells the occasion."""
    met = met.copy()
    for word in asked.aside:
        met[asked.words.index(word)][people.in_texts_with(word)] |= BIT["document"]
    return met


def _meet_by_letters(people: PeopleIndex, word: Word, asked: PeopleQuery, row: Met) -> None:
    near = people.words.near(word.text)
    enough, in_part = near.least(MET), near.least(PART_MET)
    for field, column in people.columns.items():
        if field == "name":  # By its letters alone: `lärare` and `Lars` have one stem.
            rows = column.rows(near.least(MET, letters=MET))
        else:
            rows = column.rows(in_part if field in ("group", "span") else enough)
        row[rows] |= BIT[field]
    if asked.heading:
        rows = people.columns["role"].rows(in_part)
        row[rows[people.heads[rows]]] |= BIT["role"]
    if (documents := people.about.rows(enough)).size:
        row[people.of_documents(documents)] |= BIT["document"]


def _meet_by_the_rest(people: PeopleIndex, word: Word, asked: PeopleQuery, row: Met) -> None:
    """Let words be met beyond the words of the fields."""
    if word.folded in vocabulary.ANY_GROUP:
        row[people.has["group"]] |= BIT["group"]
    if word.folded in vocabulary.LEADING:
        row[people.leads] |= BIT["leading"]
    if "substitute" in asked.capacities:
        row[people.standing_in_with(word)] |= BIT["substitute_for"]


def _meet_beside(people: PeopleIndex, word: Word, met: Met, number: int) -> None:
    """Let a field meet a misspelt short word (`Sity`) beside words that it meets.

    A word of its own (`Vera`) may be another spelling of a person's name alone (`Gustaf Hemming`).
    """
    neighbours = [at for at in (number - 1, number + 1) if 0 <= at < len(met)]
    beside = np.bitwise_or.reduce(met[neighbours], axis=0)
    if not beside.any():
        return
    # `Maria` is not `Mariana`.
    slips = 1 if len(word.text) > SHORT else None
    like = people.words.spelt_like(word.text, MET, slips)
    for field in ("name",) if is_known(word.text) else COMPARED:
        rows = people.columns[field].rows(like)
        met[number][rows[(beside[rows] & BIT[field]) != 0]] |= BIT[field]


def _join_names(asked: Sequence[Word], met: Met) -> None:
    """Let a name of several words be met by one field or not at all.

    `Fordonsdalen Stockholm` is not met by the `Stockholm` of `Region Stockholm`.
    """
    for number in range(1, len(asked)):
        one, other = asked[number - 1], asked[number]
        if one.is_name and other.is_name and other.start - one.end == 1 and one.start > 0:
            met[number - 1 : number + 1] = met[number - 1] & met[number]
