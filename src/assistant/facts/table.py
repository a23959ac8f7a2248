"""Facts in rows and columns, for a person to read and for a spreadsheet to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.contract import FactBody
from assistant.facts.schema import FIELDS

CITED = ("document", "title", "url", "published", "start", "end", "quote")
"""What a row tells of its citation."""
CORRECTED = ("corrected_by", "corrected_why", "review_by")
"""What it tells of the correction that it stands on in the place of one."""
_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""Full-width signs too: spreadsheets in some languages take them for the plain ones."""


def facts_csv(facts: Sequence[FactBody], delimiter: str = ",") -> str:
    """All facts, always with the same columns.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, since documents
    come from many hands. Programs that want every character as it is take JSON.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["kind", *FIELDS, *CITED, *CORRECTED])
    writer.writerows([_harmless(cell) for cell in _row(fact)] for fact in facts)
    return out.getvalue()


def _row(fact: FactBody) -> list[str]:
    cited = (getattr(fact.citation, name, None) for name in CITED)
    told = ("" if value is None else str(value) for value in cited)
    own = fact.correction
    corrected = (own.owner, own.reason, own.review_by) if own else ("", "", "")
    return [fact.kind, *(fact.fields.get(name, "") for name in FIELDS), *told, *corrected]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell
