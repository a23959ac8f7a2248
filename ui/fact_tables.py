"""Facts as tables: which sections and columns, one row for each fact, however many sources tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.composition.fact_text import alphabetical, cell_of_all, number_of, told_of_all
from assistant.composition.notices import as_read, notice
from assistant.facts.selection import searchable
from assistant.models.answers import Citation, Language
from assistant.models.documents import Document, Fact
from ui.fact_groups import Group, grouped
from ui.rendering import source_link, source_text

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "people": ("name", "role", "organisation", "group", "capacity"),
    "goals": ("goal", "subject"),
    "periods": ("subject", "from", "to"),
    "organisations": ("organisation", "kind", "subject"),
    "figures": ("value", "of", "kind"),
}
"""The columns of each section, in the order of the page; the first one heads its row."""
SECTION_OF = {
    "person": "people",
    "goal": "goals",
    "period": "periods",
    "owner": "organisations",
    "partner": "organisations",
    "funder": "organisations",
    "amount": "figures",
}
OURS = ("kind", "capacity", "value", "from", "to")
"""Columns whose text is in the language of the page, and not of the document."""
MOST_ROWS = 200
"""Rows of one section on a page: what a browser lays out at once, and a person looks through."""


@dataclass(frozen=True)
class Source:
    """A document that tells a fact, and in which words, with a link to where each of them stand."""

    document: Document
    quotes: tuple[tuple[str, str], ...]
    notice: str = ""
    """What staff say in the place of it, and who they are."""


@dataclass(frozen=True)
class Cell:
    """What stands under one column; `language` is that of its text."""

    column: str
    text: str
    language: str
    number: Decimal | None = None
    """By which a value or a date is sorted."""


@dataclass(frozen=True)
class Row:
    """What one row tells, with all its sources."""

    kind: str
    cells: tuple[Cell, ...]
    sources: tuple[Source, ...]
    told: str
    """The fact in one line."""
    copied: str
    """That line with its sources, to be pasted into an e-mail."""
    searched: str
    """What a search looks through, folded."""


@dataclass(frozen=True)
class Table:
    """A section as it is shown: at most `MOST_ROWS` rows of `total`."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Order:
    """By which column a section is sorted; in the order of the documents when there is none."""

    section: str = ""
    column: str = ""
    descending: bool = False


def tables(
    facts: Iterable[Fact],
    documents: Mapping[str, Document],
    language: Language,
    root_path: str,
    order: Order,
) -> list[Table]:
    """The sections that have rows.

    Args:
        facts: What to show.
        documents: By id, those that the facts stand in.
        language: Of the page.
        root_path: What stands before the paths of this site, often nothing.
        order: How one section is sorted.
    """
    sections: dict[str, list[Group]] = {key: [] for key in SECTIONS}
    for group in grouped(facts):
        sections[SECTION_OF[group[0].kind]].append(group)
    found = []
    for key, columns in SECTIONS.items():
        groups = sections[key]
        if order.section == key and order.column in columns:
            groups = _sorted(groups, order, language)
        rows = tuple(
            _row(group, columns, documents, language, root_path) for group in groups[:MOST_ROWS]
        )
        if rows:
            found.append(Table(key, columns, rows, len(groups)))
    return found


def _sorted(groups: list[Group], order: Order, language: Language) -> list[Group]:
    """Groups by what their column holds; those without anything come last either way."""

    def key(group: Group) -> tuple[Decimal, str]:
        number = number_of(group[0], order.column)
        return number or Decimal(0), alphabetical(cell_of_all(group, order.column, language))

    filled = [group for group in groups if cell_of_all(group, order.column, language)]
    empty = [group for group in groups if not cell_of_all(group, order.column, language)]
    return sorted(filled, key=key, reverse=order.descending) + empty


def _row(
    group: Group,
    columns: Sequence[str],
    documents: Mapping[str, Document],
    language: Language,
    root_path: str,
) -> Row:
    fact = group[0]
    own = documents[fact.document].language
    told = [
        (Citation(number, documents[one.document], one.start, one.end, as_read(one).text), one)
        for number, one in enumerate(group, 1)
    ]
    line = told_of_all(group, language)
    return Row(
        kind=fact.kind,
        cells=tuple(
            Cell(
                column,
                cell_of_all(group, column, language),
                language if column in OURS else own,
                number_of(fact, column),
            )
            for column in columns
        ),
        sources=_sources(told, language, root_path),
        told=line,
        copied="\n".join(
            [f"{line}.", *(notice(one, language) or source_text(c, language) for c, one in told)]
        ),
        searched=" ".join(dict.fromkeys(searchable(one) for one in group)),
    )


def _sources(
    told: Sequence[tuple[Citation, Fact]], language: Language, root_path: str
) -> tuple[Source, ...]:
    """A source for each document and, in one of them, for each thing that staff say."""
    quotes: dict[tuple[str, str], list[tuple[str, str]]] = {}
    documents = {citation.document.id: citation.document for citation, _ in told}
    for citation, fact in told:
        link = source_link(citation, root_path, language)
        key = (citation.document.id, notice(fact, language))
        quotes.setdefault(key, []).append((citation.quote, link))
    return tuple(
        Source(documents[document], tuple(quoted), said)
        for (document, said), quoted in quotes.items()
    )
