"""What is printed of facts."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from assistant.cli.printing import OUT, counted
from assistant.composition.fact_text import dated
from assistant.contract import FactBody
from assistant.facts.schema import FIELDS
from assistant.facts.table import facts_csv
from assistant.messages.dates import human_date


def print_facts(listed: Sequence[FactBody], form: str) -> None:
    """Facts as a table for a person, or as JSON or CSV for a program."""
    if form == "json":
        print(json.dumps([fact.model_dump() for fact in listed], ensure_ascii=False, indent=2))
    elif form == "csv":
        sys.stdout.write(facts_csv(listed))
    else:
        table = Table("kind", "fields", "document")
        for fact in listed:
            told = ", ".join(
                f"[dim]{name}[/] {escape(dated(name, fact.fields[name], 'en'))}"
                for name in _named(fact)
            )
            source = fact.citation.document if fact.citation else _corrected(fact)
            table.add_row(fact.kind, told, escape(source))
        OUT.print(table)
        OUT.print(counted(len(listed), "fact"))


def _corrected(fact: FactBody) -> str:
    """Who stands behind a fact in the place of the document that it was read from."""
    told = fact.correction
    if told is None:
        return ""
    day = human_date(told.review_by, "en")
    past = ", which should have been reviewed" if told.is_overdue else ""
    return f"{told.citation.document}, corrected by {told.owner} until {day}{past}"


def _named(fact: FactBody) -> list[str]:
    """The names of its fields, in the order in which they are told."""
    return [name for name in FIELDS if name in fact.fields]
