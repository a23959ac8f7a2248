"""Which fields of people's facts meet which words of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.facts import vocabulary
from assistant.facts.asked import Asked
from assistant.models import Document, Fact
from assistant.ports import Matrix, SearchIndex
from assistant.words import Word, folded, likeness, spelling, words

FIELDS = ("name", "role", "organisation", "group", "party", "substitute_for", "succeeds")
MET = 0.75
"""The least likeness at which a field meets a word: a misspelling does, half a compound does not."""
PART_MET = 0.65
"""Where half a compound does: `gruppen` for `högnivågruppen`, `forskningen` for whoever heads it as
`forskningschef`."""
MEANT = 0.6
"""The least cosine of centred word vectors at which a role or group in another language means a
word: `traffic` and `trafik`. Within a language it is useless: `ordförande` has 0.68 with
`förbundsdirektör`."""
ACTING = frozenset({"leader", "opener", "moderator"})
"""Capacities in which people do something to what the words around their name tell."""
OPENING = 400
"""Characters in which a document tells what it is about."""
SHORT = 4
"""Letters of a word that is known in spite of a misspelling only beside others of its name."""


def fields_met(
    index: SearchIndex, people: Sequence[Fact], asked: Asked, across: set[str]
) -> list[list[set[str]]]:
    """For each fact and word of the question the fields that meet it."""
    told = [{field: _cut(fact.fields.get(field, "")) for field in FIELDS} for fact in people]
    lines = [line for fields in told for line in fields.values()]
    column = {word: number for number, word in enumerate(sorted(set().union(*lines)))}
    alike = likeness([word.text for word in asked.words], list(column))
    letters = spelling([word.text for word in asked.words], list(column))
    meant = _meanings(index, asked.words, list(column)) if across else np.zeros_like(alike)
    employers = frozenset().union(
        *(folded(f.fields.get("organisation", "")) for f in people if not _leads(f))
    )
    titles = {
        name: likeness([word.text for word in asked.words], about(document, employers)).max(1)
        for name, document in index.documents.items()
    }
    found = []
    for fact, fields in zip(people, told, strict=True):
        met: list[set[str]] = [_met_by_the_rest(fact, word, asked) for word in asked.words]
        for number in np.flatnonzero(titles[fact.document] >= MET):
            met[int(number)].add("document")
        for field, line in fields.items():
            columns = [column[word] for word in line]
            in_part = field == "group" or (field == "role" and asked.heading and _heads(fact))
            enough = alike[:, columns] >= (PART_MET if in_part else MET)
            if field == "name":  # By its letters alone: `lärare` and `Lars` have one stem.
                enough &= letters[:, columns] >= MET
            if field in ("role", "group", "organisation") and fact.document in across:
                enough |= meant[:, columns] >= MEANT
            for number in np.flatnonzero(enough.any(1)):
                met[int(number)].add(field)
            _meet_beside(asked.words, met, field, letters[:, columns])
        _join_names(asked.words, met)
        found.append(met)
    return found


def with_occasion(
    index: SearchIndex, fact: Fact, asked: Asked, met: Sequence[set[str]]
) -> Sequence[set[str]]:
    """What meets each word, where the text of a document meets what only tells the occasion."""
    if not asked.aside:
        return met
    told = _words_of(index.documents[fact.document])
    on_occasion = [
        {"document"} if word in asked.aside and word.folded in told else set()
        for word in asked.words
    ]
    return [
        *(by | more for by, more in zip(met, on_occasion, strict=False)),
        *met[len(asked.words) :],
    ]


@lru_cache(maxsize=100)
def _words_of(document: Document) -> frozenset[str]:
    """All words of a document, cut once for all the people it names."""
    return folded(document.text)


@lru_cache(maxsize=10_000)
def about(document: Document, employers: frozenset[str]) -> tuple[str, ...]:
    """The words of a document's title, and the names that it opens with and comes back to.

    Employers are left out: somebody who comes from one is not of what another one is about.
    """
    names = [word for word in words(document.text) if word.is_name]
    count = Counter(word.folded for word in names)
    told = {
        word.text
        for word in names
        if word.start < OPENING and count[word.folded] > 1 and word.folded not in employers
    }
    return (*_cut(document.title), *sorted(told)) or ("",)


def _meet_beside(asked: Sequence[Word], met: list[set[str]], field: str, letters: Matrix) -> None:
    """Let a field meet a misspelt short word (`Sity`) beside words that it meets."""
    for number, word in enumerate(asked):
        beside = [met[at] for at in (number - 1, number + 1) if 0 <= at < len(asked)]
        is_beside = len(word.text) == SHORT and any(field in fields for fields in beside)
        if is_beside and (letters[number] >= MET).any():
            met[number].add(field)


def _join_names(asked: Sequence[Word], met: list[set[str]]) -> None:
    """Let a name of several words be met by one field or not at all.

    `Fordonsdalen Stockholm` is not met by the `Stockholm` of `Region Stockholm`.
    """
    for number in range(1, len(asked)):
        one, other = asked[number - 1], asked[number]
        if one.is_name and other.is_name and other.start - one.end == 1 and one.start > 0:
            both = met[number - 1] & met[number]
            met[number - 1], met[number] = both, set(both)


def _met_by_the_rest(fact: Fact, word: Word, asked: Asked) -> set[str]:
    """What meets a word beyond the words of the fields."""
    met = set()
    if word.folded in vocabulary.ANY_GROUP and "group" in fact.fields:
        met.add("group")
    if fact.fields.get("capacity") in ACTING and _alike(word, fact.text):
        met.add("span")  # `Samtalet leddes av …`: what was led stands beside the name.
    if word.folded in vocabulary.LEADING and fact.fields.get("capacity") == "leader":
        met.add("leading")
    is_substitute = "substitute" in asked.capacities and "substitute_for" in fact.fields
    if is_substitute and word.folded in folded(fact.text):
        met.add("substitute_for")
    return met


def _heads(fact: Fact) -> bool:
    return vocabulary.heads(fact.fields.get("role", ""))


def _leads(fact: Fact) -> bool:
    return fact.fields.get("capacity") == "leader"


def _alike(word: Word, text: str) -> bool:
    return bool((likeness([word.text], _cut(text)) >= PART_MET).any())


def _cut(value: str) -> list[str]:
    return [word.text for word in words(value.replace("-", " ").replace("&", " "))]


def _meanings(index: SearchIndex, asked: Sequence[Word], vocabulary: Sequence[str]) -> Matrix:
    """Cosines of the words in small letters with a vocabulary, 0 for the others."""
    cosines = np.zeros((len(asked), len(vocabulary)), np.float32)
    plain = [number for number, word in enumerate(asked) if not word.is_name]
    if plain and vocabulary:
        vectors = index.word_vectors([asked[number].text for number in plain])
        cosines[plain] = vectors @ index.word_vectors(vocabulary).T
    return cosines
