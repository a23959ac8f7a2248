"""Rows across a table that head those below them, such as the kind of guest in a list of fees."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.tables import Table

_LONGEST = 100
"""Characters; what is longer, or a sentence, tells of the rows and heads none."""
_SENTENCE = (".", "!", "?", "…")


def groups_of(table: Table, begin: int) -> list[str]:
    """What heads each row of a table within it; empty for what heads others and where nothing does.

    A row across the table heads those below only where one stands above all others, or begins a part of
    the table as the file has it: amid rows it may tell of the one above (`Ställs in`). Where only the
    first is such a row, it is rather a title. A part of the table ends the group before it, and so does a
    row that tells nothing.

    Args:
        table: The rows.
        begin: The first row below the heads of columns; 0 where these are unsure.
    """
    heads = dict(_group_rows(table, begin))
    names = [place for place, name in heads.items() if name]
    is_title = not begin and not table.group and len(names) == 1 and _is_first(table, *names)
    if is_title or not (heads or table.group):
        return [""] * len(table.rows)
    found: list[str] = []
    group, is_used = table.group, False
    for place, row in enumerate(table.rows):
        if place in heads:
            group, is_used = heads[place], False
        elif is_used and (place in table.parts or not any(row)):
            group = ""
        is_body = place >= begin and place not in heads and any(row)
        is_used = is_used or is_body
        found.append(group if is_body else "")
    return found


def _group_rows(table: Table, begin: int) -> Iterator[tuple[int, str]]:
    """Rows across a table, each as a head: nothing where it is a text, or none but such are below."""
    width = max(map(len, table.rows), default=0)
    across = [place for place in range(begin, len(table.rows)) if _is_across(table, place, width)]
    others = set(across)
    told = [at for at in range(begin, len(table.rows)) if any(table.rows[at]) and at not in others]
    first, last = min(told, default=0), max(told, default=0)
    for place in across:
        text = table.rows[place][0].rstrip(": ")
        is_name = len(text) <= _LONGEST and not text.endswith(_SENTENCE) and ": " not in text
        heads = place < last and (across[0] < first or place in table.parts)
        yield place, text if is_name and heads else ""


def _is_across(table: Table, place: int, width: int) -> bool:
    """Whether a row is a single cell that is merged over all columns."""
    height, columns = table.spans.get((place, 0), (1, 1))
    row = table.rows[place]
    return height == 1 and columns >= width > 1 and any(row[:1]) and not any(row[1:])


def _is_first(table: Table, head: int) -> bool:
    return not any(map(any, table.rows[:head]))
