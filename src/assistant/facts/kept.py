"""What is kept with a generation of the views that cost most to make; the rest is made at each opening."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import Stemmer

from assistant.facts.people_tables import people_in, people_tables, told_names
from assistant.facts.rewording import acronyms, joined_names
from assistant.facts.text_words import TextWords, text_words
from assistant.models import Document, Fact
from assistant.tables import TEXTS, Tables, packed, under

FORMAT = f"1, Unicode {unicodedata.unidata_version}, Snowball {Stemmer.version()}"
"""What the tables are made by: the first number goes up with every change of what they hold."""
IN_FORCE, REPLACED = "in force", "replaced"
"""The parts of an index in which documents replace others, see `versions.Versions`."""


def kept_tables(documents: Mapping[str, Document], facts: Sequence[Fact]) -> Tables:
    """The tables of all views that are kept, for the parts of an index that are asked.

    Args:
        documents: All of them by id, in their order.
        facts: All of them, in the order of their documents.
    """
    replaced = {name for name, document in documents.items() if document.replaced_by}
    if not replaced:
        return _tables(documents, facts)
    parts = {IN_FORCE: documents.keys() - replaced, REPLACED: replaced}
    tables: dict[str, Tables] = {}
    for name, some in parts.items():
        held = {key: document for key, document in documents.items() if key in some}
        tables[name] = _tables(held, [fact for fact in facts if fact.document in some])
    return {**under(IN_FORCE, tables[IN_FORCE]), **under(REPLACED, tables[REPLACED])}


def _tables(documents: Mapping[str, Document], facts: Sequence[Fact]) -> Tables:
    texts = text_words(dict(enumerate(documents.values())), len(documents))
    texts = {**texts, **under("acronyms", acronyms(documents.values()))}
    people = people_tables(people_in(facts), documents, TextWords(texts))
    return {
        **under(TEXTS, texts),
        **under("people", people),
        **under("joined", packed(joined_names(facts))),
        **under("names told", packed(told_names(facts))),
    }
