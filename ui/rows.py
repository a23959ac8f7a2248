"""How rows of tables are shown in quotes and answers: cells without the bars between them."""

from __future__ import annotations

import re

_BARS = re.compile(r"(?<!\s)\s*+\|[\s|]*+(?:[:-]{3,}[\s|]*+)*+")
"""What parts two cells, with the empty ones and rules between them."""
_BETWEEN = " · "


def cells_apart(text: str) -> str:
    """Words or HTML with dots between cells, where there are any: only what is seen changes."""
    if "|" not in text:
        return text
    shown = ((line, _BARS.sub(_BETWEEN, line).strip(_BETWEEN)) for line in text.splitlines())
    return "\n".join(cells for line, cells in shown if cells or "|" not in line).strip()
