"""What is kept with a generation of the views that cost most to make; the rest is made at each opening."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import Stemmer

from assistant.facts.people_tables import people_tables, told_names
from assistant.facts.rewording import acronyms, joined_names
from assistant.facts.schema import FIELDS_OF
from assistant.facts.statement_index import statement_tables
from assistant.facts.text_words import TextWords, text_words
from assistant.models.documents import Document, Fact, Passage, ReadDocument
from assistant.spans import ListedSpans, Spans, of_documents
from assistant.tables import TEXTS, Tables, packed, under
from assistant.views.places import Places

FORMAT = ", ".join(
    (
        "5",
        f"Unicode {unicodedata.unidata_version}",
        f"Snowball {Stemmer.version()}",
        *sorted(FIELDS_OF),
    )
)
"""What the tables are made by: the first number goes up with every change of what they hold. Facts have
their numbers among those of the kinds that are read."""
IN_FORCE, REPLACED = "in force", "replaced"
"""The parts of an index in which documents replace others, see `versions.Versions`."""


@dataclass(frozen=True)
class _Held:
    """Documents, and passages of at least these."""

    documents: Mapping[str, Document]
    passages: Spans[Passage]


def kept_tables(read: Iterable[ReadDocument]) -> Tables:
    """The tables of all views that are kept, for the parts of an index that are asked."""
    every = list(read)
    documents = {each.document.id: each.document for each in every}
    facts = ListedSpans(fact for each in every for fact in each.facts)
    passages = ListedSpans(passage for each in every for passage in each.passages)
    replaced = {name for name, document in documents.items() if document.replaced_by}
    if not replaced:
        return _tables(documents, facts, passages)
    parts = {IN_FORCE: documents.keys() - replaced, REPLACED: replaced}
    tables: dict[str, Tables] = {}
    for name, some in parts.items():
        held = {key: document for key, document in documents.items() if key in some}
        tables[name] = _tables(held, of_documents(facts, some), passages)
    return {**under(IN_FORCE, tables[IN_FORCE]), **under(REPLACED, tables[REPLACED])}


def _tables(
    documents: Mapping[str, Document], facts: Spans[Fact], passages: Spans[Passage]
) -> Tables:
    texts = text_words(dict(enumerate(documents.values())), len(documents))
    texts = {
        **texts,
        **under("acronyms", acronyms(documents.values())),
    }
    places = Places(_Held(documents, passages))
    return {
        **under(TEXTS, texts),
        **under("people", people_tables(facts, documents, TextWords(texts))),
        **under("statements", statement_tables(facts, documents, places)),
        **under("joined", joined_names(facts)),
        **under("names told", packed(told_names(facts))),
    }
